"""An incident's entries with people hidden: what a step's answer or a timer's reason is depends on
the checklist and on words of ours, which the entries bring along."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec
from msgspec.structs import replace

from kit.ground.base.lean import re
from kit.ground.base.text import Text
from kit.ground.base.veil import Sorts, Veil, each
from kit.ground.journal.entry import Entry
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.kinds.timers import WORDS as TIMERS
from kit.incidents.incident.rules.names import CAUSE, HAND, StepKey, plan_prefix
from kit.incidents.incident.rules.undecided import undecided
from kit.plans.checklists.rules.format import Checklist, Step
from kit.plans.sites.rules import Profile

AUDIENCES = ("staff", "customers", "leaders", "media")
OURS = ("done",)  # an answer that no person typed
GRADES = ("none", "partly", "full")  # of control
FIGURE = r"[-+]?\d{1,12}(?:[.,]\d{1,10})?"


def sorts_of(veil: Veil, entries: list[Entry]) -> tuple[Veil, Sorts]:
    """The veil with the posts of this incident's site, and what becomes of its sorts of field."""
    lists, sites = _plans(entries), _sites(entries)
    known = veil.knowing([*AUDIENCES, *(word for site in sites for word in site.posts())])
    keys = _Keys(known, [role for site in sites for role in site.roles], _backs(entries))
    return known, _sorts(known, keys, lists)


def _sorts(veil: Veil, keys: _Keys, lists: dict[str, Checklist]) -> Sorts:
    def answer(text: str, event: Any) -> str:
        step = _step(lists, event.step)
        return _answer(veil, step, text)

    def put_off(text: str, event: Any) -> str:
        return text if _chosen(_step(lists, event.step), text) else veil.free(text)

    def cause(text: str, _: Any) -> str:
        if text.startswith(CAUSE):
            return CAUSE + keys.step(text[len(CAUSE) :])
        return text if f"cause-{text}" in TIMERS else veil.free(text)

    def fact(text: str, event: Any) -> str:
        return text if event.name == "control" and text in GRADES else veil.free(text)

    return veil.sorts(
        {
            "step": lambda text, _: each(text, keys.step),
            "timer": lambda text, _: each(text, keys.timer),
            "answer": answer,
            "put-off": put_off,
            "cause": cause,
            "fact": fact,
            "own-step": lambda step, _: _own(veil, step),
            "site": lambda data, _: _site(veil, data),
        }
    )


class _Keys:
    """Names of steps and timers, of which some say whom they are about: a post, a call-back's id,
    or somebody by name."""

    def __init__(self, veil: Veil, posts: Iterable[str], backs: Iterable[str]) -> None:
        self._veil = veil
        self._known = {*posts, *backs}

    def step(self, text: str) -> str:
        key = StepKey(text)
        if not key.about or key.about in self._known:
            return text
        return StepKey.of(key.plan, key.step, self._veil.name(key.about.replace("_", " ")))

    def timer(self, text: str) -> str:
        return HAND + self.step(text[len(HAND) :]) if text.startswith(HAND) else text


def _answer(veil: Veil, step: Step | None, text: str) -> str:
    kind = step.answer if step is not None else "text"
    if text in OURS or undecided(text) or _chosen(step, text):
        return text
    if kind in ("number", "minutes") and re.fullmatch(FIGURE, text):
        return text
    if kind == "time" and _is_time(text):
        return text
    return veil.name(text) if kind == "name" else veil.free(text)


def _chosen(step: Step | None, text: str) -> bool:
    return step is not None and any(choice.id == text for choice in step.choices)


def _is_time(text: str) -> bool:
    try:
        return bool(datetime.fromisoformat(text))
    except ValueError:
        return False


def _own(veil: Veil, step: Step) -> Step:
    """A step that a person wrote; what checklists say stays."""
    return replace(step, do=Text(veil.free(step.do.zh), veil.free(step.do.en)))


def _site(veil: Veil, data: dict[str, Any]) -> dict[str, Any]:
    """A profile as an opening has it; one that cannot be read says nothing."""
    try:
        found = msgspec.convert(data, Profile)
    except msgspec.ValidationError:
        return {}
    made: dict[str, Any] = msgspec.to_builtins(veil.over(found))
    return made


def _step(lists: dict[str, Checklist], text: str) -> Step | None:
    key = StepKey(text)
    found = lists.get(key.plan)
    return found.step(key.step) if found is not None else None


def _plans(entries: list[Entry]) -> dict[str, Checklist]:
    out: dict[str, Checklist] = {}
    for entry in entries:
        event = entry.event
        if isinstance(event, ev.Opened):
            out[""] = event.checklist
        elif isinstance(event, ev.PlanAdded):
            out[plan_prefix(event.type)] = event.checklist
    return out


def _sites(entries: list[Entry]) -> list[Profile]:
    out = []
    for entry in entries:
        if isinstance(entry.event, ev.Opened):
            try:
                out.append(msgspec.convert(entry.event.profile, Profile))
            except msgspec.ValidationError:
                continue
    return out


def _backs(entries: list[Entry]) -> list[str]:
    return [entry.event.id for entry in entries if isinstance(entry.event, ev.CallbackAdded)]
