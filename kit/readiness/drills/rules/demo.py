"""What ``kit demo`` plays: who does what in which minute. ``data/demo/*.toml``."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

from kit.ground.base.text import Id, Text
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.acts import Draft


class Turn(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One act, ``at`` minutes after the opening. ``text`` is what a person would type."""

    at: float
    do: Literal[
        "tick",
        "skip",
        "call",
        "note",
        "callback",
        "action",
        "timer-yes",
        "timer-no",
        "timer-told",
        "told-back",
        "close",
    ]
    step: str = ""
    value: str = ""
    text: Text | None = None
    who: str = ""
    result: Literal["reached", "no-answer", "busy"] = "reached"
    timer: str = ""
    id: str = ""


class Demo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: Literal[1]
    id: Id
    title: Text
    type: Id
    profile: Id
    start: datetime
    acts: list[Turn]


def play(draft: Draft, turn: Turn, lang: str) -> None:
    """Do what the turn says, through the same decisions as everybody else."""
    text = turn.text.get(lang) if turn.text else turn.value
    match turn.do:
        case "tick":
            acts.tick(draft, turn.step, text)
        case "skip":
            acts.skip(draft, turn.step, text)
        case "call":
            acts.call(draft, turn.who, turn.result, step=turn.step)
        case "note":
            acts.note(draft, text)
        case "callback":
            acts.callback_add(draft, turn.id, text, turn.value)
        case "action":
            acts.action_add(draft, turn.id, text)
        case "timer-yes":
            acts.timer_yes(draft, turn.timer)
        case "timer-no":
            acts.timer_no(draft, turn.timer)
        case "timer-told":
            acts.timer_told(draft, turn.timer)
        case "told-back":
            for view in [v for v in draft.incident.views() if v.step.each == "told"]:
                acts.call(draft, view.role or view.who, "reached", step=view.key)
        case "close":
            acts.close(draft, turn.value)
