"""States, outcomes and questions wherever an incident is shown."""

WORDS: dict[str, tuple[str, str]] = {
    "drill": ("【演练】", "[DRILL] "),
    "of-other": ("{which}：{what}", "{which}: {what}"),
    "more-open": ("+{n} 个未关闭事件没列出：kit list", "+{n} more open incidents: kit list"),
    "elapsed": ("已过 {t}", "{t} elapsed"),
    "status-open": ("未做", "open"),
    "status-doing": ("在做", "doing"),
    "status-done": ("完成", "done"),
    "status-skipped": ("跳过", "skipped"),
    "status-not-applicable": ("不适用", "n/a"),
    "status-deferred": ("稍后", "later"),
    "status-handed": ("已交办", "handed"),
    "outcome-ready": ("都齐了", "All ready"),
    "outcome-gaps": ("有缺口，都有人负责", "Gaps, each with an owner"),
    "outcome-resolved": ("已解决", "Resolved"),
    "outcome-handed-over": ("移交他人", "Handed over"),
    "outcome-false-alarm": ("误报", "False alarm"),
    "outcome-stood-down": ("解除", "Stood down"),
    "outcome-other": ("其他", "Other"),
    "ask-outcome": ("怎么结束的：", "How did it end:"),
    "ask-close-sure": ("确认关闭事件 {ref}？", "Close incident {ref}?"),
}
