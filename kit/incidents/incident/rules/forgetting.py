"""A log without the personal data that are kept no longer, and what of a log is past its time.

What is withdrawn is named, not copied: ids of promises, and fields of entries. It is taken out of
the entries before anything is folded, decided or shown, so that no page can have it and no undoing
brings it back, in whichever order laptops were merged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, Protocol

from msgspec.structs import fields as fields_of
from msgspec.structs import replace

from kit.ground.base.clean import clean
from kit.ground.base.lean import re
from kit.ground.base.named import alike, folded
from kit.ground.base.phones import phone_text, western
from kit.ground.base.text import Text
from kit.ground.journal.entry import Entry, Event, Unknown
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.names import StepKey, TimerKey
from kit.plans.checklists.rules.format import Step

GONE = "***"  # in place of a text that must not be empty
# What a person typed in an entry of each kind; all else is ids, times, figures and posts.
TYPED: dict[type[Event], tuple[str, ...]] = {
    ev.Opened: ("title", "place"),
    ev.Closed: ("note",),
    ev.Reopened: ("reason",),
    ev.StepAdded: ("step",),
    ev.StepDone: ("value", "who", "was"),
    ev.StepSkipped: ("reason",),
    ev.StepNotApplicable: ("reason",),
    ev.StepDeferred: ("reason",),
    ev.StepHanded: ("to",),
    ev.StepReopened: ("reason",),
    ev.Noted: ("text",),
    ev.Amended: ("text",),
    ev.Called: ("who", "number", "said", "person", "standin"),
    ev.LevelSet: ("reason",),
    ev.TimerStarted: ("note",),
    ev.TimerAnswered: ("who",),
    ev.TimerSnoozed: ("reason",),
    ev.TimerCancelled: ("reason",),
    ev.CallbackAdded: ("name", "phone", "matter"),
    ev.CallbackTried: ("note",),
    ev.CallbackMoved: ("reason", "agreed"),
    ev.ActionAdded: ("text", "owner"),
    ev.ActionDone: ("note",),
    ev.FactSet: ("text",),
    ev.Announced: ("text",),
    ev.DownAgain: ("reason",),
    ev.ForecastGiven: ("who", "matter", "said"),
    ev.ForecastEnded: ("note",),
    ev.Undone: ("reason",),
}
SAID_OF = {"step-done": ("value",), "timer-started": ("note",)}  # its entry says nothing without
PROMISE = (ev.CallbackAdded, ev.CallbackTried, ev.CallbackMoved)
CHOSEN = (ev.StepDone, ev.StepDeferred, ev.TimerCancelled)
CHOICE = re.compile(r"[a-z-]*")
CALLED = (
    "女士", "先生", "小姐", "太太", "夫人", "老师", "师傅", "同志", "阿姨", "叔叔", "大爷", "大妈"
)  # fmt: skip
TITLES = re.compile(
    rf"^(?:(?:mr|mrs|ms|miss|dr|sir|madam)\.?\s+)|(?:{'|'.join(CALLED)})$", re.IGNORECASE
)
ENOUGH = 6  # digits of a number by which somebody is known
NUMBER = re.compile(r"\+?\d(?:[ .()/-]{0,3}\d)*")
WHOLE = 10  # digits of a number that is nobody else's, whatever stands before or behind it


class Known(Protocol):
    """Whoever has a name and a number."""

    @property
    def name(self) -> str: ...
    @property
    def phone(self) -> str: ...


class Customer(Known, Protocol):
    """One of a register (its ``rules/customers``, which no folding of a log needs)."""

    @property
    def over(self) -> datetime | None: ...
    @property
    def forgotten(self) -> bool: ...


def without(entries: list[Entry]) -> list[Entry]:
    """The entries, in their order, without what was withdrawn for good."""
    said = [entry.event for entry in entries if isinstance(entry.event, ev.Forgotten)]
    if not said:
        return entries
    over = {id_ for each in said for id_ in each.callbacks}
    named = fields_in(said)
    out = []
    for entry in entries:
        event = entry.event
        names = named.get(entry.id, set())
        if promise_of(event) in over:
            names = names | {name for name, _ in _texts(event, True)}
        out.append(replace(entry, event=_blank(event, names)) if names else entry)
    return out


def fields_in(said: Iterable[ev.Forgotten]) -> dict[str, set[str]]:
    """The names of the fields that these withdraw, by the id of their entry."""
    out: dict[str, set[str]] = {}
    for each in said:
        for id_, names in each.fields.items():
            out.setdefault(id_, set()).update(names)
    return out


def withdrawn_by(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Which entry withdrew the content of which others, by their ids."""
    out: dict[str, Entry] = {}
    over: dict[str, Entry] = {}
    every = list(entries)
    for entry in every:
        if isinstance(entry.event, ev.Forgotten):
            for id_ in entry.event.fields:
                out.setdefault(id_, entry)
            for id_ in entry.event.callbacks:
                over.setdefault(id_, entry)
    for entry in every if over else ():
        by = over.get(promise_of(entry.event))
        if by is not None and _texts(entry.event, True):
            out.setdefault(entry.id, by)
    return out


def promise_of(event: Event) -> str:
    """The id of the promise that an event is about, its timer or its step ("" for none)."""
    if isinstance(event, PROMISE):
        return event.id
    timer, step = getattr(event, "timer", ""), getattr(event, "step", "")
    if timer and TimerKey(timer).sort == "promise":
        return TimerKey(timer).of
    return StepKey(step).about if isinstance(step, str) else ""


def _blank(event: Event, names: set[str]) -> Event:
    """The event without what somebody typed there; one of a newer kit's kind by its words."""
    if isinstance(event, Unknown):
        left = {key: "" if key in names else each for key, each in event.data.items()}
        return replace(event, data=left)
    new: dict[str, Any] = {}
    typed = [field for field in fields_of(event) if field.name in TYPED.get(type(event), ())]
    for field in typed:
        value = getattr(event, field.name)
        if field.name not in names or not value:
            continue
        if isinstance(value, Step):
            new[field.name] = replace(value, do=Text(GONE, GONE))
        else:
            told = field.required or field.name in SAID_OF.get(event.kind, ())
            new[field.name] = GONE if told else ""
    return replace(event, **new) if new else event


def leaving(
    entries: list[Entry],
    incident: Incident,
    until: datetime | None,
    staff: Iterable[str] = (),
    tied: Iterable[Customer] = (),
) -> ev.Forgotten | None:
    """What of a log (``entries`` as they were written, the state they fold to) is past its time:
    promises that were kept, given up or taken back, in an incident closed by then, and every text
    that names one of those customers and none who is still owed a call; ``None``: nothing that is
    still shown. ``staff``: names of the site's own people, which are no customers'. ``tied``: the
    customers of registers that belong to this incident. ``until`` is ``None``: only what names one
    of these whom the register has forgotten."""
    if incident.closed is None or (until is not None and incident.closed > until):
        return None
    said = [entry.event for entry in entries if isinstance(entry.event, ev.Forgotten)]
    known, already = fields_in(said), {id_ for each in said for id_ in each.callbacks}
    added = [e.event for e in entries if isinstance(e.event, ev.CallbackAdded)]
    over = {each.id for each in added if _over(incident, each.id, until)} | already
    others = [*tied]
    left_theirs = [each for each in others if _past(each, until)]
    kept: list[Known] = [each for each in added if each.id not in over]
    kept += [each for each in others if each not in left_theirs]
    gone: list[Known] = [each for each in added if each.id in over]
    gone += left_theirs
    own = {folded(clean(name, 100)) for name in (*staff, *(e.by for e in entries))}
    wanted = _known(kept, own)
    names_gone = _finder(_known(gone, own) - wanted)
    names_kept = _finder(wanted)
    fields: dict[str, list[str]] = {}
    for entry in entries:
        every = promise_of(entry.event) in over
        found = [
            name
            for name, text in _texts(entry.event, every)
            if every or (names_gone(text) and not names_kept(text))
        ]
        left = [name for name in found if name not in known.get(entry.id, set())]
        if left:
            fields[entry.id] = left
    new = sorted(over - already)
    return ev.Forgotten(new, fields) if new or fields else None


def _past(customer: Customer, until: datetime | None) -> bool:
    """Whether the register has forgotten them, or owed them nothing for so long."""
    over = until is not None and customer.over is not None and customer.over <= until
    return customer.forgotten or over


def _over(incident: Incident, id_: str, until: datetime | None) -> bool:
    """Whether nothing has been owed for so long; what was taken back never was."""
    if until is None:
        return False
    back = incident.callbacks.get(id_)
    return back is None or (bool(back.settled) and back.tries[-1][0] <= until)


def _texts(event: Event, promise: bool) -> list[tuple[str, str]]:
    """What somebody typed there, by the field's name; what was chosen of a list, about a
    ``promise``, was not typed."""
    out = []
    for name in TYPED.get(type(event), ()):
        value = getattr(event, name)
        text = f"{value.do.zh} {value.do.en}" if isinstance(value, Step) else value
        chosen = promise and isinstance(event, CHOSEN) and CHOICE.fullmatch(text) is not None
        if text and not chosen:
            out.append((name, text))
    return out


def _known(added: Iterable[Known], own: set[str]) -> set[str]:
    """By which words and numbers these customers are known: ``n:`` and digits, else a name."""
    out = set()
    for each in added:
        digits = _digits(each.phone) or (_digits(each.name) if _is_number(each.name) else "")
        if len(digits) >= ENOUGH:
            out.add(f"n:{digits}")
        name = folded(clean(each.name, 100))
        short = TITLES.sub("", name).strip()
        if short == name and len(name) == 1 and not name.isascii():  # a surname alone
            out.update(name + title for title in CALLED)
        out.update(one for one in (name, short) if _telling(one) and one not in own)
    return out


def _telling(name: str) -> bool:
    """Whether it is enough of a name to be anybody's in particular."""
    least = 4 if name.isascii() else 2
    return len(name.replace(" ", "")) >= least and not _is_number(name)


def _is_number(text: str) -> bool:
    return NUMBER.fullmatch(phone_text(text, max(1, len(text)))) is not None


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", western(text))


def _finder(known: set[str]) -> Callable[[str], bool]:
    """Whether a text names somebody by one of these."""
    numbers = [each[2:] for each in known if each.startswith("n:")]
    names = [each for each in known if not each.startswith("n:")]
    if not known:
        return lambda text: False
    any_name = re.compile("|".join(_bounded(name) for name in names) or r"(?!)")
    # Characters with blanks between them are the same name; words of letters are not.
    chinese = [re.escape(alike(name)) for name in names if not any(c.isascii() for c in name)]
    spaced = re.compile("|".join(chinese) or r"(?!)")

    def names_one(text: str) -> bool:
        plain = folded(text)
        if any_name.search(plain) or spaced.search(alike(text)):
            return True
        found = [_digits(each) for each in NUMBER.findall(phone_text(plain, max(1, len(plain))))]
        return any(
            one.endswith(number) or (len(number) >= WHOLE and number in one)
            for one in found
            for number in numbers
        )

    return names_one


def _bounded(name: str) -> str:
    """A name of Latin letters is no part of a longer word."""
    left = r"(?<![a-z0-9])" if name[0].isascii() and name[0].isalnum() else ""
    right = r"(?![a-z0-9])" if name[-1].isascii() and name[-1].isalnum() else ""
    return left + re.escape(name) + right
