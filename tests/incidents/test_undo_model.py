"""Undo against a model: the same incident in which what was taken back was never typed."""

from __future__ import annotations

import itertools
import re
from functools import cache

import msgspec
import pytest

from kit.ground.base.refusal import Refused
from kit.ground.journal.merge import merge
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.fold import fold
from kit.incidents.incident.rules.withdrawal import copied, in_force, standing
from kit.review.archive.rules.digest import digest_of
from tests.support.taken_back import Played, never_typed, plain, play, two_laptops

SEEDS = [seed if seed < 5 else pytest.param(seed, marks=pytest.mark.exhaustive) for seed in range(125)]
laptops = cache(two_laptops)  # two tests look at them, and change nothing
OF_THE_LOG = ("entries", "corrections")


def figures(played: Played) -> dict[str, object]:
    """Every figure of the closed incident, but for those that count the log's own lines."""
    found = msgspec.to_builtins(digest_of(copied(played.state), played.entries))
    tally = found.get("tally", {})
    found.pop("changes", None)  # what was recorded after the first closing
    for one in found.get("undone", []):
        one["step"] = re.sub(r"own-\d+", "own", one["step"])  # named by the entry that added it
    return {**found, "tally": {k: v for k, v in tally.items() if k not in OF_THE_LOG}}


def close(played: Played) -> None:
    """Closed at the end, whatever came before."""
    try:
        played.run(900, lambda d: acts.close(d, "resolved"))
    except Refused:
        pass


@pytest.mark.parametrize("seed", SEEDS)
def test_the_state_is_that_of_a_log_in_which_it_was_never_written(seed: int) -> None:
    """And all that is on the disk is still read in its order."""
    played, done, gone = play(seed, 40)
    read = standing(played.entries)
    assert [r.entry.id for r in read if r.standing != "added"] == [e.id for e in played.entries]
    assert all(r.by is not None for r in read if r.standing)

    fresh, refused = never_typed(done, gone)
    assert [command.name for command in refused] == []
    assert plain(played.state) == plain(fresh.state)
    assert plain(fold(in_force(played.entries))) == plain(played.state)
    close(played)
    close(fresh)
    assert figures(played) == figures(fresh)


@pytest.mark.parametrize("seed", [s if s < 3 else pytest.param(s, marks=pytest.mark.exhaustive) for s in range(40)])
def test_two_laptops_logs_come_to_what_they_would_without_it_in_whichever_order(seed: int) -> None:
    """Where both ended the same timer, each for itself, the merged log says two things of it with
    and without the withdrawal."""
    ours, fresh, both = laptops(seed)
    states = [plain(fold(in_force(merge(order)))) for order in itertools.permutations(ours)]
    assert states[0] == states[1]
    if not both:
        assert states[0] == plain(fold(merge(fresh)))


@pytest.mark.exhaustive
def test_most_pairs_of_laptops_do_not_end_the_same_timer() -> None:
    assert sum(not laptops(seed)[2] for seed in range(40)) >= 15
