"""Words on screens: home, guide, board, lists, and command-line mistakes."""

WORDS: dict[str, tuple[str, str]] = {
    "no-option": ("没有选项 {name}", "there is no option {name}"),
    "missing": ("缺少 {name}", "{name} is missing"),
    "no-command": ("没有命令“{name}”", "there is no command \"{name}\""),
    "bad-value": ("{name} 的值不对", "the value of {name} is not right"),
    "unexpected": ("多余的内容：{name}", "not expected here: {name}"),
}
