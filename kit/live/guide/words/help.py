"""Help for starting and going on."""

WORDS: dict[str, tuple[str, str]] = {
    "start": ("开始一个事件（终端上随即进入引导）", "open an incident (on a terminal the guide begins at once)"),
    "type": ("事件类型，见 kit checklists list", "incident type, see kit checklists list"),
    "drill": ("演练：全程标明，不计入真实数据", "a drill: marked everywhere, never in real figures"),
    "speed": ("演练倍速，1 到 3600", "speed of a drill's clock, 1 to 3600"),
    "no-guide": ("只开始，不进入引导", "only open it, without the guide"),
    "title": ("给事件加一句说明", "a few words about this incident"),
    "guide": ("回到未关闭事件的引导", "go on with an open incident"),
    "plan": ("加开另一张清单", "add another checklist"),
}
