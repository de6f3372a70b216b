"""Every careless change of ``mutants`` still finds its place; that each is caught shows
``python -m tests.proofs.mutants``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.proofs.mutants import MUTANTS, Mutant, patched
from tests.support.constants import ROOT


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda m: m.name)
def test_a_careless_change_still_applies_and_its_test_is_there(mutant: Mutant) -> None:
    source = (ROOT / mutant.file).read_text(encoding="utf-8")
    compile(patched(source, mutant), mutant.file, "exec")
    path, _, words = mutant.caught_by.partition(" ")
    text = Path(ROOT, path).read_text(encoding="utf-8")
    assert words.partition(" and ")[0] in text or "flows" in path
