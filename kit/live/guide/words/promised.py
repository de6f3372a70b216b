"""Who promised us something, asked where half a post's name was typed; what the guide seldom says;
what was said in a call.
"""

SCREEN: dict[str, tuple[str, str]] = {
    "ask-post": ("“{text}”是哪一个岗位？", "Which post is \"{text}\"?"),
    "post-reached": ("{who}（{at} 打通）", "{who} (reached {at})"),
    "post-typed": ("都不是：{text}", "None of them: {text}"),
    "hour-sure": ("“{text}”是 {at} 吗？", "\"{text}\": is that {at}?"),
    "reopen-timed": ("由它停下的计时会按原来的时限再走。", "The timers that it ended run again by their first deadlines."),
    "reopen-restored": (
        "由它停下的计时会按原来的时限再走。是后来又坏了，按 {by}",
        "The timers that it ended run again by their first deadlines. Down again since is {by}",
    ),
    "call-said": ("{who}在电话里说：{text}", "By phone {who} said: {text}"),
    "call-repeated": ("{who}在电话里复述了", "By phone {who} repeated it back"),
    "left-noted": ("没有回答，只记成了备注：{asked}", "Left without an answer, kept as a note only: {asked}"),
    "reads-out": ("这是回答“{step}”吗？备注不停计时：{press}", "Does this answer \"{step}\"? A note stops no deadline: {press}"),
    "list-undone": ("：立即动作 {n} 项未做（{by} {first}）", ": immediate steps not done: {n} ({by} {first})"),
    "crossed": ("换到另一张清单：{title}。", "Now the other list: {title}."),
    "saved-again": ("；#{n} 再问：这一步又打开了", "; #{n} asks again: the step is open anew"),
    "found-there": ("没有记成备注：“{text}”在这些里。要记就键入 n {text}", "No note: these are what \"{text}\" finds. For a note type n {text}"),
    "saved-late-from": ("从那时算起，已经到时：{timers}", "Due already, as it ran from then: {timers}"),
    "late-from": ("{timer}（从 {at} 起）", "{timer} (from {at})"),
    "saved-of": ("已记录 #{n}（{whose}）：{what}", "Recorded #{n} ({whose}): {what}"),
    "foot": (" ! {title}：{late}{what}（{by}）{more}", " ! {title}: {late}{what} ({by}){more}"),
    "foot-late": ("晚 {t}：", "{t} late: "),
    "foot-more": ("，到时的还有 {n} 项", ", {n} more due"),
    "of-whom": ("{who}：{asked}", "{who}: {asked}"),
    "ask-due-lines": ("到时的，和登记里快到时的，有 {n} 项，先答哪一项：", "Due, or soon due in a register: {n}. Which one first:"),
    "ask-due-early": ("还没到时，1分钟内到时的有 {n} 项，先答哪一项：", "Not due yet; due within a minute: {n}. Which one first:"),
    "due-early": ("还没到时，没算。{what} — {answer}？是就键入 y", "It is not due yet: not counted. {what} - {answer}? Then type y"),
    "ask-down": (
        "再次中断？按 y 才记下。恢复步骤重新开始；重新计时的只有：{names}",
        "Down again? Only y records it. The recovery begins anew, and of the deadlines only: {names}",
    ),
    "ask-down-none": (
        "再次中断？按 y 才记下。恢复步骤重新开始；没有时限重新算",
        "Down again? Only y records it. The recovery begins anew, and no deadline",
    ),
    "due-title-early": ("还没到时（{at}）：{what}", "Not due yet ({at}): {what}"),
    "none-due-early": ("这个事件没有到时的计时。没到时的按 {by} 回答", "Nothing of this incident is due. {by} answers what still runs"),
    "list-none-note": ("没有含“{text}”的项，什么都没记；# 记成备注", "Nothing on the list has \"{text}\"; nothing was recorded; # makes it a note"),
    "went-back-from": ("已返回。已经记下的还在：{n}", "Gone back; what was recorded stands: {n}"),
}
