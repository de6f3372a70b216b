"""What is said of a file that cannot be read."""

REFUSED: dict[str, tuple[str, str]] = {
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
}
