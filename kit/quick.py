"""The front door for ``kit note WORDS [-i REF]``: recorded before anything heavy is imported.

It writes with the same functions as the slow door (``line``, ``append``, ``lock``) and so
the same line, and only where nothing is in doubt. Everything else it hands on untouched, before a
byte is written: other options, text that wants cleaning, several incidents or journals, a drill, a
closed incident, a stopped import, a torn or unproved tail, a held lock, a clock that jumped, a full
disk. It reads the journal's first line and its last 64 kB; damage between them is named by every
other command.
Where no incident is open a note goes to the shift that is on, in the same way.
"""

import os
import sys

from kit.ground.journal import append
from kit.ground.journal.line import HASH, new_id, raw_note, raw_text
from kit.ground.machine.by import writer
from kit.ground.machine.disk import home_from_environment, open_existing, read_laptop
from kit.ground.machine.full_disk import DiskFull, keep_reserve
from kit.ground.machine.here import boot_id, changes_near, language, stamp, tick
from kit.ground.machine.lock import Held, Lock, lock_path

WAIT = 0.3  # for the lock; the slow door waits longer and knows what to do then
JUMP = 4900  # milliseconds; from 5 seconds on the slow door notes that the clock was set
LONGEST = 2000  # rules.acts.draft.MAX_TEXT
FIRST_LINE = 1 << 20
SAID = {"zh": "备注：", "en": "Note: "}  # timeline.note; a test holds them together
SHIFT_SAID = {"zh": "值班备注：", "en": "Shift note: "}  # shifted.noted, likewise
REF = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def say(line: str) -> None:
    """The answer, on stdout; what its encoding lacks is replaced."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


class HandOn(Exception):
    """Nothing was recorded; the slow door has to do it."""


def note(argv: list[str]) -> str:
    """Record the note; the line to say. Raises ``HandOn``."""
    text, ref = _asked(argv)
    home = home_from_environment()
    by = writer(home)
    if os.environ.get("KIT_CLOCK") or not _plain(text, LONGEST) or not _plain(by, 60):
        raise HandOn
    try:
        return _record(home, ref, text, by)
    except (OSError, ValueError, Held, DiskFull, append.NotRecorded) as error:
        raise HandOn from error


def _asked(argv: list[str]) -> tuple[str, str]:
    """The text and the reference ("" for the only open incident)."""
    words, ref = [], ""
    take = iter(argv[1:])
    for word in take:
        if word == "-i" and not ref:
            ref = next(take, "").upper()
            if not _is_ref(ref):
                raise HandOn
        elif word[:1] == "-":
            raise HandOn
        else:
            words.append(word)
    return " ".join(words), ref


def _plain(text: str, limit: int) -> bool:
    """Whether ``ground.base.clean`` would leave the text as it is."""
    if not 0 < len(text) <= limit or not text.isprintable() or text != text.strip():
        return False
    # Of other signs some are seen by nobody; the slow door knows which.
    if any(char in text for char in "\u115f\u1160\u3164\uffa0"):
        return False
    return any("!" <= char <= "~" or "\u4e00" <= char <= "\u9fff" for char in text)


def _is_ref(text: str) -> bool:
    bare = text.replace("-", "")
    return (
        len(text) == 15
        and text[6] == text[10] == "-"
        and len(bare) == 13
        and all(char in REF for char in bare)
        and bare[:6].isdigit()
    )


def _record(home: str, ref: str, text: str, by: str) -> str:
    if os.path.lexists(os.path.join(home, "incoming")):  # of an import that was stopped
        raise HandOn
    found, shift = _document(home, ref)
    ref = os.path.basename(found)[: 16 if shift else 15]
    stem = _own_journal(home, found)
    path = os.path.join(found, stem + append.ENDING)
    at, ticks, boot = stamp(), round(tick(), 3), boot_id()
    with Lock(lock_path(home, ref), WAIT):
        tail, opened, last = _state(path, f"{ref}/{stem}", by, shift)
        if not at or _jumped(last, at, ticks, boot):
            raise HandOn
        shown = _time(at, at if shift else opened)
        entry = append.Pending(new_id(), at, by, "note", raw_note(text), "", ticks, boot)
        name = ""
        try:
            tail, _, _ = append.append(path, f"{ref}/{stem}", [entry], tail, home)
        except append.InDoubt:  # this file may lie now: the same entry, by its id, to a new one
            name = f"{stem}-{new_id()[:5]}"
            path = os.path.join(found, name + append.ENDING)
            tail, _, _ = append.append(path, f"{ref}/{name}", [entry], None, home)
        keep_reserve(home)
    number = f"#{tail.n}@{name}" if name else f"#{tail.n}"
    return f"{number}  {shown}  {by}  {(SHIFT_SAID if shift else SAID)[language()]}{text}"


def _document(home: str, ref: str) -> tuple[str, bool]:
    """The folder of the one incident that is meant, and ``False``; where none is open, of the shift
    that is on, and ``True``."""
    where = os.path.join(home, "open")
    try:
        names = os.listdir(where)
    except FileNotFoundError:
        names = []
    names = [n for n in names if n[:1] != "." and (not ref or n[:16] == ref + ".")]
    if not names and not ref:
        return _shift(os.path.join(home, "shifts")), True
    if len(names) != 1 or not _is_ref(names[0][:15]) or len(names[0]) < 17 or names[0][15] != ".":
        raise HandOn
    return os.path.join(where, names[0]), False


def _shift(where: str) -> str:
    """The folder of the only shift with a signpost; it lies by the month in its reference."""
    (name,) = os.listdir(os.path.join(where, "open"))
    if name[:1] != "S" or not _is_ref(name[1:]):
        raise HandOn
    return os.path.join(where, f"20{name[1:3]}-{name[3:5]}", name)


def _own_journal(home: str, found: str) -> str:
    """This laptop's journal, the only one there. Several laptops' entries are shown and timed
    together: that is the slow door's."""
    stem = read_laptop(os.path.join(home, "laptop"), sure=True)
    if [n for n in os.listdir(found) if n.endswith(append.ENDING)] != [stem + append.ENDING]:
        raise HandOn
    return stem


def _state(path: str, identity: str, by: str, shift: bool) -> tuple[append.Tail, str, bytes]:
    """Where the journal stands, when the incident or shift was opened, and the last line."""
    fd = open_existing(path)
    try:
        size = os.fstat(fd).st_size
        head = append.read_all(fd, min(size, append.CHUNK))
        while b"\n" not in head and len(head) < min(size, FIRST_LINE):
            more = append.read_all(fd, append.CHUNK)
            if not more:  # it shrank under our eyes
                raise HandOn
            head += more
        tail = append.proved_tail(fd, size, identity) if size else None
        os.lseek(fd, max(0, size - append.CHUNK), os.SEEK_SET)
        end = append.read_all(fd, append.CHUNK)
    finally:
        os.close(fd)
    first = head[: head.find(b"\n") + 1]
    if tail is None or b',"kind":"opened","data":{' not in first[:1000]:
        raise HandOn
    signed = b',"by":%s,"kind":' % raw_text(by)
    last = end[end.rfind(b"\n", 0, -1) + 1 : -1]
    if shift:
        if b',"drill":true' in first or b',"kind":"ended",' in end or signed not in first + end:
            raise HandOn  # who has signed nothing here yet may be somebody's other name
        return tail, _at(first), last
    if (
        b',"drill":{' in first
        or b',"kind":"closed",' in end
        or b',"kind":"recorder-set",' in end
        or _other_name(first, by)
    ):
        raise HandOn
    if size > append.CHUNK and signed not in last:
        raise HandOn  # further up somebody else may have been said to record here
    return tail, _at(first), last


def _other_name(first: bytes, by: str) -> bool:
    """Whether this may be another name of one of the site's people, who signs with one: which they
    are stands in the first line. What is not plainly somebody's own name is not settled here."""
    start = first.find(b',"people":[{')
    if start < 0:
        return False
    people = first[start : first.find(b"}]", start)]
    own = b'"name":"%s"' % by.encode("ascii", "backslashreplace")
    return own not in people and (not by.isascii() or by.lower().encode() in people.lower())


def _at(line: bytes) -> str:
    start = line.index(b',"at":"') + 7
    return line[start : start + 29].decode("ascii")


def _jumped(last: bytes, at: str, ticks: float, boot: str) -> bool:
    """Whether the wall clock was set since the last line, or that cannot be told by a glance."""
    head, mark, name = last[: -2 * (HASH + 10)].rpartition(b',"boot":')
    head, _, before = head.rpartition(b',"tick":')
    if not mark or not head:
        return True
    wrote = head[-30:-1].decode("ascii") if head[-40:-30] == b',"wrote":"' else _at(last)
    if name != b'"%s"' % boot.encode("ascii"):
        # another start of the machine: only a clock that went back can be told, or one that came
        # back from another day
        return wrote[23:] != at[23:] or at < wrote or wrote[:10] != at[:10]
    if wrote[:11] != at[:11] or wrote[23:] != at[23:]:
        return True
    off = _milli(at) - _milli(wrote) - 1000 * (ticks - float(before))
    return abs(off) > JUMP


def _milli(at: str) -> int:
    return (int(at[11:13]) * 60 + int(at[14:16])) * 60000 + int(at[17:19]) * 1000 + int(at[20:23])


def _time(at: str, opened: str) -> str:
    """``21:04``, with the date where it is not the incident's first day."""
    if at[23:] != opened[23:] or changes_near():
        raise HandOn  # to be shown in another offset, or with its own
    if at[:10] == opened[:10]:
        return at[11:16]
    return at[5:16].replace("T", " ") if at[:4] == opened[:4] else at[:16].replace("T", " ")
