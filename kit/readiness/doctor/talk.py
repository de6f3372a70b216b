"""What ``kit doctor`` finds out about the machine: terminal, encoding, language, clock, battery
and versions."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kit.ground.base.clean import clean
from kit.ground.machine.clock import Now
from kit.ground.machine.here import language
from kit.readiness.doctor.rules.facts import (
    Battery,
    ClockFacts,
    Encoding,
    Language,
    Terminal,
    Versions,
)

if TYPE_CHECKING:
    from kit.ground.machine.clock import Clock

# Distributions that the kit is built on (pyproject.toml); without vobject it only reads no .vcf.
LIBRARIES = ("typer", "rich", "questionary", "prompt_toolkit", "tinydb", "tomlkit", "msgspec")
SLEEP_PROOF = ("linux", "darwin", "win32")
SAMPLE = "事件清单"


def terminal(plain: bool) -> Terminal:
    columns, rows = 0, 0
    output = sys.stdout.isatty()
    if output:
        try:
            columns, rows = os.get_terminal_size(sys.stdout.fileno())
        except (OSError, ValueError):
            pass
    return Terminal(
        sys.stdin is not None and sys.stdin.isatty(),
        output,
        clean(os.environ.get("TERM", ""), 40),
        columns,
        rows,
        bool(os.environ.get("NO_COLOR")),
        plain,
        sys.platform == "win32" and bool(os.environ.get("MSYSTEM")),
    )


def encoding() -> Encoding:
    name = sys.stdout.encoding or "ascii"
    try:
        SAMPLE.encode(name)
        shows = True
    except (UnicodeEncodeError, LookupError):
        shows = False
    return Encoding(name, shows, _code_page())


def _code_page() -> int:
    """The Windows console's code page; 0 elsewhere or without a console."""
    if sys.platform != "win32":
        return 0
    import ctypes

    return int(getattr(ctypes, "windll").kernel32.GetConsoleOutputCP())  # noqa: B009


def chosen_language(lang: str) -> Language:
    """Why the program speaks ``lang``: the same order as ``context.language``."""
    if lang != language():
        return Language(lang, "option", "--lang", lang)
    value = os.environ.get("KIT_LANG", "")
    if value:
        return Language(lang, "variable", "KIT_LANG", clean(value, 40))
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value.split(".")[0] in ("C", "POSIX"):
            return Language(lang, "nothing", name, clean(value, 40))
        if value:
            return Language(lang, "locale", name, clean(value, 40))
    return Language(lang, "system" if sys.platform == "win32" else "nothing")


def clock(source: Clock) -> tuple[ClockFacts, Now | None]:
    """The clock's facts but for what only the logs can tell, and the time."""
    variable = clean(os.environ.get("KIT_CLOCK", ""), 200)
    try:
        now = source.now()
    except (OSError, ValueError) as error:
        return ClockFacts(variable=variable, error=clean(str(error), 200)), None
    counts = sys.platform in SLEEP_PROOF and bool(now.tick)
    return ClockFacts(now.wall, variable, counts, zone=_unknown_zone(now)), now


def _unknown_zone(now: Now) -> str:
    """TZ when it names a place that the system does not know: then it shows UTC without a word."""
    zone = os.environ.get("TZ", "").lstrip(":")
    if sys.platform == "win32" or "/" not in zone or now.wall.utcoffset():
        return ""
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(zone)
    except (OSError, ValueError, KeyError):
        return clean(zone, 60)
    return ""


def battery() -> Battery:
    from kit.ground.machine.battery import percent

    value = os.environ.get("KIT_BATTERY", "")
    try:
        found = percent()
    except (OSError, ValueError, AttributeError):
        found = None
    return Battery(found, clean(value, 20), sys.platform in ("linux", "win32"))


def versions() -> Versions:
    from kit import __version__

    there = _installed(sys.path)
    found = {name: there[name] for name in LIBRARIES if name in there}
    missing = []
    for name in LIBRARIES:
        if name not in found:
            said = _said_version(name)
            if said:
                found[name] = said
            else:
                missing.append(name)
    found = {name: found[name] for name in LIBRARIES if name in found}
    system = clean(f"{platform.system()} {platform.release()} {platform.machine()}", 100)
    python = (sys.version_info[0], sys.version_info[1], sys.version_info[2])
    return Versions(__version__, python, system, found, missing)


def _installed(folders: Sequence[str]) -> dict[str, str]:
    """Versions by the names of what an installer leaves behind, the first folder's: reading them
    through ``importlib.metadata`` costs two bare starts."""
    found: dict[str, str] = {}
    for folder in folders:
        try:
            names = os.listdir(folder or ".")
        except OSError:  # packed, or not there
            continue
        for name in names:
            stem, _, end = name.rpartition(".")
            if end == "dist-info" and stem.count("-") == 1:
                package, _, version = stem.partition("-")
                found.setdefault(package.lower().replace(".", "_"), version)
    return found


def _said_version(name: str) -> str:
    """As Python finds it, for what was installed in another way; "" for not there."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return ""
