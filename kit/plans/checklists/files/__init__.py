"""Checklists: the user's own (``checklists`` of the home, ``KIT_CHECKLISTS``) over the shipped."""

from __future__ import annotations

import os

from kit.ground.base.refusal import Exit, Refused
from kit.ground.machine.disk import regular
from kit.plans.checklists.rules.format import Checklist
from kit.plans.toml.files.library import Library


class Checklists:
    """Of one home; each is decoded once. ``library`` knows where the files lie."""

    def __init__(self, home: str, keep: bool = True) -> None:
        self.library = Library(home, "checklists", keep)
        self._read: dict[str, Checklist] = {}

    def files(self) -> dict[str, str]:
        """Id to file, the user's own over the shipped."""
        return self.library.files()

    def types(self) -> list[str]:
        return list(self.files())

    def checklist(self, type_: str, files: dict[str, str] | None = None) -> Checklist:
        """``files``: the folders as they were just listed, for who asks for many. Raises
        ``Refused`` where there is none of that type, or none that can be read."""
        if type_ not in self._read:
            path = (files or self.files()).get(type_)
            if path is None:
                raise Refused("type-unknown", Exit.NOT_FOUND, type=type_, names=self.types())
            self._read[type_] = self.library.read(path, Checklist, read_checklist)
        return self._read[type_]

    def named(self, type_: str, lang: str) -> str:
        """What a list is called, of either home; its id where there is none that can be read."""
        try:
            return self.checklist(type_).title.get(lang)
        except Refused:
            return type_

    def shipped_checklist(self, type_: str) -> Checklist | None:
        """The one that came with the kit, whatever lies over it."""
        path = os.path.join(self.library.shipped_folder(), f"{type_}.toml")
        return read_checklist(path) if os.path.isfile(path) else None

    def readable(self) -> tuple[list[Checklist], list[Refused]]:
        """Every checklist that can be read, and what is wrong with the others: one broken file of
        the user's must not hide the rest in an incident."""
        good: list[Checklist] = []
        bad: list[Refused] = []
        files = self.files()
        for type_ in files:
            try:
                good.append(self.checklist(type_, files))
            except Refused as refused:
                bad.append(refused)
        return good, bad


def waiting_path(home: str, type_: str) -> str:
    """Where a list waits that is not right yet, and not in force; named as it will be."""
    return os.path.join(home, "editions", "work", f"{type_}.toml")


def read_checklist(path: str | os.PathLike[str]) -> Checklist:
    """One checklist file. Raises ``Refused`` (unreadable) with the place and what is wrong."""
    from kit.plans.checklists.rules.fixed_words import ALLOWED  # most starts read a decoded copy
    from kit.plans.toml.files.read import read_text, read_toml

    found = read_toml(path, Checklist, ALLOWED)
    if found.id != os.path.basename(path).removesuffix(".toml"):
        from kit.plans.toml.files.broken import misnamed

        raise misnamed(path, found.id, read_text(path))
    return found


PRINTED = "printed.json"  # of each list the hash and the day of its card


def mark_of(path: str) -> str:
    """What tells one text of a list from another; "" where it cannot be read."""
    from hashlib import sha256

    try:
        with open(path, "rb", opener=regular) as file:
            return sha256(file.read()).hexdigest()[:16]
    except OSError:
        return ""


def printed(home: str) -> dict[str, tuple[str, str]]:
    """The cards that were printed here; none where that cannot be read."""
    import msgspec

    try:
        with open(os.path.join(home, PRINTED), "rb", opener=regular) as file:
            return msgspec.json.decode(file.read(1 << 20), type=dict[str, tuple[str, str]])
    except (OSError, msgspec.MsgspecError):
        return {}


def note_printed(home: str, marks: dict[str, str], day: str) -> None:
    """Remember which text a card has. A failure costs only that."""
    import msgspec

    from kit.ground.machine.disk import make_dir, replace_file

    known = {**printed(home), **{type_: (mark, day) for type_, mark in marks.items()}}
    try:
        make_dir(home)
        replace_file(os.path.join(home, PRINTED), msgspec.json.encode(known))
    except OSError:
        pass
