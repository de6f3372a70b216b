"""Refusals: what happened and what to do next, in one line."""

WORDS: dict[str, tuple[str, str]] = {
    "fault": (
        "程序内部出错：{why}。已记录的内容都在；请再试一次，或运行 kit verify 检查日志。",
        "Internal fault: {why}. What was recorded is safe; try again, or run kit verify.",
    ),
    "stopped": ("已停止，记录都在。继续：{how}", "Stopped; everything recorded is kept. To go on: {how}"),
    "usage": ("命令写法不对：{why}。用法：{how}", "The command is not right: {why}. See: {how}"),
    "time": (
        "看不懂时间“{text}”。可写 21:04、-15（15 分钟前）或 2026-11-21 21:04。",
        "Cannot read the time \"{text}\". Write 21:04, -15 (minutes ago) or 2026-11-21 21:04.",
    ),
    "time-future": (
        "时间“{text}”还没到。请写已经过去的时间。",
        "The time \"{text}\" is still to come. Give a time that has passed.",
    ),
    "time-passed": (
        "时间“{text}”已经过了。请写将来的时间，例如 21:30，或几分钟后，例如 15。",
        "The time \"{text}\" has passed. Give one to come, such as 21:30, or minutes from now, such as 15.",
    ),
    "closed": (
        "事件 {ref} 已关闭。要继续记录，先运行 kit reopen -i {ref}；或用 kit note -i {ref} 补记。",
        "Incident {ref} is closed. To go on, run kit reopen -i {ref}; or add a note with kit note -i {ref}.",
    ),
    "not-closed": (
        "事件 {ref} 没有关闭，可以直接继续：kit guide -i {ref}",
        "Incident {ref} is not closed; just go on: kit guide -i {ref}",
    ),
    "step-unknown": (
        "没有步骤“{step}”。看全部步骤：kit show",
        "There is no step \"{step}\". See them all: kit show",
    ),
    "step-hidden": (
        "步骤“{step}”现在不适用（取决于前面的回答或级别）。看全部步骤：kit show",
        "Step \"{step}\" does not apply now (it depends on an answer or the level). See: kit show",
    ),
    "step-ambiguous": (
        "“{step}”可以是多个步骤：{names}。请写全。",
        "\"{step}\" can be several steps: {names}. Write one in full.",
    ),
    "timer-unknown": (
        "没有计时“{timer}”。看全部计时：kit timer",
        "There is no timer \"{timer}\". See them all: kit timer",
    ),
    "timer-ambiguous": (
        "“{timer}”可以是多个计时：{names}。请写全。",
        "\"{timer}\" can be several timers: {names}. Write one in full.",
    ),
    "timer-over": (
        "计时“{timer}”已经结束，不用再回答。看全部计时：kit timer",
        "Timer \"{timer}\" is over and needs no answer. See them all: kit timer",
    ),
    "value-needed": (
        "步骤“{step}”要填写内容。例如：kit answer {step} 内容",
        "Step \"{step}\" needs an answer. For example: kit answer {step} VALUE",
    ),
    "value-number": (
        "“{text}”不是数字。请只写数字，例如 12。",
        "\"{text}\" is not a number. Write digits only, for example 12.",
    ),
    "value-choice": (
        "“{text}”不在选项里。可选：{names}",
        "\"{text}\" is not one of the choices. Choose: {names}",
    ),
    "reason-needed": (
        "要写原因：在命令后面加上原因，例如 kit skip {step} \"客户已离开\"",
        "A reason is needed: add it, for example kit skip {step} \"customer has left\"",
    ),
    "timer-reason": (
        "要写原因，例如 kit timer {timer} --snooze 10 --reason \"对方在开会\"",
        "A reason is needed, for example kit timer {timer} --snooze 10 --reason \"in a meeting\"",
    ),
    "name-needed": ("要写姓名或岗位。", "A name or a post is needed."),
    "empty": ("内容是空的，没有记录。请写上内容再试。", "There is no text; nothing was recorded. Write some and try again."),
    "no-levels": (
        "“{type}”没有响应级别，不用升降级。",
        "\"{type}\" has no response levels to raise or lower.",
    ),
    "level-unknown": ("没有级别“{level}”。可选：{names}", "There is no level \"{level}\". Choose: {names}"),
    "level-same": ("已经是{level}级，没有变化。", "Already at level {level}; nothing changed."),
    "level-end": ("{level}级已经到头，不能再升或降。", "Level {level} is the last in that direction."),
    "plan-there": ("“{type}”的清单已经在用了。", "The checklist \"{type}\" is already in use."),
    "callback-unknown": (
        "没有待回电客户“{id}”。看名单：kit show",
        "There is no customer owed a call \"{id}\". See: kit show",
    ),
    "action-unknown": ("没有改进措施“{id}”。看清单：kit summary", "There is no improvement action \"{id}\". See: kit summary"),
    "type-unknown": (
        "没有事件类型“{type}”。可选：{names}",
        "There is no incident type \"{type}\". Choose: {names}",
    ),
    "clause-unknown": (
        "没有预案或条款“{clause}”。预案：{names}",
        "There is no plan or clause \"{clause}\". Plans: {names}",
    ),
    "type-ambiguous": (
        "“{type}”可以是多种事件：{names}。请选一种。",
        "\"{type}\" can be several types: {names}. Name one.",
    ),
    "type-needed": (
        "没有说是哪种事件。例如：kit start power-outage。看全部：kit checklists list",
        "No incident type given. For example: kit start power-outage. See all: kit checklists list",
    ),
    "profile-unknown": (
        "没有场所“{profile}”。可选：{names}",
        "There is no site profile \"{profile}\". Choose: {names}",
    ),
    "profile-loop": (
        "场所“{profile}”的 extends 绕成了圈。请改正 extends。",
        "Site profile \"{profile}\" extends itself in a circle. Correct its extends.",
    ),
    "ref-unknown": (
        "没有事件“{ref}”。看全部：kit list --all",
        "There is no incident \"{ref}\". See all: kit list --all",
    ),
    "ref-ambiguous": (
        "“{ref}”可以是多个事件：{names}。请多写几位。",
        "\"{ref}\" can be several incidents: {names}. Write more of it.",
    ),
    "which-incident": (
        "现在有多个未关闭的事件：{names}。请用 -i 指定一个。",
        "Several incidents are open: {names}. Name one with -i.",
    ),
    "none-open": (
        "没有未关闭的事件。开始一个：kit start",
        "No incident is open. Start one: kit start",
    ),
    "none-closed": (
        "还没有已关闭的事件。看未关闭的：kit summary REF，REF 见 kit list",
        "No incident has been closed yet. For an open one: kit summary REF; kit list shows them",
    ),
    "unreadable": (
        "事件 {ref} 的日志读不出来。原文件没有动。运行 kit verify 看哪里坏了。",
        "The log of incident {ref} cannot be read. The file is untouched. Run kit verify to see the damage.",
    ),
    "unreadable-os": (
        "事件 {ref} 的日志打不开：{why}。请检查文件权限后再试。",
        "The log of incident {ref} cannot be opened: {why}. Check the file's rights and try again.",
    ),
    "home": (
        "不能写入数据目录 {path}：{why}。请检查权限，或用 --home 换一个目录。",
        "Cannot write to the data folder {path}: {why}. Check its rights, or use --home with another folder.",
    ),
    "disk-full": (
        "磁盘已满，这一条没有记上，以前的都在。请在 {path} 所在磁盘腾出至少 {needed} KB 再试。",
        "The disk is full; this entry was not recorded, all earlier ones are safe. Free at least {needed} KB on the disk of {path} and try again.",
    ),
    "not-recorded": (
        "磁盘拒绝写入（{why}），这一条没有记上，以前的都在。请先记在纸上，再检查 {path}。",
        "The disk refused ({why}); this entry was not recorded, all earlier ones are safe. Write it on paper and check {path}.",
    ),
    "checklist-broken": (
        "清单文件有错：{file}，位置 {where}：{why}。请改正后再试，或先移走这个文件。",
        "Checklist file has an error: {file}, at {where}: {why}. Mend it, or move the file away for now.",
    ),
    "checklist-encoding": (
        "文件不是 UTF-8：{file}，{where}。请另存为 UTF-8。",
        "The file is not UTF-8: {file}, {where}. Save it as UTF-8.",
    ),
    "checklist-newer": (
        "文件 {file} 的格式（{format}）比本程序新。请升级 kit。",
        "The format ({format}) of {file} is newer than this kit. Upgrade kit.",
    ),
    "no-terminal": (
        "这里没有终端，不能提问。请改用：{how}",
        "There is no terminal to ask questions on. Use instead: {how}",
    ),
    "clock-not-system": (
        "现在用的不是系统时钟，只能记录演练。请去掉 KIT_CLOCK，或用 kit start --drill。",
        "The clock is not the system's, so only drills can be recorded. Unset KIT_CLOCK, or use kit start --drill.",
    ),
    "speed": (
        "倍速要在 1 到 3600 之间，并且只用于演练（--drill）。",
        "The speed must be between 1 and 3600, and only for drills (--drill).",
    ),
    "lang": ("语言只有 zh 和 en。", "The languages are zh and en."),
    "output": (
        "不能写文件 {path}：{why}。请换一个位置。",
        "Cannot write the file {path}: {why}. Choose another place.",
    ),
    "no-form": ("“{type}”没有表单。", "\"{type}\" has no form."),
    "confirm-close": (
        "没有终端可确认。要关闭，请运行 kit close --yes。",
        "There is no terminal to confirm on. To close, run kit close --yes.",
    ),
    "step-not-answer": (
        "步骤“{step}”不用填写内容，请用 kit tick {step}。",
        "Step \"{step}\" takes no answer; use kit tick {step}.",
    ),
    "entry-unknown": ("没有记录 {entry}。看全部记录：kit log", "There is no entry {entry}. See them all: kit log"),
    "scenario-unknown": (
        "没有演练脚本“{scenario}”。可选：{names}",
        "There is no drill scenario \"{scenario}\". Choose: {names}",
    ),
    "no-pdf": (
        "没有装能生成 PDF 的库。请存成 .html，用浏览器打开，打印成 PDF；或安装 incident-kit[pdf]。",
        "No library that makes PDF is installed. Save as .html, open it in a browser and print to PDF; or install incident-kit[pdf].",
    ),
    "phase-unknown": ("没有阶段“{phase}”。可选：{names}", "There is no phase \"{phase}\". Choose: {names}"),
}
