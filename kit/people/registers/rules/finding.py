"""What of a register a person means by what he types."""

from __future__ import annotations

from kit.ground.base.clean import clean
from kit.ground.base.named import alike
from kit.ground.base.phones import digits, is_phone
from kit.ground.base.refusal import Exit, Refused
from kit.people.registers.rules.books import BOOKS
from kit.people.registers.rules.state import Doc, Register

ENOUGH_DIGITS = 4  # of a number, to know whose it is
ENOUGH = 2  # characters of an id
NAMED = ("name", "phone", "thing", "matter", "what", "measure")  # by which people call it


def _named(register: Register) -> tuple[str, ...]:
    """The fields by which people call what stands in it; of what rooms above keep, its title."""
    book = BOOKS.get(register.name)
    more = book.item.title if book is not None and book.standing else ()
    return (*NAMED, *(name for name in more if name not in NAMED))


def meant(register: Register, text: str, part: bool = True) -> list[Doc]:
    """What ``text`` can mean; what is open before what is over."""
    found = so_called(register, text, part)
    return [doc for doc in found if doc.open] or found


def so_called(register: Register, text: str, part: bool = True) -> list[Doc]:
    """An id or the end of one, a name, the last digits of a number; else, with ``part``, what has
    it in its name or in what it is about. Open or over; capitals, blanks and the width of signs
    make no difference, nor what stands between the digits of a number."""
    named = _named(register)
    wanted, docs = alike(text), list(register.docs.values())
    bare, number = wanted.upper().replace("-", ""), digits(text)
    if not wanted:
        return []
    exact = text.strip().casefold()
    found = [d for d in docs if exact in map(str.casefold, (d.id, d.number, d.get("name")))]
    found = found or [d for d in docs if wanted in (alike(d.number), _name(d))]
    for name in named[1:]:
        found = found or [doc for doc in docs if wanted == alike(doc.get(name))]
    if not found and len(bare) >= ENOUGH:
        found = [doc for doc in docs if doc.id.replace("-", "").upper().endswith(bare)]
    if not found and len(number) >= ENOUGH_DIGITS and (wanted.isdecimal() or is_phone(text)):
        found = [doc for doc in docs if _number(doc).endswith(number)]
    if not found and part and (len(wanted) >= ENOUGH or not wanted.isascii()):
        found = [doc for doc in docs if wanted in _name(doc)]
        for name in named[2:]:
            found = found or [doc for doc in docs if wanted in alike(doc.get(name))]
    return found


def _number(doc: Doc) -> str:
    """The digits by which somebody is called, also where they stand behind the name."""
    return digits(doc.get("phone") or doc.get("name"))


def _name(doc: Doc) -> str:
    return alike(doc.get("name"))


def find(register: Register, text: str, seen: Register | None = None) -> Doc:
    """The thing that ``text`` names. ``seen``: the register as it may be shown, where that is
    another. Raises ``Refused``: none, or more than one."""
    return only(register, meant(register, text), text, seen)


def only(register: Register, found: list[Doc], text: str, seen: Register | None = None) -> Doc:
    """The one that was ``found``. Raises ``Refused``: none, or more than one."""
    if len(found) == 1:
        return found[0]
    if found:
        raise Refused(
            "register-which",
            Exit.USAGE,
            who=clean(text, 60),
            count=len(found),
            names=[_told_apart(register, (seen or register).docs[doc.id]) for doc in found[:9]],
        )
    raise Refused("register-unknown", Exit.NOT_FOUND, id=clean(text, 60))


def _told_apart(register: Register, doc: Doc) -> str:
    """What tells two of one name apart: the id, and the end of the number."""
    phone = clean(doc.get("phone"), 40)
    called = ("name", "thing", "matter", *_named(register)[len(NAMED) :])
    name = clean(next((doc.get(each) for each in called if doc.get(each)), ""), 40)
    ending = f"…{phone[-ENOUGH_DIGITS:]}" if phone else ""
    return " ".join(part for part in (doc.id, name, ending) if part)
