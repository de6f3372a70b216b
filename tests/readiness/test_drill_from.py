"""Any closed incident becomes a drill in one command: what came from outside at its minute, what the
list wanted by its deadlines; nobody's name, no customer."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.ground.journal.line import new_id
from kit.ground.machine.clock import Now
from kit.incidents.incident.rules import acts
from kit.readiness.drills.files.scenarios import checked, read_scenario, scenario
from tests.support.constants import TEN
from tests.support.driller import Drilled, recount
from tests.support.kit import Kit, closed, opened

MANY = int(os.environ.get("KIT_MANY", "1"))


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


# ---- a name of one's own -------------------------------------------------------------------------

HOSTILE = [
    "Power Night.toml", "停电.toml", "-x.toml", "1st.toml", ".toml", "a/.toml", "..", "a b", "x" * 41, "x" * 300, "x\n", "x.toml\n",
    "x\u202e", "a.b.toml", "a.html", "x.TOML", "con/\x00/x.toml", "x\x00", "sub/", "'; rm -rf /", "a_b", "x\x1b[2J", "\ud800", "é",
]  # fmt: skip
GOOD = ["march", "march.toml", "sub/dir/lift-2.toml", "a", "x" * 40, "from-here.toml"]


def tried(kit: Kit, ref: str, name: str, folder: Path) -> Path | None:
    """What a name came to: the file, which the check passes and a drill can be begun from, or a
    sentence and nothing at all on the disk."""
    before = {p for p in folder.rglob("*") if p.is_file()}
    said = kit("drill", "from", ref, "-o", str(folder) + "/" + name)
    new = {p for p in folder.rglob("*") if p.is_file()} - before
    assert "Traceback" not in said.out + said.err and "\x1b" not in said.out + said.err
    if said.code:
        assert said.code in (1, 2, 3) and len(said.err.strip().splitlines()) == 1 and new == set(), (name, said.err)
        return None
    (path,) = new
    assert checked(str(kit.home), str(path))[1] == [] and scenario(str(kit.home), str(path)).id == path.stem
    return path


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_that_can_be_no_scenarios_is_refused_before_anything_is_written(
    name: str, bare: Kit, real: str, tmp_path: Path
) -> None:
    assert tried(bare, real, name, tmp_path / "out") is None


@pytest.mark.parametrize("name", GOOD)
def test_a_name_of_ones_own_is_the_scenarios_id_and_can_be_played(name: str, bare: Kit, real: str, tmp_path: Path) -> None:
    path = tried(bare, real, name, tmp_path / "out")
    assert path is not None and path.suffix == ".toml"
    assert bare("drill", "plan", str(path), "--check").code == 0
    assert bare.at(100)("drill", "run", str(path), "--no-guide").code == 0
    assert bare("drill", "end").code == 0


def test_any_name_gives_a_scenario_that_its_own_check_passes_or_one_sentence(bare: Kit, real: str, tmp_path: Path) -> None:
    rounds = []

    @settings(max_examples=15 * MANY, deadline=None, database=None, derandomize=True)
    @given(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="/\x00"), min_size=1, max_size=50))
    def each(name: str) -> None:
        folder = tmp_path / str(len(rounds))
        rounds.append(tried(bare, real, name, folder))

    each()


def test_a_name_that_a_scenario_here_has_already_does_not_take_its_place(bare: Kit, real: str) -> None:
    own = str(bare.home / "drills" / "power-night.toml")
    said = bare("drill", "from", real, "-o", own)
    assert said.code == 3 and "power-night" in said.err and not Path(own).exists()
    assert bare("drill", "from", real, "-o", own, "--force").code == 0
