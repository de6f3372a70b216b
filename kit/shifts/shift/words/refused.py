"""Why a shift refuses."""

WORDS: dict[str, tuple[str, str]] = {
    "no-shift": ("现在没有开班。开班：kit shift start 姓名", "No shift is on. To begin one: kit shift start NAME"),
    "signed-none": ("这台电脑在这段时间没有“{who}”名下的记录，没有更正。", "Nothing was signed \"{who}\" on this laptop in that time; nothing was put right."),
    "signed-nothing": ("没有可撤回的记录人更正。", "No name was put right that could be taken back."),
    "no-shift-over": ("还没有下过班的班次；当前班不写 last。", "No shift is over yet; for the one that is on leave out “last”."),
    "shift-on": ("{ref} 还没下班（{who}）。交班：kit shift handover；下班：kit shift end", "{ref} is still on ({who}). Hand over: kit shift handover; end it: kit shift end"),
    "which-shift": ("有几个班都没下班，用 -s 写编号：{names}", "Several shifts are on, name one with -s: {names}"),
    "shift-over": ("{ref} 已于 {at} 下班，不能再记；可由主管审阅（sign）。", "{ref} ended at {at}; nothing more is recorded in it but who has seen it (sign)."),
    "shift-open": ("{ref} 还没下班，下班后再审阅。", "{ref} is still on; it is signed when it is over."),
    "shift-unknown": ("没有“{ref}”这个班。", "There is no shift “{ref}”."),
    "shift-unreadable": ("班次 {ref} 读不了：{why}", "The shift {ref} cannot be read: {why}"),
    "shift-leads": ("现在就是{who}负责，没有重复记录。", "{who} leads already; nothing was recorded."),
    "accepted-undo": ("已由{who}接班（{ref}），新的班已经开始，接班撤销不了；要换人：kit shift lead 姓名，要交回：kit shift handover", "{who} took over ({ref}); a new shift has begun with it, so that it is not taken back. To change who leads: kit shift lead NAME, to give it back: kit shift handover"),
    "accepted-undo-home": ("已由{who}接班（{ref}），新的班已经开始，接班撤销不了；要换人：m，要交回：h", "{who} took over ({ref}); a new shift has begun with it, so that it is not taken back. To change who leads: m, to give it back: h"),
    "no-shift-home": ("现在没有开班，也没有可以交的记录。开班：s", "No shift is on, and nothing is recorded that could be handed over. To begin one: s"),
    "shift-begun-home": ("{ref} 开班以后没有可撤销的记录，开班本身不能撤销；负责人写错了：m，不上班了：e", "Nothing in {ref} is left to take back, and that it began stays. If the wrong person leads: m, if none is on: e"),
    "shift-entry": ("没有可撤销或恢复的记录 {entry}。", "There is no entry {entry} to take back or restore."),
    "shift-begun": ("{ref} 开班以后没有可撤销的记录，开班本身不能撤销；负责人写错了：kit shift lead 姓名，不上班了：kit shift end", "Nothing in {ref} is left to take back, and that it began stays. If the wrong person leads: kit shift lead NAME, if none is on: kit shift end"),
    "shift-nothing": ("这个班没有可撤销或恢复的记录。", "There is nothing in this shift to take back or restore."),
    "crew-so": ("{names}：已经这样记了，没有重复记录。", "{names}: noted so already; nothing was recorded."),
    "crew-state": ("“{text}”是人怎么样，不是人名，没有记录。写：kit shift crew 姓名 {how}", "“{text}” says how someone is and is no name; nothing was recorded. Write: kit shift crew NAME {how}"),
    "crew-name": ("“{text}”不是人名，没有记录。写姓名，几个人用空格隔开；别的事：kit shift note", "“{text}” is no name; nothing was recorded. Names, spaces between; anything else: kit shift note"),
    "figure-range": ("{name} 写 0 到 {most} 的整数。", "{name}: a whole number from 0 to {most}."),
    "figure-more": ("接通 {answered} 比呼入 {offered} 还多，没有记录。", "Answered {answered} is more than offered {offered}; nothing was recorded."),
    "figure-every": ("几分钟记一次，写 {least} 到 {most}，不要了写 0。", "Minutes between figures: {least} to {most}, or 0 for none."),
    "figure-every-so": ("已经是这样，没有重复记录。", "It is so already; nothing was recorded."),
    "figure-text": ("“{text}”读不成数字；按顺序写：呼入 接通 排队 席位 应有，不知道的写 -", "“{text}” is no number; in this order: offered answered queue seats needed, - for unknown"),
    "items-none": ("没有要交给后面各班的事。", "Nothing is carried along to later shifts."),
    "sign-own": ("{who}是本班负责人，不能审阅自己的班。", "{who} led this shift and does not sign for having seen it."),
}  # fmt: skip

WARNINGS: dict[str, tuple[str, str]] = {
    "shift-damaged": (
        "注意：班次 {ref} 有 {count} 行读不出，其余照常。请运行 kit verify，再补记。",
        "Note: {count} {count:line|lines} of the shift {ref} cannot be read, the rest can. Run kit verify, and note it again.",
    ),
    "shift-unreadable": ("班次 {ref} 读不了：{why}", "The shift {ref} cannot be read: {why}"),
}  # fmt: skip
