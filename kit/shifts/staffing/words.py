"""Sentences about how many seats are enough."""

WORDS: dict[str, tuple[str, str]] = {
    "title": ("人手测算", "How many seats are enough"),
    "calls": ("来电", "Calls"),
    "calls-value": ("每小时 {calls} 个，每个 {talk} 秒（含话后整理）", "{calls} an hour, {talk} s each (after-call work included)"),
    "patience": ("挂断", "Hang up"),
    "patience-range": ("等 {least} 至 {most} 秒（估计）", "after {least} to {most} s (a guess)"),
    "patience-one": ("平均等 {most} 秒", "after {most} s on average"),
    # ---- the answer
    "planned": ("应到 {n} 席", "Planned {n}"),
    "there": ("现有 {n} 席", "There now {n}"),
    "there-missing": ("现有 {n} 席（缺 {missing} 席）", "There now {n} ({missing} missing)"),
    "figures": ("{seats}：接通率 {answered}，{within}秒内接通 {in_time}，放弃率 {given_up}", "{seats}: answered {answered}, in {within} s {in_time}, given up {given_up}"),
    "more": ("{within}秒内接通 {share}：要 {n} 席，还差 {lacking} 席。", "{share} answered in {within} s takes {n} {n:seat|seats}: {lacking} more."),
    "enough": ("{within}秒内接通 {share}：要 {n} 席，现有的够。", "{share} answered in {within} s takes {n} {n:seat|seats}: enough there."),
    "overload": ("来电超过人手：现有座席每小时最多接 {most} 个，其余只能等到挂断。", "Overload: those there take at most {most} an hour; the rest wait and hang up."),
    # ---- the table
    "seats": ("座席", "Seats"),
    "answered": ("接通率", "Answered"),
    "in-time": ("{n}秒内接通", "In {n} s"),
    "given-up": ("放弃率", "Give up"),
    "wait": ("平均等待", "Mean wait"),
    "patient": ("无人挂断", "No hang-ups"),
    "mark-there": ("现有", "now"),
    "mark-planned": ("应到", "planned"),
    "mark-enough": ("够用", "enough"),
    "seconds": ("{n}秒", "{n} s"),
    "minutes": ("{n}分", "{n} min"),
    "no-wait": ("-", "-"),
    # ---- limits
    "note-patient": ("“无人挂断”：谁都不挂断时{n}秒内接通的（Erlang C），缺人时偏低。", "No hang-ups: in {n} s if nobody hung up (Erlang C); too low when seats are short."),
    "note-again": ("实际会更差：打不进的会重拨，出故障时通话更长。按最近半小时的数重算。", "It will be worse: callers ring again, talk grows. Count anew every half hour."),
    "note-first": ("平均等待只算接通的。开头十几分钟不准。只作估计，不记入日志。", "Mean wait: of those answered. The first 15 minutes differ. Nothing is recorded."),
    # ---- asking
    "ask-calls": ("来电多少？", "How many calls?"),
    "hint-calls": ("每小时的个数；半小时 500 个写 500/30", "an hour; 500 in half an hour: 500/30"),
    "ask-talk": ("一个电话平均多少秒？", "How many seconds is a call?"),
    "hint-talk": ("含话后整理；三分钟写 180", "after-call work included; three minutes: 180"),
    "ask-seats": ("应到多少席？", "How many seats are planned?"),
    "hint-seats": ("这个班安排了多少席", "as the roster has them"),
    "ask-missing": ("缺几席？", "How many of them are missing?"),
    "hint-missing": ("没有缺写 0", "none: 0"),
    "keys": ("Esc 返回", "Esc back"),
    "keys-more": ("Enter 下一页   Esc 返回", "Enter next page   Esc back"),
    # ---- help
    "help": ("人手测算：缺几席时接通率和放弃率多少", "how many seats are enough: answered, in time, given up"),
    "help-calls": ("来电：每小时个数，或 500/30（30分钟500个）", "calls an hour, or 500/30 (500 in 30 minutes)"),
    "help-talk": ("一个电话平均多少秒，含话后整理", "seconds a call takes on average, after-call work included"),
    "help-seats": ("应到多少席", "seats planned"),
    "help-missing": ("其中缺几席", "of them missing"),
    "help-patience": ("客户平均等多少秒才挂断；不写按 60 至 300 秒各算一遍", "mean seconds until a caller hangs up; left out: 60 to 300 s, as a range"),
    "help-within": ("多少秒内接通算及时", "an answer within so many seconds is in time"),
    "help-share": ("要百分之多少及时接通", "percent of the calls wanted in time"),
}

SCREEN: dict[str, tuple[str, str]] = {
    "key-%": ("% 人手测算", "% staffing"),
    "do-staffing": ("人手测算：缺几席时接通率多少", "staffing: what is answered with seats missing"),
}

REFUSED: dict[str, tuple[str, str]] = {
    "staffing-calls": ("看不懂来电“{text}”。写每小时个数，例如 1000；半小时 500 个写 500/30。", "Calls \"{text}\" not understood. Write them by the hour (1000), or 500/30 for 500 in half an hour."),
    "staffing-talk": ("通话时长“{text}”不对：写秒数，{least} 到 {most}。三分钟写 180。", "A call of \"{text}\": write seconds, {least} to {most}; three minutes are 180."),
    "staffing-seats": ("座席数“{text}”不对：写 1 到 {most}。", "Seats \"{text}\": write 1 to {most}."),
    "staffing-missing": ("缺席数“{text}”不对：写 0 到 {most}。", "Missing \"{text}\": write 0 to {most}."),
    "staffing-patience": ("挂断前的秒数“{text}”不对：写 {least} 到 {most}。", "Patience \"{text}\": write seconds, {least} to {most}."),
    "staffing-within": ("“{text}”秒内接通不对：写 {least} 到 {most}。", "Within \"{text}\": write seconds, {least} to {most}."),
    "staffing-share": ("百分比“{text}”不对：写 {least} 到 {most}。", "Percent \"{text}\": write {least} to {most}."),
}
