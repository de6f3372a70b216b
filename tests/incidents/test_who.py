"""Who wrote: one name for a person who writes under several, and never another's name."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from kit.ground.machine.clock import Now
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.events import StepDone
from kit.plans.sites.rules import Person, Profile
from kit.review.archive.files.catalogue import Catalogue
from kit.review.archive.rules.digest_fast import digest_fast
from tests.support.constants import TEN
from tests.support.kit import Kit, closed
from tests.support.logs import SITE, TINY, begin, log_of
from tests.support.world import World, kinds

PEOPLE = msgspec.structs.replace(SITE, people=[Person("张敏", ["zhangmin", "ZM"])])


def test_two_names_of_one_person_are_one_leader_in_the_figures(tmp_path: Path) -> None:
    """Opened as zhangmin, opened as 张敏: one leader, not two, by either way of reading."""
    store = Store(str(tmp_path))
    for by in ("zhangmin", "张敏", "wang"):
        log = begin(store, TINY, PEOPLE, Now(TEN), by)
        closed(log, TEN + timedelta(minutes=1))
        fast = digest_fast({p.stem: p.read_bytes() for p in [log_of(log)]})
        assert fast is not None and fast.leader == ("wang" if by == "wang" else "张敏")
    found = Catalogue(store).month("2026-03")
    assert sorted(digest.leader for digest in found) == ["wang", "张敏", "张敏"]


def test_a_site_without_people_leaves_names_as_they_are() -> None:
    assert SITE.one_name("zhangmin") == "zhangmin"
    assert PEOPLE.one_name(" Zm ") == "张敏"
    assert Profile(1, "x", SITE.title).over(PEOPLE).one_name("zm") == "张敏"


def test_an_unknown_writer_is_unknown_and_never_whoever_opened_it(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("KIT_BY", "USER", "LOGNAME", "USERNAME", "LNAME"):
        monkeypatch.delenv(name, raising=False)
    said = kit("note", "something")
    assert "  unknown  Note: something" in said.out
    assert kit.folder().entries[-1].by == "-" and kit.folder().incident.by == "li"


# ---- a value that was wrong --------------------------------------------------------------------------


def test_a_number_answered_again_is_a_correction_that_is_seen_and_counted(kit: Kit) -> None:
    """50 lines, then 5: the table says 5, the log says what it was, the figures count a correction."""
    kit("answer", "seats", "50")
    assert "Corrected: Count the positions that cannot work [5 positions] (it was 50 positions)" in kit("answer", "seats", "5").out
    ref = kit.folder().ref
    assert kit("summary", ref, "--json").json["corrections"] == 1
    steps = {each["step"]: each for each in kit("show", ref, "--json").json["steps"]}
    assert steps["seats"]["value"] == "5"
    kit("answer", "seats", "5")
    assert kit("summary", ref, "--json").json["corrections"] == 1, "the same again corrects nothing"


def test_another_choice_is_news_and_no_correction() -> None:
    world = World()
    world.do(1, acts.tick, "cause", "mains")
    (done, *_) = world.do(2, acts.tick, "cause", "wiring")
    assert isinstance(done, StepDone) and done.was == ""
    world.do(3, acts.tick, "count", "50")
    (done, *_) = world.do(4, acts.tick, "count", "5")
    assert isinstance(done, StepDone) and done.was == "50"
    assert kinds([done]) == ["step-done"]


def test_both_ways_of_reading_count_the_same_corrections(tmp_path: Path) -> None:
    from tests.support.kit import opened

    log = opened(tmp_path, drill=False)
    for minute, value in ((1, "50"), (2, "5")):
        log.store.record(log, Now(TEN + timedelta(minutes=minute)), "li", lambda d, v=value: acts.tick(d, "seats", v))
    closed(log, TEN + timedelta(minutes=3))
    fast = digest_fast({p.stem: p.read_bytes() for p in [log_of(log)]})
    assert fast is not None and fast.tally.corrections == 1
    (whole,) = Catalogue(log.store).month("2026-03")
    assert whole.tally.corrections == 1
