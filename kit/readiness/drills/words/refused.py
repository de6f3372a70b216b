"""Why something about a drill is not done."""

WORDS: dict[str, tuple[str, str]] = {
    "scenario-unknown": (
        "没有演练脚本“{scenario}”。可选：{names}",
        "There is no drill scenario \"{scenario}\". Choose: {names}",
    ),
    "drill-unreadable": (
        "演练 {ref} 的记录读不出：{why}。其他演练不受影响；用 kit export 留底后找技术人员。",
        "The journal of drill {ref} cannot be read: {why}. Other drills are not affected; keep a copy and ask for help.",
    ),
    "drill-none": ("还没有演练。开始一次：kit drill run 脚本", "There is no drill yet. Begin one: kit drill run SCENARIO"),
    "drill-unknown": ("没有演练 {ref}。查看：kit drill", "There is no drill {ref}. See kit drill"),
    "drill-on": (
        "演练 {ref} 还在进行。先结束它：kit drill end {ref}",
        "Drill {ref} is still on. End it first: kit drill end {ref}",
    ),
    "drill-speed": ("快放倍数在 1 到 3600 之间，例如 --speed 10。", "The speed must be from 1 to 3600, for example --speed 10."),
    "drill-over": ("演练 {ref} 已经结束。查看：kit drill score {ref}", "Drill {ref} is over. See kit drill score {ref}"),
    "drill-real-open": (
        "有真实事件 {names} 没关闭，现在不开演练。先处理：kit guide",
        "A real incident is open ({names}); no drill begins now. Deal with it first: kit guide",
    ),
    "drill-no-inject": ("脚本里没有情况“{id}”。可选：{names}", "The scenario has no inject \"{id}\". Choose: {names}"),
    "drill-no-expect": ("脚本里没有要点“{id}”。可选：{names}", "The scenario has no expectation \"{id}\". Choose: {names}"),
    "drill-by-log": (
        "要点 {id} 由日志判定，观察员不判。要改分请写理由：{how} 理由",
        "Expectation {id} is judged by the log, not by the observer. To change its points give a reason: {how} TEXT",
    ),
    "drill-reason": ("要写理由。例如：{how} 理由", "A reason is needed. For example: {how} TEXT"),
    "drill-complete": (
        "演练 {ref} 的记录已完整，不再改。确要改，先写原因打开：kit drill record {ref} --reopen 原因",
        "The record of drill {ref} is complete and closed. To change it, open it again with a reason: kit drill record {ref} --reopen REASON",
    ),
    "drill-not-complete": (
        "演练 {ref} 的记录还没完整，可以直接改：kit drill record {ref}",
        "The record of drill {ref} is not complete; it can be changed as it is: kit drill record {ref}",
    ),
    "drill-nameless": ("要写是谁。例如：{how} 名字", "A name is needed. For example: {how} NAME"),
    "drill-never": (
        "要点 {id} 说的是不许发生的事：演练结束后才能判做到（kit drill end {ref}）；已经发生了就判没做到。",
        "{id} is about what must not happen: it can be met only when the drill is over (kit drill end {ref}); if it has happened, it is not met.",
    ),
    "drill-time": (
        "{at} 不在演练里（{first} 到 {last}）。请写演练当中的时间。",
        "{at} is not within the drill ({first} to {last}). Give a time of the drill.",
    ),
    "drill-when": (
        "“{text}”不是演练当中的时间（{first} 到 {last}）。写几点几分，例如 {first}，或几分钟前，例如 -2。",
        "\"{text}\" is no time of this drill ({first} to {last}). Give a time such as {first}, or minutes ago such as -2.",
    ),
    "drill-before": (
        "{at} 还没有给情况 {id}（{given} 才给）：做到的时间不会更早。请写 {given} 以后的时间。",
        "At {at} inject {id} had not been given yet (it was at {given}); what answers it was done later. Give a time from {given} on.",
    ),
    "drill-not-failed": ("情况 {id} 没有记成没给成。查看：kit drill observe", "Inject {id} was not noted as not given. See kit drill observe"),
    "drill-points": ("要点 {id} 的分数在 0 到 {most} 之间。", "Points of {id} must be from 0 to {most}."),
    "drill-pair": ("“{text}”写不对。写成 {how}", "\"{text}\" is not right. Write {how}"),
    "drill-no-item": ("评估表里没有“{id}”。可选：{names}", "The evaluation has no item \"{id}\". Choose: {names}"),
    "drill-no-line": ("记录里没有“{id}”这一栏。可选：{names}", "The record has no line \"{id}\". Choose: {names}"),
    "drill-no-count": ("没有要数的“{id}”。可选：{names}", "There is nothing to count by \"{id}\". Choose: {names}"),
    "drill-incomplete": (
        "记录不完整，还缺：{names}。补上再试：kit drill record {ref} --help",
        "The record is not complete; it lacks: {names}. Add them and try again: kit drill record {ref} --help",
    ),
    "drill-from-drill": (
        "{ref} 是演练，不是真实事件。脚本从真实事件做：kit list --closed",
        "{ref} is a drill, no real incident. Take a real one: kit list --closed",
    ),
    "drill-from-open": (
        "{ref} 还没关闭。关闭后再做成演练：kit drill from {ref}",
        "{ref} is not closed. Close it, then: kit drill from {ref}",
    ),
    "drill-from-empty": (
        "{ref} 里没有能做成演练的内容（外来情况或期限）。换一个事件：kit list --closed",
        "{ref} has nothing to make a drill of (no news from outside, no deadline). Take another: kit list --closed",
    ),
    "drill-file-name": (
        "“{name}”不能做脚本的文件名：用小写字母开头的小写字母、数字、连字号，至多40个，加 .toml。例如：{how}",
        "\"{name}\" cannot be a scenario's file name: small letters, digits and hyphens, a letter first, 40 at most, and .toml. For example: {how}",
    ),
    "drill-id-there": (
        "已有脚本“{id}”（{path}），会被盖过。换个名字，或加 --force",
        "There is a scenario \"{id}\" already ({path}); this one would stand before it. Take another name, or --force",
    ),
    "drill-file-there": ("{path} 已经存在。换个名字，或加 --force", "{path} is there already. Take another name, or --force"),
    "drill-compare-few": ("这种清单（{type}）结束了的演练不到两次，没有可比的。再练一次：kit drill run {scenario}", "Fewer than two drills by this list ({type}) are over, nothing to compare. Hold another: kit drill run {scenario}"),
}

WARNINGS: dict[str, tuple[str, str]] = {
    "drill-unreadable": (
        "演练 {ref} 的记录读不出：{why}。其余照常。",
        "The journal of drill {ref} cannot be read: {why}. Everything else goes on.",
    ),
    "drill-log-missing": (
        "演练的事件 {ref} 不在这台电脑上，或读不出；它的要点按没做算。",
        "Incident {ref} of the drill is not on this computer, or cannot be read; what it would show counts as not done.",
    ),
}
