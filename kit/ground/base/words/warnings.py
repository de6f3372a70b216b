"""What is said beside the answer (stderr) about recording in any journal."""

WORDS: dict[str, tuple[str, str]] = {
    "lock-held": (
        "进程 {pid} 占着日志没放手；已改写另一份文件，记录不受影响。",
        "Process {pid} holds the log; recorded in a separate file, nothing is lost.",
    ),
    "clock-check": (
        "请核对电脑的时间。答应的时间照说的算，没有变；记下的时间按新的时钟。",
        "Check the computer's time. What was promised stands as it was said; what is noted goes by the new clock.",
    ),
    "leader-not-kept": (
        "磁盘写不下，这台电脑没能记住由{who}署名：腾出空间以前，每条命令加 --by {who}。",
        "The disk has no room to note that {who} signs here: until there is some, add --by {who} to each command.",
    ),
    "torn": (
        "{ref} 的日志末尾有 {bytes} 字节没写完整，已另存，其余都在。",
        "The log of {ref} ended in {bytes} incomplete bytes; set aside in a file, all else is whole.",
    ),
}
