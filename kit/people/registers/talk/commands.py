"""What is typed behind a slash at the sheet: ``/e 7QMT 123``, as the act that it means."""

from __future__ import annotations

from functools import partial

from kit.ground.base.refusal import Exit, Refused
from kit.ground.console.context import Context
from kit.people.registers.files import taking_back
from kit.people.registers.files.promised import leading
from kit.people.registers.files.store import Registers
from kit.people.registers.rules import acts, finding
from kit.people.registers.rules.books import CALLBACK
from kit.people.registers.rules.dates import End
from kit.people.registers.rules.sheet import NONE

KNOWN = "ednxmwtou"


def acts_of(ctx: Context, name: str, words: list[str]) -> list[tuple[acts.Act, End | None]]:
    """One act, or one for each time that was perhaps meant. Raises ``Refused``."""
    if name == "u":
        return [(partial(_undo, ctx), None)]
    if not words:
        raise Refused("register-id", Exit.USAGE, how=f"/{name} ID")
    who, behind = words[0], words[1:]
    note = " ".join(behind)
    if name in "ednx":
        _one(ctx, who, behind)
    if name == "e":
        return [(partial(acts.enter, book=CALLBACK, text=who, number=note), None)]
    if name == "n":
        return [(partial(acts.attempt, text=who, result="no-answer", note=note), None)]
    if name in "dx":
        verb = "done" if name == "d" else "give-up"
        return [(partial(acts.stage, book=CALLBACK, text=who, verb=verb, note=note), None)]
    if name == "o":
        return [(partial(acts.untie, text=who), None)]
    if name == "t" and note.lower() in NONE:
        return [(partial(acts.promised, text=who, due=None), None)]
    return _timed(ctx, name, who, behind)


def _timed(
    ctx: Context, name: str, who: str, behind: list[str]
) -> list[tuple[acts.Act, End | None]]:
    """Those that begin with a time: moved by agreement, waits, promised for."""
    ends, rest = leading(ctx, behind, ctx.clock.now().wall)
    note = " ".join(rest)
    if name == "w":
        return [(partial(acts.wait, text=who, until=end.at, note=note), end) for end in ends]
    if name == "t":
        return [(partial(acts.promised, text=who, due=end), end) for end in ends]
    agreed, reason = (rest[0] if rest else ""), " ".join(rest[1:])
    move = partial(acts.move, book=CALLBACK, text=who, reason=reason, agreed=agreed)
    if not reason:
        raise Refused("register-move", Exit.USAGE, id=who)
    return [(partial(move, to=end.at), end) for end in ends]


def _one(ctx: Context, who: str, behind: list[str]) -> None:
    """One caller at a time: what stands behind one is no other caller's id, and a number in the
    system is one word. Raises ``Refused``."""
    book = ctx.of(Registers).load(CALLBACK.name)
    docs = book.register.open_docs() if book is not None else []
    ids = {text for doc in docs for text in (doc.id, doc.id[-4:], doc.get("name")) if text}
    ends = [doc.get("phone") for doc in docs]
    also = [
        word
        for word in behind
        if {word, word.upper()} & ids
        or (len(word) >= finding.ENOUGH_DIGITS and any(phone.endswith(word) for phone in ends))
    ]
    if also:
        raise Refused("register-one", Exit.USAGE, id=who, names=also)


def _undo(ctx: Context, draft: acts.Draft) -> None:
    store = ctx.of(Registers)
    book = store.load(CALLBACK.name)
    if book is None:
        raise Refused("nothing-to-undo", Exit.NOT_FOUND)
    draft.add(taking_back.undo(book, store.recorder.laptop))

