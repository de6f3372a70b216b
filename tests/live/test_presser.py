"""Whatever a hand presses, at whatever pace: the log has what its keys said and nothing else, and no
sentence is lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.support.blind import Loop
from tests.support.presser import Presser

# Others by hand: KIT_PRESSER=100-163.
FIRST, _, LAST = os.environ.get("KIT_PRESSER", "0-7").partition("-")
SEEDS = range(int(FIRST), int(LAST or FIRST) + 1)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_hand_that_presses_everything_records_what_it_said_and_loses_no_sentence(
    loop: Loop, tmp_path: Path, seed: int
) -> None:
    wrong = Presser(tmp_path, loop, seed).plays(60)
    assert not wrong, "\n".join(wrong)
