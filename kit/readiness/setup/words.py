"""Sentences of ``kit setup``."""

WORDS: dict[str, tuple[str, str]] = {
    "title": ("本处设置", "This place"),
    "file": ("存在 {file}", "kept in {file}"),
    "no-file": ("还没有自己的场所文件；答第一项就建", "no profile of its own yet; the first answer makes one"),
    "kind": ("场所类型", "Kind of site"),
    "name": ("名称", "Name"),
    "facts": ("本处信息", "The place"),
    "posts": ("岗位和电话", "Posts and numbers"),
    "minutes": ("分钟数", "Minutes"),
    "types": ("会遇到的事件", "Incidents it meets"),
    "walk": ("把没填的一项一项填上（{n} 项）", "Fill in what is missing, one by one ({n})"),
    "leave": ("完成", "Done"),
    "filled": ("{n}/{all} 已填", "{n} of {all} filled in"),
    "with-number": ("{n}/{all} 有号码", "{n} of {all} with a number"),
    "own-minutes": ("{n} 个是本处的，其余按预案或自定", "{n} of the site's own, the rest the plans' or ours"),
    "types-count": ("{n} 种", "{n} {n:kind|kinds}"),
    "ask": ("{name}：", "{name}: "),
    "ask-menu": ("改哪一项", "Which one"),
    "ask-kind": ("本处是哪一类", "What kind of site is this"),
    "ask-which": ("改哪一个", "Which one"),
    "hint-title": ("职务在本处叫什么", "what the post is called here"),
    "hint-person": ("现任是谁", "who holds it now"),
    "hint-phone": ("先打这个", "rung first"),
    "hint-phone2": ("打不通时打这个", "rung when the first is dead"),
    "hint-minutes": ("现在：{now}（{whose}）；最多 {most}分钟；输入 - 用预案的或自定的", "now: {now} ({whose}); at most {most} min; - for the plan's or ours"),
    "hint-workdays": ("分钟数或如 2个工作日；", "minutes, or such as 2 working days;"),
    "misread": ("{name}看不懂", "{name}: cannot be read"),
    "hint-en": ("英文怎么说；没有就空着", "how it is said in English; leave empty for none"),
    "wanted-by": ("“{list}”要用", "wanted by: {list}"),
    "title-of": ("职务", "Post"),
    "person-of": ("姓名", "Name"),
    "phone-of": ("电话", "Number"),
    "phone2-of": ("另一个电话", "Another number"),
    "keep": ("回车保留；- 删去；Esc 上一项；Ctrl-C 离开，答过的都在", "Enter keeps; - takes it out; Esc one back; Ctrl-C leaves, what was answered stays"),
    "keep-plain": ("回车保留；- 删去；< 上一项；q 离开，答过的都在", "Enter keeps; - takes it out; < one back; q leaves, what was answered stays"),
    "odd-again": ("{why}；没有错就再按一次回车", "{why}; if it is right, press Enter once more"),
    "odd-kept": ("号码存疑，已照样存下：{name}={text}，{why}", "Kept as it is, but doubtful: {name}={text}, {why}"),
    "now": ("现在：{text}", "Now: {text}"),
    "empty": ("没填", "not filled in"),
    "no-number": ("号码没填", "no number"),
    "kept": ("已存：{name}", "Kept: {name}"),
    "longer": ("已存：{n}分钟，比预案规定的{plan}分钟长", "Kept: {n} min, longer than the plan's {plan}"),
    "whose-plan": ("预案 {cites}", "plan, {cites}"),
    "whose-site": ("本处", "the site's"),
    "whose-ours": ("自定", "ours"),
    "toggled-in": ("已加上：{name}", "Added: {name}"),
    "toggled-out": ("已去掉：{name}", "Taken out: {name}"),
    "all-filled": ("该填的都填了。", "Everything is filled in."),
    "still": ("还缺 {n} 项，要紧的在前：", "{n} missing, what matters most first:"),
    "mend": ("{name}（{list}）  {command}", "{name} ({list})  {command}"),
    "more": ("+{n}：kit setup", "+{n}: kit setup"),
    "number-of": ("{post}的电话", "number of the {post}"),
    "none-needed": ("出事时不用先做这个；随时可以停，再运行 kit setup 接着填。", "Nothing of this is needed before an incident; stop at any time and go on with kit setup."),
}

REFUSED: dict[str, tuple[str, str]] = {
    "setup-key": (
        "没有“{setting}”这一项。可用：{names}",
        "There is no \"{setting}\" to be set. Choose: {names}",
    ),
    "setup-set": (
        "“{text}”看不懂。要写成 名称=内容，如 --set address=虚构路1号",
        "\"{text}\" cannot be read. Write KEY=VALUE, such as --set \"address=1 Example Road\"",
    ),
    "setup-minutes": (
        "{name} 要填分钟数，大于0、最多 {most}；“{text}”不行。",
        "{name} takes minutes, above 0 and at most {most}; not \"{text}\".",
    ),
    "setup-workdays": (
        "{name} 最多 {most} 个工作日，至少 1 个。",
        "{name} takes 1 to {most} working days.",
    ),
    "setup-work-days": (
        "工作日看不懂“{text}”。写星期几，如 1-5 或 周一至周六。",
        "\"{text}\" names no days of the week. Write such as 1-5 or Mon-Sat.",
    ),
    "setup-work-hours": (
        "上班时间看不懂“{text}”。写 09:00-17:30，下班在上班之后。",
        "\"{text}\" are no working hours. Write such as 09:00-17:30, the end behind the start.",
    ),
    "setup-holidays": (
        "节假日看不懂“{text}”。写日期，如 2026-10-01至2026-10-07，逗号隔开。",
        "\"{text}\" are no dates. Write such as 2026-10-01..2026-10-07, commas between.",
    ),
    "setup-make-up-days": (
        "调休上班日看不懂“{text}”。写日期，如 2026-10-10，逗号隔开。",
        "\"{text}\" are no dates. Write such as 2026-10-10, commas between.",
    ),
    "setup-phone": (
        "“{text}”里没有数字，不像电话号码。",
        "\"{text}\" has no digit and is no number to ring.",
    ),
    "setup-types": (
        "没有这些清单：{names}。可用：{known}",
        "There are no such lists: {names}. Choose: {known}",
    ),
    "setup-zh-first": (
        "先填 {setting}，再填它的英文。",
        "Fill in {setting} first, then how it is said in English.",
    ),
}

HELP: dict[str, tuple[str, str]] = {
    "setup": (
        "本处的地址、电话、岗位、分钟数：问一遍，每张清单都有",
        "the site's address, numbers, posts, minutes: asked once, then in every list",
    ),
    "setup-what": (
        "只问这一项：address、phone、work-days、holidays、facts、posts、minutes、types，或岗位编号",
        "only this: address, phone, work-days, holidays, facts, posts, minutes, types, or a post's id",
    ),
    "setup-set": (
        "不提问，直接写：address=…、tech.phone=…、minutes.fire-report=3、holidays=2026-10-01..2026-10-07；可写多次；内容为空就删去",
        "without asking: address=…, tech.phone=…, minutes.fire-report=3, holidays=2026-10-01..2026-10-07; may be given often; empty takes it out",
    ),
}
