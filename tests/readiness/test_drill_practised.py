"""What a drill leaves behind and where it is played: nobody real waits for a call that was promised
in one, its end has a name, all its incidents are at one site."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from kit.ground.machine.clock import Now
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.live.board.command import plain_board
from kit.live.guide.talk.looking import Looking
from kit.readiness.drills.files.store import Drills
from kit.readiness.drills.talk.news import News
from kit.review.archive.command.list_incidents import run as list_run
from tests.support.constants import TEN
from tests.support.driller import Drilled
from tests.support.kit import Kit
from tests.support.play import leave
from tests.support.run import ClockFile, environment, kit
from tests.support.terminal import Terminal

OWED = "Closed incidents: 1 customer still to call back"


@pytest.fixture
def promised(tmp_path: Path) -> Drilled:
    """A drill whose first incident is closed with a promise to keep; the drill goes on."""
    drilled = Drilled(tmp_path, "telephones-dead")
    at = TEN + timedelta(minutes=30)
    assert drilled.record(lambda d: acts.callback_add(d, "a1", "Zhang", "", "", at))
    assert drilled.record(lambda d: acts.close(d, "stood-down", ""))
    return drilled


def seen(drilled: Drilled) -> tuple[int, list[str]]:
    """How many closed incidents owe calls at home, and the board."""
    return len(Looking(drilled.ctx).owing), plain_board(drilled.ctx)


def test_while_the_drill_is_on_its_promises_stand_marked_on_home_and_board(promised: Drilled) -> None:
    promised.clock.wall = TEN + timedelta(minutes=45)
    owing, board = seen(promised)
    assert owing == 1
    mine = [line for line in board if OWED in line or "Zhang" in line]
    assert len(mine) == 2 and all("[DRILL]" in line for line in mine)


def test_when_the_drill_is_over_nobody_waits_for_its_calls_at_home_on_the_board_or_in_the_list(promised: Drilled) -> None:
    promised.end()
    promised.clock.wall = TEN + timedelta(hours=3)
    owing, board = seen(promised)
    assert owing == 0 and not any("Zhang" in line or OWED in line for line in board)
    list_run(promised.ctx)
    assert promised.log.ref not in promised.ctx.out.stream.getvalue()  # type: ignore[attr-defined]
    assert "Zhang" in str(promised.log.incident.owed()), "in its own log it stays"


def test_what_is_really_owed_stands_there_while_and_after_a_drill(promised: Drilled) -> None:
    from kit.live.guide.command.start import open_type

    log = open_type(promised.ctx, "comms-failure", False, 1.0, "")
    store = promised.ctx.of(Store)
    store.record(log, promised.clock.now(), "wang", lambda d: acts.callback_add(d, "b1", "Qian"))
    store.record(log, promised.clock.now(), "wang", lambda d: acts.close(d, "resolved", ""))
    for end in (False, True):
        if end:
            promised.end()
        board = plain_board(promised.ctx)
        (line,) = (line for line in board if "Qian" in line)
        assert "[DRILL]" not in line
        (head,) = (line for line in board if "still to call back" in line)
        assert "[DRILL]" not in head


# ---- who ended it --------------------------------------------------------------------------------


def test_whoever_records_in_the_drill_ended_it(bare: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the end is signed by nobody: not the drill's line, not the incident's."""
    monkeypatch.setenv("KIT_BY", "-")
    bare.at(0)("drill", "run", "lift-stuck", "--no-guide")
    log = bare.folder()
    log.store.record(log, Now(TEN), "-", lambda d: acts.record_by(d, "Zhao", log.store.laptop))
    bare.at(5)("drill", "end")
    assert [e.by for e in bare.folder(log.ref).entries if e.kind == "closed"] == ["Zhao"]
    assert Drills(str(bare.home)).all()[-1].state.ended_by == "Zhao"


def test_who_is_named_for_it_ended_it(bare: Kit) -> None:
    bare.at(0)("drill", "run", "lift-stuck", "--no-guide")
    ref = bare.folder().ref
    bare.at(5)("drill", "end", "--by", "Li")
    assert [e.by for e in bare.folder(ref).entries if e.kind == "closed"] == ["Li"]
    assert Drills(str(bare.home)).all()[-1].state.ended_by == "Li"


# ---- at which site -------------------------------------------------------------------------------


def test_a_second_incident_of_the_drill_is_at_the_drills_site(bare: Kit) -> None:
    bare.at(0)("drill", "run", "rain-garage", "--no-guide")
    second = bare("start", "lift-entrapment", "--drill", "--no-guide", "--json").json["ref"]
    held = bare("drill", "list", "--json").json["drills_held"][0]["incident_refs"]
    assert second in held
    sites = {bare.folder(each).incident.profile.id for each in held}
    assert sites == {"property"}


def test_a_site_that_is_named_goes_before_the_drills(bare: Kit) -> None:
    bare.at(0)("drill", "run", "rain-garage", "--no-guide")
    second = bare("start", "lift-entrapment", "--drill", "--profile", "hotline", "--no-guide", "--json").json["ref"]
    assert bare.folder(second).incident.profile.id == "hotline"


def test_away_from_ones_own_site_it_is_said_that_its_posts_have_no_numbers(bare: Kit) -> None:
    said = " ".join(bare.at(0)("drill", "run", "lift-stuck", "--no-guide").out.split())
    site = bare.folder().incident.profile
    bare_posts = sum(not role.phone for role in site.roles.values())
    assert f"{bare_posts} of its {len(site.roles)} posts have no number on file" in said


def test_at_ones_own_site_nothing_is_said_of_numbers(bare: Kit) -> None:
    said = bare.at(0)("drill", "run", "lift-stuck", "--no-guide", "--profile", "hotline").out
    assert "no number on file" not in said


# ---- its planned time ----------------------------------------------------------------------------


def test_when_the_planned_time_is_over_the_guide_says_so_once_and_how_the_drill_is_ended(tmp_path: Path) -> None:
    drilled = Drilled(tmp_path, "lift-stuck")
    news = News(drilled.ctx)
    over = "[DRILL] 10:35 The planned time is over. Wind up, then: kit drill end"
    for minute, says in ((34.9, False), (35, True), (50, True)):
        drilled.at(minute)
        news.refresh()
        assert (over in news.lines()) == says
        assert (over in [ring.text for ring in news.new()]) == (minute == 35), "rings once"
        assert len(news.lines()) <= 2
    drilled.end()
    news.refresh()
    assert news.lines() == [], "over is over"


def test_the_screen_wakes_when_the_planned_time_is_over_also_where_injects_are_given_by_hand(tmp_path: Path) -> None:
    for home, by_hand in ((tmp_path / "a", False), (tmp_path / "b", True)):
        drilled = Drilled(home, "lift-stuck", by_hand=by_hand)
        drilled.ctx.clock.speed = 1.0
        news = News(drilled.ctx)
        drilled.at(30)
        news.refresh()
        assert 299 < news.next() < 301
        drilled.at(40)
        news.refresh()
        assert news.next() == float("inf"), "nothing is still to come"


def test_the_guide_that_is_left_names_how_the_drill_is_ended(tmp_path: Path) -> None:
    env = environment(tmp_path / "home", "en", ClockFile(tmp_path / "clock"))
    kit(env, "drill", "run", "lift-stuck", "--no-guide")
    with Terminal(["guide"], env) as t:
        t.see("By intercom")
        leave(t)
        shown = " ".join(t.see("goes on").split())
    assert re.search(r"Drill D[\w-]+ goes on\. Come back: kit guide; end it: kit drill end D", shown)


# ---- what is read of it --------------------------------------------------------------------------


def drill_ref(bare: Kit) -> str:
    return str(bare("drill", "list", "--json").json["drills_held"][-1]["drill_ref"])


def test_a_drills_reference_where_an_incidents_is_wanted_says_which_command_has_it(bare: Kit) -> None:
    bare.at(0)("drill", "run", "lift-stuck", "--no-guide")
    ref = drill_ref(bare)
    for line in (("log", ref), ("show", "-i", ref), ("summary", ref)):
        said = bare(*line)
        assert said.code == 4 and f"kit drill show {ref}" in said.err, line
    assert "kit list --all" in bare("log", "999999-ZZZ-ZZZZ").err


def test_posts_that_were_named_by_their_ids_stand_in_the_record_by_their_titles(bare: Kit) -> None:
    bare.at(0)("drill", "run", "power-night", "--no-guide", "--who", "Zhao=supervisor", "--who", "Li=the boss")
    record = bare("drill", "record").out
    title = bare.folder().incident.profile.roles["supervisor"].title.en
    assert f"Zhao ({title})" in record and "(supervisor)" not in record and "Li (the boss)" in record


def test_comparing_says_of_which_list_there_are_too_few(bare: Kit) -> None:
    for n, id_ in enumerate(("lift-stuck", "fire-kitchen")):
        bare.at(n * 60)("drill", "run", id_, "--no-guide")
        bare("drill", "end")
    said = bare("drill", "compare")
    assert said.code == 4 and "by this list (fire)" in said.err and "kit drill run fire-kitchen" in said.err


def test_the_observers_key_ends_it_and_that_is_said_once(tmp_path: Path) -> None:
    env = environment(tmp_path / "home", "en", ClockFile(tmp_path / "clock"))
    kit(env, "drill", "run", "lift-stuck", "--no-guide", "--observer", "Li")
    with Terminal(["drill", "observe"], env) as t:
        t.see("e end the drill")
        t.child.send("e")
        t.see("End the drill?")
        t.child.send("y\r")
        shown = t.see("all is judged")
    assert len(re.findall(r"score D", " ".join(shown.split()))) == 1, shown
