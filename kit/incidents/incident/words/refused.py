"""What an incident refuses: what happened and what to do next, in one line."""

WORDS: dict[str, tuple[str, str]] = {
    "closed": (
        "事件 {ref} 已关闭。又发生了，重新打开：kit reopen {ref} 原因；只补一条：kit note -i {ref} 内容。",
        "Incident {ref} is closed. It happens again: kit reopen {ref} REASON. To add only a note: kit note -i {ref} TEXT.",
    ),
    "not-closed": (
        "事件 {ref} 没有关闭，可以直接继续：kit guide -i {ref}",
        "Incident {ref} is not closed; just go on: kit guide -i {ref}",
    ),
    "step-unknown": (
        "没有步骤“{step}”。看全部步骤：kit show",
        "There is no step \"{step}\". See them all: kit show",
    ),
    "step-hidden": (
        "步骤“{step}”现在不适用（取决于前面的回答或级别）。看全部步骤：kit show",
        "Step \"{step}\" does not apply now (it depends on an answer or the level). See: kit show",
    ),
    "step-ambiguous": (
        "“{step}”可以是多个步骤：{names}。请写全。",
        "\"{step}\" can be several steps: {names}. Write one in full.",
    ),
    "timer-unknown": (
        "没有计时“{timer}”。看全部计时：kit timer",
        "There is no timer \"{timer}\". See them all: kit timer",
    ),
    "timer-ambiguous": (
        "“{timer}”可以是多个计时：{names}。请写全。",
        "\"{timer}\" can be several timers: {names}. Write one in full.",
    ),
    "done-elsewhere": (
        "已在另一个窗口处理，这里没有再记：{what}",
        "Dealt with at another terminal, so nothing was recorded here: {what}",
    ),
    "timer-over": (
        "计时“{timer}”已经结束，不用再回答。看全部计时：kit timer",
        "Timer \"{timer}\" is over and needs no answer. See them all: kit timer",
    ),
    "value-needed": (
        "步骤“{step}”要填写内容。例如：kit answer {step} 内容",
        "Step \"{step}\" needs an answer. For example: kit answer {step} VALUE",
    ),
    "value-number": (
        "“{text}”不是数字。请只写数字，例如 12。",
        "\"{text}\" is not a number. Write digits only, for example 12.",
    ),
    "reason-needed": (
        "要写原因：在命令后面加上原因，例如 kit skip {step} \"客户已离开\"",
        "A reason is needed: add it, for example kit skip {step} \"customer has left\"",
    ),
    "timer-reason": (
        "要写原因，例如 kit timer {timer} --snooze 10 --reason \"对方在开会\"",
        "A reason is needed, for example kit timer {timer} --snooze 10 --reason \"in a meeting\"",
    ),
    "name-needed": ("要写姓名或岗位。", "A name or a post is needed."),
    "name-is-number": (
        "“{text}”不是姓名，也不是本处的岗位，没有记录。请写姓名或岗位：kit profile show",
        "\"{text}\" is no name and no post here; nothing was recorded. Write a name or a post: kit profile show",
    ),
    "close-before-opened": (
        "{at} 早于事件开始（{began}），没有关闭。请写开始以后的时间。",
        "{at} is before the opening ({began}); it is not closed. Write a time after that.",
    ),
    "close-before-restored": (
        "{at} 早于记录的恢复时间（{back}），没有关闭。请写恢复以后的时间；恢复时间记错的先改答。",
        "{at} is before it was restored ({back}); it is not closed. Write a later time; where the time of restoring is wrong, correct that first.",
    ),
    "close-before-reopened": (
        "{at} 早于重新打开的时间（{began}），没有关闭。请写重新打开以后的时间；误开的先 kit undo 收回。",
        "{at} is before it was opened again ({began}); it is not closed. Write a later time; opened again by mistake: take that back first with kit undo.",
    ),
    "amend-counts": (
        "{entry} 不是备注，文字改不了它做的，没有记录。记错的先收回：kit undo {n} -i {ref}，再按实际记；只补说明：kit note",
        "{entry} is no note: words do not change what it did; nothing was recorded. If it is wrong, take it back: kit undo {n} -i {ref}, then record what was; to add words only: kit note",
    ),
    "close-before-act": (
        "{at} 早于记录里最后一件事（{last}），没有关闭。请写那以后的时间；那件事记错的，先 kit undo 收回。",
        "{at} is before the last thing recorded in it ({last}); it is not closed. Write a later time; if that is wrong, take it back first with kit undo.",
    ),
    "reopen-before-closed": (
        "{at} 早于关闭的时间（{closed}），没有重新打开。请写关闭以后的时间。",
        "{at} is before it was closed ({closed}); it is not opened again. Write a time after that.",
    ),
    "down-before-back": (
        "{at} 早于恢复的时间（{back}），没有记录。请写恢复以后的时间；恢复时间不对，先更正它。",
        "{at} is before it was back ({back}); nothing was recorded. Write a later time, or correct when it was back first.",
    ),
    "back-before-down": (
        "{at} 早于再次中断的时间（{down}），没有记录。请写再次中断以后的时间。",
        "{at} is before it was down again ({down}); nothing was recorded. Write a time after that.",
    ),
    "back-twice": (
        "已记 {back} 恢复，{again} 重新打开后没有记过再次中断，没有改动。又坏过：先 kit down -i {ref}（几点坏的加 --at），再记恢复。",
        "It is recorded as back at {back}, and since it was opened again at {again} nobody said that it was down; nothing was changed. If it was: first kit down -i {ref} (with --at), then when it was back.",
    ),
    "no-levels": (
        "“{type}”没有响应级别，不用升降级。",
        "\"{type}\" has no response levels to raise or lower.",
    ),
    "level-unknown": ("没有级别“{level}”。可选：{names}", "There is no level \"{level}\". Choose: {names}"),
    "level-same": ("已经是{level}级，没有变化。", "Already at level {level}; nothing changed."),
    "level-end": ("{level}级已经到头，不能再升或降。", "Level {level} is the last in that direction."),
    "plan-there": ("“{type}”的清单已经在用了。", "The checklist \"{type}\" is already in use."),
    "callback-unknown": (
        "没有待回电客户“{id}”。看名单：kit show",
        "No customer \"{id}\" is on the call-back list. See: kit show",
    ),
    "callback-in-incident": (
        "{who} 是事件 {ref} 的待回电客户，没有记录。那里可以：kit callback done、no-answer、busy、move、give-up；备注：kit note -i {ref}",
        "{who} is a customer of the incident {ref}; nothing was recorded. There: kit callback done, no-answer, busy, move, give-up; a note: kit note -i {ref}",
    ),
    "callback-which": (
        "“{who}”有 {count} 位，是哪一位？{names}。用编号或电话后四位，例如 kit callback done 编号",
        "{count} are called \"{who}\": which? {names}. Use the id or the last four digits, such as kit callback done ID",
    ),
    "forecast-unknown": (
        "没有在等“{who}”的答复。看全部：kit forecast",
        "Nothing promised by \"{who}\" is waited for. See them all: kit forecast",
    ),
    "not-restored": (
        "事件 {ref} 还没有记过恢复，不用记再次中断。",
        "Incident {ref} has not been recorded as restored, so it cannot be down again.",
    ),
    "callback-where": (
        "有多个事件待给此人回电：{names}。请用 -i 指定一个。",
        "Several incidents have such a call back: {names}. Name one with -i.",
    ),
    "callback-over": (
        "“{who}”已经在 {at} 处理完，没有再记。要补充：kit note；记错了：kit callback undo {who}",
        "\"{who}\" was settled at {at}; nothing more was recorded. To add something: kit note; recorded by mistake: kit callback undo {who}",
    ),
    "callback-move": (
        "改时间要写明改到几点、原因、谁同意：kit callback move {who} --to 21:30 --reason \"客户要求\" --agreed-by 客户",
        "A move needs the new time, the reason and who agreed: kit callback move {who} --to 21:30 --reason \"at the customer's wish\" --agreed-by customer",
    ),
    "cause-which": ("原因“{text}”不在清单里，或不止一个：{names}", "The cause \"{text}\" is not in the list, or is several: {names}"),
    "cause-first": ("先写原因：kit cause {ref} 原因", "Say the cause first: kit cause {ref} KEY"),
    "repeat-itself": ("{ref} 不能是它自己的重复。", "{ref} cannot be a repeat of itself."),
    "repeat-later": ("{ref} 比这个事件晚，不会是它的重复。", "{ref} came later than this incident; it repeats an earlier one."),
    "review-open": ("{ref} 还没有关闭；现在的用备注记：kit note", "{ref} is not closed; what happens now is a note: kit note"),
    "action-unknown": ("没有改进措施“{id}”。看清单：kit action list", "There is no improvement action \"{id}\". See: kit action list"),
    "action-which": ("“{who}”有几项改进措施，写编号（同号加 -i 事件编号）：{names}", "Several improvement actions are “{who}”; give the id (of one id: -i REF): {names}"),
    "action-over": ("{id} 已于 {at} 结束；效果可以记：kit action effect {id}", "{id} was closed on {at}; its effect can be recorded: kit action effect {id}"),
    "action-is-done": ("{id} 已于 {at} 完成，待别人验证。", "{id} was done on {at} and waits for another person to verify it."),
    "action-not-done": ("{id} 还没有完成：kit action done {id} --evidence 依据", "{id} is not done yet: kit action done {id} --evidence WHAT"),
    "action-evidence": ("{id} 写明完成依据：--evidence “做了什么、哪个文件或哪条记录”", "{id}: say what shows that it is done: --evidence \"what was done, which file or entry\""),
    "actions-overdue": ("改进措施：逾期 {late} 项，久未验证 {waits} 项。", "Improvement actions: {late} overdue, {waits} long unverified."),
    "ref-of-drill": (
        "{ref} 是演练的编号，不是事件的。演练：kit drill show {ref}；它的事件：kit drill record {ref}",
        "{ref} is a drill, no incident. The drill: kit drill show {ref}; its incidents: kit drill record {ref}",
    ),
    "ref-unknown": (
        "没有事件“{ref}”。看全部：kit list --all",
        "There is no incident \"{ref}\". See all: kit list --all",
    ),
    "which-incident": (
        "现在有多个未关闭的事件：{names}。请用 -i 指定一个。",
        "Several incidents are open: {names}. Name one with -i.",
    ),
    "open-unread": (
        "未关闭的事件读不出来（{names}），不等于没有。看原因：kit verify",
        "What may be open cannot be read ({names}). See why: kit verify",
    ),
    "none-open": (
        "没有未关闭的事件。开始一个：kit start",
        "No incident is open. Start one: kit start",
    ),
    "unreadable": (
        "事件 {ref} 的日志读不出来。原文件没有动。运行 kit verify 看哪里坏了。",
        "The log of incident {ref} cannot be read. The file is untouched. Run kit verify to see the damage.",
    ),
    "unreadable-os": (
        "事件 {ref} 的日志打不开：{why}。请检查文件权限后再试。",
        "The log of incident {ref} cannot be opened: {why}. Check the file's rights and try again.",
    ),
    "confirm-close": (
        "这里没有终端，不能确认，没有关闭。确定关闭：kit close --yes --outcome 结果（{names}）；不写结果就是 {first}。",
        "There is no terminal to confirm on: it is not closed. To close it: kit close --yes --outcome OUTCOME ({names}); without one it is {first}.",
    ),
    "step-not-answer": (
        "步骤“{step}”不用填写内容，请用 kit tick {step}。",
        "Step \"{step}\" takes no answer; use kit tick {step}.",
    ),
    "undo-nothing": ("没有可撤回的记录。看全部记录：kit log", "There is nothing to take back. See the entries: kit log"),
    "undo-elsewhere": (
        "最后一条 {entry} 是另一台电脑 {laptop} 记的：{text}。没有动它；确实要动，按编号：{how}",
        "The last one, {entry}, is another laptop's ({laptop}): {text}. Nothing was done; if it is meant, by its number: {how}",
    ),
    "undo-never": (
        "记录 {entry} 不能撤回（事件开始、日志接入、时钟变动）。开错了事件：kit close --outcome false-alarm",
        "Entry {entry} cannot be taken back (opening, joining, the clock). Opened by mistake? kit close --outcome false-alarm",
    ),
    "reopen-withdrawn": (
        "{ref} 是开错了撤回的。恢复它：kit redo -i {ref}",
        "{ref} was withdrawn as opened in error. To restore it: kit redo -i {ref}",
    ),
    "undo-opening": (
        "{ref} 里已经记了事，不能整个撤回。先逐条撤回（kit undo），或者结束它：kit close --outcome false-alarm",
        "Something was done in {ref}; it cannot be withdrawn whole. Take the entries back first (kit undo), or close it: kit close --outcome false-alarm",
    ),
    "undo-gone": (
        "记录 {entry} 已撤回，见 {by}。要恢复：kit redo",
        "Entry {entry} is taken back already, see {by}. To restore it: kit redo",
    ),
    "redo-nothing": ("没有可恢复的撤回。看全部记录：kit log", "Nothing that was taken back can be restored. See: kit log"),
    "redo-since": (
        "之后记了 {names}，与它矛盾，没有恢复。先撤回这些：kit undo 编号",
        "{names} were recorded since and stand against it; nothing was restored. Take those back first: kit undo ENTRY",
    ),
}
