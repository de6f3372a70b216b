"""The board of timers."""

SCREEN: dict[str, tuple[str, str]] = {
    "board-title": ("计时总览  未关闭事件 {n}", "Timers  open incidents: {n}"),
    "board-keys": ("q 离开", "q leave"),
    "home-none-short": ("没有未关闭的事件。", "No incident is open."),
}

HELP: dict[str, tuple[str, str]] = {
    "board": ("全部未关闭事件的计时，实时显示", "the timers of all open incidents, live"),
}
