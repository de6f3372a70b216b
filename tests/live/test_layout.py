"""What a window has room for: every red line, or how many are missing and the key that shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from kit.ground.base.cells import width
from kit.ground.terminal.fragments import Fragment, Line, text_of
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.acts import Draft
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.show.timer_lines import timer_line
from kit.live.guide.show.layout import Pieces, laid_out
from kit.live.guide.show.parts import Extras, current_block, standing
from kit.live.guide.show.picture import picture, sheets
from kit.live.guide.talk import told
from tests.support.constants import TEN
from tests.support.hands import Later
from tests.support.shipped import LISTS, SITES, usual

SIZES = [(60, 15), (80, 19), (120, 35)]  # of the picture in 60x18, 80x24, 120x40
MORE = re.compile(r"  \+(\d+) v$")
WORDS = "找到人了" * 120
LONG = "已记录 #12：备注：" + WORDS


def gives() -> list[str]:
    """What of it gives way."""
    return [WORDS]


def begun(type_: str) -> Incident:
    incident, site = Incident(), msgspec.structs.replace(SITES.profile("hotline"), steps="all")
    draft = Draft(incident, TEN, "li")
    acts.open_incident(draft, "260302-DAN-F7AQ", LISTS.checklist(type_), site, msgspec.to_builtins(site), "0.1")
    return incident


def walked(type_: str, most: int) -> Iterator[tuple[Incident, datetime]]:
    """The incident at each of its first steps (one that goes on: look before the next)."""
    incident = begun(type_)
    for minute in range(most):
        yield incident, TEN + timedelta(minutes=minute)
        view = incident.current()
        if view is None:
            return
        draft = Draft(incident, TEN + timedelta(minutes=minute), "li")
        if view.step.answer == "call":
            acts.call(draft, view.role or view.who or "li", "reached", step=view.key)
        else:
            acts.tick(draft, view.key, usual(view.step))


def flat(text: str) -> str:
    return re.sub(r"\s", "", text)


def check(incident: Incident, now: datetime, lang: str, cols: int, rows: int) -> None:
    view = incident.current()
    lines = text_of(picture(incident, now, lang, cols, rows, Extras(12, 80, LONG, by="王组长", gives=gives)))
    assert len(lines) <= rows and all(width(line) <= cols for line in lines)
    assert lines[-1].startswith(" 已记录 #12") and not lines[-2].startswith(" 已记录")
    kept, rules = standing(incident, view, lang, incident.views(), now)
    shown = flat("".join(lines))
    missing = sum(flat(text) not in shown for _, text in [*kept, *rules])
    said = [int(found[1]) for line in lines if (found := MORE.search(line))]
    if rules or missing == 0 or said:
        assert sum(said) == missing, (missing, said, lines)
    else:  # nothing but what is to be kept in mind: counted beside the step
        assert any(f"+{missing} v -" in line for line in lines)
    if view is not None:
        block = text_of(current_block(incident, view, lang, cols))
        for line in block:
            if line.startswith((">", "    ")):  # what to do, and its choices
                assert line.rstrip() in lines


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("type_", LISTS.types())
def test_every_red_line_is_visible_or_counted_with_its_key(type_: str, lang: str) -> None:
    """Prohibitions cut without a mark: now never, in any shipped list, at its first steps."""
    for incident, now in walked(type_, 6):
        for cols, rows in SIZES:
            check(incident, now, lang, cols, rows)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_of_two_lists_the_red_lines_of_the_one_at_hand_stand_first(lang: str) -> None:
    """A fire amid a power cut, 60x18: the window kept the power cut's red line at the call to the brigade."""
    incident = begun("power-outage")
    acts.add_plan(Draft(incident, TEN, "li"), LISTS.checklist("fire"))
    for plan in reversed(incident.plans):
        view = next(each for each in incident.views() if each.plan == plan.prefix)
        rules = [text for _, text in standing(incident, view, lang, incident.views())[1]]
        first = plan.checklist.prohibitions[0].text.get(lang)
        assert rules[0].endswith(first), (plan.checklist.id, rules)
        assert len(rules) > 4


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_red_line_that_both_of_two_lists_have_stands_once(lang: str) -> None:
    """It took two of the lines that a window of 80x24 has for them."""
    incident = begun("power-outage")
    acts.add_plan(Draft(incident, TEN, "li"), LISTS.checklist("comms-failure"))
    both = [{rule.text.get(lang) for rule in plan.checklist.prohibitions} for plan in incident.plans]
    assert set.intersection(*both)
    for view in incident.views():
        rules = standing(incident, view, lang, incident.views())[1]
        assert len(set(rules)) == len(rules)


@pytest.mark.exhaustive
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("type_", LISTS.types())
def test_at_every_step_every_red_line_is_visible_or_counted(type_: str, lang: str) -> None:
    for incident, now in walked(type_, 80):
        for cols, rows in SIZES:
            check(incident, now, lang, cols, rows)


@pytest.mark.parametrize("type_", ["fire", "robbery", "power-outage"])
def test_at_80x24_and_larger_no_red_line_of_these_is_missing(type_: str) -> None:
    """A note of 480 characters takes one line and no red line away."""
    for incident, now in walked(type_, 12):
        for cols, rows in SIZES[1:]:
            for lang in ("zh", "en"):
                lines = picture(incident, now, lang, cols, rows, Extras(12, 80, LONG, gives=gives))
                assert not any(MORE.search(line) for line in text_of(lines))


def test_how_it_is_taken_back_stands_at_the_end_of_what_was_recorded_whatever_its_length() -> None:
    incident = begun("fire")
    for cols, rows in SIZES:
        line = text_of(picture(incident, TEN, "zh", cols, rows, Extras(12, 80, LONG, back="（u 撤回）", gives=gives)))[-1]
        assert line.startswith(" 已记录 #12") and line.endswith("找到人了 （u 撤回）") and ".." in line


def test_of_what_was_recorded_how_it_began_and_how_it_went_both_stay() -> None:
    """A call's result stands at the end of its line, which a small window cut."""
    incident = begun("fire")
    whom = "运营管理部值班主管领导或者其替补人员（含手机和座机）"
    said = f"已记录 #12：打电话给{whom}：未接通"
    for cols, rows in SIZES:
        lines = text_of(picture(incident, TEN, "zh", cols, rows, Extras(12, 80, said, back="（u 撤回）", gives=lambda: [whom])))
        said_whole = "".join(line.strip() for line in lines[-2:])
        assert "已记录 #12：打电话给" in said_whole and lines[-1].endswith("：未接通 （u 撤回）")


def test_the_page_in_full_holds_all_that_a_small_window_hides() -> None:
    for incident, now in walked("fire", 8):
        view = incident.current()
        assert view is not None
        pages = sheets(incident, now, "en", 60, 15, Extras(12))
        shown = flat("".join(line for page in pages for line in text_of(page)[2:]))
        kept, rules = standing(incident, view, "en", incident.views())
        assert all(flat(text) in shown for _, text in [*kept, *rules])
        assert all(flat(line) in shown for line in text_of(current_block(incident, view, "en", 60)))
        assert all(len(page) <= 15 for page in pages)


def test_a_large_window_shows_all_timers_more_steps_and_every_red_line() -> None:
    """120x40: 22 lines stood empty while timers and steps were folded."""
    *_, (incident, now) = walked("power-outage", 9)
    lines = text_of(picture(incident, now, "zh", 120, 35, Extras(12, 80, "x")))
    clocks = [line for line in lines[1:] if re.search(r"\d\d:\d\d$", line)]
    assert len(clocks) == len(incident.running()) >= 5
    start = next(i for i, line in enumerate(lines) if line.startswith("  之后"))
    assert sum(line.startswith("        ") for line in lines[start:]) >= 6
    assert sum(not line.strip() for line in lines) <= 3


# ---- the order in which things give way ----------------------------------------------------------


def pieces(timers: int, block: list[Line], rules: int) -> Pieces:
    def some(style: str, n: int) -> list[Line]:
        return [[(style, f" {style}{i}")] for i in range(n)]

    texts: list[Fragment] = [("never", f"rule{i}") for i in range(rules)]
    return Pieces([("title", "head")], [], some("timer", timers), "", some("done", 2), "bar", block, some("next", 2), [], texts, [], some("message", 1), "v")


def shown(p: Pieces, rows: int) -> list[str]:
    return text_of(laid_out(p, 40, rows))


STEP: list[Line] = [[("step", "> do")], [("detail", "  d1")], [("detail", "  d2")], [("say", "  s1")], [("say", "  s2")]]


def test_the_details_of_a_step_go_before_a_red_line_does() -> None:
    lines = shown(pieces(2, STEP, 3), 11)
    assert [line for line in lines if "rule" in line] == [" rule0", " rule1", " rule2"]
    assert "> do" in lines and "  d2" not in lines and "  s1" in lines
    assert any(line.startswith(" bar") and "+2 v" in line for line in lines)


def test_an_acknowledgement_of_two_lines_gives_its_second_to_the_step_at_hand() -> None:
    """The detail of the next step went, so that the answer of the last one stood there whole."""
    two: list[Line] = [[("message", " first")], [("message", " second")]]
    long = msgspec.structs.replace(pieces(2, STEP, 3), told=two, brief=[[("message", " brief")]])
    assert shown(long, 13)[-1] == " brief" and "  d2" in shown(long, 13)
    assert shown(long, 20)[-2:] == [" first", " second"]


def test_a_step_is_read_whole_before_a_second_timer_that_is_over_where_there_is_room_for_it() -> None:
    """At 80x24 what the police are to be told was whole, and whom to send to the road was not."""
    over = msgspec.structs.replace(pieces(2, [*STEP, *STEP[1:], *STEP[1:3]], 1), late=(True, True), due="2 due")
    for rows in (17, 16):
        lines = shown(over, rows)
        assert sum("  d" in line for line in lines) == 6, lines
        assert " timer0" in lines and (" timer1" in lines) is (rows == 17), lines


def test_words_to_say_stand_whole_before_a_second_timer_does() -> None:
    """In a window of 18 rows what to say to 119 was folded, and what had been done stood there."""
    lines = shown(pieces(2, STEP, 3), 10)
    assert "  s1" in lines and "  s2" in lines
    assert [line for line in lines if "timer" in line] == [" timer0"]


def test_beside_all_red_lines_the_most_urgent_timer_stands_also_where_a_list_stands_below() -> None:
    """While a call was asked about no timer stood there, and a report was due in 9 seconds."""
    rows = 3 + 1 + 3 + 1  # header, rule, bar; the step; the red lines; what was recorded
    calm = pieces(2, [STEP[0], *STEP[3:]], 3)
    for p in (calm, msgspec.structs.replace(calm, due="1 due")):
        lines = shown(p, rows)
        assert [line.strip() for line in lines if "rule" in line or "timer" in line] == ["timer0", "rule0", "rule1", "rule2"]
        assert len(lines) == rows and sum(line.endswith("--") for line in lines) == 1  # both rules on one line


def test_finished_steps_go_before_the_step_at_hand_its_number_and_its_first_words() -> None:
    """``At once 3/3``, two that were done, and not the third one."""
    done: list[Line] = [[("done", f"  {n}. was done")] for n in (1, 2)]
    block = [*done, [("step", "> do")], [("number", "  Number: 1")], [("say", "  s1")], [("say", "  s2")]]
    late = msgspec.structs.replace(pieces(3, block, 1), due="2 due", late=[True, True, False], over=lambda n: f"({n} late)")
    lines = shown(late, 9)
    assert [line.strip() for line in lines[1:3]] == ["timer0", "timer1"] and "> do" in lines
    assert "  Number: 1" in lines and "  s1" in lines and not any("was done" in line for line in lines)
    assert "> do" in shown(late, 6) and "(1 late) v" in "".join(shown(late, 6)), shown(late, 6)


def test_lines_of_what_is_over_go_before_finished_steps_and_what_is_to_be_kept_in_mind() -> None:
    late = msgspec.structs.replace(pieces(4, STEP[:1], 2), due="3 due", late=[True, True, True, False], kept=[("keep", "kept")])
    lines = shown(late, 10)
    assert [line.strip() for line in lines if "timer" in line] == ["timer0", "timer1", "timer2"]
    assert not any("done" in line for line in lines)


def test_red_lines_go_last_and_say_how_many_are_missing() -> None:
    lines = shown(pieces(4, STEP[:1], 6), 8)
    assert any("---" in line and "+3 v" in line for line in lines)
    assert lines[-2].endswith("  +5 v") or lines[-2].endswith(f"  +{6 - sum('rule' in x for x in lines)} v")
    assert "> do" in lines and lines[-1] == " message0"


def test_with_room_for_hardly_anything_the_step_and_one_red_line_stay() -> None:
    lines = shown(pieces(3, STEP, 4), 5)
    assert "> do" in lines and " rule0  +3 v" in lines


def red_lines(incident: Incident) -> list[str]:
    return [text for _, text in standing(incident, incident.current(), "zh", incident.views())[1]]


def test_the_red_lines_go_by_whether_it_is_over_and_not_by_the_phase_of_the_step() -> None:
    """The lift still stood with people in it, the only step left was the time of its end, and the
    line against prying the doors was gone; with the time of the end known it came back as soon as
    an older step was looked at again."""
    last = None
    for incident, _ in walked("lift-entrapment", 200):
        view = incident.current()
        if view is not None and view.phase == "recover" and last is not None:
            assert red_lines(incident) == last  # it goes on while its end is waited for
            break
        last = red_lines(incident)
    else:
        raise AssertionError("no recovery reached")
    for _ in range(20):
        view = incident.current()
        assert view is not None
        draft = Draft(incident, TEN + timedelta(hours=4), "li")
        if view.step.milestone == "restored":
            acts.tick(draft, view.key, "10:00")
            break
        if view.step.answer == "call":
            acts.call(draft, view.role or view.who or "li", "reached", step=view.key)
        else:
            acts.tick(draft, view.key, usual(view.step))
    assert red_lines(incident) != last
    older = next(v for v in incident.views() if v.phase == "respond")
    assert standing(incident, older, "zh", incident.views())[1] == standing(incident, incident.current(), "zh", incident.views())[1]


def test_in_a_narrow_window_how_it_is_taken_back_is_said_in_fewer_words_where_the_fact_needs_them() -> None:
    """Of "Call owed: Mrs Wang" three letters of the name were left."""
    from kit.live.guide.show.parts import told

    message = "Recorded #8: Call owed 2kyx: Mrs Wang 13811112222, the bill is wrong, promised for 10:08"
    gives = ["the bill is wrong", "Mrs Wang 13811112222"]
    rows = text_of(told(Extras(1, message=message, back="(u takes it back)", gives=lambda: gives), 62, "en"))
    assert "Call owed 2kyx: Mr" in rows[0] and rows[-1].endswith("(u u undo)") and all(width(row) <= 62 for row in rows)
    assert "promised for 10:08" in " ".join(row.strip() for row in rows)
    (short,) = told(Extras(1, message="Recorded #6: Note: ok", back="(u takes it back)"), 60, "en")
    assert short[0][1].endswith("(u takes it back)")


# ---- whom the ladder has come to -------------------------------------------------------------------


@pytest.fixture
def climbed(tmp_path: Path) -> Later:
    """Twice no answer at the system operations specialist's: the supervisor is to be told now."""
    hands = Later(tmp_path, "en", "power-outage")
    for minute in (6, 7):
        hands.at(minute)
        hands.session.record(lambda d: acts.timer_no_answer(d, "report-tech", "tech"))
    hands.at(20)
    return hands


@pytest.mark.parametrize("cols", [72, 80, 120])
def test_whom_to_tell_now_stands_whole_in_the_line_of_a_timer_and_the_title_is_cut_instead(climbed: Later, cols: int) -> None:
    """"Notify system operations specialist in 5 min - tell ca.." """
    incident = climbed.session.incident
    timer = next(t for t in incident.running() if t.rung)
    (line,) = text_of([timer_line(incident, timer, climbed.session.now().wall, "en", cols)])
    assert "tell call centre supervisor" in line and line.startswith(" ! Notify system") and width(line) <= cols
    assert (".." in line) is (cols < 120)


@pytest.mark.parametrize(("window", "whole"), [(79, 79), (119, 119), (199, 120)])
def test_numbered_lines_give_a_timer_the_width_of_the_window(
    climbed: Later, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], window: int, whole: int
) -> None:
    """It ended at 78 cells in a window of 120, just where the ladder's next name stood."""
    monkeypatch.setattr(told, "columns", lambda: window)
    told.show_state(climbed.session, climbed.question)
    line = next(line for line in capsys.readouterr().out.splitlines() if "tell call centre" in line)
    assert "tell call centre supervisor" in line and width(line) <= whole
    assert (".." in line) is (window < 119)


def overdue(lang: str, put_off: bool) -> tuple[Incident, datetime]:
    """Late in a flood; ``put_off``: nobody answered, so that all that is over rings again later."""
    incident, now = begun("flood"), TEN + timedelta(minutes=30)
    Draft(incident, now, "li").settle()
    for timer in [t for t in incident.running() if put_off and t.due <= now]:
        timer.ring_at = now + timedelta(minutes=3)
    return incident, now


@pytest.mark.parametrize("put_off", [False, True])
@pytest.mark.parametrize("alert", ["", "先看这里：" + WORDS[:90]], ids=["quiet", "alert"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_over_stands_in_the_smallest_window_and_the_rest_is_named_as_late(lang: str, alert: str, put_off: bool) -> None:
    """All of it was behind ``+4 v`` where it was to ring again later."""
    incident, now = overdue(lang, put_off)
    cols, rows = SIZES[0]
    lines = text_of(picture(incident, now, lang, cols, rows, Extras(9, message=LONG[:40], alert=alert)))
    late = sum(timer.due <= now for timer in incident.running())
    shown = [line for line in lines if line.startswith(" ! ")]
    assert late > 2 and any(over in "".join(shown) for over in ("晚了", "LATE")), lines
    named = "（{n} 项已晚）" if lang == "zh" else "({n} late)"
    assert any(named.format(n=late - len(shown)) in line for line in lines), lines
    assert len(lines) <= rows and all(width(line) <= cols for line in lines)
