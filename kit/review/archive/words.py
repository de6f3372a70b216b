"""Lists of incidents, the closed ones above all."""

WORDS: dict[str, tuple[str, str]] = {
    "none": ("没有未关闭的事件。", "No incident is open."),
    "none-closed": ("没有已关闭的事件。", "No incident has been closed."),
    "none-month": (
        "{month} 开始的事件里没有已关闭的。看最近的：kit list --closed",
        "Of the incidents that began in {month} none is closed. The last ones: kit list --closed",
    ),
    "more": (
        "只列最近 {count} 件；全部用 --last 0，某月用 --month 2026-11。",
        "Only the last {count} are listed; all of them with --last 0, a month with --month 2026-11.",
    ),
    "opened": ("已打开 {path}", "Opened {path}"),
    "checks": ("准备检查（不是事件）", "Readiness checks (no incidents)"),
}

REFUSED: dict[str, tuple[str, str]] = {
    "closed-unread": (
        "已关闭的事件有读不出的（{names}），其余的没有可列；不等于没有。看原因：kit verify",
        "What is closed cannot all be read ({names}), and nothing else is there to show: there may be incidents in it. See why: kit verify",
    ),
    "closed-strange": (
        "这里没有列出 closed 文件夹里直接放着的 {names}。请把它移进所属月份的文件夹，例如 closed/2026-11。",
        "Not listed here: {names}, which lies in the folder closed itself. Move it into the folder of its month, such as closed/2026-11.",
    ),
    "nothing-written": (
        "还没有写过文件。先写一个：kit summary -o 总结.html",
        "No page has been written yet. Write one: kit summary -o summary.html",
    ),
    "written-gone": (
        "最后写的文件不在了：{path}。重新写一次：kit summary -o 总结.html",
        "The page that was written last is gone: {path}. Write it again: kit summary -o summary.html",
    ),
    "not-opened": (
        "没能打开 {path}（{why}）。请在文件夹里双击它。",
        "Could not open {path} ({why}). Open it from its folder.",
    ),
    "reopen-reason": (
        "要重新打开事件 {ref}（{title}，{opened} 开始），请写原因：kit reopen {ref} \"又断了\"",
        "To open incident {ref} again ({title}, opened {opened}), give the reason: kit reopen {ref} \"down again\"",
    ),
    "none-closed": (
        "还没有已关闭的事件。看未关闭的：kit summary REF，REF 见 kit list",
        "No incident has been closed yet. For an open one: kit summary REF; kit list shows them",
    ),
}

SCREEN: dict[str, tuple[str, str]] = {
    "ask-reopen": (
        "重新打开 {ref}（{title}，{opened} 开始），原因：",
        "Open {ref} again ({title}, opened {opened}); the reason: ",
    ),
}

WARNINGS: dict[str, tuple[str, str]] = {
    "reopened": (
        "已重新打开 {ref}（{title}，{opened} 开始）。关闭时还没答的时限，从现在起重新计。",
        "{ref} is open again ({title}, opened {opened}). Deadlines that were still running when it was closed start again from now.",
    ),
    "reopened-back": (
        "记录里已恢复，没有改动。又坏了：kit down -i {ref}（几点坏的加 --at）。",
        "The log goes on saying that it is back. If it is down again: kit down -i {ref} (with --at).",
    ),
}

HELP: dict[str, tuple[str, str]] = {
    "open": ("用系统自带的程序打开最后写的文件", "open the page that was written last, in the system's program"),
    "reopen-why": ("事件编号（可只写后几位，不写就是最近关闭的）和原因", "reference (its last characters suffice; default: the last closed) and the reason"),
    "reopen": ("重新打开已关闭的事件", "open a closed incident again"),
    "incident-closed": ("事件编号，可只写后几位；默认是最近关闭的", "incident reference, its last characters suffice; default: the last closed"),
    "list": ("列出事件；默认只列未关闭的", "list incidents; open ones unless said otherwise"),
    "list-all": ("未关闭的和已关闭的", "open and closed ones"),
    "list-closed": ("只列已关闭的", "closed ones only"),
    "list-last": ("已关闭的最多列几件，0 为全部", "how many closed ones at most; 0 for all"),
    "month": ("只看某月开始、已关闭的（同总结），例如 2026-11", "opened in that month and closed since, as summaries count, such as 2026-11"),
}
