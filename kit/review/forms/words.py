"""Filled forms."""

REFUSED: dict[str, tuple[str, str]] = {
    "no-form": ("“{type}”没有表单。", "\"{type}\" has no form."),
}

HELP: dict[str, tuple[str, str]] = {
    "form": ("按记录自动填好的表单", "the form, filled in from the log"),
}
