"""What does not start."""

WORDS: dict[str, tuple[str, str]] = {
    "type-ambiguous": (
        "“{type}”可以是多种事件：{names}。请选一种。",
        "\"{type}\" can be several types: {names}. Name one.",
    ),
    "type-needed": (
        "没有说是哪种事件。例如：kit start power-outage。看全部：kit checklists list",
        "No incident type given. For example: kit start power-outage. See all: kit checklists list",
    ),
    "speed": (
        "倍速要在 1 到 3600 之间，并且只用于演练（--drill）。",
        "The speed must be between 1 and 3600, and only for drills (--drill).",
    ),
    "code-here": (
        "没有记下“{text}”：这是关闭事件用的码。要关闭：回到步骤，按 {press}，再键入 {code}",
        "\"{text}\" was not recorded: it is the code for closing. To close: back to the step, {press}, then type {code}",
    ),
    "code-closed": (
        "没有记下“{text}”：这是关闭事件用的码，这一件已经关闭，不用再键入",
        "\"{text}\" was not recorded: it is the code for closing, and this incident is closed already",
    ),
    "code-of-other": (
        "没有记下“{text}”：这是另一事件的码。要关闭那一件：先到那一件，按 {press}，再键入 {code}",
        "\"{text}\" was not recorded: it is the code of another incident. To close that: go to it, {press}, then type {code}",
    ),
}
