"""Scenario files: ``data/drills`` and the user's own ``drills`` folder over it; ``data/demo``."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TypeVar

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Exit, Refused
from kit.ground.base.text import Text
from kit.plans.checklists.files import Checklists
from kit.plans.checklists.rules.format import Checklist
from kit.plans.sites.files import Sites
from kit.plans.toml.files.broken import misnamed, unreadable
from kit.plans.toml.files.library import Library
from kit.plans.toml.files.read import read_text, read_toml
from kit.readiness.drills.files.tables import table
from kit.readiness.drills.rules.check import MOST_BYTES, Around, Finding, check
from kit.readiness.drills.rules.demo import Demo
from kit.readiness.drills.rules.script import KINDS, Scenario, named_types

FOLDER = "drills"
T = TypeVar("T")


def demo(home: str, id_: str) -> Demo:
    """Raises ``Refused`` when there is none of that name, or when it cannot be read."""
    files = Library(home, "demo").files()
    if id_ not in files:
        raise Refused("scenario-unknown", Exit.NOT_FOUND, scenario=id_, names=list(files))
    return read_toml(files[id_], Demo)


def scenario_files(home: str) -> dict[str, str]:
    """Id to file."""
    return Library(home, FOLDER).files()


def scenario(home: str, named: str) -> Scenario:
    """The scenario of that id, or of that file. Raises ``Refused``: none, not to be read, or with a
    mistake, of which the first is named with its line."""
    path = path_of(home, named)
    found = read_scenario(path)
    mistakes = findings(home, found)
    if mistakes:
        raise refusal(path, mistakes[0])
    return found


def path_of(home: str, named: str) -> str:
    """Raises ``Refused`` where there is none."""
    if named.endswith(".toml") and os.path.isfile(named):
        return named
    files = scenario_files(home)
    if named not in files:
        raise Refused(
            "scenario-unknown", Exit.NOT_FOUND, scenario=clean(named, 60), names=list(files)
        )
    return files[named]


def read_scenario(path: str) -> Scenario:
    """Decoded strictly, and no more than a person would write. Raises ``Refused``."""
    found = _read(path, Scenario)
    if os.path.basename(path) != f"{found.id}.toml":
        raise misnamed(path, found.id, read_text(path))
    return found


def _read(path: str, cls: type[T]) -> T:
    try:
        size = os.path.getsize(path)
    except OSError:
        size = 0  # reading it says why
    if size > MOST_BYTES:
        most = MOST_BYTES // 1024
        raise unreadable(
            path, "", Text(f"超过 {most} KB，不读", f"more than {most} KB, which is not read")
        )
    try:
        return read_toml(path, cls, {"kind": KINDS})
    except RecursionError:
        why = Text("括号套得太深", "brackets too deep inside each other")
        raise unreadable(path, "", why) from None


def findings(home: str, scenario: Scenario) -> list[Finding]:
    """What is wrong with it beyond its shape. What only a list of this site's own has not (the
    shipped one has it) is no mistake: the observer judges it."""
    found = check(scenario, around(home, scenario))
    shipped = {each.path for each in check(scenario, around(home, scenario, shipped=True))}
    return [each for each in found if each.path in shipped]


def around(
    home: str, scenario: Scenario, instead: Mapping[str, str] | None = None,
    posts: frozenset[str] | None = None, shipped: bool = False,
) -> Around:  # fmt: skip
    """What it may name: of the lists only those that it does name are read. ``instead``: by type
    the list of the site's own that is played in its place; ``posts``: of one site, else of all;
    ``shipped``: by the lists that came with the kit, where they did."""
    kept, lists = Checklists(home), {}
    files = kept.files()
    for type_ in named_types(scenario) & files.keys():
        found = _list(kept, type_, (instead or {}).get(type_, type_), shipped)
        if found is not None:
            lists[type_] = found
    items = frozenset(item.id for item in table(home).items)
    return Around(lists, _posts(home) if posts is None else posts, items)


def _list(kept: Checklists, type_: str, instead: str, shipped: bool) -> Checklist | None:
    """Of one that cannot be read (kit checklists check says so) the shipped one, as at a start."""
    found = kept.shipped_checklist(type_) if shipped else None
    if found is not None:
        return found
    try:
        return kept.checklist(instead)
    except Refused:
        return kept.shipped_checklist(instead)


def _posts(home: str) -> frozenset[str]:
    sites, posts = Sites(home), set()
    for name in sites.files():
        try:
            posts |= set(sites.profile(name).roles)
        except Refused:  # its own check says so
            continue
    return frozenset(posts)


def refusal(path: str, finding: Finding) -> Refused:
    """A finding as the refusal of the file, with its line."""
    return unreadable(path, finding.path, finding.why, read_text(path), finding.path)


def checked(home: str, path: str) -> tuple[Scenario | None, list[Refused]]:
    """A file, and everything that is wrong with it."""
    try:
        found = read_scenario(path)
    except Refused as refused:
        return None, [refused]
    return found, [refusal(path, each) for each in findings(home, found)]
