"""Customers who are owed a call, and improvement actions."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Exit, Refused
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.acts.draft import UNDONE, Draft, kept, live
from kit.incidents.incident.rules.names import StepKey
from kit.incidents.incident.rules.views import StepView


def callback_add(
    draft: Draft,
    id_: str,
    name: str,
    phone: str = "",
    matter: str = "",
    promised: datetime | None = None,
) -> None:
    live(draft)
    name, phone = clean(name, 100), clean(phone, 40)
    if not name and not phone:
        raise Refused("name-needed", Exit.USAGE, step="")
    draft.add(ev.CallbackAdded(id_, name or phone, phone, kept(draft, matter, 500), promised))
    draft.settle()


TRY_RESULTS: dict[str, Literal["reached", "no-answer", "given-up"]] = {
    "reached": "reached",
    "no-answer": "no-answer",
    "given-up": "given-up",
}


def callback_try(draft: Draft, id_: str, result: str, text: str = "") -> None:
    """Also after closing: what was promised is still owed."""
    incident = draft.incident
    found = [b for b in incident.callbacks.values() if b.id == id_ or b.name == id_]
    if len(found) != 1:
        raise Refused("callback-unknown", Exit.NOT_FOUND, id=id_)
    if result not in TRY_RESULTS:
        raise Refused("value-choice", Exit.USAGE, text=result, names=list(TRY_RESULTS))
    if result == "given-up" and not text.strip():
        raise Refused("reason-needed", Exit.USAGE, step=id_)
    back = found[0]
    text = kept(draft, text, 500)
    draft.add(ev.CallbackTried(back.id, TRY_RESULTS[result], text))
    if incident.closed is None and result != "no-answer":
        for view in incident.views():
            if view.step.each == "callbacks" and StepKey(view.key).about == back.id:
                _follow_up(draft, view, result, text)
    draft.settle()


def _follow_up(draft: Draft, view: StepView, result: str, text: str) -> None:
    """The step that asks for this customer's call is dealt with too."""
    if view.state.status not in UNDONE:
        return
    if result == "reached":
        draft.add(ev.StepDone(view.key, "done"))
    else:
        draft.add(ev.StepSkipped(view.key, text))


def action_add(draft: Draft, id_: str, text: str, owner: str = "", due: str = "") -> None:
    text = kept(draft, text, 500)
    if not text:
        raise Refused("empty", Exit.USAGE)
    draft.add(ev.ActionAdded(id_, text, clean(owner, 100), clean(due, 40)))


def action_done(draft: Draft, id_: str, text: str = "") -> None:
    if id_ not in draft.incident.actions:
        raise Refused("action-unknown", Exit.NOT_FOUND, id=id_)
    draft.add(ev.ActionDone(id_, kept(draft, text, 500)))
