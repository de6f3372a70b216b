"""Undo against a model: the same incident in which what was taken back was never typed."""

from __future__ import annotations

import pytest

from kit.incidents.incident.rules.fold import fold
from kit.incidents.incident.rules.withdrawal import counted
from tests.support.taken_back import never_typed, plain, play

SEEDS = range(125)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_state_is_that_of_a_log_in_which_it_was_never_written(seed: int) -> None:
    played, done, gone = play(seed, 40)
    fresh, refused = never_typed(done, gone)
    assert [command.name for command in refused] == []
    assert plain(played.state) == plain(fresh.state)
    assert plain(fold(counted(played.entries))) == plain(played.state)
