"""Why a hand-over is refused by the kit."""

WORDS: dict[str, tuple[str, str]] = {
    "handover-early": ("计划下班前一小时才能开始交班（{at} 起）；要提前，先改计划时间：kit shift until", "A hand-over may begin an hour before the planned end ({at}); to begin earlier, change that: kit shift until"),
    "handover-early-home": ("计划下班前一小时才能开始交班（{at} 起）；要提前，先改计划时间：t", "A hand-over may begin an hour before the planned end ({at}); to begin earlier, change that: t"),
    "handover-none-home": ("还没有开始交班：h", "No hand-over was begun: h"),
    "handover-self": ("{who}就是现在的负责人，接班的要另一个人。", "{who} leads already; another person takes over."),
    "handover-none": ("还没有开始交班：kit shift handover", "No hand-over was begun: kit shift handover"),
    "handover-critical": ("有紧急步骤没完成（{names}），现在不能交班。先做完这些步骤；上级同意交班的：kit shift accept --agreed-by 谁 --reason 原因", "A critical step is open ({names}), no hand-over now. Do these steps first; where a superior agrees: kit shift accept --agreed-by NAME --reason TEXT"),
    "handover-points": ("接班人要复述 {n} 点，现在 {have} 点。把听到的写在引号里：{how}", "The incoming leader says {n} {n:point|points} back, {have} so far. Put what was understood between the quotes: {how}"),
    "owner-text": ("“{text}”要写成：编号=姓名，编号是：{names}", "“{text}” is written ID=NAME, the ids are: {names}"),
    "outlook-so": ("{ref} 已经这样判断了，没有重复记录。", "{ref} is judged so already; nothing was recorded."),
    "agree-own": ("{who}是本班的人，同意的人要更高一级。", "{who} is of this shift; whoever agrees stands higher."),
    "agree-incoming": ("{who}是接班人，不能自己同意接；同意的人要比交接双方都高一级。", "{who} takes over and does not agree to that alone; whoever agrees stands above both."),
    "agree-signs": ("{who}同意了带着没完成的紧急步骤交班，不能自己接班签字。由另一个人签字；同意的人写错了：kit shift undo", "{who} agreed to this hand-over with a critical step open, and does not sign for it, too. Another person signs; if the wrong name agreed: kit shift undo"),
    "agree-signs-home": ("{who}同意了带着没完成的紧急步骤交班，不能自己接班签字。由另一个人签字；同意的人写错了：u", "{who} agreed to this hand-over with a critical step open, and does not sign for it, too. Another person signs; if the wrong name agreed: u"),
    "nobody-early": ("计划时间 {at} 还没到。", "It is not yet {at}, the planned end."),
    "nobody-unplanned": ("没有写过计划下班时间，先写：kit shift until 时间", "No planned end is known; say it first: kit shift until TIME"),
    "nobody-so": ("{at} 已经记过没人来接班。", "That nobody came is noted since {at}."),
}  # fmt: skip
