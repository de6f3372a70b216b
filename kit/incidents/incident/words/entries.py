"""Parts that the entries of a log share; what each entry says stands with its kind (``rules/kinds``)."""

WORDS: dict[str, tuple[str, str]] = {
    "unknown": ("新版 kit 的记录（{word}），本程序不认识", "Entry of a newer kit ({word}), not known here"),
    "reason": ("，原因：{text}", ", reason: {text}"),
    "more": ("，{text}", ", {text}"),
    "who": ("（{who}）", " ({who})"),
    "repeated": ("，对方已复述", ", repeated back"),
    "written": ("（{at} 补记）", " (written {at})"),
    "before-opening": ("（事件开始前 {span}）", " ({span} before the opening)"),
    "apart": ("（和 {entry} 记得不一样）", " (differs from {entry})"),
    "no-number": ("号码未填", "no number"),
    "blank": ("……", "..."),
    "over-at": ("已恢复（{at}）", "restored at {at}"),
    "passed": ("原定{text}（已过，尚无新的时间）", "{text} (that has passed; no newer time is known)"),
}
