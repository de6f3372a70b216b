"""The line of keys below the picture."""

from __future__ import annotations

from kit.ground.base.cells import width
from kit.ground.base.words import word
from kit.ground.terminal.fragments import Line
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.state import StepView


def step_keys(incident: Incident, view: StepView | None) -> list[tuple[str, str]]:
    """(name, key) of everything that can be done now, the most likely first."""
    out: list[tuple[str, str]] = []
    if view is None:
        out += [("close", "enter")]
    else:
        kind = view.step.answer
        if kind == "call":
            out += [("done", "enter"), ("no-answer", "x")]
        elif kind == "choice":
            out += [("pick", str(n)) for n in range(1, len(view.step.choices) + 1)]
        else:
            out += [("done", "enter")]
        out += [("skip", "s"), ("later", "l"), ("hand", "h"), ("na", "a")]
    out += [("note", "n"), ("call", "c"), ("timers", "t"), ("back", "b"), ("steps", "g")]
    if incident.level_plan() is not None:
        out += [("raise", "+"), ("raise", "="), ("lower", "-")]
    out += [("words", "w"), ("report", "r")]
    out += [("callback", "k"), ("improve", "i"), ("plan", "p")]
    if view is not None:
        out.append(("close", "e"))
    out += [("leave", "q")]
    return out


def key_lines(incident: Incident, view: StepView | None, lang: str, cols: int) -> list[Line]:
    """What the keys do, wrapped to the width."""
    labels = []
    if view is None:
        labels.append("key-e")
    else:
        kind = view.step.answer
        first = {"call": "key-reached", "choice": "key-pick", "done": "key-done"}.get(
            kind, "key-value"
        )
        labels.append(first)
        if kind == "call":
            labels.append("key-x")
        labels += ["key-s", "key-l", "key-h", "key-a"]
    labels += ["key-n", "key-c", "key-t", "key-b", "key-g"]
    if incident.level_plan() is not None:
        labels.append("key-level")
    labels += ["key-w", "key-r", "key-k", "key-i", "key-p"]
    if view is not None:
        labels.append("key-e")
    labels.append("key-q")
    lines: list[Line] = []
    text = ""
    for name in labels:
        item = word(lang, f"screen.{name}")
        if text and width(text) + 3 + width(item) > cols - 2:
            lines.append([("keys", f" {text}")])
            text = item
        else:
            text = f"{text}   {item}" if text else item
    lines.append([("keys", f" {text}")])
    return lines
