"""Help of the hand-over."""

WORDS: dict[str, tuple[str, str]] = {
    "shift-handover": ("交班：判断每件事件，打出交接班单；签字前随时更新", "hand over: judge each incident, make the sheet; brought up to date until it is signed"),
    "shift-judge": ("判断一件事件：稳定 要盯 恶化，如果…就…", "judge one incident: stable, watch, worse, and if … then …"),
    "shift-accept": ("接班：看、清点、复述三点、签字", "take over: read, count, say three points back, sign"),
    "shift-refuse": ("不接班，写原因；要报告上级", "refuse the hand-over with a reason; it goes up"),
    "shift-nobody": ("没人来接班", "nobody came to take over"),
    "handover-codes": ("交接班单：接下来到期的、由谁，扫码带走；--full 全部，每页单独能读", "the hand-over sheet: what is due next and whose; --full for all; each page readable alone"),
    "handover-full": ("整张交接班单", "the whole sheet"),
    "handover-to": ("接班人", "who takes over"),
    "handover-said": ("复述的一点，可写几次", "a point said back, several times"),
    "handover-count": ("清点：对讲机=8，可写几次", "a count: radios=8, several times"),
    "handover-by": ("谁不接班", "who refuses"),
    "handover-told": ("已报告哪位上级", "to whom above it was reported"),
    "handover-agreed": ("紧急步骤没完成时，哪位上级同意交班（要写 --reason）", "who above agrees to it while a critical step is open (with --reason)"),
    "handover-owner": ("哪项归别人：编号=姓名，可写几次；其余归接班人", "whose a thing is instead: ID=NAME, several times; the rest goes to the incoming leader"),
    "handover-ref": ("事件编号", "the incident's reference"),
    "handover-state": ("稳定 要盯 恶化（stable watch worse）", "stable, watch, worse"),
    "handover-next": ("下一步", "the next step"),
}  # fmt: skip
