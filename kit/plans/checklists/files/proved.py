"""Shipped lists that were judged before they were shipped: ``data/proved/lists.json`` names the bytes
of every list in which the linter found nothing, and what it judged by.

That are the linter's own source, the clauses and the shipped sites, as bytes: a list, a rule or a
site that was changed is judged anew. ``python -m tests.plans.prove`` makes the table; a test makes it
again.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from kit.ground.base.refusal import Refused
from kit.ground.machine.disk import regular
from kit.plans.checklists.files import Checklists
from kit.plans.sites.files import Sites
from kit.plans.toml.files.library import shipped

if TYPE_CHECKING:  # the linter is read where something is judged
    from kit.plans.checklists.rules.format import Checklist
    from kit.plans.checklists.rules.lint import Finding
    from kit.plans.sites.rules import Profile

try:
    from _blake2 import blake2b
except ImportError:  # an interpreter that is built in another way
    from hashlib import blake2b

TABLE = ("data", "proved", "lists.json")
DATA = (("data", "profiles", ".toml"), ("seeds", ".jsonl"))  # folder, how its names end


class Table(msgspec.Struct, frozen=True):
    """``by``: the mark of what was judged by; ``code``: the files of the program among it, below
    the folder that holds ``kit``; ``lists``: of each sound list, by its id, the mark of its bytes."""

    by: str
    code: list[str]
    lists: dict[str, str]


def mark(data: bytes) -> str:
    """What tells one file from another."""
    found: str = blake2b(data, digest_size=16).hexdigest()
    return found


def judged_by(code: list[str]) -> str:
    """The mark of all that decides about a list, but the list. Raises ``OSError``."""
    program = os.path.realpath(__file__)
    for _ in range(5):
        program = os.path.dirname(program)
    paths = [(name, os.path.join(program, *name.split("/"))) for name in code]
    for *folders, end in DATA:
        above = os.path.join(shipped(), *folders)
        names = sorted(name for name in os.listdir(above) if name.endswith(end))
        paths += [(name, os.path.join(above, name)) for name in names]
    all_of = blake2b(digest_size=16)
    for name, path in paths:
        data = _bytes(path)
        all_of.update(f"{name} {len(data)}\n".encode())
        all_of.update(data)
    found: str = all_of.hexdigest()
    return found


class Judge:
    """What the linter finds in shipped lists at the sites of a home. Each list that is as it was
    when it was found sound is looked at no more, but for the home's own sites."""

    def __init__(self, checklists: Checklists, sites: Sites) -> None:
        self._folder = os.path.realpath(checklists.library.shipped_folder())
        self._sites = sites
        self._lists = _lists(sites)
        files, is_own = sites.files(), sites.library.is_own
        self._own = [name for name in sites.profiles() if is_own(files[name])]

    def profiles(self) -> list[Profile]:
        """Those that can be read."""
        return self._read[0]

    def unread(self) -> list[Refused]:
        """What is wrong with the others. The shipped ones are read only where anything of theirs is
        not as it was, or the home has sites that may be laid over them."""
        return [] if self._lists and not self._own else self._read[1]

    def found(self, path: str, read: Callable[[], Checklist]) -> list[Finding]:
        """What the linter finds in the shipped list of this file; ``read`` decodes it, and is not
        asked where nothing can be found."""
        from kit.plans.checklists.rules.lint import check, check_at

        proved = self.holds(path)
        if proved and not self._own:
            return []
        own = [profile for profile in self.profiles() if profile.id in self._own]
        if proved and len(self.profiles()) - len(own) == len(self._sites.profiles()) - len(self._own):
            return check_at(read(), self.profiles(), own)
        return check(read(), self.profiles(), self.clauses, True)

    def holds(self, path: str) -> bool:
        """Is this file one of the shipped lists, with the very bytes that were found sound?"""
        folder, name = os.path.split(path)
        wanted = self._lists.get(name.removesuffix(".toml"))
        if wanted is None or os.path.realpath(folder) != self._folder:
            return False
        try:
            return mark(_bytes(path)) == wanted
        except OSError:
            return False

    @cached_property
    def clauses(self) -> set[str]:
        """The ids of all."""
        from kit.plans.seeds.files import clause_texts

        return set(clause_texts())

    @cached_property
    def _read(self) -> tuple[list[Profile], list[Refused]]:
        good: list[Profile] = []
        bad: list[Refused] = []
        for name in self._sites.profiles():
            try:
                good.append(self._sites.profile(name))
            except Refused as refused:
                bad.append(refused)
        return good, bad


def _lists(sites: Sites) -> dict[str, str]:
    """The marks of the sound lists; none where anything is not as it was when they were judged."""
    folder, there = sites.library.shipped_folder(), sites.files()
    try:
        table = msgspec.json.decode(_bytes(os.path.join(shipped(), *TABLE)), type=Table)
        changed = judged_by(table.code) != table.by
        names = [n.removesuffix(".toml") for n in os.listdir(folder) if n.endswith(".toml")]
    except (OSError, msgspec.MsgspecError):
        return {}
    hidden = any(sites.library.is_own(there[name]) for name in names)  # below one of the same name
    return {} if changed or hidden or sites.told() else table.lists


def _bytes(path: str) -> bytes:
    with open(path, "rb", opener=regular) as file:
        return file.read()
