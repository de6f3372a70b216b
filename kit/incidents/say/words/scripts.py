"""What stands in a script's blank while nobody has said it."""

WORDS: dict[str, tuple[str, str]] = {
    "backup": ("{at}读数{n}分钟", "{n} minutes left at {at}"),
    "no-next": ("有消息随时通报", "as soon as there is news"),
    "no-restore": ("还不确定", "not known yet"),
    "ask-again": ("原定{text}恢复，已过：先问清新的时间。", "{text} was given for the recovery and has passed: ask for a new time first."),
    "no-place": ("我们这里", "our site"),
    "no-effect": ("还在了解", "still being found out"),
    "to": ("对{who}说", "Words for: {who}"),
    "ask-next-media": ("{who}：几分钟后再通报（回车或 0 不承诺）", "{who}: next update in how many minutes (Enter or 0: none)"),
    "ask-next": ("{who}：几分钟后再通报（0 不承诺；回车 {n}）", "{who}: next update in how many minutes (0: none; Enter {n})"),
    "ask-said": ("对{who}照着说：", "Say to {who}:"),
    "next": ("定下次通报时间", "Give the time of the next update"),
    "said": ("已告知", "It has been said"),
    "said-next": ("已告知，{at}再通报", "It has been said; next update at {at}"),
    "said-to": ("{done}：{who}", "{done}: {who}"),
    "said-not-waited": ("{said}（现在没有计时等他）", "{said} (no timer waits for them now)"),
    "said-other": ("其他人", "someone else"),
    "other": ("换一段", "Other words"),
    "restore": ("填预计恢复时间", "Give the expected time of restoration"),
    "own": ("自己的话", "Own words"),
    "ask-own": ("说了什么：", "What was said:"),
    "none": ("这里没有现成的话，请写自己的。", "There are no ready words here; give your own."),
    "due-yes": ("现在说，给我原话", "Say it now, show me the words"),
}

WARNINGS: dict[str, tuple[str, str]] = {
    "restore-passed": (
        "原定{text}恢复，已过，尚无新的时间。问清后补充：kit say --restore 时间（还不知道就写 kit report --restore \"? 15:40\"，届时答复）",
        "{text} was given for the recovery and has passed, with no newer time. Ask, then: kit say --restore TIME (not known yet: kit report --restore \"? 15:40\", answer by then)",
    ),
    "say-who": (
        "几位都在等报告：{names}。没写是谁听到的，计时没有回答；下次用 --who 岗位。",
        "Several wait for a report: {names}. Who heard it was not said, so no timer is answered; next time use --who POST.",
    ),
    "say-shown": (
        "只是列出来，没有记录，到时也不会响。说过以后，同样的命令加 --said。",
        "Only shown: nothing is recorded, and no update will ring. Once it has been said: the same command with --said.",
    ),
    "report-shown": (
        "只是列出来，没有记录，到时也不会响。报告过以后，同样的命令加 --told 岗位。",
        "Only shown: nothing is recorded, and no update will ring. Once it has been given: the same command with --told POST.",
    ),
    "no-script": ("这里没有现成的话。", "There are no ready words for this."),
}
