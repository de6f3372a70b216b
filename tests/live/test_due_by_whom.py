"""By whom what is due was seen to: its letter is not the one that the heading names for another incident, and no
note becomes a name; an alarm that has stood there is answered at once."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from kit.ground.base.cells import cut_parts, left, width
from kit.ground.machine.clock import Now
from kit.ground.terminal.fragments import text_of
from kit.incidents.incident.rules import acts
from kit.incidents.incident.show.timer_lines import timer_until
from kit.live.guide.show.parts import told
from kit.live.guide.talk.letters import ANSWERS, LETTERS
from tests.live.conftest import Begin
from tests.live.test_due_this_moment import numbered
from tests.support.blind import Blind, Loop
from tests.support.constants import TEN
from tests.support.hands import Hands, Later
from tests.support.kit import opened
from tests.support.play import Played, answer, at, press
from tests.support.terminal import Terminal

SENTENCE = "物业来人了"
SURE = "这句是答“姓名或岗位：”的吗"


def notice(played: Played) -> Terminal:
    """The check whether the customers were told, alone, as the guide asks about it at eleven past."""
    return Terminal(["guide", "-i", played.ref], played.env)


def alone(blind: Blind, key: str) -> None:
    """Of what is due nothing is left but this."""
    for timer in blind.session.due():
        if timer.key != key:
            blind.session.record(lambda d, key=timer.key: acts.timer_cancel(d, key, "x"))  # type: ignore[misc]


def asked(begin: Begin, lang: str = "zh") -> Blind:
    blind = begin("power-outage", lang, minute=11)
    alone(blind, "customer-notice")
    blind.rests()
    blind.key("d")
    blind.loop.pass_(5)
    assert blind.asked == "due"
    return blind


def test_in_the_answers_to_what_is_due_o_goes_to_the_other_incident_as_the_heading_says(tmp_path: Path) -> None:
    """It asked for a name there, and the note typed behind it closed the alarm."""
    drill = Played(tmp_path, type_="power-outage")
    ref = opened(drill.env["KIT_HOME"], "fire").ref
    with notice(drill) as t:
        t.see("q 离开")
        at(t, drill.clock, 11)
        t.see("o 过去", ref)
        press(t, "d", "去另一个未关闭的事件")
        assert any("h  " in line and ("别人" in line or "其他人" in line) for line in t.lines()), t.text()
        press(t, "o", "火灾", "q 离开")
        assert ref in t.text() and "姓名或岗位" not in t.text()
    assert not {"timer-answered", "called"} & set(drill.kinds())


@pytest.mark.parametrize("letter", ["", "d"])
def test_o_leads_there_from_the_list_and_from_where_nothing_is_due_too(tmp_path: Path, letter: str) -> None:
    hands = Later(tmp_path, "zh")
    opened(tmp_path, "fire")
    hands.at(20 if letter else 0)
    hands.press(*(["due", "all"] if letter else ["due"]))
    assert hands.question.name == ("due-list" if letter else "due-none") and hands.offered()["o"] == "next"
    with pytest.raises(StopIteration):
        hands.press("next")
    assert hands.session.goto == hands.session.others.logs[0].ref and hands.kinds()[-1] == "guide-left"


def test_and_from_what_somebody_else_promised(tmp_path: Path) -> None:
    hands = Later(tmp_path, "zh")
    opened(tmp_path, "fire")
    hands.session.record(lambda d: acts.forecast(d, "", "供电局", TEN + timedelta(minutes=1)))
    hands.at(2)
    hands.press(None)
    hands.press("due")
    assert hands.question.name == "forecast-now" and hands.offered()["o"] == "next"


def test_a_sentence_typed_for_a_name_is_asked_about_and_the_line_never_cuts_the_name(tmp_path: Path) -> None:
    drill = Played(tmp_path, type_="power-outage")
    with notice(drill) as t:
        t.see("q 离开")
        at(t, drill.clock, 11)
        press(t, "d", "h  ")
        press(t, "h", "姓名或岗位")
        answer(t, SENTENCE, SURE)
        assert not {"timer-answered", "called"} & set(drill.kinds())
        press(t, "y", "已记录")
        assert f"{SENTENCE}" in next(line for line in t.lines() if "已记录" in line or ".." in line), t.text()
    assert {"timer-answered", "called"} & set(drill.kinds())


@pytest.mark.parametrize("text", [SENTENCE, "somebody of the building is here"])
def test_left_by_its_letter_for_a_note_it_is_one_and_answers_nothing(begin: Begin, text: str) -> None:
    blind = asked(begin)
    blind.key("h")
    blind.loop.pass_(5)
    if text.isascii():
        blind.types(text)
    else:
        blind.words(text)
        blind.key("enter")
    assert blind.asked in ("who-sure", "read-back")
    blind.rests()
    blind.key("#")
    blind.rests()
    assert blind.notes() == [text] and "timer-answered" not in blind.kinds()


def test_a_name_typed_as_the_line_opens_is_read_back_first(begin: Begin) -> None:
    blind = asked(begin)
    blind.key("h")
    blind.loop.pass_(1.75)
    blind.words("老周")
    blind.key("enter")
    assert blind.asked == "read-back" and "timer-answered" not in blind.kinds()
    blind.rests()
    blind.key("y")
    blind.rests()
    assert "timer-answered" in blind.kinds() and "老周" in blind.session.message


@pytest.mark.parametrize("name", ["老周", "质检", "客服部值班长", "Tom Li"])
def test_a_name_or_a_post_typed_after_a_look_is_taken_at_once(begin: Begin, name: str) -> None:
    blind = asked(begin)
    profile = blind.session.incident.profile
    assert profile is not None
    name = profile.title_of("supervisor").zh if name.startswith("客服部") else name
    blind.key("h")
    blind.loop.pass_(5)
    blind.types(name) if name.isascii() else (blind.words(name), blind.key("enter"))
    assert "timer-answered" in blind.kinds()


@pytest.mark.parametrize(("waits", "counts"), [(0.5, 0), (5, 1)])
def test_in_lines_a_name_typed_as_the_line_opens_is_asked_about_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, waits: float, counts: int
) -> None:
    guide, _ = numbered(tmp_path, monkeypatch, "zh", (5, "d"), (5, "h"), (waits, "老周"))
    assert guide.kinds().count("timer-answered") == counts


def test_no_letter_that_answers_what_is_due_chooses_a_timer() -> None:
    assert "h" in ANSWERS and not set(ANSWERS) & set(LETTERS)


def test_what_is_kept_of_a_line_stands_in_it_however_long_the_title_is() -> None:
    text = "已记录 #107：计时已答，是：10分钟内告知客户和外呼的各组（物业来人了），晚了 1 分 44 秒"
    gives = ["10分钟内告知客户和外呼的各组"]
    for cells in range(70, 90):
        cut = cut_parts(text, cells, gives)
        assert SENTENCE in cut and "晚了" in cut and width(cut) <= cells, cut
    assert cut_parts(text, 90, gives) == text
    assert SENTENCE in cut_parts(text, 30, gives), "nothing else gives way"


@pytest.mark.parametrize("cols", [44, 60, 80])
def test_the_line_of_what_was_recorded_shortens_the_title_and_not_the_name(begin: Begin, cols: int) -> None:
    blind = asked(begin)
    blind.key("h")
    blind.loop.pass_(5)
    blind.words("老周王")
    blind.key("enter")
    blind.rests()
    blind.session.message = blind.session.saved = blind.session.message.replace("：10分钟内", "：10分钟内" + "还要再次" * 8)
    extras = msgspec.structs.replace(blind.session.extras(cols), gives=lambda: ["还要再次" * 8])
    rows = text_of(told(extras, cols, "zh"))
    assert "老周王" in "".join(row.strip() for row in rows) and all(width(row) <= cols for row in rows), rows


# ---- what has stood there ------------------------------------------------------------------------


def late(loop: Loop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, minute: float) -> Blind:
    """The guide come to by now, whose report has been due for so long."""
    seconds = [0.0]
    monkeypatch.setattr(Hands, "now", lambda self: Now(TEN + timedelta(seconds=seconds[0] + loop.now)))
    opened(tmp_path, "application-outage")
    seconds[0] = minute * 60
    return Blind(tmp_path, "zh", "application-outage", loop, begun=True)


@pytest.mark.parametrize("stood", [4.0, 20.0])
def test_the_first_answer_to_an_alarm_whose_answers_stood_there_counts(
    loop: Loop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stood: float
) -> None:
    """Twelve minutes late it was refused, for it had fallen due "this moment"."""
    blind = late(loop, tmp_path, monkeypatch, 17)
    blind.key("d", 0.3)
    assert blind.asked == "due"
    blind.key("n", stood)
    blind.rests()
    assert blind.asked != "due-sure" and "called" in blind.kinds()


def test_one_typed_before_anybody_saw_it_is_refused_with_the_true_reason(
    loop: Loop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blind = late(loop, tmp_path, monkeypatch, 17)
    blind.key("d", 0.3)
    blind.key("n")
    blind.rests()
    assert blind.asked == "due-sure" and "刚刚才到时" not in blind.screen.posed.question.text
    assert "刚刚才排到这里" in blind.screen.posed.question.text


# ---- how late ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("seconds", "said"), [(0, "到时了！"), (5, "到时了！"), (59, "到时了！"), (60, "晚了 1 分！"), (119, "晚了 1 分！"), (120, "晚了 2 分！")])
def test_nothing_is_a_minute_late_five_seconds_behind_its_time(seconds: int, said: str) -> None:
    due = TEN + timedelta(seconds=58)
    assert left(due, due + timedelta(seconds=seconds), "zh") == said


def test_the_line_changes_when_it_is_late_by_one_minute_more(tmp_path: Path) -> None:
    timer = Hands(tmp_path).session.incident.running()[0]
    timer.due = TEN + timedelta(seconds=50)
    assert timer_until(timer, timer.due + timedelta(seconds=55)) == timer.due + timedelta(seconds=60)


# ---- words behind the letter that leads away -----------------------------------------------------


@pytest.mark.parametrize(("text", "then"), [("客户都在问", "note-of"), ("only two are left", "step")])
def test_words_typed_on_behind_that_o_are_nobody_s_name_and_no_answer(begin: Begin, text: str, then: str) -> None:
    blind = asked(begin)
    opened(Path(blind.hands.ctx.home), "fire")
    blind.session.refresh()
    blind.key("b")
    blind.rests()
    blind.key("d", 3)
    blind.loop.pass_(5)
    if text.isascii():
        blind.types(text)
    else:
        blind.key("o")
        blind.words(text)
        blind.key("enter")
    assert blind.asked == then and "timer-answered" not in blind.kinds()
    assert blind.notes() == ([text] if then == "step" else [])


def named(tmp_path: Path, form: str, *answers: str | None) -> Hands:
    """Who else was told of what is due, or is called, typed where that is asked; ``li`` records."""
    hands = Later(tmp_path, "zh")
    hands.at(11)
    hands.press(None)
    hands.press(*(("due", "other") if form == "due-who" else ("call", "@other")))
    assert hands.question.name == form
    hands.press(*answers)
    return hands


FORMS = pytest.mark.parametrize("form", ["due-who", "call-name"])


@FORMS
@pytest.mark.parametrize(("text", "asked"), [("li", "就是这里的记录人"), ("LI", "就是这里的记录人"), (SENTENCE + "在等电梯", SENTENCE)])
def test_who_was_called_is_asked_about_as_who_was_told_where_he_records_or_it_reads_like_a_sentence(
    tmp_path: Path, form: str, text: str, asked: str
) -> None:
    """``c`` said that the recorder had called himself, and took a note for a name."""
    hands = named(tmp_path, form, text)
    assert hands.question.name == "who-sure" and asked in hands.question.text and "called" not in hands.kinds()
    if text.lower() == "li":
        assert hands.press("back").name == form and hands.question.typed == text
    else:
        hands.press("note")
        assert hands.kinds()[-1] == "note" and "called" not in hands.kinds()


@FORMS
@pytest.mark.parametrize("text", ["q", "7", "７"])
def test_no_letter_and_no_digit_is_who_was_called(tmp_path: Path, form: str, text: str) -> None:
    hands = named(tmp_path, form, text)
    assert hands.question.name == form and hands.question.typed == text and "called" not in hands.kinds()


@FORMS
def test_a_name_is_taken_unasked_there(tmp_path: Path, form: str) -> None:
    hands = named(tmp_path, form, "王芳")
    assert hands.question.name != "who-sure" and ("called" in hands.kinds() or hands.question.name == "call-result")
