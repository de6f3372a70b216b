"""What the guide says of what ends: a form, and the Enter behind it; an incident that is closed."""

from __future__ import annotations

# fmt: off
SCREEN: dict[str, tuple[str, str]] = {
    "form-over": ("本表已结束，没有记下一条", "form over, no entry made of it"),
    "enter-of-form-left": ("本表已结束，没有记下一条；这次回车不算完成步骤。重新记按 {letter}，完成本步再按回车。", "The form is over, no entry made of it; this Enter does no step. {letter} begins it again, Enter again for the step."),
    "closing-untold": ("始终没有告知：{names}", "Never told: {names}"),
    "closing-late": ("已超时：{names}", "Late: {names}"),
    "closing-late-by": ("{what}（超时{t}）", "{what} (late {t})"),
}
