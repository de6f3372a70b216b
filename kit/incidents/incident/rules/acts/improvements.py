"""Improvement actions of an incident, before it is closed and after."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from kit.ground.base.clean import clean
from kit.ground.base.four_eyes import by_another
from kit.ground.base.person import person
from kit.ground.base.refusal import Exit, Refused
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.action import Action
from kit.incidents.incident.rules.acts.draft import Draft, kept

EFFECTS: dict[str, Literal["yes", "no", "too-early"]] = {
    "yes": "yes",
    "no": "no",
    "too-early": "too-early",
}


def action_add(
    draft: Draft,
    id_: str,
    text: str,
    owner: str = "",
    day: str = "",
    about: Mapping[str, str] | None = None,
) -> None:
    """``day``: as ``2027-01-31``; ``about``: its ``problem`` and ``cause``."""
    text = kept(draft, text, 500)
    if not text:
        raise Refused("empty", Exit.USAGE)
    told = {name: kept(draft, (about or {}).get(name, ""), 500) for name in ("problem", "cause")}
    owner = draft.incident.one_name(person(kept(draft, owner, 100)))
    draft.add(ev.ActionAdded(id_, text, owner, day=day, **told))


def action_done(draft: Draft, id_: str, text: str = "", doer: str = "") -> None:
    """``text``: what shows that it was done. Raises ``Refused`` without it."""
    action = _going(draft, id_)
    if action.done is not None:
        raise Refused("action-is-done", id=action.id, at=f"{action.done:%m-%d}")
    text = kept(draft, text, 500)
    if not text:
        raise Refused("action-evidence", Exit.USAGE, id=action.id)
    draft.add(ev.ActionDone(action.id, text, person(clean(doer, 60)) or draft.by or "-"))


def action_move(draft: Draft, id_: str, to: date | None, reason: str) -> None:
    """To another day; why is never left out, and both days stay."""
    action, reason = _going(draft, id_), kept(draft, reason, 500)
    if to is None or not reason:
        raise Refused("action-move", Exit.USAGE, id=action.id)
    draft.add(ev.ActionMoved(action.id, to.isoformat(), reason))


def action_give(draft: Draft, id_: str, owner: str) -> None:
    action, owner = _going(draft, id_), draft.incident.one_name(person(kept(draft, owner, 100)))
    if not owner:
        raise Refused("field-needed", Exit.USAGE, names=["--owner"])
    draft.add(ev.ActionGiven(action.id, owner))


def action_check(draft: Draft, id_: str, text: str = "", back: bool = False) -> None:
    """Another person than who did it or owns it says that it was done; ``back``: that it was not,
    and why."""
    action, text = _going(draft, id_), kept(draft, text, 500)
    if action.done is None:
        raise Refused("action-not-done", id=action.id)
    if back:
        if not text:
            raise Refused("note-needed", Exit.USAGE, id=action.id)
        draft.add(ev.ActionChecked(action.id, "sent-back", text))
        return
    by_another(draft.by, [action.owner, action.doer], draft.incident.one_name)
    draft.add(ev.ActionChecked(action.id, "verified", text))


def action_drop(draft: Draft, id_: str, reason: str) -> None:
    action, reason = _going(draft, id_), kept(draft, reason, 500)
    if not reason:
        raise Refused("note-needed", Exit.USAGE, id=action.id)
    draft.add(ev.ActionDropped(action.id, reason))


def action_seen(draft: Draft, id_: str, effect: str, where: str = "", text: str = "") -> None:
    """Whether it helped, as was seen at the next drill or incident; also of one that is over."""
    action = _known(draft, id_)
    if action.done is None:
        raise Refused("action-not-done", id=action.id)
    if effect not in EFFECTS:
        raise Refused("value-choice", Exit.USAGE, text=clean(effect, 40), names=list(EFFECTS))
    text = kept(draft, text, 500)
    draft.add(ev.ActionSeen(action.id, EFFECTS[effect], kept(draft, where, 200), text))


def _known(draft: Draft, id_: str) -> Action:
    action = draft.incident.actions.get(id_)
    if action is None:
        raise Refused("action-unknown", Exit.NOT_FOUND, id=clean(id_, 60))
    return action


def _going(draft: Draft, id_: str) -> Action:
    """One that is not over."""
    action = _known(draft, id_)
    if action.ended is not None:
        raise Refused("action-over", id=action.id, at=f"{action.ended:%m-%d}")
    return action
