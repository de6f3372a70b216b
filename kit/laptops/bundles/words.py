"""Bundles from laptop to laptop."""

WORDS: dict[str, tuple[str, str]] = {
    "exported": (
        "已写成 {path}（{kilobytes} KB，读回核对过）：{incidents} 个事件、{shifts} 个班次、{registers} 份登记、{entries} 条记录；本机是 {laptop}。",
        "Written: {path} ({kilobytes} KB, read back and proved): {incidents} {incidents:incident|incidents}, {shifts} {shifts:shift|shifts}, {registers} {registers:register|registers}, {entries} {entries:entry|entries}; this laptop is {laptop}.",
    ),
    "exported-how": (
        "在另一台电脑上：kit import {name}。文件里有客户姓名和电话，用完请从 U 盘删除。",
        "On the other laptop: kit import {name}. It holds customers' names and numbers; delete it from the stick afterwards.",
    ),
    "left-out": (
        "{name} 有损坏的部分，没有写进去；能证明自己的记录都在。看详情：kit verify",
        "{name} is damaged in part; the damaged bytes were left out, all entries that prove themselves are in. See: kit verify",
    ),
    "unread": ("{ref} 读不了（{why}），没有写进去。", "{ref} cannot be read ({why}) and was left out."),
    "from": (
        "{name}：电脑 {laptop}（{by}）写于 {written}，kit {kit}",
        "{name}: written by laptop {laptop} ({by}) at {written}, kit {kit}",
    ),
    "clock-ahead": (
        "那台电脑的钟至少快 {span}：它写这个文件时的时间，本机还没到。看时间先后时请留意。",
        "That laptop's clock is ahead by at least {span}: it showed a time that has not come here yet. Mind that when you compare times.",
    ),
    "sealed": ("已用口令加密；口令不在文件里，忘了就打不开。", "Sealed with the passphrase, which is not in the file: forgotten, nothing opens it."),
    "passphrase": ("{name} 的口令：", "Passphrase of {name}:"),
    "passphrase-again": ("再输一次：", "Once more:"),
    "watching": (
        "正在看 {path}：放进来的文件会并入。Ctrl-C 结束。",
        "Watching {path}: what is laid there is taken in. Ctrl-C ends it.",
    ),
    "watch-whole": ("{name} 还不完整，等它拷完。", "{name} is not whole yet; waiting until it is."),
    "watch-gone": ("{path} 不在了（U 盘拔了？），等它回来。", "{path} is gone (was the stick pulled?); waiting for it."),
    "watched": ("不再看了；看过 {n} 个文件。", "Ended; {n} {n:file was|files were} looked at."),
    "clock-ask": (
        "电脑 {other} 的钟比本机{how}至少 {span}。哪台的钟是准的？",
        "The clock of laptop {other} is at least {span} {how} this one. Which one is right?",
    ),
    "clock-ahead-of": ("快", "ahead of"),
    "clock-behind": ("慢", "behind"),
    "clock-this": ("本机（{here}）准：改正对方记的时间", "This one ({here}): the other's times are put right"),
    "clock-that": ("那台（{other}）准：改正本机记的时间", "That one ({other}): this one's times are put right"),
    "clock-minutes": ("两台的钟差几分钟？请看一眼两台的钟", "How many minutes are the clocks apart? Look at both"),
    "clock-unknown": ("不知道，先不改", "Not known; leave the times as they are"),
    "clock-kept": (
        "记下了：电脑 {laptop} 的钟{how} {span}；{count} 个几台电脑一起记的事件，时间已改正。",
        "Kept: the clock of laptop {laptop} was {span} {how}; times are put right in {count} {count:incident|incidents} that several laptops wrote.",
    ),
    "clock-was-ahead": ("快了", "ahead"),
    "clock-was-behind": ("慢了", "behind"),
    "clock-none": (
        "没有几台电脑一起记的事件，不用改时间。",
        "No incident was written by several laptops; no times were put right.",
    ),
    "clock-left": (
        "电脑 {other} 的钟和本机至少差 {span}（{how}）。核对两台的钟，再运行：kit import FILE --clock {minutes}（对方快几分钟；慢的写负数，准的写 0）",
        "The clocks of laptop {other} and this one differ by at least {span} ({how}). Look at both, then: kit import FILE --clock {minutes} (minutes it is ahead; below 0 behind, 0 right)",
    ),
    "new": ("新的", "new"),
    "known": ("已有", "known"),
    "ahead": ("比本机新", "ahead of this laptop"),
    "behind": ("比本机旧", "behind this laptop"),
    "fork": ("不一致", "disagrees"),
    "mends": ("补上缺的", "mends what is missing here"),
    "count": (
        "{incidents} 个事件、{shifts} 个班次、{registers} 份登记；日志：新的 {new}，比本机新 {ahead}，已有 {known}，比本机旧 {behind}，补缺 {mends}，不一致 {fork}",
        "{incidents} {incidents:incident|incidents}, {shifts} {shifts:shift|shifts}, {registers} {registers:register|registers}; journals: {new} new, {ahead} ahead, {known} known, {behind} behind, {mends} mending, {fork} that disagree",
    ),
    "texts": (
        "另有 {n} 份批准过的清单内容：只放在一边，本机在用的清单不会因此改变",
        "with it {n} approved {n:text|texts} of lists: laid beside, no list in use here is changed by that",
    ),
    "exported-site": (
        "本处设置（kit setup）也在里面；对方并入后用 kit setup --take {laptop} 取用，不取就不变。",
        "This place's setup (kit setup) is in it; there kit setup --take {laptop} takes it over, nothing changes before.",
    ),
    "site": (
        "另有电脑 {laptop} 的本处设置（地址、岗位、电话、分钟数）：只放在一边，本机的不会因此改变",
        "with it the site as laptop {laptop} has it (address, posts, numbers, minutes): laid beside, this one's is not changed by that",
    ),
    "worked-incident": (
        "请看：{what} 在电脑 {ended} 上于 {at} 关闭，电脑 {laptop} 不知道，又记了 {n} 条：{how}。没结束就：kit reopen {ref}",
        "Look: {what} was closed on laptop {ended} at {at}; laptop {laptop}, not knowing, recorded {n} more {n:entry|entries}: {how}. If it is not over: kit reopen {ref}",
    ),
    "worked-thing": (
        "请看：{what} 在电脑 {ended} 上于 {at} 办结，电脑 {laptop} 不知道，又记了 {n} 条：{how}",
        "Look: {what} was ended on laptop {ended} at {at}; laptop {laptop}, not knowing, recorded {n} more {n:entry|entries}: {how}",
    ),
    "parted-shift": (
        "请看：两台电脑互不知情，各自结束了班次 {ref}：kit shift show {ref}",
        "Look: two laptops, neither knowing of the other, each ended the shift {ref}: kit shift show {ref}",
    ),
    "line": ("{ref}  {sort}  电脑 {laptop}：{what}（{n} 条）", "{ref}  {sort}  laptop {laptop}: {what} ({n} {n:entry|entries})"),
    "more": ("（另有 {n} 份）", "(and {n} more)"),
    "fork-line": (
        "{ref}：电脑 {laptop} 的日志从第 {n} 条起有两份不同的，一份在这里（{here}），一份由 {other} 带来；两份都保留，都会显示。电脑克隆过或恢复过备份？",
        "{ref}: from entry {n} on there are two different logs of laptop {laptop}, one here ({here}), one brought by {other}; both are kept and shown. Was a laptop cloned, or a backup restored?",
    ),
    "incident": ("事件", "incident"),
    "shift": ("班次", "shift"),
    "register": ("登记", "register"),
    "contacts": ("通讯录", "contacts"),
    "filed": ("存档页", "filed pages"),
    "drill": ("演练", "drill"),
    "nothing": ("都已经有了，没有改动。", "All of it is here already; nothing was changed."),
    "ask": ("并入本机吗？", "Take it in?"),
    "done": (
        "已并入 {n} 份日志，没有覆盖任何内容。检查：kit verify",
        "{n} {n:journal|journals} taken in, nothing was overwritten. Check: kit verify",
    ),
    "left": ("没有并入，什么都没改。", "Not taken in; nothing was changed."),
    "how": ("要并入：kit import {name} --yes", "To take it in: kit import {name} --yes"),
}

REFUSED: dict[str, tuple[str, str]] = {
    "bundle-bad": (
        "{path} 没有通过检查，不能用（{what}）。什么都没有改动。请在对方电脑上重新 kit export，再拷一次。",
        "{path} cannot be used: {what} is wrong. Nothing was changed. Run kit export again on the other laptop and copy it once more.",
    ),
    "bundle-newer": (
        "{path} 是更新版本的 kit 写的（格式 {format}）。什么都没有改动。请先更新本机的 kit。",
        "{path} was written by a newer kit (format {format}). Nothing was changed. Update this laptop's kit first.",
    ),
    "bundle-unread": (
        "读不了 {path}：{why}。什么都没有改动。请检查文件和 U 盘。",
        "Cannot read {path}: {why}. Nothing was changed. Check the file and the stick.",
    ),
    "bundle-changed": (
        "{path} 在列出以后变了。什么都没有改动。请等它拷完，再运行 kit import。",
        "{path} has changed since it was looked at. Nothing was changed. Wait until it is copied, then run kit import again.",
    ),
    "bundle-inside": (
        "{path} 在数据文件夹里面，会盖住记录。请写到别处，最好是 U 盘。",
        "{path} lies inside the data folder, where records are. Write it elsewhere, best onto a stick.",
    ),
    "since-day": (
        "看不懂日子“{text}”。请写成 --since 2026-11-01 这样。",
        "Cannot read the day \"{text}\". Write it as --since 2026-11-01.",
    ),
    "bundle-empty": ("没有可以写进去的内容。看有哪些事件：kit list --closed", "There is nothing to write. See what there is: kit list --closed"),
    "bundle-document": (
        "{ref} 的日志太大，一个文件装不下。请单独拷贝它的文件夹（data/README.md）。",
        "The log of {ref} is larger than a bundle takes. Copy its folder by itself (data/README.md).",
    ),
    "bundle-too-large": (
        "一个文件装不下 {count} 份文档。请用 --since 分几次导出。",
        "{count} {count:document is|documents are} more than one bundle takes. Export them in parts with --since.",
    ),
    "import-space": (
        "磁盘空间不够，什么都没有改动。请在 {path} 所在磁盘腾出至少 {needed} KB 再试。",
        "There is not enough space; nothing was changed. Free at least {needed} KB on the disk of {path} and try again.",
    ),
    "seal-missing": (
        "加密的组件没有装好。请先运行：pip install \"incident-kit[seal]\"；没有装，就导出不加密的。",
        "What seals is not installed. Run: pip install \"incident-kit[seal]\"; without it, export without --seal.",
    ),
    "seal-short": ("口令至少要 {n} 个字符。什么都没有写。", "A passphrase has at least {n} {n:character|characters}. Nothing was written."),
    "seal-differs": ("两次输的口令不一样。什么都没有写，请再来一次。", "The two passphrases differ. Nothing was written; try again."),
    "seal-wrong": (
        "{path} 打不开：口令不对，或文件坏了。什么都没有改动。请核对口令再试。",
        "{path} does not open: the passphrase is another one, or the file is damaged. Nothing was changed. Check the passphrase and try again.",
    ),
    "seal-large": ("加密的文件最多 {megabytes} MB。请用 --since 分几次导出。", "A sealed file holds at most {megabytes} MB. Export in parts with --since."),
    "import-folder": (
        "没有 {path} 这个文件夹。请检查 U 盘和路径。",
        "There is no folder {path}. Check the stick and the path.",
    ),
    "import-held": (
        "另一个窗口正在并入，什么都没有改动。请等它完成再试。",
        "Another window is taking a bundle in; nothing was changed. Try again when it is done.",
    ),
    "import-stopped": (
        "并入没有做完（{why}），已有的记录都在。请检查磁盘；再运行任何 kit 命令，就会接着做完。",
        "The import was not finished ({why}); everything that was here is safe. Check the disk; any kit command goes on with it.",
    ),
}

WARNINGS: dict[str, tuple[str, str]] = {
    "import-unfinished": (
        "上次的并入还没做完（{why}）；已有的记录都在，下一条命令会再试。",
        "An import is not finished yet ({why}); everything that was here is safe, the next command tries again.",
    ),
}

HELP: dict[str, tuple[str, str]] = {
    "export": ("把日志写成一个文件，拷到另一台电脑", "write logs into one file for another laptop"),
    "export-ref": ("事件或班次的编号", "reference of an incident or a shift"),
    "export-shift": ("一个班次，连同它的事件和登记：now、last、日期或编号", "a shift with its incidents and registers: now, last, a day or a reference"),
    "export-since": ("从哪一天起，例如 2026-11-01", "since a day such as 2026-11-01"),
    "export-all": ("全部", "everything"),
    "export-file": ("写到哪个文件（U 盘上也可以）", "the file to write, such as shift.zip"),
    "export-seal": ("用口令加密；导入时要输", "seal it with a passphrase (age format), asked at import"),
    "import": ("并入另一台电脑 kit export 的文件：先列出，再问", "take in what another laptop exported: shows first, then asks"),
    "import-file": ("kit export 写的文件", "files that kit export wrote"),
    "import-from": ("一直看一个文件夹，放进来的就并入", "watch a folder and take in what is laid there; Ctrl-C ends it"),
    "import-clock": (
        "对方的钟快几分钟（慢的写负数，准的写 0）：改正它记的时间",
        "by how many minutes the other's clock is ahead (below 0: behind, 0: right); its times are put right",
    ),
    "import-yes": ("不问，直接并入", "take it in without asking"),
}
