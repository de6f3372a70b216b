"""The years that came with the kit, and those that the site entered: ``calendar/YEAR.toml``."""

from __future__ import annotations

import os
from functools import cached_property

from kit.ground.base.days import Public
from kit.ground.base.refusal import Exit, Refused
from kit.ground.machine.disk import make_dir, replace_file
from kit.ground.machine.stdin import decoded
from kit.ground.machine.unwritten import unwritten
from kit.people.calendar.rules.years import CalendarFile, Entered, Year, together
from kit.plans.toml.files.library import Library

LONGEST = 1 << 18  # bytes of a notice: more is another file


class Calendars:
    """Of one home. ``warnings``: own files that cannot be read, whose years count as not entered:
    a deadline must be reckoned whatever lies there."""

    def __init__(self, home: str, keep: bool = True) -> None:
        self.library = Library(home, "calendar", keep)
        self.warnings: list[tuple[str, dict[str, object]]] = []

    @cached_property
    def entered(self) -> Entered:
        shipped: list[CalendarFile] = []
        own: list[CalendarFile] = []
        for path in self.library.files().values():
            is_own = self.library.is_own(path)
            try:
                found = self.library.read(path, CalendarFile, read_calendar)
            except Refused as refused:
                if not is_own:
                    raise
                self.warnings.append(("calendar-broken", {"file": path, **_said(refused)}))
                continue
            (own if is_own else shipped).append(found)
        return together(shipped, own)

    @property
    def public(self) -> Public:
        """What the state says of days, as far as it is entered. Never raises."""
        return self.entered.public

    def own(self, year: int) -> str:
        """Where the site's own year is kept."""
        return os.path.join(self.library.home, "calendar", f"{year}.toml")

    def add(self, year: Year) -> str:
        """Keep a year as the site's own, in the place of an earlier one; its file. Raises
        ``Refused`` where the disk does not take it."""
        path = self.own(year.year)
        try:
            make_dir(os.path.dirname(path))
            replace_file(path, _toml(year).encode("utf-8"))
        except OSError as error:
            raise unwritten(path, error) from error
        self.__dict__.pop("entered", None)
        return path


def _said(refused: Refused) -> dict[str, object]:
    return {"where": refused.fill.get("where", ""), "why": refused.fill.get("why", "")}


def _toml(year: Year) -> str:
    lines = ["format = 1", "", "[[years]]", f"year = {year.year}"]
    lines += [f"{name} = {_quoted(text)}" for name, text in _facts(year) if text]
    for each in year.days:
        lines += ["", "[[years.days]]", f"name = {_quoted(each.name)}"]
        days = [("off", each.off), ("work", each.work)]
        lines += [f"{name} = {_quoted(text)}" for name, text in days if text]
    return "\n".join([*lines, ""])


def _facts(year: Year) -> list[tuple[str, str]]:
    return [("notice", year.notice), ("entered", year.entered)]


def _quoted(text: str) -> str:
    import json

    return json.dumps(text, ensure_ascii=False)


def read_calendar(path: str | os.PathLike[str]) -> CalendarFile:
    """One file of years. Raises ``Refused`` (unreadable): where, and what is wrong."""
    from kit.plans.toml.files.read import read_toml

    return read_toml(path, CalendarFile)


def read_text(path: str) -> str:
    """A notice's text, as UTF-8 or GB18030, which Chinese systems write. Raises ``Refused``."""
    try:
        with open(path, "rb") as file:
            data = file.read(LONGEST + 1)
    except OSError as error:
        why = error.strerror or ""
        raise Refused("calendar-file", Exit.NOT_FOUND, file=path, why=why) from error
    return notice(data)


def notice(data: bytes) -> str:
    """Raises ``Refused`` for what is no text, and for more than any notice has."""
    if len(data) > LONGEST:
        raise Refused("calendar-long", Exit.USAGE)
    try:
        return decoded(data)
    except ValueError:
        raise Refused("calendar-bytes", Exit.UNREADABLE) from None
