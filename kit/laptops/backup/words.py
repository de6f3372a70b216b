"""Backups, and how they are brought back."""

WORDS: dict[str, tuple[str, str]] = {
    "made": (
        "已备份到 {path}（{kilobytes} KB，读回核对过）：{incidents} 个事件、{shifts} 个班次、{registers} 份登记、{entries} 条记录、{files} 个自己的文件",
        "Backed up: {path} ({kilobytes} KB, read back and proved): {incidents} {incidents:incident|incidents}, {shifts} {shifts:shift|shifts}, {registers} {registers:register|registers}, {entries} {entries:entry|entries}, {files} own {files:file|files}",
    ),
    "kept": (
        "留着本机的 {n} 份备份，最早 {first}；删掉不再需要的 {gone} 份",
        "Kept: {n} {n:backup|backups} of this laptop, the oldest of {first}; deleted as no longer needed: {gone}",
    ),
    "gone": ("删掉：{names}", "deleted: {names}"),
    "next": (
        "下次请在 {due} 前备份：kit backup。里面有客户姓名和电话，U 盘请锁好。",
        "Back up again by {due}: kit backup. It holds customers' names and numbers; keep the stick locked away.",
    ),
    "alone": (
        "{name} 有新备份里没有的记录，留着不删：kit verify 看本机少了什么",
        "{name} holds entries that the new backup lacks, and was kept: kit verify tells what is missing here",
    ),
    "unproved": ("{name} 不完整或有改动，留着没动；不要用它恢复", "{name} does not prove itself; it was left as it is, do not restore from it"),
    "stuck": ("{name} 删不掉，还在", "{name} could not be deleted and is still there"),
    "large": (
        "{ref} 的日志太大，没有备份。请单独拷贝它的文件夹（data/README.md）。",
        "The log of {ref} is larger than a backup takes and was left out. Copy its folder by itself (data/README.md).",
    ),
    "left": ("没有备份（不是 kit 的文件，或改了一半的清单）：{names}", "Left out (not the kit's files, or lists edited half-way): {names}"),
    "same-disk": (
        "备份和数据在同一个磁盘上：磁盘坏了两样都没有。最好备份到 U 盘。",
        "The backup lies on the same disk as the data: one broken disk takes both. A stick is better.",
    ),
    "unnoted": (
        "备份写好了，但本机记不下这件事，下次请写明文件夹。",
        "The backup is written, but this home could not note it; name the folder again next time.",
    ),
    "list-none": ("{path} 里没有备份", "There is no backup in {path}"),
    "list-line": ("{at}  电脑 {laptop}  {kilobytes} KB  {name}：{state}", "{at}  laptop {laptop}  {kilobytes} KB  {name}: {state}"),
    "not-whole": ("不能用（{what}）", "cannot be used ({what})"),
    "whole": (
        "完好，{incidents} 个事件，{entries} 条记录",
        "proves itself, {incidents} {incidents:incident|incidents}, {entries} {entries:entry|entries}",
    ),
    "never": ("还没有备份过（每周一次）：kit backup 文件夹", "Never backed up (due every week): kit backup FOLDER"),
    "late": ("上次备份是 {last}，超过一周：kit backup", "Last backup {last}, more than a week ago: kit backup"),
    "skipped": ("{name} 不能用（{what}），用前一份", "{name} cannot be used ({what}); the one before is taken"),
    "newer-beside": ("旁边有更新的备份：{name}", "A newer backup lies beside it: {name}"),
    "what": (
        "备份里：{incidents} 个事件、{shifts} 个班次、{registers} 份登记、{entries} 条记录、{files} 个自己的文件",
        "In the backup: {incidents} {incidents:incident|incidents}, {shifts} {shifts:shift|shifts}, {registers} {registers:register|registers}, {entries} {entries:entry|entries}, {files} own {files:file|files}",
    ),
    "newer": (
        "备份里有 {n} 份日志是本机没有或比本机新的",
        "{n} {n:journal|journals} in the backup {n:is|are} not here, or ahead of what is here",
    ),
    "older": (
        "备份比本机见过的旧：{ref} 缺第 {first}-{last} 条",
        "The backup is older than what was seen here: {ref} lacks entries {first}-{last}",
    ),
    "older-more": ("（另有 {n} 份日志也缺）", "(the same of {n} more {n:journal|journals})"),
    "ask": ("恢复到 {path} 吗？", "Restore into {path}?"),
    "restored": (
        "已恢复到 {path}：{n} 份日志。那台电脑叫 {old}，这里改叫 {new}，两边不会写进同一份日志。检查：kit verify",
        "Restored into {path}: {n} {n:journal|journals}. That laptop was {old}, this one is {new} from now on, so that the two never write one journal. Check: kit verify",
    ),
    "head": ("接着往下记：{ref} 从 {head}", "Goes on from: {ref} at {head}"),
    "head-more": ("（另有 {n} 个未关闭事件）", "(and {n} more open {n:incident|incidents})"),
    "head-none": ("没有未关闭的事件", "No incident is open"),
    "use": ("用它：kit --home {path}，或设 KIT_HOME={path}", "To use it: kit --home {path}, or set KIT_HOME={path}"),
    "not-restored": ("没有恢复，什么都没改。", "Not restored; nothing was changed."),
}

REFUSED: dict[str, tuple[str, str]] = {
    "backup-empty": ("还没有记录，没有可以备份的。", "Nothing was recorded yet, so there is nothing to back up."),
    "backup-where": (
        "还不知道备份到哪里。插上 U 盘：kit backup 文件夹（以后就记得）",
        "Nobody said yet where backups go. Plug in a stick: kit backup FOLDER (it is remembered)",
    ),
    "backup-inside": (
        "{path} 在数据文件夹里面，磁盘坏了一起丢。请换一个文件夹，最好是 U 盘。",
        "{path} lies inside the data folder and would be lost with it. Name another folder, best on a stick.",
    ),
    "backup-gone": (
        "U 盘没插好：{path} 现在不是上次那个磁盘。没有备份，原来的备份都在 U 盘上。插好再试；真要写到这里：kit backup \"{path}\"",
        "The stick is not there: {path} is not on the disk of last time. Nothing was backed up; the old backups are on the stick. Plug it in and try again; to write here all the same: kit backup \"{path}\"",
    ),
    "backup-failed": (
        "没有备份成：{path}：{why}。原来的备份没有动。检查 U 盘（插好、没写保护）再运行 kit backup。",
        "Not backed up: {path}: {why}. The backups that were there are as they were. Check the stick (plugged in, not write-protected) and run kit backup again.",
    ),
    "backup-full": (
        "没有备份成：{path} 满了（剩 {free} MB）。原来的备份没有动。请腾出空间，或换一个 U 盘：kit backup 文件夹",
        "Not backed up: {path} is full ({free} MB free). The backups that were there are as they were. Free some space, or take another stick: kit backup FOLDER",
    ),
    "backup-held": ("另一个窗口正在备份。请等它完成。", "Another window is backing up just now. Wait until it is done."),
    "restore-none": ("{path} 里没有 kit 的备份。", "There is no backup of the kit in {path}."),
    "restore-which": (
        "这里有几台电脑的备份，请写明哪一份：{names}",
        "Backups of several laptops lie there. Name the file: {names}",
    ),
    "restore-unproved": (
        "{path} 里的 {count} 份备份都不完整。什么都没有改动。看是什么不对：kit backup --list \"{path}\"",
        "None of the {count} {count:backup|backups} in {path} proves itself. Nothing was changed. See what is wrong: kit backup --list \"{path}\"",
    ),
    "restore-bundle": (
        "{path} 是 kit export 写的，不是备份。要并入：kit import \"{path}\"",
        "{path} was written by kit export and is no backup. To take it in: kit import \"{path}\"",
    ),
    "restore-here": (
        "{path} 里已经有记录，没有改动。恢复到旁边：kit restore … --into 新文件夹；要并到这里：kit import 那份备份",
        "{path} has entries already; nothing was changed. Beside it: kit restore … --into NEWHOME; into it: kit import that backup",
    ),
    "restore-inside": ("{path} 在现在的数据文件夹里面。请换一个地方。", "{path} lies inside the present data folder. Name another place."),
    "restore-full": ("{path} 不是空文件夹。请写一个还没有的文件夹。", "{path} is not an empty folder. Name one that is not there yet."),
}

HELP: dict[str, tuple[str, str]] = {
    "backup": ("把全部数据备份到 U 盘（每周一次），读回核对，旧的自动清理", "back up everything to a stick (every week): proved, old ones cleared"),
    "backup-folder": ("备份到哪个文件夹；以后就记得", "the folder to write to; it is remembered"),
    "backup-list": ("列出那里的备份，每份都核对", "list the backups there and prove each"),
    "restore": ("从备份恢复到空的数据文件夹", "restore a backup into an empty data folder"),
    "restore-from": ("备份文件，或放备份的文件夹（用最新的完好的）", "a backup, or the folder of backups (the newest that proves itself)"),
    "restore-into": ("恢复到另一个新文件夹", "restore into another, new folder"),
    "restore-yes": ("不问，直接恢复", "restore without asking"),
}
