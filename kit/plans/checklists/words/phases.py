"""The phases of every checklist."""

WORDS: dict[str, tuple[str, str]] = {
    "phase-immediate": ("立即动作", "At once"),
    "phase-report": ("报告", "Report"),
    "phase-respond": ("处置", "Respond"),
    "phase-continue": ("维持服务", "Keep service going"),
    "phase-recover": ("恢复", "Recover"),
    "phase-close": ("收尾", "Close"),
}
