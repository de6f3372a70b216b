"""Help for summaries."""

WORDS: dict[str, tuple[str, str]] = {
    "summary-shift": ("一个班：last、日期（年-月-日）、编号；不写为当前班", "a shift: last, a day (year-month-day), a reference; empty: the one that is on"),
    "summary": (
        "事件总结：何时、通知了谁、逾期多少、还欠什么",
        "what happened: when, who was told, how late, what is still owed",
    ),
    "summary-month": ("某月开始的全部事件，例如 2026-11", "all incidents opened in a month, such as 2026-11"),
    "summary-year": ("某年开始的全部事件，例如 2026", "all incidents opened in a year, such as 2026"),
}
