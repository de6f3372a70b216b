"""What is typed behind a register's name, as the act that it means."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import msgspec

from kit.ground.base.phones import phone_text
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console.context import Context
from kit.people.registers.files.desk import by_day, coming, new_id
from kit.people.registers.rules import acts, finding
from kit.people.registers.rules.books import Book, stage_of, usual_end
from kit.people.registers.rules.sheet import NONE

if TYPE_CHECKING:
    from datetime import datetime

    from kit.people.registers.rules.acts import Act
    from kit.people.registers.rules.dates import End

LOOKS = ("list", "show")
COMMON = ("add", "edit", "try", "move", "wait", "enter", "hand", "note", "undo", "redo", "done")


TIMES = ("due", "to", "until")
# What of ``Given``'s texts each verb has a use for; stages besides ``done`` as it.
USES: dict[str, set[str]] = {
    "add": {"fields", "due", "owner"},
    "edit": {"fields", "due"},
    "try": {"reason"},
    "move": {"to", "reason", "agreed"},
    "wait": {"until", "reason"},
    "enter": {"number"},
    "hand": {"owner", "reason"},
    "note": {"reason"},
    "undo": {"reason"},
    "done": {"fields", "reason", "due"},
}
NAMES = {"give": "hand", **dict.fromkeys(acts.TRIES, "try")}


class Given(msgspec.Struct):
    """What was typed besides the verb and its words; times as text. ``outside``: of no incident,
    ``drill``: of the drill; ``ref``: of which incident it is, where commands above the registers
    ask for that. ``unread``: what looked like a time and was not taken for one;
    ``overdue``: only what is past its day; ``output``, ``force``: into which file."""

    fields: dict[str, str] = {}
    due: str = ""
    to: str = ""
    until: str = ""
    reason: str = ""
    agreed: str = ""
    owner: str = ""
    number: str = ""
    at: str = ""
    date: str = ""
    by: str = ""
    every: bool = False
    secrets: bool = False
    redact: bool = False
    as_json: bool = False
    ref: str = ""
    outside: bool = False
    drill: bool = False
    unread: str = ""
    overdue: bool = False
    output: str = ""
    force: bool = False


def verbs(book: Book) -> tuple[str, ...]:
    """All that may be typed behind the register's name."""
    stages = [stage.verb for stage in book.stages]
    every = dict.fromkeys([*LOOKS, *COMMON[:-3], *stages, *COMMON[-3:], *acts.TRIES])
    return tuple(verb for verb in every if verb not in book.without)


def uses(book: Book, verb: str) -> set[str]:
    """The names in ``Given`` of the texts that a verb does something with."""
    verb = NAMES.get(verb, verb)
    if verb not in USES and stage_of(book, verb) is not None:
        verb = "done"
    found = USES.get(verb, set())
    return found - {"due"} if verb == "done" and book.by_day else found


def happened(ctx: Context, given: Given) -> datetime | None:
    """When, by ``--at`` and ``--date``; ``None`` for now. Raises ``Refused``."""
    if not given.at:
        return None
    from kit.ground.console.times import happened as read

    return read(ctx, given.at, ctx.now().wall, given.date)


def act_of(
    ctx: Context, book: Book, verb: str, words: list[str], given: Given, seen: datetime
) -> Act:
    """The act. ``seen``: what times to come are counted from. Raises ``Refused``."""
    first = " ".join(words)
    if verb == "add":
        return _add(ctx, book, first, given, seen)
    if not first:
        raise Refused("register-id", Exit.USAGE, how=f"kit {book.name} {verb} ID")
    if verb in ("note", "hand") and len(words) > 1 and not (given.reason or given.owner):
        first, rest = words[0], " ".join(words[1:])
        given = msgspec.structs.replace(given, reason=rest, owner=rest)
    when = partial(by_day if book.by_day else coming, ctx, seen=seen)
    if verb == "edit":
        none = given.due.strip().lower() in NONE
        end = None if none else when(given.due)
        return partial(
            _edit, book=book, text=first, given=given, times=[end] if none or end else []
        )
    if verb in ("try", *acts.TRIES):
        result = verb if verb in acts.TRIES else "no-answer"
        return partial(acts.attempt, text=first, result=result, note=given.reason)
    if verb == "move":
        end = when(given.to)
        to, agreed = end.at if end else None, given.agreed
        return partial(acts.move, book=book, text=first, to=to, reason=given.reason, agreed=agreed)
    if verb == "wait":
        until = when(given.until)
        at = until.at if until else None
        return partial(acts.wait, text=first, until=at, note=given.reason)
    if verb == "enter":
        return partial(acts.enter, book=book, text=first, number=given.number)
    if verb == "hand":
        return partial(acts.hand, text=first, owner=given.owner)
    if verb == "note":
        return partial(acts.note, text=first, words=given.reason)
    stage = stage_of(book, verb) or (usual_end(book) if verb == "done" else None)
    if stage is None:
        raise Refused("value-choice", Exit.USAGE, text=verb, names=list(verbs(book)))
    return partial(
        acts.stage,
        book=book,
        text=first,
        verb=stage.verb,
        note=given.reason,
        fields=given.fields,
        due=None if book.by_day else when(given.due),
    )


def _edit(
    draft: acts.Draft, book: Book, text: str, given: Given, times: list[End | None]
) -> None:
    """Fields, the promised time, whether it is of the incident: what was typed of these."""
    doc = finding.find(draft.register, text)
    if given.fields or not (times or given.outside):
        acts.edit(draft, book, doc.id, given.fields)
    if times and book.by_day and doc.due is not None:
        raise Refused("action-move", Exit.USAGE, id=doc.id)
    for end in times:
        acts.promised(draft, doc.id, end)
    if given.outside:
        acts.untie(draft, doc.id)


def _add(ctx: Context, book: Book, first: str, given: Given, seen: datetime) -> Act:
    from kit.people.registers.files.desk import during
    from kit.people.registers.files.promised import typed

    first, given = apart(book, first, given)
    fields = dict(given.fields)
    if first:
        name = "phone" if _is_number(first) else book.item.needed[0][0]
        if fields.get(name):
            name = book.item.needed[0][0]
        fields[name] = first
    ref, drill = during(ctx, given.drill, seen if given.at else None)
    when = by_day if book.by_day else coming
    due, unread = (typed(ctx, given.due, seen) if book.promise and given.due
                   else (when(ctx, given.due, seen), ""))  # fmt: skip
    return partial(
        acts.add,
        book=book,
        id_=new_id(ctx),
        fields=fields,
        due=due,
        owner=given.owner,
        incident=given.ref or ("" if given.outside or book.standing else ref),
        drill=drill,
        unread=given.unread or unread,
    )


def apart(book: Book, first: str, given: Given) -> tuple[str, Given]:
    """Name, number, matter and time where all was typed as a name ("li 0000-0001 refund"), as the
    manual sheet reads such a line; the text unchanged where no number stands in it, or something
    of it was named apart."""
    from kit.people.registers.rules.sheet import parsed

    if book.item.needed[0][0] != "name" or given.fields.keys() & {"name", "phone"}:
        return first, given
    if _is_number(first):
        return "", msgspec.structs.replace(given, fields={**given.fields, "phone": first})
    line = parsed(first)
    if not (line.phone and line.name):
        return first, given
    timed = line.apart and not (given.due or line.others) and book.promise
    matter = line.rest if timed else line.matter
    words = " ".join(filter(None, (matter, given.fields.get("matter", ""))))
    fields = {**given.fields, "phone": line.phone, **({"matter": words} if words else {})}
    due = line.when if timed else given.due
    return line.name, msgspec.structs.replace(given, fields=fields, due=due)


def _is_number(text: str) -> bool:
    digits = "".join(phone_text(text, len(text) or 1).replace("-", "").split()).lstrip("+")
    return len(digits) >= 5 and digits.isdecimal()
