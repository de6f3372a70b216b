"""One kind of event in one place: nothing of a kind stands, or is missing, anywhere else."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType

import pytest

from kit.ground.base.words import homes
from kit.incidents.incident.rules import kinds
from kit.incidents.incident.rules.events import FAMILIES, KINDS
from kit.incidents.incident.rules.kinds import Kind

MODULES = [importlib.import_module(f"{kinds.__name__}.{found.name}") for found in pkgutil.iter_modules(kinds.__path__)]
ALL = [kind for family in FAMILIES for kind in family.kinds]


def name(module: ModuleType) -> str:
    return module.__name__.rpartition(".")[2]


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_a_family_is_known_with_every_kind_that_its_file_holds_and_its_sentences(module: ModuleType) -> None:
    here = [c for c in vars(module).values() if isinstance(c, type) and issubclass(c, Kind) and c.__module__ == module.__name__]
    assert set(here) == set(module.FAMILY.kinds)
    assert module.FAMILY in FAMILIES
    assert module.__name__ in homes()["timeline"]
    assert module.__doc__ and module.WORDS


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.kind)
def test_a_kind_says_itself_how_it_reads(kind: type[Kind]) -> None:
    assert kind.reads is not Kind.reads
    assert KINDS.of(kind.kind) is kind


def test_no_two_kinds_have_the_same_word() -> None:
    assert len({kind.kind for kind in ALL}) == len(ALL) == len(KINDS.words())
