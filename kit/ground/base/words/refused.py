"""Refusals of the ground: what happened and what to do next, in one line."""

WORDS: dict[str, tuple[str, str]] = {
    "beyond": (
        "日期或数字超出能算的范围（1 年到 9999 年）。核对电脑的日期和写的日期；已记录的都在。",
        "A date or a number is beyond what can be counted (years 1 to 9999). Check this computer's date and what was typed; what was recorded is safe.",
    ),
    "fault": (
        "程序内部出错：{why}。已记录的内容都在；请再试一次，或运行 kit verify 检查日志。",
        "Internal fault: {why}. What was recorded is safe; try again, or run kit verify.",
    ),
    "unsaid": (
        "答复没能写出来：{why}。已记录的都在，重做以前先用 kit log 看一下。",
        "The answer could not be written: {why}. What was recorded is kept: look with kit log before you do it again.",
    ),
    "stopped": ("已停止，记录都在。继续：{how}", "Stopped; everything recorded is kept. To go on: {how}"),
    "clock-not-system": (
        "现在用的不是系统时钟，只能记录演练。请去掉 KIT_CLOCK，或用 kit start --drill。",
        "The clock is not the system's, so only drills can be recorded. Unset KIT_CLOCK, or use kit start --drill.",
    ),
    "bytes": (
        "参数里有读不懂的字节（不是 UTF-8，也不是 GB18030），没有记录。请检查终端的编码后再写一次。",
        "The arguments hold bytes that are neither UTF-8 nor GB18030; nothing was recorded. Check the terminal's encoding and write it again.",
    ),
    "usage": ("命令写法不对：{why}。用法：{how}", "The command is not right: {why}. See: {how}"),
    "time-past": (
        "看不懂时间“{text}”。这里写已经发生的时间，例如 21:04、-15（15分钟前）、昨晚11点58、11-27 21:04。",
        "Cannot read the time \"{text}\". Here goes a time that has passed: 21:04, -15 (minutes ago), yesterday 23:58, 11-27 21:04.",
    ),
    "time-coming": (
        "看不懂时间“{text}”。这里写将来的时间，例如 21:30、15（15分钟后）、半小时、明早8点、12月30日9点。",
        "Cannot read the time \"{text}\". Here goes a time to come: 21:30, 15 (minutes from now), half an hour, tomorrow 8am, 30 Dec 9am.",
    ),
    "time-which": (
        "“{text}”可以是不同的时间：{names}。请写明日期和时间。",
        "\"{text}\" can mean different times: {names}. Write the date and the time.",
    ),
    "time-about": (
        "“{text}”不够确切。是 {names} 就照这样写。",
        "\"{text}\" is not exact. If {names} is meant, write it so.",
    ),
    "time-far": (
        "“{text}”是 {names}，相隔很久。确实是它，就加上 --date {day}。",
        "\"{text}\" is {names}, which is far off. If you mean it, add --date {day}.",
    ),
    "time-far-coming": (
        "“{text}”是 {names}，相隔很久。确实是它，就写全年月日和时间。",
        "\"{text}\" is {names}, which is far off. If you mean it, write the whole date and time.",
    ),
    "time-other-day": (
        "“{text}”不在 {day}，没有记录：写那一天的几点几分，或去掉 --date。",
        "\"{text}\" is not of {day}; nothing was recorded. Write the hour and minute of that day, or leave out --date.",
    ),
    "time-day": (
        "看不懂日期“{text}”。--date 写年月日，例如 2026-01-31。",
        "Cannot read the day \"{text}\". Write --date as 2026-01-31.",
    ),
    "time-twice": (
        "当天的钟两次走到“{text}”（夏令时）：{names}。请写其中一个。",
        "The clock shows \"{text}\" twice that day (summer time): {names}. Write one of them.",
    ),
    "verify-who": ("验证要写是谁：--by 姓名", "Say who verifies it: --by NAME"),
    "verify-own": ("{who}是负责人或做的人，要由别人验证（--by 姓名）。", "{who} owns it or did it; another person verifies it (--by NAME)."),
    "time-gap": (
        "当天的钟跳过了“{text}”（夏令时）。请写另一个时间。",
        "The clock skips \"{text}\" that day (summer time). Give another time.",
    ),
    "time-most": (
        "“{text}”太远：这里最多 {hours} 小时。",
        "\"{text}\" is too far off: at most {hours} hours here.",
    ),
    "amount": (
        "“{text}”不是数量。例如 15、半小时、2小时、十五。",
        "\"{text}\" is no amount. Write 15, half an hour, 2 h.",
    ),
    "amount-far": (
        "“{text}”没有记录：确实是{n}分钟，就写 ={n}",
        "\"{text}\" was not recorded. If it is {n} minutes indeed, write ={n}",
    ),
    "amount-bounds": (
        "“{text}”超出范围（{low} 到 {high}）。",
        "\"{text}\" is out of bounds ({low} to {high}).",
    ),
    "time-future": (
        "时间“{text}”还没到。请写已经过去的时间。",
        "The time \"{text}\" is still to come. Give a time that has passed.",
    ),
    "time-passed": (
        "时间“{text}”已经过了。请写将来的时间，例如 21:30，或几分钟后，例如 15。",
        "The time \"{text}\" has passed. Give one to come, such as 21:30, or minutes from now, such as 15.",
    ),
    "home": (
        "不能写入数据目录 {path}：{why}。请检查权限，或用 --home 换一个目录。",
        "Cannot write to the data folder {path}: {why}. Check its rights, or use --home with another folder.",
    ),
    "disk-full": (
        "磁盘已满，这一条没有记上，以前的都在。请在 {path} 所在磁盘腾出至少 {needed} KB 再试。",
        "The disk is full; this entry was not recorded, all earlier ones are safe. Free at least {needed} KB on the disk of {path} and try again.",
    ),
    "disk-full-file": (
        "磁盘已满，没有写成 {path}；原来的内容没动。请在那个磁盘腾出至少 {needed} KB 再试。",
        "The disk is full: {path} was not written; what was there is as it was. Free at least {needed} KB on that disk and try again.",
    ),
    "disk-files": (
        "磁盘上的文件个数已到上限（空间还有），这一次没有写上，以前的都在。请在 {path} 所在磁盘删掉几个不要的文件再试。",
        "The disk holds as many files as it can (there is space left); this was not written, all that was recorded earlier is safe. Delete some files that nobody needs on the disk of {path} and try again.",
    ),
    "not-recorded": (
        "磁盘拒绝写入（{why}），这一条没有记上，以前的都在。请先记在纸上，再检查 {path}。",
        "The disk refused ({why}); this entry was not recorded, all earlier ones are safe. Write it on paper and check {path}.",
    ),
    "folder-gone": (
        "文件夹不见了（移走或拔掉了），这一条没有记上：先写在纸上，把文件夹放回原处，再做一次。{path}",
        "The folder is gone (moved or unplugged). This was NOT recorded: write it on paper, put the folder back, do it again. {path}",
    ),
    "folder-away": (
        "文件夹不见了（移走或拔掉了），现在记不上：先写在纸上，把文件夹放回原处。{path}",
        "The folder is gone (moved or unplugged). Nothing can be recorded now: write on paper, put the folder back. {path}",
    ),
    "name-doubtful": ("“{text}”不像姓名，没有记录。确实是姓名，加 --yes。", "\"{text}\" does not look like a person's name; nothing was recorded. If it is one, add --yes."),
    "signer-doubtful": (
        "“{text}”不像姓名，没有记录。确实是姓名：不写 --by，先设 KIT_BY。",
        "\"{text}\" does not look like a person's name; nothing was recorded. If it is one: set KIT_BY to it, without --by.",
    ),
    "no-name": ("“{text}”不是姓名，没有记录。", "\"{text}\" is no name; not recorded."),
    "no-terminal": (
        "这里没有终端，不能提问。请改用：{how}",
        "There is no terminal to ask questions on. Use instead: {how}",
    ),
    "lang": ("语言只有 zh 和 en。", "The languages are zh and en."),
    "output-face": (
        "不能写成 {path}：文件名须以 {names} 结尾。",
        "Cannot write {path}: its name must end in {names}.",
    ),
    "extra-missing": (
        "写 {path} 所需的组件没有装好。请先运行：pip install \"incident-kit[{extra}]\"；或改写 .html，浏览器、Word、Excel 都能打开。",
        "What writes {path} is not installed. Run: pip install \"incident-kit[{extra}]\"; or write .html, which browsers, Word and Excel open.",
    ),
    "output-exists": (
        "文件 {path} 已存在，没有覆盖。换一个名字，或加 --force。",
        "The file {path} exists and was left as it is. Choose another name, or add --force.",
    ),
    "output-home": (
        "{path} 在 kit 的数据文件夹里，会盖住记录，没有写。请换一个文件夹。",
        "{path} lies in a data folder of the kit, where it could take the place of a log; nothing was written. Choose another folder.",
    ),
    "output": (
        "不能写文件 {path}：{why}。请换一个位置。",
        "Cannot write the file {path}: {why}. Choose another place.",
    ),
    "value-choice": (
        "“{text}”不在选项里。可选：{names}",
        "\"{text}\" is not one of the choices. Choose: {names}",
    ),
    "entry-unknown": ("没有记录 {entry}。看全部记录：kit log", "There is no entry {entry}. See them all: kit log"),
    "undo-unknown": ("没有记录 {entry}。看全部记录：kit log；登记里的（回电、投诉等）：kit callback undo 姓名", "There is no entry {entry}. See them all: kit log; of a register (call-backs, complaints ...): kit callback undo NAME"),
    "text-long": (
        "太长，没有记录：{text}…最多 {n} 个字，写短些再来一次。",
        "Too long and not recorded: {text}… {n} {n:character|characters} at most, say it shorter.",
    ),
    "empty": ("内容是空的，没有记录。请写上内容再试。", "There is no text; nothing was recorded. Write some and try again."),
    "ref-ambiguous": (
        "“{ref}”可以是好几个：{names}。请多写几位。",
        "\"{ref}\" can be several: {names}. Write more of it.",
    ),
}
