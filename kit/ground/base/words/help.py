"""Help that every command shares."""

WORDS: dict[str, tuple[str, str]] = {
    "kit": (
        "事件处置工具：一步一步走清单，自动计时、自动记录，全程离线。直接运行 kit 打开主界面。",
        "Get through an incident: guided checklist, timers and log, fully offline. Run kit alone for the home screen.",
    ),
    "globals": (
        (
            "任何命令都可加：--home 目录、--lang zh|en、--plain（逐行编号提问，不重画屏幕）、--version。"
            "退出码：0 完成，1 故障，2 用法，3 拒绝，4 没找到，5 数据读不出，130 已停止。"
        ),
        (
            "With any command: --home FOLDER, --lang zh|en, --plain (numbered questions, no redraw), --version. "
            "Exit codes: 0 done, 1 fault, 2 usage, 3 refused, 4 not found, 5 unreadable data, 130 stopped."
        ),
    ),
    "incident": ("事件编号，可只写后几位；默认是唯一未关闭的那个", "incident reference, its last characters suffice; default: the only open one"),
    "at": ("事情发生的时间：21:04、-15（分钟前）；记录时间照样保留", "when it happened: 21:04, -15 (minutes ago); when it was written is kept too"),
    "date": ("--at 是哪一天（年-月-日）；相隔 12 小时以上要写明", "the day of --at (YYYY-MM-DD); wanted where it is more than 12 h off"),
    "by": ("记录人", "who records it"),
    "json": ("输出 JSON", "answer as JSON"),
    "output": ("写成文件，按结尾：.html .docx .xlsx .csv .md .txt .json", "write a file, by its ending: .html .docx .xlsx .csv .md .txt .json"),
    "redact": ("隐去个人信息：同一个人总是同一个代号", "hide personal data: the same person is always the same pseudonym"),
    "force": ("覆盖已有的文件", "overwrite a file that is there"),
}
