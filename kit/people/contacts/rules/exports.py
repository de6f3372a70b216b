"""Contacts as files for other programs: vCard 3.0 and rows of a sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kit.ground.base.clean import clean
from kit.ground.base.lean import re
from kit.people.contacts.rules.contact import Channel, Contact

FOLD = 75  # bytes of a line of a card
FORMULA = "=+-@\t\r"  # what a sheet would compute begins so
TYPES = {"mobile": "CELL", "phone": "WORK,VOICE", "home": "HOME", "other": "VOICE"}

Titles = Callable[[str], str]


def vcards(contacts: Iterable[Contact], titles: Titles) -> str:
    """Cards as telephones read them: UTF-8, lines folded by bytes and never inside a character."""
    return "".join(
        f"{line}\r\n" for contact in contacts for each in _card(contact, titles)
        for line in folded(each)
    )  # fmt: skip


def _card(contact: Contact, titles: Titles) -> list[str]:
    name = escaped(contact.name)
    out = ["BEGIN:VCARD", "VERSION:3.0", f"N:{name};;;;", f"FN:{name}"]
    if contact.org:
        out.append(f"ORG:{escaped(contact.org)}")
    if contact.posts:
        out.append(f"TITLE:{escaped('、'.join(titles(post) for post in contact.posts))}")
    if contact.aliases:
        out.append("NICKNAME:" + ",".join(escaped(alias) for alias in contact.aliases))
    out += [_line(channel) for channel in contact.channels]
    notes = [contact.note, *(_remark(channel) for channel in contact.channels)]
    note = "  ".join(text for text in notes if text)
    if note:
        out.append(f"NOTE:{escaped(note)}")
    return [*out, f"UID:incident-kit-{contact.id}", "END:VCARD"]


def _line(channel: Channel) -> str:
    number = escaped(channel.number)
    if channel.kind == "email":
        return f"EMAIL;TYPE=INTERNET:{number}"
    if channel.kind == "wechat":
        return f"X-WECHAT:{number}"
    if channel.kind == "radio":
        return f"X-RADIO:{number}"
    return f"TEL;TYPE={TYPES[channel.kind]}:{number}"


def _remark(channel: Channel) -> str:
    """When to try a number: no telephone has a field for it."""
    said = " ".join(part for part in (channel.hours, channel.note) if part)
    return f"{channel.number}: {said}" if said else ""


def escaped(text: str) -> str:
    out = clean(text).replace("\\", "\\\\")
    return out.replace(";", "\\;").replace(",", "\\,")


def folded(line: str) -> list[str]:
    """A line in pieces of at most ``FOLD`` bytes; each but the first begins with a blank."""
    out: list[str] = []
    piece, size = "", 0
    for char in line:
        wide = len(char.encode("utf-8", "replace"))
        if size + wide > FOLD:
            out.append(piece)
            piece, size = " ", 1
        piece, size = piece + char, size + wide
    return [*out, piece]


def rows(contacts: Iterable[Contact], heads: list[str], titles: Titles, many: int) -> str:
    """A sheet with ``many`` columns of numbers behind the other ``heads``; what would be computed
    is kept a text."""
    out = [heads]
    for contact in contacts:
        numbers = [dialled(each.number) for each in contact.channels[:many]]
        cells = [
            contact.name,
            contact.org,
            ";".join(titles(post) for post in contact.posts),
            ";".join(contact.aliases),
            contact.note,
        ]
        rest = [*numbers, *[""] * (many - len(numbers))]
        out.append([defused(cell) for cell in (*cells, *rest)])
    return "".join(",".join(map(quoted, cells)) + "\r\n" for cells in out)


def dialled(number: str) -> str:
    """A number that no sheet takes for a formula or a figure, and which dials the same: ``00`` for
    ``+``, nothing for the country's own; a sign where a sheet would drop a zero or round."""
    number = clean(number)
    if re.fullmatch(r"\+[\d ()-]+", number):
        number = re.sub(r"^\+86[ -]*|^\+", lambda found: "" if "86" in found[0] else "00 ", number)
    if not re.fullmatch(r"0\d+|\d{12,}", number) or number.startswith("00 "):
        return number
    at = 2 if number.startswith("00") else 3 if re.match(r"0[12]", number) else 4
    return f"{number[:at]}-{number[at:]}" if len(number) > at else f"{number} "


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in ',"\r\n;') else text


def defused(text: str) -> str:
    plain = clean(text)
    return f"'{plain}" if plain and plain[0] in FORMULA else plain
