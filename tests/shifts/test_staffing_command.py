"""``kit staffing`` and the guide's key for it: shown in both languages, as lines, as JSON; recorded nowhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kit.ground.base.cells import width
from kit.ground.documents import terminal
from kit.ground.terminal.fragments import text_of
from kit.incidents.incident.files import desk
from kit.shifts.staffing.rules import asked
from kit.shifts.staffing.rules.asked import Asked
from kit.shifts.staffing.rules.queue import Work
from kit.shifts.staffing.show import page, percent, waits
from kit.shifts.staffing.talk.keys import KEYS
from tests.support.hands import Hands
from tests.support.kit import Kit
from tests.support.play import Played, answer, press, still
from tests.support.terminal import ENTER, ESC, Terminal

ASKED = [("来电多少", "500/30"), ("多少秒", "120"), ("应到多少席", "37"), ("缺几席", "6")]
FLOOR = ("--calls", "500/30", "--talk", "120", "--seats", "37", "--missing", "6")


def test_with_seats_missing_the_answer_says_what_is_answered_and_how_many_lack(kit: Kit) -> None:
    said = kit("--lang", "zh", "staffing", *FLOOR)
    assert said.code == 0
    for text in (
        "应到 37 席：接通率 96–98%，20秒内接通 88–94%，放弃率 2–4%",
        "现有 31 席（缺 6 席）：接通率 88–91%，20秒内接通 42–78%，放弃率 9–12%",
        "20秒内接通 80%：要 36 席，还差 5 席。",
        "座席  接通率  20秒内接通  放弃率  平均等待  无人挂断",
        "会重拨",
        "通话更长",
    ):
        assert text in said.out
    said = kit("--lang", "en", "staffing", *FLOOR, "--patience", "180", "--within", "30")
    for text in ("after 180 s on average", "answered 90%", "In 30 s", "callers ring again", "talk grows"):
        assert text in said.out


def test_as_data_every_seat_is_given_at_every_patience_and_without_hanging_up(kit: Kit) -> None:
    told = json.loads(kit("staffing", *FLOOR, "--json").out)
    assert (told["calls_an_hour"], told["seats_planned"], told["seats_there"]) == (1000, 37, 31)
    by = {(row["seats"], row["patience_seconds"]): row for row in told["staffing"]}
    assert by[31, 180]["answered_share"] == pytest.approx(0.898, abs=0.001)
    assert by[31, 180]["in_time_share"] == pytest.approx(0.550, abs=0.001)
    assert by[31, None]["in_time_share"] == 0 and by[31, None]["wait_seconds"] is None
    assert by[37, None]["in_time_share"] == pytest.approx(0.766, abs=0.001)


@pytest.mark.parametrize(
    ("option", "value"),
    [("--calls", "0"), ("--talk", "3"), ("--seats", "0"), ("--missing", "38"), ("--patience", "1"), ("--within", "0"), ("--share", "100")],
)
def test_a_figure_that_cannot_be_is_refused_and_said_how_to_write(kit: Kit, option: str, value: str) -> None:
    said = kit("--lang", "zh", "staffing", *FLOOR, option, value)
    assert said.code == 2 and said.out == "" and f"“{value}”" in said.err


def test_what_is_missing_is_named_where_nobody_can_be_asked(kit: Kit) -> None:
    said = kit("--lang", "en", "staffing", "--calls", "100")
    assert said.code == 2 and "--talk" in said.err


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("cols", [60, 80, 120])
@pytest.mark.parametrize("floor", [(1000, 120, 37, 6), (3_000_000, 120, 100_000, 40_000), (10, 7200, 1, 1), (60, 30, 9, 0)])
def test_every_line_fits_the_window(lang: str, cols: int, floor: tuple[int, int, int, int]) -> None:
    calls, talk, seats, missing = floor
    found = asked.answer(Asked(Work(calls, talk), seats, missing))
    lines = terminal.show(page(found, lang), cols)
    assert max(map(width, lines)) <= cols
    if cols >= 80 and calls == 1000:
        assert len(lines) <= 23  # one page of the smallest window, its keys below


def test_what_is_not_all_is_never_a_hundred_and_what_is_something_never_nothing() -> None:
    assert percent([0.9994, 0.002]) == "<1–99%" and percent([0.9996]) == "100%"
    assert percent([0.0001]) == "0%" and percent([0.551, 0.549]) == "55%"
    assert waits([5, float("inf")], "zh") == "-" and waits([12.2, 20.6], "zh") == "12–21秒"
    assert waits([300, 1200], "en") == "5–20 min"


# ---- the guide's key ----------------------------------------------------------------------------


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "MORE_KEYS", [lambda: KEYS])


@pytest.mark.parametrize("type_", ["call-surge", "staff-accident", "infectious-disease"])
def test_the_key_stands_where_the_plan_has_the_connection_rate_judged(tmp_path: Path, told: None, type_: str) -> None:
    hands = Hands(tmp_path, "zh", type_)
    assert hands.offered()["%"] == "staffing"
    assert "% 人手测算" in hands.line()


def test_the_key_stands_nowhere_else(tmp_path: Path, told: None) -> None:
    assert "%" not in Hands(tmp_path, "zh", "fire").offered()


def test_the_key_asks_shows_and_records_nothing(tmp_path: Path, told: None) -> None:
    """An estimate is no reading: the step still asks for what the display says."""
    hands = Hands(tmp_path, "zh", "call-surge")
    before = hands.kinds()
    question = hands.press("staffing")
    assert question.name == "staffing-calls" and "500/30" in question.lines[0]
    question = hands.press("many")
    assert question.typed == "many" and "看不懂" in question.lines[0]
    assert hands.press("500/30", "120", "37").name == "staffing-missing"
    assert hands.press(None).typed == "37"
    hands.press("37", "6")
    assert hands.question.name == "step" and hands.kinds() == before
    said = hands.ctx.out.stream.getvalue()  # type: ignore[attr-defined]
    assert "现有 31 席（缺 6 席）" in said
    assert hands.press("staffing").typed == "500/30"  # as it was typed last
    hands.press(None)
    assert hands.question.name == "step"


def test_drawn_it_stands_page_by_page_until_somebody_goes_back(tmp_path: Path, told: None) -> None:
    hands = Hands(tmp_path, "zh", "call-surge")
    hands.ctx.me = type(hands.ctx.me)("li", "zh", False, "")
    hands.press("staffing", "500/30", "120", "37", "6")
    shown = hands.question.full
    assert shown is not None
    first = text_of(shown(60, 18))
    assert len(first) == 18 and "1/2" in first[-1] and "现有 31 席（缺 6 席）" in "".join(first)
    hands.press("next")
    assert hands.question.full is not None
    second = text_of(hands.question.full(60, 18))
    assert "2/2" in second[-1] and "会重拨" in "".join(second)
    assert "1/" not in text_of(hands.question.full(80, 24))[-1]
    assert hands.press("back").name == "step"


def test_in_a_terminal_it_is_asked_and_shown(tmp_path: Path) -> None:
    drill = Played(tmp_path, "zh", "call-surge")
    with Terminal(["staffing"], drill.env) as t:
        for asks, typed in ASKED:
            t.see(asks)
            t.child.send(typed + ENTER)
        t.see("现有 31 席（缺 6 席）", "会重拨")


@pytest.mark.parametrize(("cols", "rows"), [(80, 24), (60, 18), (120, 40)])
def test_in_the_guide_what_falls_due_meanwhile_stands_in_the_last_row(tmp_path: Path, cols: int, rows: int) -> None:
    drill = Played(tmp_path, "zh", "call-surge")
    before = drill.kinds()
    with Terminal(["guide"], drill.env, cols, rows) as t:
        t.see("q 离开")
        press(t, "%", "来电多少")
        for (_, typed), after in zip(ASKED, (*(asks for asks, _ in ASKED[1:]), "人手测算"), strict=True):
            answer(t, typed, after)
        t.see("现有 31 席（缺 6 席）", "Esc 返回")
        drill.clock.at(6)
        t.see("! ", "Esc 返回")
        still(t)
        t.child.send(ESC)
        t.see("q 离开")
    assert [kind for kind in drill.kinds() if kind not in ("timer-due", "left")][: len(before)] == before
    assert not {"answered", "noted", "done"} & set(drill.kinds()[len(before) :])
