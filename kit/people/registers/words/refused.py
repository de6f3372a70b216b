"""Why a register refuses."""

WORDS: dict[str, tuple[str, str]] = {
    "register-which": ("“{who}”有 {count} 项，写编号：{names}", "{count} {count:entry is|entries are} called “{who}”, give the id: {names}"),
    "register-unknown": ("没有登记“{id}”。", "Nothing is noted as “{id}”."),
    "register-none": ("没有“{ref}”登记。", "There is no register “{ref}”."),
    "register-over": ("{id} 已于 {at} 结束；可加备注（note）或撤销（undo）。", "{id} ended at {at}; a note can be added, or undo."),
    "register-twice": ("{id} 已经登记过，没有再录。", "{id} is noted already; it was not noted again."),
    "register-entered": ("{id} 已于 {at} 录入系统。", "{id} was entered in the system at {at}."),
    "register-move": ("{id} 改时间要写 --to 时间、--note 原因、--agreed-by 谁同意。", "To move {id}: --to TIME, --note why, --agreed-by who agreed."),
    "register-promised": ("{id} 答应的是 {at}，已经过了；对方同意改时间用 move。", "{id} was promised for {at}, which is over; by agreement it is moved: move."),
    "register-untied": ("{id} 不属于任何事件。", "{id} belongs to no incident."),
    "register-one": ("一次一位：{id} 后面的 {names} 是另一位的。", "One at a time: {names} behind {id} is another one's."),
    "register-wait": ("{id} 等到何时？写 --until 时间。", "Until when does {id} wait? --until TIME."),
    "register-id": ("写编号或姓名：{how}", "Give an id or a name: {how}"),
    "register-forgotten": ("{id} 的个人信息已移除，不能再改。", "The personal data of {id} were removed; it cannot be changed."),
    "register-unreadable": ("登记 {ref} 读不了：{why}", "The register {ref} cannot be read: {why}"),
    "item-until": ("批准或静音要写到几点为止：--due 时间", "A permission or a silence has an end: --due TIME"),
    "register-entry": ("没有可撤销或恢复的记录 {entry}。", "There is no entry {entry} to take back or restore."),
    "nothing-to-undo": ("没有可撤销或恢复的登记。", "There is nothing to take back or restore."),
    "field-needed": ("还要写：{names}", "Also needed: {names}"),
    "note-needed": ("{id} 要写 --note 说明。", "{id}: say why or what with --note."),
    "paper-time": ("写上几点记的：编号 时间 姓名 …", "Give the time it was noted at: number time name ..."),
    "paper-fields": ("时间后面按纸上的号写：1=… 2=…", "Behind the time write by the numbers on the sheet: 1=... 2=..."),
    "paper-field": ("{n} 号写了两次，或纸上没有（1 到 {most}）", "There is no field {n} on the sheet, or it was given twice (the last is {most})"),
    "paper-doubtful": ("时间不确定，写全日期和时间。{text}", "The time is not certain, write date and time. {text}"),
    "input": ("读不了 {path}：{why}", "Cannot read {path}: {why}"),
    "two-count": ("清点要两个人，不能都是{who}。", "Two people count; not {who} twice."),
    "handler-is-about": ("{who}是被投诉的人，不能处理这件投诉，没有记下；由别人办（--by），本人的说法用 note 记。", "{who} is complained about and does not handle it; nothing was recorded. Another person does (--by); a statement goes in by note."),
    "stage-left": ("没有记下：{id}", "Nothing was recorded: {id}"),
    "proof-differs": ("特征对不上，没有归还：{id}", "The detail does not match; not handed out: {id}"),
    "stage-done": ("{id} 已经做过 {stage}。", "{id}: {stage} was done already."),
    "stage-before": ("{id} 之前要先有：{names}", "{id}: first comes {names}"),
    "forget-open": ("{id} 还没有结束，个人信息不移除。", "{id} is not over; its personal data stay."),
    "redact-salt": ("化名用的文件读不了也建不了：{path}", "The file that pseudonyms need can neither be read nor made: {path}"),
}  # fmt: skip

WARNINGS: dict[str, tuple[str, str]] = {
    "register-damaged": (
        "注意：登记 {ref} 有 {count} 行读不出，其余照常；可能漏了那几行登记的人和事。请运行 kit verify，对照纸面补记。",
        "Note: {count} {count:line|lines} of the register {ref} cannot be read, the rest can; whom and what they noted is missing here. Run kit verify, and note it again from paper.",
    ),
    "register-unreadable": ("登记 {ref} 读不了：{why}", "The register {ref} cannot be read: {why}"),
}  # fmt: skip
