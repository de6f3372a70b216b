"""What is learnt from incidents: red lines in the lists."""

WORDS: dict[str, tuple[str, str]] = {
    "none": ("没有人标过清单的问题。", "Nobody has marked anything in a list."),
    "drill": ("【演练】", "[DRILL] "),
    "fault-wrong": ("有错", "wrong"),
    "fault-missing": ("缺内容", "missing"),
    "fault-unclear": ("不清楚", "unclear"),
    "count-wrong": ("有错 {n} 次", "wrong: {n}"),
    "count-missing": ("缺内容 {n} 次", "missing: {n}"),
    "count-unclear": ("不清楚 {n} 次", "unclear: {n}"),
}
