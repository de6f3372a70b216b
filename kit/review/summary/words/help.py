"""Help for summaries."""

WORDS: dict[str, tuple[str, str]] = {
    "summary": (
        "事件总结：何时、通知了谁、逾期多少、还欠什么",
        "what happened: when, who was told, how late, what is still owed",
    ),
    "summary-month": ("某月开始的全部事件，例如 2026-11", "all incidents opened in a month, such as 2026-11"),
    "summary-year": ("某年开始的全部事件，例如 2026", "all incidents opened in a year, such as 2026"),
}
