"""What a bundle says of itself: the last member of the zip, ``manifest.json``.

Every other member is one copy of one journal. Its name follows from what the manifest says of it,
letter by letter, so that no name is ever taken from the file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator
from datetime import datetime

import msgspec

FORMAT = 1
NAME = "manifest.json"
ENDING = ".jsonl"
INCIDENT, SHIFT, REGISTER, CONTACTS, FILED = "incident", "shift", "register", "contacts", "filed"
DRILL = "drill"  # of a room above
FOLDERS = {
    INCIDENT: "incidents", SHIFT: "shifts", REGISTER: "registers",
    CONTACTS: "contacts", FILED: "filed", DRILL: "drilled",
}  # fmt: skip
# The site's own files, which are no journals: only backups hold them, but for approved texts.
OWN_FILES = frozenset(("profile", "site.json", "printed.json"))
OWN_FOLDERS = frozenset((
    "checklists", "profiles", "drills", "drill-tables", "causes", "calendar", "duties", "editions",
    "editions/work", "supplies", "training", "risks", "help", "scripts",
))  # fmt: skip
SEEN = "seen"

# What is read of a bundle at most; larger ones are refused before anything is read.
FILE = 1 << 30  # bytes of the file
MEMBERS = 60_000
WORDS = 16 << 20  # bytes of the manifest
DIRECTORY = 12 << 20  # bytes of the zip's list of members
JOURNAL = 24 << 20  # bytes of one journal
DOCUMENT = 32 << 20  # of all the journals of one document
ENTRIES = 80_000  # of one document
LINE = 1 << 20  # bytes of a line
COPIES = 50  # of journals in one document
FILES = 4_000  # of the site's own files
OWN = 32 << 20  # bytes of one of them
ALL = 2 << 30  # bytes of all journals
RATIO = 200  # bytes for one byte of the file; ours come to about 10
SMALL = 1 << 20  # bytes for which the ratio is not looked at

_REF = re.compile(r"\d{6}-[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{4}")
_WORD = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_STEM = re.compile(r"(?!(?:com|lpt)\d(?:-|$))[a-z0-9]{4,16}(?:-[a-z0-9]{1,5})?")
# What no file system of any laptop takes in a name; half characters are no text.
_STRANGE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\\/:*?\"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_DEVICE = re.compile(r"con|prn|aux|nul|(?:com|lpt)\d|conin\$|conout\$")
_SHA = re.compile(r"[0-9a-f]{64}")
_HEAD = re.compile(r"[0-9a-f]{32}")


class Part(msgspec.Struct, frozen=True):
    """One copy of a journal: ``bytes`` of whole lines that prove themselves, ``lines`` of them;
    the last one's number and sha; how many damaged bytes of it were left out. ``copy``: 1, and
    more where the laptop had several that disagree."""

    stem: str
    bytes: int
    sha256: str
    lines: int
    n: int
    head: str
    copy: int = 1
    left_out: int = 0


class Held(msgspec.Struct, frozen=True):
    """One document: an incident (with its ``type``), a shift, a register, the contacts, the book
    of filed pages."""

    sort: str
    ref: str
    journals: list[Part]
    type: str = ""


class Own(msgspec.Struct, frozen=True):
    """One of the site's own files, where it lies in a home (with ``/``). Only backups hold them;
    an approved text of a list goes with any bundle that has the register of editions, the site's
    profile with any but one incident's."""

    path: str
    bytes: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """``laptop`` wrote it at ``written`` by its clock, ``tick`` seconds after its start ``boot``;
    ``by`` is who did. ``formats``: of the logs, by sort. ``scope``: what was asked for."""

    format: int
    kit: str
    laptop: str
    by: str
    written: datetime
    tick: float
    boot: str
    scope: str
    formats: dict[str, int]
    documents: list[Held]
    files: list[Own] = []


def member(held: Held, part: Part) -> str:
    """The name of the journal in the zip."""
    copy = f"~{part.copy}" if part.copy > 1 else ""
    return f"{folder(held)}/{part.stem}{copy}{ENDING}"


def folder(held: Held) -> str:
    top = FOLDERS[held.sort]
    if held.sort in (CONTACTS, FILED):
        return top
    return f"{top}/{held.ref}.{held.type}" if held.sort == INCIDENT else f"{top}/{held.ref}"


def identity(held: Held, part: Part) -> str:
    """What the hashes of the journal's lines cover besides their bytes."""
    return f"{held.ref}/{part.stem}"


def hashes(held: Held) -> tuple[str, ...]:
    """What tells a document with these very journals from all others."""
    return (held.sort, held.ref, held.type, *(part.sha256 for part in held.journals))


def own_member(own: Own) -> str:
    """The name of an own file in the zip."""
    return f"home/{own.path}"


def own_path(path: str) -> bool:
    """Whether a home keeps a file of its own there: lists, sites, causes, days off, what was seen.
    Such a path leads nowhere else, on no file system."""
    folder, _, name = path.rpartition("/")
    if not folder:
        return name in OWN_FILES
    if len(name.encode("utf-8", "replace")) > 200 or _STRANGE.search(name) or name[-1:] in ". ":
        return False
    if _DEVICE.fullmatch(name.partition(".")[0].casefold().strip()):
        return False
    if folder == SEEN:
        return bool(_STEM.fullmatch(name))
    return folder in OWN_FOLDERS and name.endswith(".toml") and name[:1] not in ". "


def parts(manifest: Manifest) -> Iterator[tuple[Held, Part]]:
    for held in manifest.documents:
        for part in held.journals:
            yield held, part


def wrong(manifest: Manifest, registers: Container[str]) -> str:
    """What in it is not as a kit writes it; "" where all is. The names of members follow from it
    only then. ``registers``: those there are."""
    if not (_STEM.fullmatch(manifest.laptop) and len(manifest.by) <= 200):
        return "laptop"
    if manifest.written.tzinfo is None or not 2000 <= manifest.written.year <= 2200:
        return "written"
    if len(manifest.documents) > MEMBERS:
        return "documents"
    seen: set[tuple[str, str]] = set()
    for held in manifest.documents:
        if (held.sort, held.ref) in seen or not _named(held, registers):
            return f"document {held.sort} {held.ref}"
        seen.add((held.sort, held.ref))
        if not 1 <= len(held.journals) <= COPIES or not _fits(held):
            return f"journals of {held.ref}"
    if len(manifest.files) > FILES or not all(map(_sound, manifest.files)):
        return "files"
    if len({_folded(own.path) for own in manifest.files}) < len(manifest.files):
        return "files"
    total = sum(part.bytes for _, part in parts(manifest))
    total += sum(own.bytes for own in manifest.files)
    return "bytes" if total > ALL else ""


def _sound(own: Own) -> bool:
    return own_path(own.path) and 0 <= own.bytes <= OWN and bool(_SHA.fullmatch(own.sha256))


def _folded(path: str) -> str:
    """The same for all names that a disk may take for one."""
    return unicodedata.normalize("NFC", path).casefold()


def _named(held: Held, registers: Container[str]) -> bool:
    if held.sort == INCIDENT:
        return bool(_REF.fullmatch(held.ref) and _WORD.fullmatch(held.type))
    if held.type:
        return False
    if held.sort == SHIFT:
        return held.ref[:1] == "S" and bool(_REF.fullmatch(held.ref[1:]))
    if held.sort == DRILL:
        return held.ref[:1] == "D" and bool(_REF.fullmatch(held.ref[1:]))
    if held.sort == REGISTER:
        return held.ref in registers
    return held.sort in (CONTACTS, FILED) and held.ref == held.sort


def _fits(held: Held) -> bool:
    names = {(part.stem, part.copy) for part in held.journals}
    sizes = sum(part.bytes for part in held.journals)
    lines = sum(part.lines for part in held.journals)
    sound = all(
        _STEM.fullmatch(part.stem)
        and _SHA.fullmatch(part.sha256)
        and _HEAD.fullmatch(part.head)
        and 1 <= part.copy <= COPIES
        and 0 < part.bytes <= JOURNAL
        and 0 < part.lines <= part.n < 1 << 31
        and part.left_out >= 0
        for part in held.journals
    )
    return sound and len(names) == len(held.journals) and sizes <= DOCUMENT and lines <= ENTRIES
