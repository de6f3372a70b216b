"""Help of the registers' commands."""

WORDS: dict[str, tuple[str, str]] = {
    "complaint": ("投诉登记：受理、评估、告知进展、调查、告知决定、结案", "complaints: acknowledged, assessed, progress told, investigated, decided, closed"),
    "order": ("紧急工单登记：派给谁、接单、处理、确认", "urgent work orders: for whom, taken, finished, confirmed"),
    "caller": ("异常来电登记：是谁、怎样应答、告知了谁", "abnormal callers: who, how to answer, who was told"),
    "property": ("拾得和搬离物品登记：两人清点、公告、归还、移交", "found and moved property: counted by two, notice, return, transfer"),
    "register-what": ("{names}；空着列出未结束的", "{names}; nothing lists what is open"),
    "register-who": ("姓名、电话，或编号后四位", "name, number, or the last four of the id"),
    "register-due": ("何时前要做好（钟点、时长、15工作日）", "by when (a clock time, a span, 15wd)"),
    "register-to": ("改到何时（move）", "the new time (move)"),
    "register-until": ("等到何时再提醒（wait）", "rings again then (wait)"),
    "register-reason": ("说明、原因", "what or why"),
    "register-agreed": ("谁同意改时间（move）", "who agreed (move)"),
    "register-owner": ("负责人", "owner"),
    "register-number": ("系统里的编号（enter）", "number in the system (enter)"),
    "register-every": ("连已结束的一起列", "also what is over"),
    "register-secrets": ("显示不公开的特征", "show what is withheld"),
    "register-redact": ("隐去个人信息", "hide personal data"),
}  # fmt: skip
