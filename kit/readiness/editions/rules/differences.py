"""What two or three texts of one list say differently, by step and field. Values in, values out."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from kit.plans.checklists.rules.format import Checklist

Who = Literal["site", "kit", "both", "same"]
NOTHING = "-"


class Difference(msgspec.Struct, frozen=True):
    """``part``: the step, timer or field; ``was``, ``site``, ``kit``: what each text says there, as
    (zh, en), "" where it says nothing. ``who`` changed it: ``same``: both, to the same."""

    part: str
    field: str
    who: Who
    was: tuple[str, str]
    site: tuple[str, str]
    kit: tuple[str, str]


def compared(base: Checklist, site: Checklist, kit: Checklist) -> list[Difference]:
    """Three ways: ``base`` is what the site's list was made from. In the order of the site's list,
    then of the kit's."""
    b, s, k = (_said(each) for each in (base, site, kit))
    out = []
    for key in dict.fromkeys([*s, *k, *b]):
        was, here, there = (each.get(key) for each in (b, s, k))
        if here == there == was:
            continue
        who: Who = "both"
        if here == there:
            who = "same"
        elif there == was:
            who = "site"
        elif here == was:
            who = "kit"
        out.append(Difference(*key, who, _text(was), _text(here), _text(there)))
    return _whole_parts(out)


def between(old: Checklist, new: Checklist) -> list[Difference]:
    """Two ways: what ``new`` says differently."""
    return compared(old, new, old)


def _whole_parts(found: list[Difference]) -> list[Difference]:
    """A step that one of them has not got at all is one difference, told by what it says to do."""
    for_part: dict[str, list[Difference]] = {}
    for each in found:
        for_part.setdefault(each.part, []).append(each)
    out: list[Difference] = []
    for part in for_part.values():
        head = next((d for d in part if d.field in ("do", "title")), None)
        whole = head is not None and any(d.field == "id" for d in part)
        out += [head] if whole and head is not None else part
    return [d for d in out if d.field != "id"]


def _said(checklist: Checklist) -> dict[tuple[str, str], Any]:
    """What a list says, by part and field."""
    raw = msgspec.to_builtins(checklist)
    out: dict[tuple[str, str], Any] = {}
    phases = raw.pop("phases", [])
    for phase in phases:
        steps = phase.pop("steps", [])
        for step in steps:
            for field, value in step.items():
                out[step["id"], field] = value
        for field, value in phase.items():
            out[f"phases.{phase['id']}", field] = value
        out[f"phases.{phase['id']}", "order"] = [step["id"] for step in steps]
    for timer in raw.pop("timers", []):
        for field, value in timer.items():
            out[f"timers.{timer['id']}", field] = value
    for number, rule in enumerate(raw.pop("prohibitions", []), 1):
        out["prohibitions", str(number)] = rule
    for field, value in raw.items():
        out[raw["id"], field] = value
    return out


def _text(value: Any) -> tuple[str, str]:
    if value is None:
        return "", ""
    if isinstance(value, dict) and {"zh", "en"} <= value.keys() and len(value) == 2:
        return str(value["zh"]), str(value["en"])
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "、".join(value) or NOTHING, ", ".join(value) or NOTHING
    if isinstance(value, str):
        return value, value
    text = msgspec.json.encode(value).decode("utf-8")
    return text, text
