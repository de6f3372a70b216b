"""What training, its fields and its pages are called."""

REGISTER: dict[str, tuple[str, str]] = {
    "training": ("培训", "Training"),
    "field-topics": ("内容", "Topics"),
    "field-training-who": ("谁", "Who"),
    "field-method": ("方式", "Method"),
    "field-hours": ("学时", "Hours"),
    "field-trainer": ("讲师", "Trainer"),
    "field-training-result": ("结果", "Result"),
    "field-score": ("得分", "Score"),
    "field-training-place": ("地点", "Place"),
    "choice-lecture": ("讲授", "lecture"),
    "choice-hands-on": ("实操", "hands-on"),
    "choice-case": ("案例", "case"),
    "choice-read": ("通读清单", "list read through"),
    "choice-passed": ("合格", "passed"),
    "choice-partly": ("基本合格", "partly"),
    "choice-failed": ("不合格", "failed"),
    "stage-training-held": ("已培训", "held"),
    "verb-matrix": ("一张表", "as a table"),
    "verb-due": ("本季度谁该学什么", "who is due this quarter"),
    "verb-read": ("通读一份清单，逐步问下一步", "read a list through: what comes next is asked"),
}

WORDS: dict[str, tuple[str, str]] = {
    "title": ("{where} 培训情况", "Training at {where}"),
    "title-due": ("{where} 到{day}为止该培训的", "Training due at {where} until {day}"),
    "how": (
        "{day}的情况：每格是最近一次合格的日期；没学过、已过期、本季度到期的写明",
        "As of {day}: the day of the last session passed; what is missing, run out or due this quarter says so",
    ),
    "nobody": (
        "还没有人员，也没有培训记录。先建通讯录：kit contact add，再记：kit training held",
        "Nobody is known and nothing was held yet. Begin with kit contact add, then kit training held",
    ),
    "nothing-due": ("没有。", "Nothing."),
    "comma": ("、", ", "),
    "list": ("清单“{title}”", "List \"{title}\""),
    "column-who": ("谁", "Who"),
    "column-topic": ("内容", "Topic"),
    "column-last": ("上次", "Last"),
    "column-due": ("最迟", "By"),
    "state-never": ("没学过", "never"),
    "state-open": ("-", "-"),
    "cell-due": ("{day} 本季度到期", "{day}, due"),
    "cell-overdue": ("{day} 已过期", "{day}, run out"),
    "begin": (
        "通读清单“{title}”，{n} 题。每题选下一步；中途离开什么都不记。",
        "The list \"{title}\", {n} {n:question|questions}. Choose what comes next; leave before its end and nothing is recorded.",
    ),
    "ask-first": ("{n}/{of} 第一步做什么？", "{n}/{of} What comes first?"),
    "ask-next": ("{n}/{of} “{step}”之后做什么？", "{n}/{of} What comes after \"{step}\"?"),
    "right": ("  对：{step}", "  Right: {step}"),
    "wrong": ("  不对，是：{step}", "  No, it is: {step}"),
    "why": ("  为什么：{why}", "  Why: {why}"),
    "critical": ("  关键步骤：不能漏", "  Critical: never left out"),
    "clauses": ("  依据：{names}", "  Clause: {names}"),
    "result": ("答对 {right}/{of}：{result}（九成合格，三分之二基本合格，本系统自定）", "{right} of {of} right: {result} (nine of ten pass, two of three partly; ours)"),
}

HELP: dict[str, tuple[str, str]] = {
    "training": (
        "培训：谁学过什么、本季度谁该学、通读清单当测验",
        "training: who was trained in what, who is due this quarter, lists read through as a test",
    ),
}

REFUSED: dict[str, tuple[str, str]] = {
    "training-topic": (
        "培训内容“{text}”不认识，或不止一项。可选：{names}；也可以写清单编号",
        "The topic \"{text}\" is not known, or means several. Choose: {names}; or the id of a list",
    ),
    "training-terminal": ("通读清单要在终端里一题一题答", "A list is read through at a terminal, question by question"),
}
