"""What is said around the log: parts that entries share, the words for states, headings.

The sentences of the entries themselves stand with their kinds (``rules/kinds``); both together are
the table ``timeline`` (``show/sentences``).
"""

WORDS: dict[str, tuple[str, str]] = {
    "unknown": ("新版 kit 的记录（{word}），本程序不认识", "Entry of a newer kit ({word}), not known here"),
    # ---- parts that entries share
    "reason": ("，原因：{text}", ", reason: {text}"),
    "more": ("，{text}", ", {text}"),
    "who": ("（{who}）", " ({who})"),
    "repeated": ("，对方已复述", ", repeated back"),
    "written": ("（{at} 补记）", " (written {at})"),
    "no-number": ("号码未填", "no number"),
    "blank": ("……", "..."),
    # ---- states of steps
    "step-is-know": ("须知", "know"),
    # ---- states of timers
    "timer-is-running": ("计时中", "running"),
    "timer-is-warning": ("快到了", "soon"),
    "timer-is-due": ("到时", "due"),
    "timer-is-over": ("已超时", "late"),
    "timer-is-snoozed": ("已推迟", "snoozed"),
    "timer-is-nobody": ("都没联系上", "nobody reached"),
    "timer-is-answered": ("按时完成", "in time"),
    "timer-is-answered-late": ("完成但晚了", "done late"),
    "timer-is-stopped": ("已停止", "stopped"),
    "timer-is-cancelled": ("已取消", "cancelled"),
    # ---- what an incident is
    "head-opened": ("{at} 开始，记录人{by}", "opened {at} by {by}"),
    "head-closed": ("{at} 关闭：{outcome}", "closed {at}: {outcome}"),
    "head-level": ("级别：{level}", "level: {level}"),
    "head-current": ("当前步骤：{name}  {step}", "current step: {name}  {step}"),
    "title-timers": ("计时", "Timers"),
    "title-calls": ("电话", "Calls"),
    "title-callbacks": ("待回电客户", "Customers owed a call"),
    "title-actions": ("改进措施", "Improvement actions"),
    "title-damage": ("日志损坏", "Damage in the log"),
    "damage": ("{journal}：第 {first} 到 {last} 条", "{journal}: entries {first} to {last}"),
    "damage-bytes": ("{journal}：{bytes} 字节不是记录", "{journal}: {bytes} bytes that are no entry"),
    "owed": ("未回", "owed"),
    "owed-closed": ("已关闭的事件还欠 {count} 个回电", "Closed incidents still owe {count} calls"),
    "decides": ("：级别由{who}决定", ": levels, decided by the {who}"),
    "adds": ("。做法：{text}", ". Adds: {text}"),
    "attempt": ("，第 {attempt} 次", ", attempt {attempt}"),
    "tried": ("，打过 {count} 次", ", {count} tries"),
    "tell-now": ("，现在告知{who}", "; tell the {who} now"),
    "span-late": ("晚 {span}", "{span} late"),
    "list-open": ("进行中，{steps} 步待做", "open, {steps} steps to do"),
    "list-ringing": ("，{count} 个计时到时", ", {count} timers due"),
    "list-owed": ("，欠 {count} 个回电", ", {count} calls owed"),
    "list-owed-late": ("，{count} 个已到时", ", {count} of them due"),
    "list-none": ("没有未关闭的事件。", "No incident is open."),
    "list-more": (
        "只列最近 {count} 件；全部用 --last 0，某月用 --month 2026-11。",
        "Only the last {count} are listed; all of them with --last 0, a month with --month 2026-11.",
    ),
    "list-checks": ("准备检查（不是事件）", "Readiness checks (no incidents)"),
    "list-none-closed": ("没有已关闭的事件。", "No incident has been closed."),
    "no-timers": ("没有计时。", "There are no timers."),
    "no-callbacks": ("没有待回电客户。", "No customer is owed a call."),
    "no-actions": ("没有改进措施。", "There are no improvement actions."),
    "closing-code": ("收尾码 {head}，请抄在纸上", "Closing code {head}: note it on paper"),
    "open-steps": ("还有 {count} 步没做：", "{count} steps still open:"),
    "open-timers": ("还有 {count} 个计时在走：", "{count} timers still running:"),
    "open-callbacks": ("还有 {count} 位客户等回电：", "{count} customers still owed a call:"),
    "nothing-open": ("步骤、计时、回电都已处理完。", "No step, timer or call back is open."),
}
