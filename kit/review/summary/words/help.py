"""Help for summaries."""

WORDS: dict[str, tuple[str, str]] = {
    "summary-shift": ("一个班：last、日期（年-月-日）、编号；不写为当前班", "a shift: last, a day (year-month-day), a reference; empty: the one that is on"),
    "summary": (
        "事件总结：何时、通知了谁、逾期多少、还欠什么",
        "what happened: when, who was told, how late, what is still owed",
    ),
    "summary-day": ("某天开始的：2026-11-28、yesterday（昨天）", "opened on a day: 2026-11-28, yesterday"),
    "summary-week": ("某周（ISO）：2026-W48、this、last", "an ISO week: 2026-W48, this, last"),
    "summary-month": ("某月：2026-11、this、last", "a month: 2026-11, this, last"),
    "summary-quarter": ("某季度：2026-Q4、this、last", "a quarter: 2026-Q4, this, last"),
    "summary-year": ("某年：2026、this、last", "a year: 2026, this, last"),
    "summary-from": ("从哪天起，含当天；配 --to", "from this day on; with --to"),
    "summary-to": ("到哪天止，含当天；不写到今天", "up to and with this day; today unless said"),
    "summary-type": ("只看这个类型（kit checklists list 的编号）", "this type only (its id in kit checklists list)"),
    "summary-level": ("只看这个级别", "this level only"),
    "summary-site": ("只看这个场所", "this site only"),
    "summary-leader": ("只看这位值班负责人", "only led by this person"),
    "summary-cause": ("只看这个原因", "this cause only"),
    "summary-full": ("连附页一起显示：数据、步骤、全部经过", "with its annex: figures, steps, the whole course"),
    "summary-file": ("归档：记下数据，以后变了会说", "file it: keep its figures, and say later what has changed"),
}
