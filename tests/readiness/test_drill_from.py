"""Any closed incident becomes a drill in one command: what came from outside at its minute, what the
list wanted by its deadlines; nobody's name, no customer."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from kit.ground.journal.line import new_id
from kit.ground.machine.clock import Now
from kit.incidents.incident.rules import acts
from kit.readiness.drills.files.scenarios import checked, read_scenario
from tests.support.constants import TEN
from tests.support.driller import Drilled, recount
from tests.support.kit import Kit, closed, opened


@pytest.fixture
def real(bare: Kit) -> str:
    """A real power cut at a hotline: a manager who does not answer, a customer who waits."""
    log = opened(bare.home, "power-outage")
    store = log.store

    def does(minute: float, act: object) -> None:
        store.record(log, Now(TEN + timedelta(minutes=minute)), "李雷", act)  # type: ignore[arg-type]

    for minute, step in ((0.5, "torch"), (1, "trapped"), (1.5, "keep-on")):
        does(minute, lambda d, step=step: acts.tick(d, step))
    does(3, lambda d: acts.call(d, "tech", "reached", said="韩梅梅说UPS还有40分钟", name="韩梅梅"))
    does(4, lambda d: acts.tick(d, "cause", "mains"))
    does(5, lambda d: acts.call(d, "manager", "no-answer"))
    does(6, lambda d: acts.call(d, "manager", "reached", said="同意转移"))
    does(7, lambda d: acts.callback_add(d, new_id()[:4], "王小丫", "13912345678", "账单"))
    does(8, lambda d: acts.tick(d, "ups", "40"))
    closed(log, TEN + timedelta(minutes=40))
    return log.ref


def made(bare: Kit, ref: str) -> Path:
    said = bare("drill", "from", ref, "--json")
    assert said.code == 0, said.err
    return Path(said.json["file"])


def test_one_command_makes_a_scenario_that_the_linter_passes(bare: Kit, real: str) -> None:
    path = made(bare, real)
    scenario, wrong = checked(str(bare.home), str(path))
    assert wrong == [] and scenario is not None and scenario.type == "power-outage"
    assert path == bare.home / "drills" / f"{scenario.id}.toml"
    assert bare("drill", "plan", scenario.id, "--check").code == 0


def test_what_came_from_outside_is_given_at_its_minute(bare: Kit, real: str) -> None:
    scenario = read_scenario(str(made(bare, real)))
    told = {(minute, inject.kind, inject.text.zh) for minute, _, inject in scenario.injects()}
    assert any(m == 5 and kind == "unreachable" and "没人接" in text for m, kind, text in told)
    assert any(m == 4 and "市电" in text for m, _, text in told), told
    assert any(m == 7 and kind == "outside" for m, kind, _ in told)
    assert any(m == 3 and "原话已隐去" in text for m, _, text in told), "what somebody said may name anybody"
    assert any(m == 8 and "40" in text for m, _, text in told)


def test_the_lists_deadlines_are_what_is_expected(bare: Kit, real: str) -> None:
    scenario = read_scenario(str(made(bare, real)))
    wanted = {(e.auto.who or e.auto.step, e.by) for _, e in scenario.expects() if e.auto is not None}
    deadlines = bare("summary", real, "--json").json
    first = {(line["tell"][0], line["due_after"] / 60) for line in deadlines["notices"] if line["tell"] and line["round"] == 1}
    assert first and first <= wanted


def test_no_name_and_no_customer_is_left_in_it(bare: Kit, real: str) -> None:
    text = made(bare, real).read_text(encoding="utf-8")
    for private in ("韩梅梅", "李雷", "王小丫", "13912345678", "账单"):
        assert private not in text, private


def test_the_scenario_can_be_played_and_is_scored_as_any_other(bare: Kit, real: str) -> None:
    scenario = read_scenario(str(made(bare, real)))
    good, idle = Drilled(bare.home, scenario.id), None
    whole = good.play(lambda _: True, every=1)
    assert whole.score.points == whole.score.of > 0
    idle = Drilled(bare.home, scenario.id)
    score = idle.play(lambda _: False, works=False, every=10).score
    assert score.points == 0 < score.of
    assert recount(bare.home, good.ref)[:2] == (whole.score.points, whole.score.of)


def test_drills_open_ones_and_files_that_are_there_are_refused(bare: Kit, real: str) -> None:
    opened(bare.home, "fire", drill=True)
    drilled = bare("list", "--json").json["incidents"][0]["ref"]
    assert bare("drill", "from", drilled).code == 3
    still = opened(bare.home, "fire").ref
    assert bare("drill", "from", still).code == 3
    made(bare, real)
    assert bare("drill", "from", real).code == 3 and bare("drill", "from", real, "--force").code == 0
