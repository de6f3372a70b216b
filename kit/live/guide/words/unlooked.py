"""What the guide says to a hand that does not look."""

SCREEN: dict[str, tuple[str, str]] = {
    "undo-void": (
        "{pressed} 没有记过，不用撤。最后记录：{what}",
        "{pressed} was never recorded: nothing to take back. The last entry: {what}",
    ),
    "ask-undo-void": (
        "{pressed} 没有记过。最后记录是 {what}。撤回它？",
        "{pressed} was never recorded. The last entry is {what}. Take that back?",
    ),
    "digit-here": ("已在第 {n} 步：{what}", "You are at {n} already: {what}"),
    "digit-dealt": ("第 {n} 步已处理，g 可以重做：{what}", "{n} was dealt with, g opens it again: {what}"),
    "notes-here": ("记在{what}：{texts}", "Noted in {what}: {texts}"),
    "undo-kept": ("没有撤回：{what}", "Not taken back: {what}"),
    "ask-calls-which": (
        "都还没算：先“{first}”，后“{what}”。哪个对？",
        "Neither counted yet: {first}, then {what}. Which is so?",
    ),
    "ask-calls-same": (
        "都还没算：两次都是“{what}”。打了两次吗？",
        "Neither counted yet, both times: {what}. Were these two calls?",
    ),
    "calls-twice": ("记两次：{first}", "Record two calls: {first}"),
    "calls-once": ("只打了一次：{second}", "Only one call: {second}"),
    "said-no": ("没有记：{what}", "Not recorded: {what}"),
    "calls-first": ("记前一个：{first}", "Record the first: {first}"),
    "redo-next": ("（y 再恢复 {what}）", "(y restores {what}, too)"),
    "number-form": (
        "是这一步要填的：{text}（再核对）",
        "it is what this step asks for: {text} (checked next)",
    ),
    "due-other": (
        "刚才对这一项的答复没算，还是这一项。{what}，{answer}？是就键入 y",
        "The answer before did not count, and this is the same one. {what}: {answer}? Then type y",
    ),
    "due-stray": (
        "{pressed} 没算，还是这一项。{what}，{answer}？是就键入 y",
        "{pressed} did not count, and this is the same one. {what}: {answer}? Then type y",
    ),
    "due-over-at": ("不再需要：去填“{step}”", "Over: go to \"{step}\""),
    "due-moved": (
        "你上次按键时排第一的是另一项，没算。{what}，{answer}？是就键入 y",
        "Another one stood first when you last typed: not counted. {what}: {answer}? Then type y",
    ),
    "due-soon": (
        "没算：上一次电话才过了几秒。{what}，{answer}？真的又打了一次就键入 y",
        "Not counted: the last call is only seconds old. {what}: {answer}? If there was another call type y",
    ),
    "ask-restore-which": ("恢复哪一条：", "Restore which one:"),
    "life-put-off": ("还没做（人命，推后了，g 回去）：{what}", "NOT DONE (life, put off; g goes to it): {what}"),
    "zero-here": ("0 在这里什么也没答：按下面的编号答", "0 answers nothing here; answer by a number below"),
    "note-of-call": ("备注。电话没打通是 {place}：先 0 返回", "A note. \"No answer\" is {place}: go back by 0 first"),
    "undo-void-on": ("要撤的是这条", "That entry is meant"),
}
