"""What is said beside the answer (stderr) about an incident's log or a name in it."""

WORDS: dict[str, tuple[str, str]] = {
    "causes-broken": ("原因清单 {file} 读不了（{why}），没有用它。", "The list of causes {file} cannot be read ({why}); it is left out."),
    "not-a-post": (
        "“{who}”不是这里的岗位，按姓名记录，没有回答任何计时。岗位见 kit profile show。",
        "\"{who}\" is no post here; recorded as a person's name, no timer is answered. Posts: kit profile show.",
    ),
    "still-to-tell": (
        "没有记作告知{who}：{timers}。",
        "Not recorded as told to the {who}: {timers}.",
    ),
    "notice-open": (
        "“{what}”还在走：公告发了，用 kit timer {timer} --yes -i {ref}",
        "\"{what}\" runs on: once the notice is out, kit timer {timer} --yes -i {ref}",
    ),
    "told-so": (
        "这次说了的：kit timer {timer} --told -i {ref}",
        " If this call told it: kit timer {timer} --told -i {ref}",
    ),
    "still-more": ("等，另有 {n} 项", " and {n} more"),
    "not-moved": (
        "事件 {ref} 的文件夹暂时没移走，照样在列表里；下次会再试。",
        "The folder of {ref} could not be moved yet; it is listed all the same and will be tried again.",
    ),
    "new-laptop": (
        "这个数据目录是从另一台电脑拷来的：本机从现在起用新名字 {name} 写自己的日志，原来的都在。",
        "This data folder was copied from another computer: from now on this one writes logs of its own under the new name {name}; all that was there stays.",
    ),
    "twice": (
        "注意：事件 {ref} 有两个文件夹（{names}），合在一起读，都没有删。详见 kit verify。",
        "Note: incident {ref} has two folders ({names}); they are read as one, nothing was deleted. See kit verify.",
    ),
    "home-away": (
        "没有数据文件夹 {path}。移走了，或者 U 盘没插？未关闭的事件可能在里面，先放回去。第一次用则不必理会。",
        "There is no data folder {path}. Moved, or is the stick not in? What is open may lie in it: put it back first. New here: nothing to do.",
    ),
    "folder-strange": (
        "注意：open 里的文件夹“{name}”里有记录，但不叫“编号.类型”，没有读。请改回原来的名字（kit verify 说少了哪个事件）。",
        "Note: the folder \"{name}\" in open holds records but is not called REF.TYPE, so it is not read. Give it its name back (kit verify says which incident is missing).",
    ),
    "folder-unread": (
        "注意：文件夹 {path} 读不出来（{why}），其余照常。请检查磁盘：Linux 用 fsck，Windows 用 chkdsk。",
        "Note: the folder {path} cannot be read ({why}); all else goes on. Check the disk: fsck on Linux, chkdsk on Windows.",
    ),
    "unreadable": (
        "事件 {ref} 的日志读不出来；运行 kit verify。",
        "The log of incident {ref} cannot be read; run kit verify.",
    ),
    "unreadable-os": (
        "事件 {ref} 的日志打不开：{why}。",
        "The log of incident {ref} cannot be opened: {why}.",
    ),
    "damaged": (
        "注意：事件 {ref} 的日志有 {count} 处损坏，其余可读。详见 kit verify。",
        "Note: the log of {ref} is damaged in {count} {count:place|places}, the rest is readable. See kit verify.",
    ),
    "doubtful": (
        "注意：事件 {ref} 的第一行坏了，现用本机的同类清单代替。",
        "Note: the first line of {ref} is damaged; this laptop's checklist of the same type stands in.",
    ),
    "newer": (
        "注意：事件 {ref} 由更新的 kit 记录，有 {count} 条本程序不认识，未显示内容。",
        "Note: {ref} was written by a newer kit; {count} {count:entry is|entries are} of kinds this kit does not know.",
    ),
}
