"""What ``kit doctor`` is told about this laptop: values only, gathered by files and talk."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

from kit.ground.base.text import Text
from kit.plans.checklists.rules.format import Danger


class Place(msgspec.Struct, frozen=True):
    """The home folder. ``real``: with symbolic links followed; ``names``: of the folders on both
    ways to it, and of services whose marks were found; ``drive``: what the system calls the disk;
    ``plain``: a file system of sticks, which renames in two steps; ``error``: why it cannot be
    looked at."""

    path: str
    default: str
    real: str = ""
    exists: bool = True
    folder: bool = True
    names: list[str] = []
    cloud: bool = False
    fs: str = ""
    mount: str = ""
    drive: Literal["", "fixed", "removable", "remote", "memory", "volume"] = ""
    plain: bool = False
    read_only: bool = False
    error: str = ""


class Rights(msgspec.Struct, frozen=True):
    """``wide``: paths that others may read, with their mode and the one to give them; ``closed``:
    what recording cannot do without and may not use; ``shut``: folders of open incidents of which
    the same is true; ``locked``: what else cannot be written;
    ``above``: the folder in which the home cannot be made; ``kept``: whether the disk keeps rights
    at all."""

    wide: list[tuple[str, str, str]] = []
    closed: list[str] = []
    locked: list[str] = []
    posix: bool = True
    above: str = ""
    error: str = ""
    shut: list[str] = []
    kept: bool = True


class Space(msgspec.Struct, frozen=True):
    """Bytes and free files; ``None`` where the system does not say. ``reserve``: -1 when there is
    none; ``used``: whether anything was ever recorded here."""

    free: int | None = None
    files: int | None = None
    reserve: int = -1
    wanted: int = 65536
    used: bool = False
    error: str = ""


class HeldLock(msgspec.Struct, frozen=True):
    path: str
    pid: str
    alive: bool | None = None
    stopped: bool = False


class Locks(msgspec.Struct, frozen=True):
    """``left``: files of processes that have ended, which hold nothing."""

    files: int = 0
    held: list[HeldLock] = []
    left: int = 0
    error: str = ""


class Logs(msgspec.Struct, frozen=True):
    """What verifying every log found; ``where``: references of the damaged ones."""

    incidents: int = 0
    open: int = 0
    entries: int = 0
    damage: int = 0
    remarks: int = 0
    where: list[str] = []
    error: str = ""


class ClockFacts(msgspec.Struct, frozen=True):
    """``jump``: seconds the clock was set by since the last entry of this machine start;
    ``behind``: seconds by which it is earlier than the last entry of an earlier one;
    ``zone``: TZ when the system does not know it."""

    at: datetime | None = None
    variable: str = ""
    counts: bool = True
    jump: float = 0.0
    behind: float = 0.0
    zone: str = ""
    error: str = ""


class Terminal(msgspec.Struct, frozen=True):
    input: bool = True
    output: bool = True
    term: str = ""
    columns: int = 0
    rows: int = 0
    no_color: bool = False
    plain: bool = False
    git_bash: bool = False


class Encoding(msgspec.Struct, frozen=True):
    """``shows``: whether Chinese can be written in it; ``page``: the Windows console's."""

    name: str = "utf-8"
    shows: bool = True
    page: int = 0


class Language(msgspec.Struct, frozen=True):
    """``why``: option, variable, locale, system or nothing; ``value``: what stood there."""

    lang: str
    why: Literal["option", "variable", "locale", "system", "nothing"] = "nothing"
    name: str = ""
    value: str = ""


class Battery(msgspec.Struct, frozen=True):
    """``percent`` is ``None`` without a battery or where it cannot be read."""

    percent: int | None = None
    variable: str = ""
    known: bool = True


class Broken(msgspec.Struct, frozen=True):
    """A file and what is wrong with it. ``own``: whether the user wrote it; ``copy``: another file
    says the same of itself, and that one is used."""

    file: str
    why: Text
    own: bool = True
    copy: bool = False


class Lists(msgspec.Struct, frozen=True):
    """Checklists. ``broken`` cannot be read; ``lint``: one finding per file, the first of them;
    ``ignored``: files in the user's own folders that are no ``.toml``."""

    total: int = 0
    own: int = 0
    broken: list[Broken] = []
    lint: list[Broken] = []
    ignored: list[str] = []
    lost: str = ""
    error: str = ""


class Lacking(msgspec.Struct, frozen=True):
    """Something of the place that nobody told the kit. ``setting``: what ``kit setup`` takes;
    ``first``: the gravest list that wants it."""

    setting: str
    danger: Danger
    name: Text
    first: Text


class Site(msgspec.Struct, frozen=True):
    """Profiles. ``problem``: why it cannot be
    used; ``silent``: ids and titles of the posts that its checklists call and that have no
    telephone number; ``asked``: how many they call; ``lacking``: these and what is not known of the
    place, the most dangerous first."""

    chosen: str
    title: Text | None = None
    total: int = 0
    own: int = 0
    problem: Text | None = None
    broken: list[Broken] = []
    asked: int = 0
    silent: dict[str, Text] = {}
    error: str = ""
    lacking: list[Lacking] = []


class Contacts(msgspec.Struct, frozen=True):
    """How many there are, posts that only the site's profile fills among them; how many numbers
    want a test call; who fills a post and has one number only; ``sorts``: why they want one
    (``wrong``, ``failed``, ``never``, ``old``), each with how many."""

    count: int = 0
    due: int = 0
    thin: list[str] = []
    error: str = ""
    sorts: dict[str, int] = {}


class Kept(msgspec.Struct, frozen=True):
    """``over``: how many of each register, and of contacts who left, are past the time for which
    personal data are kept."""

    over: dict[str, int] = {}
    error: str = ""


class Days(msgspec.Struct, frozen=True):
    """Days off: which years are entered, in which ``year`` and ``month`` it is, files of the site's
    that cannot be read. ``counts``: the state's days count at this site."""

    year: int = 0
    month: int = 0
    entered: list[int] = []
    broken: list[str] = []
    counts: bool = False


class Backup(msgspec.Struct, frozen=True):
    """When the last one was, when the next is ``due`` (``None``: nothing is here yet), and whether
    that time has come."""

    last: datetime | None = None
    due: datetime | None = None
    late: bool = False
    error: str = ""


class Versions(msgspec.Struct, frozen=True):
    """``missing``: libraries that are not installed."""

    kit: str
    python: tuple[int, int, int]
    platform: str
    libraries: dict[str, str] = {}
    missing: list[str] = []


class Facts(msgspec.Struct, frozen=True):
    place: Place
    rights: Rights
    space: Space
    lock: Locks
    logs: Logs
    clock: ClockFacts
    terminal: Terminal
    encoding: Encoding
    language: Language
    battery: Battery
    checklists: Lists
    profile: Site
    versions: Versions
    contacts: Contacts = Contacts()
    days: Days = Days()
    kept: Kept = Kept()
    backup: Backup = Backup()
