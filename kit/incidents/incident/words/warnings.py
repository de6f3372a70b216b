"""What is said beside the answer (stderr) about an incident's log or a name in it."""

WORDS: dict[str, tuple[str, str]] = {
    "not-a-post": (
        "“{who}”不是这里的岗位，按姓名记录，没有回答任何计时。岗位见 kit profile show。",
        "\"{who}\" is no post here; recorded as a person's name, no timer is answered. Posts: kit profile show.",
    ),
    "not-moved": (
        "事件 {ref} 已关闭，但文件夹暂时没移走；下次会再试。",
        "Incident {ref} is closed, but its folder could not be moved yet; it will be tried again.",
    ),
    "unreadable": (
        "事件 {ref} 的日志读不出来；运行 kit verify。",
        "The log of incident {ref} cannot be read; run kit verify.",
    ),
    "unreadable-os": (
        "事件 {ref} 的日志打不开：{why}。",
        "The log of incident {ref} cannot be opened: {why}.",
    ),
    "damaged": (
        "注意：事件 {ref} 的日志有 {count} 处损坏，其余可读。详见 kit verify。",
        "Note: the log of {ref} is damaged in {count} places, the rest is readable. See kit verify.",
    ),
    "doubtful": (
        "注意：事件 {ref} 的第一行坏了，现用本机的同类清单代替。",
        "Note: the first line of {ref} is damaged; this laptop's checklist of the same type stands in.",
    ),
    "newer": (
        "注意：事件 {ref} 由更新的 kit 记录，有 {count} 条本程序不认识，未显示内容。",
        "Note: {ref} was written by a newer kit; {count} entries are of kinds this kit does not know.",
    ),
}
