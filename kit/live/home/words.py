"""The home screen."""

SCREEN: dict[str, tuple[str, str]] = {
    "home-real": ("演练正在进行（{drill}）。“{what}”是：", "A drill is on ({drill}). \"{what}\" is:"),
    "home-is-real": ("真的：现在就开", "Real: open it now"),
    "home-is-drill": ("也是演练", "Part of the drill"),
    "home-title": (" 事件处置", " Incident kit"),
    "home-none": (
        "没有未关闭的事件。发生情况时，直接键入看到的现象。",
        "No incident is open. Something is wrong? Type what you see.",
    ),
    "home-site": (
        "平时用 kit setup 填一次地址和电话，打 119、110、120 时就在话里。",
        "Beforehand, once: kit setup asks for address and numbers; the words for 119, 110, 120 have them.",
    ),
    "home-contacts": ("通讯录号码待核对（{what}）：kit contact verify", "Numbers to be tested ({what}): kit contact verify"),
    "home-keys-none": ("打字 找清单   s 全部   b 计时总览   q 离开", "type: find a list   s all   b board   q leave"),
    "home-keys": ("打字或 s 开始事件   1-9 回到事件   n 备注   b 计时总览   q 离开", "type or s: start   1-9 resume   n note   b board   q leave"),
    "home-keys-owed": ("k 待办", "k owed"),
    "home-ask-owed": ("哪一项（按编号选）：", "Which of what is owed (pick a number):"),
    "home-hint": (
        "开始：kit start 类型   继续：kit guide   全部命令：kit --help",
        "Start: kit start TYPE   Go on: kit guide   All commands: kit --help",
    ),
    "home-resume": ("回到 {ref}", "Resume {ref}"),
    "home-callback": ("待回电和登记到期的", "Calls owed, and what registers have due"),
    "home-recounted": ("未关闭的事件有变，编号已重排：", "Open incidents came or went; the numbers are new:"),
    "home-unwritten": (
        "没有记下“{text}”；记成备注：键入 n 再回车",
        "Not recorded: \"{text}\". To make it a note: n, then Enter",
    ),
    "home-kept": ("备注：{text}", "Note: {text}"),
    "home-dropped": ("没有记下“{text}”", "Not recorded: \"{text}\""),
    "home-early": ("键入得太快，这一下没算。要开始“{what}”吗？", "Too quick: that was not counted. Start \"{what}\"?"),
    "home-unread": ("上一行没有记下。要开始“{what}”吗？", "The line before was not recorded. Start \"{what}\"?"),
    "home-letter": ("{text} 在首页不算；键入编号，或看到的现象。", "{text} means nothing on the home screen; type a number, or what you see."),
    "home-not-due": ("没有到时的事。", "Nothing is due."),
    "home-log-note": ("没有未关闭的事件；备注记到值班日志：", "No incident is open; a note for the shift's log: "),
    "home-no-note": ("没有未关闭的事件可写备注。", "No incident is open to take a note."),
    "home-start": ("开始一个事件", "Start an incident"),
    "which": ("哪个事件：", "Which incident:"),
}
