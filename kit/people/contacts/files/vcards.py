"""Cards of a telephone's address book: vCard 2.1, 3.0 and 4.0, one by one.

What vobject trips over is put right before it sees a card: lines folded inside a character,
quoted-printable in lower case or broken softly, bytes of no said charset, a card without an end.
So every card is fed to it alone, in clean lines of UTF-8, and one that it refuses costs itself.
"""

from __future__ import annotations

import binascii
import codecs
import io
import logging
from collections.abc import Iterator
from typing import Any, BinaryIO

from kit.ground.base.clean import clean
from kit.ground.base.lean import re
from kit.people.contacts.rules.card import Bad, Card, ReadFile, telephone
from kit.people.contacts.rules.contact import Channel, ChannelKind

LONGEST = 64 << 10  # bytes of a line that anybody would write by hand
CARD = 256 << 10
UNUSED = 20  # that are named
HEAVY = (b"PHOTO", b"LOGO", b"SOUND", b"KEY")
QP = re.compile(r";(?:ENCODING=)?QUOTED-PRINTABLE(?=[;:])", re.I)
CHARSET = re.compile(r";CHARSET=\"?([\w.:-]+)\"?(?=[;:])", re.I)
KINDS: dict[str, ChannelKind] = {
    "cell": "mobile", "mobile": "mobile", "iphone": "mobile", "手机": "mobile",
    "home": "home", "住宅": "home", "家庭": "home",
    "work": "phone", "voice": "phone", "main": "phone", "单位": "phone", "工作": "phone",
}  # fmt: skip
COMPOSED = ("N", "ADR")  # a comma parts several names there
USED = (
    "VERSION", "N", "FN", "ORG", "TITLE", "ROLE", "NICKNAME", "NOTE", "TEL", "EMAIL", "ADR", "IMPP",
    "X-SOCIALPROFILE", "X-ABLABEL",
)  # fmt: skip
SILENT = (
    "PRODID", "REV", "UID", "KIND", "AGENT", "CLASS", "SORT-STRING", "MAILER", "TZ", "X-ABADR",
    "X-ABSHOWAS", "CLIENTPIDMAP", "PROFILE", "SOURCE", "NAME", "X-RADIO",
)  # fmt: skip
PARTS = {
    "BDAY": "birthday", "ANNIVERSARY": "birthday", "X-ANNIVERSARY": "birthday", "PHOTO": "picture",
    "LOGO": "picture", "SOUND": "picture", "URL": "page", "CATEGORIES": "group",
}  # fmt: skip
CHATS = ("X-WECHAT", "X-WEIXIN", "X-WECHAT-ID", "X-WX")
ASIAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")

Raw = list[bytes] | None  # a card's lines; None: it is longer than any that is read


def read(file: BinaryIO) -> ReadFile:
    """Every card, or why not. Raises ``OSError``, and ``ImportError`` without vobject."""
    import vobject

    logging.getLogger("vobject.base").disabled = True  # what it skips is said by us
    out = ReadFile("card")
    for where, raw in enumerate(_cards(_in_utf8(file)), 1):
        if out.full:
            out.left_out += 1
        else:
            out.take(_card(vobject, where, raw))
            _unused(out, raw or [])
    return out


def _unused(out: ReadFile, raw: list[bytes]) -> None:
    """What stands in a card that no contact has a place for, by what it is called."""
    for line in raw:
        head = re.match(rb"(?:[\w-]+\.)?([\w-]+)[;:]", line)
        name = head[1].decode("ascii", "replace").upper() if head else ""
        known = not name or name in (*USED, *SILENT, *CHATS) or line[:1] in (b" ", b"\t")
        part = PARTS.get(name, name)
        if not known and part not in out.unused and len(out.unused) < UNUSED:
            out.unused.append(part)


# ---- lines -----------------------------------------------------------------------------------


def _in_utf8(file: BinaryIO) -> Iterator[bytes]:
    """Physical lines without their ends; one that is longer than ``LONGEST`` is cut there."""
    start = file.read(4)
    file.seek(0)
    if start[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        text = io.TextIOWrapper(file, "utf-16", errors="replace", newline="")
        for wide in iter(lambda: text.readline(LONGEST), ""):
            yield wide.rstrip("\r\n").encode("utf-8", "replace")
        return
    if start.startswith(codecs.BOM_UTF8):
        file.read(3)
    whole = True
    for piece in iter(lambda: file.readline(LONGEST), b""):
        if whole:
            yield piece.rstrip(b"\r\n")
        whole = piece.endswith(b"\n")


def _cards(lines: Iterator[bytes]) -> Iterator[Raw]:
    """The lines of each card. One without an end ends where the next begins; a card inside another
    (``AGENT``) is left out."""
    card: list[bytes] | None = None
    size = 0
    agents = 0
    for line in lines:
        mark = line.strip().upper()
        if mark == b"BEGIN:VCARD":
            if card and card[-1].upper().startswith(b"AGENT"):
                agents += 1
            elif not agents:
                if card is not None:
                    yield card if size <= CARD else None
                card, size = [], 0
        elif mark == b"END:VCARD":
            if agents:
                agents -= 1
            elif card is not None:
                yield card if size <= CARD else None
                card = None
        elif card is not None and not agents:
            size += len(line)
            if size <= CARD:
                card.append(line)
    if card is not None:
        yield card if size <= CARD else None


def _unfolded(lines: list[bytes]) -> Iterator[bytes]:
    """Whole lines, pictures and sounds left out."""
    old = any(line.strip().upper() == b"VERSION:2.1" for line in lines)
    whole: bytes | None = None
    for line in lines:
        soft = whole is not None and whole.endswith(b"=") and _quoted(whole)
        if whole is not None and soft:
            whole = whole[:-1] + line
        elif whole is not None and line[:1] in (b" ", b"\t"):
            whole += line if old and not _heavy(whole) else line[1:]
        else:
            if whole and not _heavy(whole):
                yield whole
            whole = line
    if whole and not _heavy(whole):
        yield whole


def _heavy(line: bytes) -> bool:
    name = line.partition(b":")[0].partition(b";")[0].rpartition(b".")[2].upper()
    return name in HEAVY


def _quoted(line: bytes) -> bool:
    head = line.partition(b":")[0].decode("latin-1") + ":"
    return QP.search(head) is not None


def _text(line: bytes) -> str:
    """A line as text: quoted-printable decoded, in its own charset, else UTF-8, else GB18030.
    Raises ``ValueError`` where no charset fits."""
    raw_head, colon, value = line.partition(b":")
    head = raw_head.decode("utf-8", "replace") + ":"
    said = CHARSET.search(head)
    if QP.search(head):
        value = binascii.a2b_qp(value)
        head = QP.sub("", head)
    head = CHARSET.sub("", head)
    text = _decoded(value, said[1] if said else "")
    text = text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")
    return (head if colon else head.rstrip(":")) + _whole(head, text)


def _whole(head: str, text: str) -> str:
    """Every comma escaped: vobject drops what stands behind one that is not, a dialled extension as
    well as half a note, and vCard 2.1 escapes none."""
    name = head.partition(":")[0].partition(";")[0].rpartition(".")[2].upper()
    if name in COMPOSED:
        return text
    return re.sub(r"\\.|,", lambda found: "\\," if found[0] == "," else found[0], text)


def _decoded(value: bytes, said: str) -> str:
    for name in (said, "utf-8", "gb18030"):
        try:
            return value.decode(name) if name else value.decode("ascii")
        except (UnicodeDecodeError, LookupError):
            continue
    raise ValueError("no charset fits")


# ---- one card --------------------------------------------------------------------------------


def _card(vobject: Any, where: int, raw: Raw) -> Card | Bad:
    if raw is None:
        return Bad(where, "long")
    good: list[str] = []
    hints: list[str] = []
    for line in _unfolded(raw):
        try:
            text = _text(line)
        except ValueError:
            hints.append(clean(line.decode("utf-8", "replace"), 60))
            continue
        name = text.partition(":")[0].partition(";")[0].upper()
        if ":" not in text or not re.fullmatch(r"[\w.-]+", name) or name in ("BEGIN", "END"):
            if text.strip():
                hints.append(clean(text, 60))
        elif name != "VERSION":
            good.append(text)
    try:
        found = vobject.readOne("\r\n".join(["BEGIN:VCARD", *good, "END:VCARD"]) + "\r\n")
    except Exception:  # whatever it trips over costs this card only
        return Bad(where, "unreadable", clean(good[0] if good else "", 60))
    return _made(where, found, hints)


def _made(where: int, found: Any, hints: list[str]) -> Card | Bad:
    lines = list(found.lines())
    name = _name(lines)
    org = _org(lines)
    labels = {line.group: _plain(line.value) for line in lines if line.name == "X-ABLABEL"}
    ranked: list[tuple[int, Channel]] = []
    for line in lines:
        found_here = list(_channels(line, labels.get(line.group, "") if line.group else ""))
        ranked += [(_rank(line), channel) for channel in found_here]
        if line.name == "TEL" and not found_here and _plain(line.value):
            hints.append(_plain(line.value)[:60])
    ranked.sort(key=lambda one: one[0])
    channels = [channel for _, channel in ranked]
    if not name and not org:
        return Bad(where, "no-name", channels[0].number if channels else "")
    if not channels:
        return Bad(where, "no-number", "  ".join([name or org, *hints]))
    aliases = [
        part.strip()
        for line in lines
        if line.name == "NICKNAME"
        for part in re.split(r"(?<!\\)[,，、]", _plain(line.value))
    ]
    titles = [_plain(line.value) for line in lines if line.name in ("TITLE", "ROLE")]
    notes = [_plain(line.value) for line in lines if line.name == "NOTE"]
    notes += [_address(line.value) for line in lines if line.name == "ADR"]
    return Card(
        where,
        name or org,
        org if name else "",
        channels,
        [alias for alias in aliases if alias],
        [title for title in titles if title],
        "  ".join(filter(None, notes)),
        hints,
    )


def _plain(value: Any) -> str:
    if isinstance(value, list | tuple):
        return " ".join(_plain(each) for each in value if each)
    return clean(str(value), LONGEST)


def _name(lines: list[Any]) -> str:
    """The name as it is written, else family and given name: as Chinese names stand where they are
    written in characters. One that a foreign program wrote the other way round (三丰 张) is put
    right."""
    found = (_plain(line.value) for line in lines if line.name == "FN")
    written = next(filter(None, found), "")
    for line in lines:
        if line.name == "N":
            parts = [
                _plain(getattr(line.value, part, ""))
                for part in ("family", "given", "additional", "prefix", "suffix")
            ]
            family, given, *rest = parts
            asian = ASIAN.search("".join(parts))
            if asian and written.split() in ([given, family], [family, given]):
                return family + given
            if written:
                return written
            if asian:
                return "".join([family, *rest[:1], given]).strip()
            return " ".join(part for part in [given, *rest[:1], family] if part)
    return written


def _address(value: Any) -> str:
    """An address in one line: from the country to the door where it is written in characters."""
    parts = ("street", "extended", "box", "city", "region", "code", "country")
    found = [text for part in parts if (text := _plain(getattr(value, part, "") or ""))]
    asian = ASIAN.search("".join(found))
    return "".join(reversed(found)) if asian else ", ".join(found)


def _org(lines: list[Any]) -> str:
    return next((_plain(line.value) for line in lines if line.name == "ORG" and line.value), "")


def _types(line: Any) -> list[str]:
    found = [*line.params.get("TYPE", []), *line.singletonparams]
    return [part.lower() for each in found for part in str(each).split(",")]


def _rank(line: Any) -> int:
    """Preferred numbers first, mail and chats behind what somebody hears."""
    said = [str(each) for each in line.params.get("PREF", [])]
    level = int(said[0]) if said and said[0].isdecimal() else 50
    if "pref" in _types(line):
        level = 1
    return level + (0 if line.name == "TEL" else 1000)


def _channels(line: Any, label: str) -> Iterator[Channel]:
    if line.name == "TEL":
        words = [*_types(line), label.strip("_$!<>").lower()]
        kind = next((KINDS[word] for word in words if word in KINDS), None)
        own = "" if label.startswith("_$") else label
        note = "fax" if any("fax" in word for word in words) else own
        found = telephone(_plain(line.value), "other" if note == "fax" else kind, note)
        if found is not None:
            yield found
    elif line.name == "EMAIL" and _plain(line.value):
        yield Channel(_plain(line.value), "email")
    elif line.name in CHATS and _plain(line.value):
        yield Channel(_plain(line.value), "wechat")
    elif line.name in ("IMPP", "X-SOCIALPROFILE"):
        text = f"{_types(line)} {line.params} {label} {_plain(line.value)}".lower()
        if any(word in text for word in ("wechat", "weixin", "微信")):
            yield Channel(_plain(line.value).rpartition(":")[2].lstrip("/"), "wechat")
