"""What ``kit verify`` found, one line each: what it is and what to do."""

WORDS: dict[str, tuple[str, str]] = {
    "damaged": (
        "记录 {entries} 已损坏（第 {offset} 字节起 {length} 字节），其余可读。若别处有这份日志的副本，请对照补回；不要改原文件。",
        "entries {entries} are damaged ({length} bytes from byte {offset}); all others are readable. If there is a copy of this log elsewhere, compare it; do not edit the file.",
    ),
    "damaged-between": (
        "第 {offset} 字节起 {length} 字节已损坏，没有记录因此缺失。不要改原文件，可继续使用。",
        "{length} bytes from byte {offset} are damaged; no entry is missing for it. Do not edit the file; just go on.",
    ),
    "torn": (
        "末尾 {length} 字节没写完整（从未显示为已记录）。下次记录时自动另存，不用处理。",
        "the last {length} bytes are incomplete (never shown as recorded). They are set aside at the next entry; nothing to do.",
    ),
    "set-aside": (
        "有 {length} 字节没写完整的内容另存在 {path}。看过后不需要可删除。",
        "{length} incomplete bytes were set aside in {path}. Look at them; delete the file if not needed.",
    ),
    "missing": (
        "记录 {entries} 缺失，前后接不上。请从备份或另一台电脑找回这份日志。",
        "entries {entries} are missing; the chain does not join. Fetch this log from a backup or another laptop.",
    ),
    "forked": (
        "编号 {entries} 有两份不同的记录，都已保留。可能是电脑被克隆或恢复过备份：请查明后删除本机的 laptop 文件，让它另取名字。",
        "number {entries} exists twice with different content; both are kept. A cloned laptop or a restored backup? Then delete the file named laptop in the data folder of one of them.",
    ),
    "no-opening": (
        "开头一行读不出，暂用本机同类清单代替。若有副本，请把原日志拷回 {path}。",
        "the first line cannot be read; this laptop's checklist of the type stands in. If there is a copy, put it back into {path}.",
    ),
    "unreadable": (
        "{path} 打不开：{why}。请检查权限；若像是磁盘坏了，先用 fsck（Windows：chkdsk）检查。不要删除。",
        "{path} cannot be opened: {why}. Check its rights; if the disk seems bad, run fsck (Windows: chkdsk) first. Do not delete it.",
    ),
    "empty": (
        "{path} 里没有日志（没拷全，或还在云盘上）。云盘的先下载到这台电脑；否则从备份或另一台电脑找回。不要删除。",
        "{path} holds no log (not copied whole, or still in the cloud). Download it to this computer, or get it back from a backup or another laptop. Do not delete it.",
    ),
    "undecodable": (
        "记录 {entries} 完整，但本程序看不懂。请用更新的 kit 打开。",
        "entry {entries} is whole but this kit cannot read it. Open it with a newer kit.",
    ),
    "untold": (
        "每一行都完整，但合在一起讲不通，所以哪里都显示不了。行都留着：不要删除 {path}，纸上另记，用更新的 kit 再试。",
        "every line is whole, but they cannot be told together, so that it is shown nowhere. The lines are kept: do not delete {path}, go on on paper, and try a newer kit.",
    ),
    "unknown-kind": (
        "有 {count} 条“{what}”类记录本程序不认识（较新的 kit 所写），已保留。升级 kit 后可见。",
        "{count} {count:entry|entries} of the kind \"{what}\" {count:is|are} not known to this kit (a newer one wrote them); kept. Upgrade to see them.",
    ),
    "newer-format": (
        "日志格式 {what} 比本程序新，能读的都已读。请升级 kit。",
        "log format {what} is newer than this kit; what can be read was read. Upgrade kit.",
    ),
    "altered": (
        "另一个程序把 {path} 改存成了 {what}。记录 {entries} 都读得出，本机以后接着写在另一份里。要恢复：用记事本打开，“另存为”编码选 UTF-8（不带 BOM），盖住原文件；或从备份取回。",
        "another program changed {path} to {what}. Entries {entries} can all be read; this laptop goes on in another file. To get it back: open it in a text editor, save it as UTF-8 without BOM in its own place, or fetch it from a backup.",
    ),
    "altered-lines": (
        "另一个程序改了 {path} 的换行（CRLF）。记录 {entries} 都读得出，本机以后接着写在另一份里。要恢复：在编辑器里把换行改成 LF 再保存，或从备份取回。",
        "another program changed the line ends of {path} (CRLF). Entries {entries} can all be read; this laptop goes on in another file. To get it back: set the line ends to LF in an editor and save, or fetch it from a backup.",
    ),
    "copy": (
        "{path} 是同步程序留下的副本，内容 {what} 里全有。看过后不需要可删除。",
        "{path} is a copy left by a sync program; all of it is in {what}. Look at it; delete it if not needed.",
    ),
    "copy-more": (
        "{path} 是同步程序留下的副本，记录 {entries} 只在这里有，已一并读入。请保留，不要删除。",
        "{path} is a copy left by a sync program; entries {entries} are in it alone and are read with the others. Keep it.",
    ),
    "rights": (
        "同一台电脑的其他用户可能读到 {path}（权限 {what}）。请运行 chmod {mode} \"{full}\"。",
        "other users of this computer may read {path} (mode {what}). Run: chmod {mode} \"{full}\"",
    ),
    "rights-none": (
        "{path} 所在的磁盘（U 盘常用的一种）不分用户：拿到它的人都读得到，chmod 不起作用。",
        "the disk of {path} (of the sort of sticks) knows no owners: whoever has it reads everything, and chmod changes nothing.",
    ),
    "not-moved": (
        "已关闭，但文件夹还在 {path}；列表里照样算已关闭，下次运行 kit 时会再移。",
        "closed, but its folder still lies in {path}; it is listed as closed and will be moved when kit runs again.",
    ),
    "open-in-closed": (
        "未关闭，文件夹却在 {path}。可能有人用旧的副本盖住了新的：从备份或另一台电脑找回新的那份；若确未关闭，照常继续即可。",
        "open, but its folder lies in {path}. Was an older copy laid over it? Fetch the newer one from a backup or another laptop; if it is open indeed, just go on.",
    ),
    "twice": (
        "有两个文件夹：{path} 和 {what}，合在一起读，都没有删。U 盘先用 fsck（Windows：chkdsk）检查，再把其中一个移到数据目录以外留存。",
        "has two folders, {path} and {what}; they are read as one, nothing was deleted. On a stick run fsck (Windows: chkdsk) first, then move one of them out of the data folder and keep it.",
    ),
    "gone": (
        "本机记过这个事件（{what}），现在文件夹不见了。先用 fsck（Windows：chkdsk）检查磁盘，再从备份或另一台电脑找回；有意移走的，删除数据目录里的 {path} 文件夹即不再提示。",
        "this incident ({what}) was recorded here, but its folder is gone. Check the disk with fsck (Windows: chkdsk), then fetch it from a backup or another laptop; if it was moved away on purpose, delete the folder {path} in the data folder.",
    ),
    "gone-unread": (
        "本机记过这个事件（{what}），现在找不到，可能就在打不开的 {path} 里。先查那里，什么都不要删除。",
        "this incident ({what}) was recorded here and is not to be found; it may lie in {path}, which cannot be opened. See to that first; delete nothing.",
    ),
    "gone-register": (
        "本机写过这份登记，现在文件夹不见了。先用 fsck（Windows：chkdsk）检查磁盘，再从备份或另一台电脑找回；有意移走的，删除数据目录里的 {path} 文件夹即不再提示。",
        "this register was written here, but its folder is gone. Check the disk with fsck (Windows: chkdsk), then fetch it from a backup or another laptop; if it was moved away on purpose, delete the folder {path} in the data folder.",
    ),
    "gone-shift": (
        "本机记过这一班，现在文件夹不见了。先用 fsck（Windows：chkdsk）检查磁盘，再从备份或另一台电脑找回；有意移走的，删除数据目录里的 {path} 文件夹即不再提示。",
        "this shift was recorded here, but its folder is gone. Check the disk with fsck (Windows: chkdsk), then fetch it from a backup or another laptop; if it was moved away on purpose, delete the folder {path} in the data folder.",
    ),
    "gone-contacts": (
        "本机写过通讯录，现在文件夹不见了。先用 fsck（Windows：chkdsk）检查磁盘，再从备份或另一台电脑找回；有意移走的，删除数据目录里的 {path} 文件夹即不再提示。",
        "contacts were written here, but their folder is gone. Check the disk with fsck (Windows: chkdsk), then fetch it from a backup or another laptop; if it was moved away on purpose, delete the folder {path} in the data folder.",
    ),
    "shorter": (
        "{path} 缺少记录 {entries}：本机见过更长的一份，可能被旧副本盖住了。请从备份或另一台电脑找回，另取名字放在旁边（加 ~2），不要覆盖。",
        "{path} lacks entries {entries}: this laptop had seen a longer copy; was an older one laid over it? Fetch it from a backup or another laptop and put it beside under a name of its own (~2); overwrite nothing.",
    ),
    "replaced": (
        "{path} 的记录 {entries} 不是本机见过的那一条，可能被另一份副本盖住了。请从备份找回原来那份，另取名字放在旁边（加 ~2）。",
        "entry {entries} in {path} is not the one this laptop had seen; was another copy laid over it? Fetch the former one from a backup and put it beside under a name of its own (~2).",
    ),
    "left-over": (
        "{path} 是没有开完的事件，从未显示为已记录。看过后不需要可删除。",
        "{path} is an incident that was never opened to the end and never shown as recorded. Look at it; delete it if not needed.",
    ),
    "total": (
        "{incidents} 个事件，{entries} 条记录，{findings} 处发现",
        "{incidents} {incidents:incident|incidents}, {entries} {entries:entry|entries}, {findings} {findings:finding|findings}",
    ),
    "thorough": (
        "逐行重新核对，不采用以前的核对结果",
        "prove every line again, also where the same bytes were proved before",
    ),
    "help": (
        "检查日志是否有损坏（能发现损坏，不能防篡改）",
        "check the logs for damage (it shows damage; it cannot prevent tampering)",
    ),
    "ref": ("事件编号，默认检查全部", "incident reference; all of them by default"),
}
