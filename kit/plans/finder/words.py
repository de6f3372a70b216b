"""What ``kit find`` says, and the search on the screen."""

WORDS: dict[str, tuple[str, str]] = {
    "help": ("按键入的现象查找清单：编号、名称、得分、依据", "find a list by what you see: id, title, score, why"),
    "help-words": ("看到、听到的现象，中文、拼音、首字母或英文", "what you see or hear, in Chinese, pinyin, initials or English"),
    "line": ("{score:>5}  {id:<22} {title}{why}", "{score:>5}  {id:<22} {title}{why}"),
    "why": ("（依据：{words}）", " (because of: {words})"),
    "choice": ("以上 {count} 项可能性相近，请按现场情况选择。", "The first {count} are about equally likely: choose by what you see."),
    "nothing": ("没有对应的清单。不能归类的突发事件，运行 kit start general。", "No list fits. For an incident that fits none, run kit start general."),
    "nothing-first": ("没有对应的清单；都不是就用：{title}", "No list fits; for what fits none: {title}"),
    "found": ("“{text}”：选一张开始：", "\"{text}\": start one of these:"),
    "nothing-found": ("“{text}”没有对应的清单，还没有开始任何事件。", "No list fits \"{text}\"; nothing was opened."),
    "dropped": ("没有记下“{text}”", "Not recorded: \"{text}\""),
    "other": ("都不是：{title}", "None of these: {title}"),
}

SCREEN: dict[str, tuple[str, str]] = {
    "start-title": ("开始一个事件", "Start an incident"),
    "start-hint": (
        "键入看到的情况：停电、登不上、着火、电话太多；或拼音首字母 td；或英文。",
        "Type what you see: no power, cannot log on, smoke, too many calls; Chinese and pinyin initials work too.",
    ),
    "start-ask": ("看到什么：", "What do you see: "),
}
