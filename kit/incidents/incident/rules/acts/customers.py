"""Customers who are owed a call."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from kit.ground.base.clean import clean
from kit.ground.base.named import alike
from kit.ground.base.person import person
from kit.ground.base.phones import digits, is_phone, phone_text
from kit.ground.base.refusal import Exit, Refused
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.acts.draft import UNDONE, Draft, kept, live, somebody
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.callbacks import Callback
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
    name, phone = kept(draft, name, 100), kept(draft, phone_text(phone, max(1, len(phone))), 40)
    if not name and not phone:
        raise Refused("name-needed", Exit.USAGE, step="")
    if not phone:
        somebody(draft, name)
    person(name)
    draft.add(ev.CallbackAdded(id_, name or phone, phone, kept(draft, matter, 500), promised))
    draft.settle()


ENOUGH_DIGITS = 4  # of a number, to know whose it is

TRY_RESULTS: dict[str, Literal["reached", "no-answer", "given-up"]] = {
    "reached": "reached",
    "no-answer": "no-answer",
    "given-up": "given-up",
}


def meant(incident: Incident, text: str, part: bool = True) -> list[Callback]:
    """Customers that ``text`` can mean; those still owed a call before the others."""
    found = so_called(incident, text, part)
    return [b for b in found if not b.settled] or found


def so_called(incident: Incident, text: str, part: bool = True) -> list[Callback]:
    """Customers by id, name, number or the last digits of it, else, with ``part``, by a part of the
    name, however their calls stand. As in registers."""
    wanted, backs, number = alike(text), [*incident.callbacks.values()], digits(text)
    if not wanted:
        return []
    exact = text.strip().casefold()
    found = [b for b in backs if exact in (b.id.casefold(), b.name.casefold())]
    found = found or [b for b in backs if wanted == alike(b.name)]
    if not found and len(number) >= ENOUGH_DIGITS and (wanted.isdecimal() or is_phone(text)):
        found = [b for b in backs if digits(b.phone or b.name).endswith(number)]
    if not found and part and (len(wanted) > 1 or not wanted.isascii()):
        found = [b for b in backs if wanted in alike(b.name)]
    return found


def which(found: list[Callback], text: str) -> Refused:
    """That more than one customer is meant, with what tells them apart."""
    names = [" ".join(part for part in (b.id, b.name, _ending(b)) if part) for b in found]
    return Refused(
        "callback-which", Exit.USAGE, who=clean(text, 60), count=len(found), names=names
    )


def find_callback(incident: Incident, text: str) -> Callback:
    """The customer that ``text`` names. Raises ``Refused``: none, or more than one."""
    found = meant(incident, text)
    if len(found) == 1:
        return found[0]
    if found:
        raise which(found, text)
    raise Refused("callback-unknown", Exit.NOT_FOUND, id=text)


def _ending(back: Callback) -> str:
    """What tells two of one name apart: the end of the number."""
    return f"…{back.phone[-ENOUGH_DIGITS:]}" if back.phone else ""


def callback_try(draft: Draft, id_: str, result: str, text: str = "") -> None:
    """Also after closing: what was promised is still owed. Done is done: a customer who was reached
    is not called a second time for the same."""
    incident = draft.incident
    back = find_callback(incident, id_)
    if back.settled == "reached":
        raise Refused("callback-over", who=back.name, at=f"{back.tries[-1][0]:%H:%M}")
    if result not in TRY_RESULTS:
        raise Refused("value-choice", Exit.USAGE, text=result, names=list(TRY_RESULTS))
    if result == "given-up" and not text.strip():
        raise Refused("reason-needed", Exit.USAGE, step=id_)
    _noted(draft, back)
    asked = [
        view
        for view in incident.views()
        if view.step.each == "callbacks" and StepKey(view.key).about == back.id
    ]
    text = kept(draft, text, 500)
    draft.add(ev.CallbackTried(back.id, TRY_RESULTS[result], text))
    if incident.closed is None and result != "no-answer":
        for view in asked:
            _follow_up(draft, view, result, text)
    draft.settle()


def callback_move(
    draft: Draft, id_: str, to: datetime | None, reason: str = "", agreed: str = ""
) -> None:
    """The customer agreed to another time; both are kept. Also after closing."""
    back = find_callback(draft.incident, id_)
    if back.settled:
        raise Refused("callback-over", who=back.name, at=f"{back.tries[-1][0]:%H:%M}")
    _noted(draft, back)
    reason, agreed = kept(draft, reason, 500), kept(draft, agreed, 100)
    if to is None or not reason or not agreed:
        raise Refused("callback-move", Exit.USAGE, who=back.name)
    if to <= draft.at:
        raise Refused("time-passed", Exit.USAGE, text=f"{to:%H:%M}")
    draft.add(ev.CallbackMoved(back.id, to, reason, agreed))
    draft.settle()


def _noted(draft: Draft, back: Callback) -> None:
    """Raises ``Refused`` for a time that a person said and that is before the promise itself."""
    if draft.at != draft.now and draft.at < back.at.replace(second=0, microsecond=0):
        names = {"id": back.id, "at": f"{draft.at:%m-%d %H:%M}"}
        raise Refused("before-noted", Exit.USAGE, **names, noted=f"{back.at:%m-%d %H:%M}")


def _follow_up(draft: Draft, view: StepView, result: str, text: str) -> None:
    """The step that asks for this customer's call is dealt with too."""
    if view.state.status not in UNDONE:
        return
    if result == "reached":
        draft.add(ev.StepDone(view.key, "done"))
    else:
        draft.add(ev.StepSkipped(view.key, text))
