"""Drills and the demonstration."""

SCREEN: dict[str, tuple[str, str]] = {
    "demo-by": ("演示", "demo"),
    "demo-end": (
        "真的出事时：kit start 停电。先演练一次：kit start 停电 --drill",
        "In a real one: kit start power. Try it as a drill first: kit start power --drill",
    ),
    "demo-line": ("演示：时间快放，键盘不用动。", "Demonstration in time-lapse; no key needed."),
}

HELP: dict[str, tuple[str, str]] = {
    "demo": ("演示：一次完整的停电，约 15 秒", "a complete power cut in time-lapse, about 15 seconds"),
    "seconds": ("演示用几秒", "how long it plays"),
}
