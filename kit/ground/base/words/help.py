"""Help texts of commands and options."""

WORDS: dict[str, tuple[str, str]] = {
    "kit": (
        "事件处置工具：一步一步走清单，自动计时、自动记录，全程离线。直接运行 kit 打开主界面。",
        "Get through an incident: guided checklist, timers and log, fully offline. Run kit alone for the home screen.",
    ),
    "globals": (
        (
            "任何命令都可加：--home 目录、--lang zh|en、--plain（逐行编号提问，不重画屏幕）、--version。"
            "退出码：0 完成，1 故障，2 用法，3 拒绝，4 没找到，5 数据读不出，130 已停止。"
        ),
        (
            "With any command: --home FOLDER, --lang zh|en, --plain (numbered questions, no redraw), --version. "
            "Exit codes: 0 done, 1 fault, 2 usage, 3 refused, 4 not found, 5 unreadable data, 130 stopped."
        ),
    ),
    "incident": ("事件编号，可只写后几位；默认是唯一未关闭的那个", "incident reference, its last characters suffice; default: the only open one"),
    "at": ("事情发生的时间：21:04、-15（分钟前）；记录时间照样保留", "when it happened: 21:04, -15 (minutes ago); when it was written is kept too"),
    "by": ("记录人", "who records it"),
    "json": ("输出 JSON", "answer as JSON"),
    "tick": ("步骤完成", "a step is done"),
    "step": ("步骤编号，见 kit show", "the step, see kit show"),
    "value": ("看到的结果", "what was observed"),
    "who": ("告知了谁，或谁做的", "who was told, or who did it"),
}

WORDS.update(
    {
        "start": ("开始一个事件（终端上随即进入引导）", "open an incident (on a terminal the guide begins at once)"),
        "type": ("事件类型，或看到的情况：停电、登不上、td", "the type, or what you see: no power, cannot log on"),
        "drill": ("演练：全程标明，不计入真实数据", "a drill: marked everywhere, never in real figures"),
        "speed": ("演练倍速，1 到 3600", "speed of a drill's clock, 1 to 3600"),
        "profile": ("场所，见 kit profile list", "site profile, see kit profile list"),
        "no-guide": ("只开始，不进入引导", "only open it, without the guide"),
        "title": ("给事件加一句说明", "a few words about this incident"),
        "guide": ("回到未关闭事件的引导", "go on with an open incident"),
        "board": ("全部未关闭事件的计时，实时显示", "the timers of all open incidents, live"),
    }
)

WORDS.update(
    {
        "skip": (
            "跳过一步，要写原因；--na 不适用，--later 稍后再做",
            "leave a step out, with the reason; --na: does not apply, --later: comes later",
        ),
        "skip-reason": ("原因；跳过时必须写", "the reason; needed for skipping"),
        "na": ("这一步不适用，原因可不写", "the step does not apply; a reason is optional"),
        "later": ("稍后再做，本阶段结束前会再提醒", "comes later, again before the phase ends"),
        "answer": ("填写一步看到的结果", "record what a step asks for"),
        "note": ("记一条备注，关闭后也可以补", "write a note, also after closing"),
        "text": ("内容", "the text"),
        "amend": ("更正第 N 条记录，原文保留", "correct entry N; the original stays"),
        "call": (
            "记一次电话；默认打通了",
            "record a telephone call; reached unless said otherwise",
        ),
        "whom": ("岗位编号、岗位名或姓名", "post (id or title) or name"),
        "no-answer": ("没人接", "nobody answered"),
        "busy": ("占线", "the line was busy"),
        "wrong": ("号码不对", "the number was wrong"),
        "name": ("接电话的人", "who was on the line"),
        "number": ("打的号码", "the number called"),
        "said": ("说了什么", "what was said"),
        "repeated": ("对方已复述", "it was repeated back"),
        "call-step": ("为哪一步打的；默认是找此人的那一步", "the step it was for; default: the one that calls this person"),
        "hand": ("把一步交给别人", "hand a step to somebody"),
        "hand-to": ("交给谁：姓名或岗位", "to whom: a name or a post"),
        "until": ("什么时候前完成：21:30，或 15（分钟后）", "by when: 21:30, or 15 (minutes from now)"),
        "say": ("该怎么说：对员工、客户、领导、媒体；--said 记下已说", "the words for staff, customers, leaders or media; --said records them"),
        "say-whom": ("对谁说；不写就全部列出", "to whom; nothing shows them all"),
        "say-said": ("已经照着说了，记下来", "it has been said: record it"),
        "words": ("说的是自己的话", "it was said in these words"),
        "next": ("答应几点再通报：21:30，或 20（分钟后）；到时会响", "next update promised for: 21:30, or 20 (minutes from now); it will ring"),
        "report": ("突发事件报告：照着念，或写成七项", "the first report: to be read out, or written under seven headings"),
        "report-spoken": ("口头报告（默认）", "the spoken form (default)"),
        "report-written": ("书面报告，七项", "the written form, seven headings"),
        "level": ("看响应级别；写上级别或 + - 就升降级", "show the response levels; with LEVEL, + or -: change it"),
        "level-to": ("级别；+ 更重，- 更轻；多张清单时写 类型/级别", "level; + graver, - lighter; with several checklists TYPE/LEVEL"),
        "reason": ("原因", "the reason"),
        "timer": ("看全部计时；写上计时编号就回答它", "show all timers; with TIMER: answer it"),
        "timer-id": ("计时编号", "the timer"),
        "timer-who": ("告知或打给了谁；默认是该报的那一位", "who was told or called; default: whoever the timer names now"),
        "told": ("已告知", "the person was told"),
        "timer-no-answer": ("没人接；两次后改报下一位", "nobody answered; after two calls the next person is named"),
        "timer-yes": ("是，做到了", "yes, it is so"),
        "timer-no": ("还没有，过一会儿再问", "not yet; it asks again"),
        "snooze": ("推迟几分钟，要写 --reason", "put off by minutes; needs --reason"),
        "cancel": ("取消计时，要写 --reason", "cancel the timer; needs --reason"),
        "callback": ("看待回电客户；add 增加，done 已回，no-answer 没打通，give-up 不再打", "show customers owed a call; add one, or: done, no-answer, give-up"),
        "callback-what": ("做什么；不写就看名单", "what to do; nothing shows the list"),
        "callback-who": ("客户姓名（add）或编号", "the customer's name (add) or id"),
        "phone": ("客户电话", "the customer's number"),
        "matter": ("什么事", "about what"),
        "promised": ("答应几点回电：21:30，或 15（分钟后）", "when it was promised for: 21:30, or 15 (minutes from now)"),
        "callback-note": ("结果说明；give-up 必须写原因", "how it went; give-up needs the reason"),
        "action": ("看改进措施；add 增加，done 完成", "show improvement actions; add one, or: done"),
        "action-what": ("做什么；不写就看清单", "what to do; nothing shows the list"),
        "action-text": ("措施内容（add）或编号（done）", "what to improve (add) or the id (done)"),
        "owner": ("负责人", "who owns it"),
        "due": ("期限", "by when"),
        "action-note": ("完成说明", "how it was done"),
        "plan": ("加开另一张清单", "add another checklist"),
        "type": ("事件类型，见 kit checklists list", "incident type, see kit checklists list"),
        "close": ("关闭事件；先列出还没做完的", "close the incident; what is open is listed first"),
        "outcome": (
            "怎么结束的：resolved 已解决、handed-over 已移交、false-alarm 误报、stood-down 解除、other 其他",
            "how it ended: resolved, handed-over, false-alarm, stood-down or other",
        ),
        "close-note": ("结束说明", "a closing note"),
        "close-yes": ("不再询问；没写 --outcome 就是 resolved", "ask nothing; the outcome is resolved unless given"),
        "reopen": ("重新打开已关闭的事件", "open a closed incident again"),
        "incident-closed": ("事件编号，可只写后几位；默认是最近关闭的", "incident reference, its last characters suffice; default: the last closed"),
        "log": ("看事件记录；--json 每条一行", "show the log; --json: one object per line"),
        "log-all": ("连同引导的进出等细节", "also the comings and goings of the guide"),
        "show": ("看事件现状：步骤、计时、电话、客户", "show an incident as it stands: steps, timers, calls, customers"),
        "list": ("列出事件；默认只列未关闭的", "list incidents; open ones unless said otherwise"),
        "list-all": ("未关闭的和已关闭的", "open and closed ones"),
        "list-closed": ("只列已关闭的", "closed ones only"),
        "list-last": ("已关闭的最多列几件，0 为全部", "how many closed ones at most; 0 for all"),
        "month": ("只看某月关闭的，例如 2026-11", "closed in that month, such as 2026-11"),
    }
)

WORDS.update(
    {
        "summary": (
            "事件总结：何时、通知了谁、迟了多少、还欠什么",
            "what happened: when, who was told, how late, what is still owed",
        ),
        "summary-ref": (
            "事件编号，可只写后几位；默认是最近关闭的那个，未关闭的也可以",
            "incident reference, its last characters suffice; default: the last closed; an open one will do",
        ),
        "summary-month": ("某月关闭的全部事件，例如 2026-11", "all incidents closed in a month, such as 2026-11"),
        "summary-year": ("某年关闭的全部事件，例如 2026", "all incidents closed in a year, such as 2026"),
        "form": ("按记录自动填好的表单", "the form, filled in from the log"),
        "output": ("写成 Markdown 文件", "write a Markdown file"),
    }
)

WORDS.update(
    {
        "demo": ("演示：一次完整的停电，约 15 秒", "a complete power cut in time-lapse, about 15 seconds"),
        "seconds": ("演示用几秒", "how long it plays"),
    }
)

WORDS.update(
    {
        "doctor": (
            "检查这台电脑能不能用来处置事件：数据、时钟、终端、清单、电话",
            "is this laptop ready for an incident: data, clock, terminal, checklists, numbers",
        ),
    }
)
