"""Help of the registers' commands."""

WORDS: dict[str, tuple[str, str]] = {
    "complaint": ("投诉登记：受理、评估、告知进展、调查、告知决定、结案", "complaints: acknowledged, assessed, progress told, investigated, decided, closed"),
    "order": ("紧急工单登记：派给谁、接单、处理、确认", "urgent work orders: for whom, taken, finished, confirmed"),
    "caller": ("异常来电登记：是谁、怎样应答、告知了谁", "abnormal callers: who, how to answer, who was told"),
    "property": ("拾得和搬离物品登记：两人清点、公告、归还、移交", "found and moved property: counted by two, notice, return, transfer"),
    "item": ("交接事项：故障、借出借入、批准、关怀、要盯的事，交接时一直列出，办完为止", "what is handed over until it is cleared: broken, borrowed, allowed, welfare, to watch"),
    "register-what": ("{names}；空着列出未结束的", "{names}; nothing lists what is open"),
    "register-who": ("姓名、电话，或编号后四位", "name, number, or the last four of the id"),
    "register-due": ("答应的时间：21:30、15（分钟后）、15工作日", "what was promised: 21:30, 15 (minutes from now), 15wd"),
    "register-to": ("move：改到几点，21:30、15（分钟后）", "move: the new time, 21:30, or 15 (minutes from now)"),
    "register-until": ("wait：等到几点再提醒，21:30、15（分钟后）", "wait: rings again then, 21:30, or 15 (minutes from now)"),
    "register-reason": ("说明、原因", "what or why"),
    "register-agreed": ("谁同意改时间（move）", "who agreed (move)"),
    "register-owner": ("负责人", "owner"),
    "register-number": ("系统里的编号（enter）", "number in the system (enter)"),
    "register-every": ("连已结束的一起列", "also what is over"),
    "register-outside": ("与正在处理的事件无关", "not of the incident that is open"),
    "register-drill": ("演练的；不写就是真实的", "the drill's; without it, it is real"),
    "register-secrets": ("显示不公开的特征", "show what is withheld"),
}  # fmt: skip
