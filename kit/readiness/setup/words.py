"""Sentences of ``kit setup``."""

WORDS: dict[str, tuple[str, str]] = {
    "title": ("本处设置", "This place"),
    "arrived": (
        "电脑 {laptop} 的本处设置在这里，和本机的不同，还没有用。取用：{how}",
        "The site as laptop {laptop} has it is here; it differs from this one's and is not in use. To take it over: {how}",
    ),
    "ask-take": (
        "本机已有本处设置（{path}）。换成电脑 {laptop} 的吗？原来的会留着",
        "This laptop has its own site ({path}). Put that of laptop {laptop} in its place? The former one is kept",
    ),
    "taken": ("已取用电脑 {laptop} 的本处设置：{path}", "The site of laptop {laptop} is in use now: {path}"),
    "taken-kept": ("换下来的留在 {path}", "what it took the place of is kept in {path}"),
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
    "title-how": ("{post}：填姓名、电话。本处叫法不同的：{how}", "{post}: who holds it, and the numbers. Called otherwise here: {how}"),
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
    "keep": ("输入新的就换掉；回车保留；- 删去；Esc 上一项；Ctrl-C 离开，答过的都在", "Type to replace; Enter keeps; - takes it out; Esc one back; Ctrl-C leaves, what was answered stays"),
    "keep-plain": ("输入新的就换掉；回车保留；- 删去；< 上一项；q 离开，答过的都在", "Type to replace; Enter keeps; - takes it out; < one back; q leaves, what was answered stays"),
    "odd-kept": ("号码存疑，已照样存下：{name}={text}，{why}", "Kept as it is, but doubtful: {name}={text}, {why}"),
    "now": ("现在：{text}", "Now: {text}"),
    "typed": ("没有存下：{text}", "Not kept: {text}"),
    "empty": ("没填", "not filled in"),
    "no-number": ("号码没填", "no number"),
    "kept": ("已存：{name}", "Kept: {name}"),
    "stays": ("没有改：{name}，现在是 {text}", "Unchanged: {name} is {text}"),
    "unfilled": ("没有填：{name}", "Left empty: {name}"),
    "ask-same": ("通讯录里已有“{name}”，是同一个人吗", "\"{name}\" is among the contacts; the same person"),
    "same": ("同一个人：{who}", "The same: {who}"),
    "same-not": ("另一个人", "Another person"),
    "same-kept": ("已记在通讯录：{who} 就是这个岗位的人", "Kept among the contacts: {who} fills the post"),
    "same-how": ("通讯录里已有同名的：{who}。是同一个人：kit contact edit {id} --post {role}", "That name is among the contacts: {who}. The same person: kit contact edit {id} --post {role}"),
    "in-contacts": ("通讯录里：{numbers}（不用再填）", "Among the contacts: {numbers} (need not be given again)"),
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
        "上班时间看不懂“{text}”。写 09:00-17:30，下班在上班之后；24 小时写“全天”。",
        "\"{text}\" are no working hours. Write such as 09:00-17:30, the end behind the start; round the clock: 24h.",
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
        "“{text}”不是电话号码。",
        "\"{text}\" is no number to ring.",
    ),
    "setup-name": (
        "“{text}”不是姓名，没有写。号码写在 {where}：kit setup {where}",
        "\"{text}\" is no name and was not put there. Numbers stand at {where}: kit setup {where}",
    ),
    "setup-place": (
        "“{text}”是电话号码，没有写到这里。号码写在 {where}：kit setup {where}",
        "\"{text}\" is a number to ring and was not put there. Numbers stand at {where}: kit setup {where}",
    ),
    "setup-types": (
        "没有这些清单：{names}。可用：{known}",
        "There are no such lists: {names}. Choose: {known}",
    ),
    "setup-take": (
        "没有电脑 {laptop} 的本处设置可取用。有：{names}。在那台电脑上 kit export --all，再在这里 kit import。",
        "No site of laptop {laptop} is here to take. There are: {names}. On that laptop: kit export --all, then kit import here.",
    ),
    "setup-other": (
        "本机已有本处设置（{path}），没有改动。要换成那台电脑的：{how}（原来的会留着）",
        "This laptop has its own site ({path}); nothing was changed. To put the other's in its place: {how} (the former one is kept)",
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
        "只问这一项：address 地址、phone 回拨电话、work-days 工作日、holidays 节假日、facts 本处信息、posts 岗位和电话、minutes 分钟数、types 会遇到的事件，或岗位编号（问姓名、电话；tech.title 改岗位的叫法）",
        "only this: address, phone, work-days, holidays, facts, posts, minutes, types, or a post's id (its holder and numbers; tech.title: what it is called)",
    ),
    "setup-take": (
        "取用另一台电脑的本处设置（随 kit import 带来）",
        "take over the site as another laptop has it (it came with kit import)",
    ),
    "setup-take-yes": ("不问，换掉本机的（原来的留着）", "without asking; this laptop's own is kept beside"),
    "setup-set": (
        "不提问，直接写：address=…、tech.phone=…、minutes.fire-report=3、holidays=2026-10-01..2026-10-07；可写多次；内容为空就删去",
        "without asking: address=…, tech.phone=…, minutes.fire-report=3, holidays=2026-10-01..2026-10-07; may be given often; empty takes it out",
    ),
}
