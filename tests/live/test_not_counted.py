"""What a blind hand presses and does not count is said until it can have been read, and what it types
lands where it was typed for: by a clock of its own, with no terminal behind it."""

from __future__ import annotations

import pytest

from kit.incidents.incident.rules import acts
from tests.live.conftest import Begin
from tests.support.blind import Blind


def shown(blind: Blind, cols: int = 80, rows: int = 24) -> str:
    """The screen, as it is drawn now."""
    from kit.ground.terminal import draw
    from kit.ground.terminal.fragments import text_of

    screen = blind.screen
    said = [part for part in (screen.word, screen.prose.breath.remarks.said()) if part]
    return "\n".join(text_of(draw.whole(blind.session, screen.posed, said, cols, rows)))


# ---- what did not count stays to be read ---------------------------------------------------------


@pytest.mark.parametrize("gap", [0.3, 0.45, 0.6, 0.9])
def test_an_enter_refused_behind_a_note_is_told_still_beside_the_next_note(begin: Begin, gap: float) -> None:
    """Note, Enter, the call reached by Enter, at once a second note: that the call did not count
    was wiped by the second one."""
    blind = begin(at="tell-tech", lang="zh")
    blind.types("n li is here")
    blind.key("enter", gap)
    assert "called" not in blind.kinds()
    blind.key("n", 0.4)
    assert "前面没算：回车" in shown(blind)
    blind.types("five minutes")
    assert blind.notes()[-1] == "five minutes" and "前面没算：回车" in shown(blind)
    blind.loop.pass_(3)
    assert "前面没算：回车" in shown(blind)
    blind.key("enter")
    assert "called" in blind.kinds() and "没算" not in shown(blind)


def test_a_note_typed_long_after_does_not_wipe_it_either(begin: Begin) -> None:
    blind = begin(at="tell-tech")
    blind.types("n li is here")
    blind.key("enter", 0.6)
    blind.loop.pass_(4)
    blind.types("n here too")
    assert "Not counted before: Enter" in shown(blind)


@pytest.mark.parametrize(("lang", "said"), [("zh", "这一步没算：打通了"), ("en", "Not counted at this step: Reached")])
def test_what_an_enter_would_have_recorded_stands_until_the_step_is_dealt_with(begin: Begin, lang: str, said: str) -> None:
    """A note typed a second later wiped it, and the call stood nowhere."""
    blind = begin(at="tell-tech", lang=lang)
    blind.types("n li is here")
    blind.key("enter", 0.6)
    blind.loop.pass_(3)
    blind.types("white van outside")
    blind.loop.pass_(3)
    blind.types("it went north")
    assert "called" not in blind.kinds() and said in shown(blind)
    blind.loop.pass_(8)
    blind.key("enter")
    assert "called" in blind.kinds() and said not in shown(blind)


def test_a_key_that_is_pressed_after_it_could_be_read_wipes_it(begin: Begin) -> None:
    blind = begin(at="tell-tech")
    blind.types("n li is here")
    blind.key("enter", 0.6)
    blind.key("g", 1.2)
    assert blind.asked == "steps" and "ot counted" not in shown(blind)


def test_letters_of_a_sentence_are_not_said_to_have_counted_for_nothing(begin: Begin) -> None:
    blind = begin(at="tell-tech")
    blind.types("zone b is dark")
    blind.rests()
    assert blind.notes() == ["zone b is dark"] and "ot counted" not in shown(blind)


def test_a_waiting_key_that_no_word_goes_on_behind_is_said_not_to_have_counted(begin: Begin) -> None:
    """``o`` and Chinese words: the hand never came to the other incident, and no Chinese note begins
    with a letter."""
    blind = begin(lang="zh")
    blind.key("o")
    blind.words("客户都在问")
    blind.key("enter")
    assert blind.notes() == ["客户都在问"] and "前面没算：o" in shown(blind)


# ---- two Enters ----------------------------------------------------------------------------------


def test_enter_twice_says_exactly_what_counted(begin: Begin) -> None:
    done = begin(lang="zh")
    done.key("enter")
    done.key("enter")
    assert done.screen.word == "回车 按了两下，只算了第一下"
    led = begin(lang="zh", at="seats")
    led.key("enter")
    led.key("enter")
    assert led.screen.word == "回车 按了两下：第一下到了这里，第二下没算"
    none = begin(lang="zh")
    views = none.session.incident.views()
    none = begin(lang="zh", at=next(v.key for v in views if v.step.answer == "choice"))
    none.key("enter")
    before = none.kinds()
    none.key("enter")
    assert none.screen.word == "回车 按了两下，都没算" and none.kinds() == before


def test_enter_twice_behind_a_number_typed_for_the_name_says_that_the_number_was_kept(begin: Begin) -> None:
    blind = begin(lang="zh")
    blind.key("k")
    blind.rests()
    blind.types("13733334444")
    blind.key("enter")
    assert blind.asked == "customer" and "第二下没算" in blind.screen.word


def test_an_empty_line_says_that_something_is_wanted(begin: Begin) -> None:
    blind = begin(at="seats", lang="zh")
    blind.key("s")
    blind.rests()
    blind.key("enter")
    assert blind.screen.word == "这里不能空着；Esc 返回"


def test_the_second_of_two_enters_wants_the_next_step_seen_however_slow_the_disk(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both keys came while the first was being written: the second one's step had never been drawn."""
    blind = begin()
    record = blind.session.record

    def slow(*given: object) -> object:
        blind.loop.now += 3
        return record(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(blind.session, "record", slow)
    blind.key("enter")
    done = blind.kinds().count("step-done")
    blind._arrives("enter", True)
    assert blind.kinds().count("step-done") == done
    blind.key("enter", 0.9)
    assert blind.kinds().count("step-done") == done
    blind.key("enter", 6.1)
    assert blind.kinds().count("step-done") + blind.kinds().count("called") > done


# ---- taking back ---------------------------------------------------------------------------------


@pytest.mark.parametrize("pace", [0.16, 0.25, 0.4, 0.7])
def test_u_twice_takes_back_what_is_named(begin: Begin, pace: float) -> None:
    blind = begin(at="tell-tech")
    blind.types("n wrong")
    blind.rests()
    blind.key("u")
    blind.key("u", pace)
    assert "undone" not in blind.kinds()
    blind.rests()
    assert "undone" in blind.kinds() and blind.asked == "step"


def test_a_bouncing_u_takes_back_nothing_and_escape_stops_the_second(begin: Begin) -> None:
    blind = begin(at="tell-tech")
    blind.types("n right")
    blind.rests()
    blind.key("u")
    blind.key("u", 0.1)
    blind.rests()
    assert blind.asked == "undo" and "undone" not in blind.kinds()
    blind.key("escape")
    blind.rests()
    blind.key("u")
    blind.key("u")
    blind.key("escape")
    blind.rests()
    assert "undone" not in blind.kinds()


def test_u_twice_and_a_note_at_once_do_both(begin: Begin) -> None:
    blind = begin(at="tell-tech")
    blind.types("n wrong")
    blind.rests()
    blind.key("u")
    blind.key("u")
    blind.types("nright")
    assert "undone" in blind.kinds() and blind.notes()[-1] == "right"


# ---- a time given before an act -------------------------------------------------------------------


OF_THEN = [  # before the opening, of two readings, far off
    ("-25", "9:54", "家属来电"),
    ("9", "10:10", "n保安到了"),
    ("23:59", "23:59", "3个人在门口"),
]


@pytest.mark.parametrize(("given", "then", "typed"), OF_THEN)
def test_a_note_typed_where_its_time_is_asked_about_waits_for_the_answer_and_is_of_that_time(
    begin: Begin, given: str, then: str, typed: str
) -> None:
    """It was recorded as of now, and the answer dated the note behind it."""
    blind = begin(lang="zh", minute=19)
    note = typed.removeprefix("n")
    blind.key("@")
    blind.rests()
    blind.types(given)
    assert blind.asked == "earlier-which"
    blind.rests()
    blind.words(typed)
    blind.key("enter")
    assert blind.notes() == [] and blind.asked == "earlier-which"
    assert note in "".join(blind.screen.posed.question.lines)
    blind.rests()
    blind.key("n")
    blind.words("又来一位")
    blind.key("enter")
    assert blind.notes() == ["又来一位"], "another one beside it is of now"
    blind.rests()
    blind.key("y")
    blind.rests()
    blind.words("送水到了")
    blind.key("enter")
    times = {e.event.text: f"{e.at:%-H:%M}" for e in blind.session.folder.entries if e.event.kind == "note"}
    assert times == {"又来一位": "10:19", note: then, "送水到了": "10:19"}


@pytest.mark.parametrize(("key", "at"), [("escape", ""), ("k", "10:00")])
def test_a_note_of_which_the_time_was_never_settled_is_kept_or_of_when_it_was_typed(
    begin: Begin, key: str, at: str
) -> None:
    blind = begin(lang="zh")
    blind.key("@")
    blind.rests()
    blind.types("-5")
    blind.rests()
    blind.words("家属来电")
    blind.key("enter")
    blind.rests()
    blind.key(key)
    blind.rests()
    times = [f"{e.at:%H:%M}" for e in blind.session.folder.entries if e.event.kind == "note"]
    assert times == [at] * bool(at)
    blind.key("escape")
    blind.rests()
    if not at:
        assert "家属来电" in blind.screen.prose.breath.remarks.said()
    blind.key("n")
    blind.words("送水到了")
    blind.key("enter")
    entry = blind.session.folder.entries[-1]
    assert f"{entry.at:%H:%M}" == "10:00" and blind.session.earlier.at is None


def test_a_time_that_was_settled_stays_for_the_note_behind_it(begin: Begin) -> None:
    blind = begin(lang="zh", minute=6)
    blind.key("@")
    blind.rests()
    blind.types("-3")
    blind.rests()
    blind.key("n")
    blind.words("行政已送水")
    blind.key("enter")
    assert blind.notes() == ["行政已送水"] and "记为 10:03" in blind.session.message


# ---- a note is what was typed behind its key -------------------------------------------------------


def test_a_text_that_was_left_stands_in_no_later_note(begin: Begin) -> None:
    """The input method's word for a key, left by Esc, began the note after it."""
    blind = begin(lang="zh")
    blind.words("的")
    blind.rests()
    for _ in range(2):
        blind.key("escape")
        blind.rests()
    blind.key("n")
    blind.words("大屏黑了3号位")
    blind.key("enter")
    assert blind.notes() == ["大屏黑了3号位"]


@pytest.mark.parametrize("asked", ["none", "list"])
@pytest.mark.parametrize("key", ["r", "s"])
@pytest.mark.parametrize("gap", [0.25, 0.55, 0.75])
def test_letters_of_due_lines_where_none_is_asked_about_begin_no_note(
    begin: Begin, asked: str, key: str, gap: float
) -> None:
    """``d``, a look, ``r`` with nothing due: the letter stood before the note."""
    blind = begin(lang="zh", minute=0 if asked == "none" else 12)
    for each in "d" if asked == "none" else "dd":
        blind.key(each)
        blind.rests()
    assert blind.asked == ("due-none" if asked == "none" else "due-list")
    blind.key(key)
    assert f"{key} 没算：" in shown(blind)
    blind.key("n", gap)
    blind.words("他马上下来")
    blind.key("enter")
    assert blind.notes() == ["他马上下来"] and f"前面没算：{key}" in shown(blind)


def test_a_reason_typed_where_nothing_is_asked_about_is_the_note_without_the_key(begin: Begin) -> None:
    blind = begin(minute=12)
    for each in "dd":
        blind.key(each)
        blind.rests()
    blind.key("s")
    blind.loop.pass_(0.6)
    blind.types("manager in lift")
    blind.key("enter")
    assert blind.notes() == ["manager in lift"]


@pytest.mark.parametrize("key", ["y", "#"])
def test_a_reason_typed_at_the_most_urgent_is_read_back_and_is_one_or_a_note_by_a_key(begin: Begin, key: str) -> None:
    """``d`` leads to it, and ``s`` asks for the reason: no Enter behind it says which was meant."""
    blind = begin(minute=12)
    blind.key("d")
    blind.rests()
    blind.key("s")
    blind.loop.pass_(0.6)
    before = blind.kinds()
    blind.types("manager in lift")
    blind.key("enter", 2)
    assert blind.asked == "read-back" and blind.kinds() == before
    blind.key(key, 1)
    blind.rests()
    if blind.asked == "snooze-minutes":
        blind.types("10")
    made = blind.kinds()[len(before):]
    assert made == (["timer-snoozed"] if key == "y" else ["note"]), made


def test_no_for_a_question_and_words_no_word_goes_on_with_are_a_note_of_those(begin: Begin) -> None:
    blind = begin(lang="zh", minute=6)
    blind.key("e")
    blind.rests()
    blind.key("escape")
    blind.rests()
    blind.types("n hao")
    blind.rests()
    blind.key("u")
    blind.rests()
    blind.key("n")
    blind.words("五分钟前家属来电")
    blind.key("enter")
    assert blind.notes()[-1] == "五分钟前家属来电" and "undone" not in blind.kinds()


# ---- fields -----------------------------------------------------------------------------------------


def at_the_time(begin: Begin) -> Blind:
    """At the last line of a customer's form."""
    blind = begin(lang="zh")
    blind.key("k")
    blind.rests()
    for text in ("li", "13911112222", "refund"):
        blind.types(text)
    assert blind.asked == "customer-promised"
    return blind


def test_a_line_that_was_refused_gives_way_to_what_is_typed_next(begin: Begin) -> None:
    blind = at_the_time(begin)
    blind.types("soon please")
    blind.rests()
    assert blind.asked == "customer-promised" and "soon please" in blind.session.alert
    blind.types("+30")
    assert blind.asked == "step" and "callback-added" in blind.kinds()


def test_a_line_that_was_refused_can_still_be_mended(begin: Begin) -> None:
    blind = at_the_time(begin)
    blind.types("10;30x")
    blind.rests()
    blind.screen.posed.buffer.delete_before_cursor(1)
    blind.key("0")
    assert blind.line() == "10;300"


def test_a_note_typed_where_a_time_is_asked_is_the_note(begin: Begin) -> None:
    blind = at_the_time(begin)
    blind.rests()
    blind.key("ｎ")
    blind.words("已换手电")
    blind.key("enter")
    assert blind.notes() == ["已换手电"] and blind.asked == "step"
    assert "没有答：li 几点回电" in shown(blind)
    (back,) = blind.session.incident.callbacks.values()
    assert (back.name, back.phone, back.matter, back.promised) == ("li", "13911112222", "refund", None)
    assert "已记下待回电，没有时间：li" in blind.session.message
    blind.key("n", 2)
    blind.key("up")
    assert blind.line() == ""


def test_a_note_typed_where_a_matter_is_asked_is_read_back(begin: Begin) -> None:
    blind = begin(lang="zh")
    blind.key("k")
    blind.rests()
    blind.types("li")
    blind.types("13911112222")
    blind.rests()
    blind.key("n")
    blind.words("大屏黑了")
    blind.key("enter")
    assert blind.asked == "read-back"
    blind.rests()
    blind.key("#")
    blind.rests()
    assert blind.notes() == ["大屏黑了"]


def test_escape_twice_leaves_the_whole_form_and_all_of_it_can_be_brought_back(begin: Begin) -> None:
    """Twice Esc led one question back, where the next notes were written into the matter."""
    blind = at_the_time(begin)
    blind.types("9点半")
    assert blind.asked == "customer-promised-which"
    blind.key("escape")
    blind.key("escape")
    assert blind.asked == "step" and "callback-added" not in blind.kinds()
    blind.rests()
    blind.key("n")
    blind.key("up")
    assert blind.line() == "li 13911112222 refund 9点半"


def test_escape_pressed_slowly_goes_back_one_question_each_time(begin: Begin) -> None:
    blind = at_the_time(begin)
    asked = []
    for _ in range(4):
        blind.rests()
        blind.rests()
        blind.key("escape")
        asked.append(blind.asked)
    assert asked == ["customer-matter", "customer-phone", "customer", "step"]


def test_one_escape_more_at_the_step_keeps_the_time_that_was_given(begin: Begin) -> None:
    blind = begin(minute=6)
    blind.key("@")
    blind.rests()
    blind.types("-3")
    blind.rests()
    blind.key("n")
    blind.rests()
    blind.key("escape")
    blind.key("escape")
    assert blind.session.earlier.at is not None
    blind.key("escape", 2)
    assert blind.session.earlier.at is None


# ---- lists ------------------------------------------------------------------------------------------


def test_a_customer_noted_at_the_question_whom_is_noted_as_one(begin: Begin) -> None:
    """After two calls in vain Enter asks whom it reached; ``k`` was dead there, and the customer's
    fields became four notes."""
    blind = begin(at="tell-tech", lang="zh")
    for _ in range(2):
        blind.key("x")
        for _ in range(7):  # long enough for a call
            blind.rests()
    blind.key("enter")
    assert blind.asked == "call-who"
    blind.rests()
    blind.key("k")
    assert blind.asked == "customer"
    blind.rests()
    for text in ("li", "13911112222", "refund", "+30"):
        blind.types(text)
    assert "callback-added" in blind.kinds() and not blind.notes()
    assert "step-done" not in blind.kinds()


def test_a_letter_of_another_due_line_opens_nothing_else(begin: Begin) -> None:
    """``j`` is a due line's letter, and the key for what others promised."""
    blind = begin(minute=6, lang="zh")
    blind.session.drawn = [timer.key for timer in blind.session.due()]
    blind.key("d")
    blind.rests()
    assert blind.asked == "due"
    blind.key("j")
    blind.rests()
    assert blind.asked == "due" and "j 没算" in shown(blind)


def test_a_digit_that_a_sentence_begins_with_is_none(begin: Begin) -> None:
    blind = begin(lang="zh")
    views = blind.session.incident.views()
    blind = begin(lang="zh", at=next(v.key for v in views if v.step.answer == "choice"))
    blind.key("2")
    blind.words("个人，一把刀")
    blind.key("enter")
    assert blind.notes() == ["2个人，一把刀"] and "没算" not in shown(blind)


def test_raising_and_a_sentence(begin: Begin) -> None:
    """Typed on at once it is a sentence and says so; behind a pause the level is raised and the
    sentence a note of its own, unless it goes on with a number."""
    blind = begin("power-outage", lang="zh")
    level = blind.session.incident.level
    blind.key("+")
    blind.words("王经理同意升级")
    blind.key("enter")
    assert blind.session.incident.level == level and "前面没算：+" in shown(blind)
    blind.rests()
    blind.key("+")
    blind.loop.pass_(0.6)
    blind.words("王经理同意升级")
    blind.key("enter")
    assert blind.session.incident.level != level and blind.notes()[-1] == "王经理同意升级"


# ---- letters of due lines ---------------------------------------------------------------------------


def test_a_timers_letter_is_the_same_in_every_guide_and_after_the_one_before_it_is_over(begin: Begin) -> None:
    from kit.live.guide.talk.letters import lettered

    blind = begin("power-outage", minute=21)
    entries, due = blind.session.folder.entries, [t.key for t in blind.session.due()]
    running = [t.key for t in blind.session.incident.running()]
    letters = lettered(entries, running)
    assert len(due) > 2 and set(due) <= set(letters)
    blind.session.record(lambda d: acts.timer_yes(d, due[0]))
    again = lettered(blind.session.folder.entries, [t.key for t in blind.session.incident.running()])
    assert {key: again[key] for key in due[1:]} == {key: letters[key] for key in due[1:]}
    fewer = lettered(entries, due[1:])
    assert fewer == {key: letters[key] for key in due[1:]}


def test_the_tenth_due_line_has_a_letter_too(begin: Begin) -> None:
    from kit.ground.journal.entry import Entry
    from kit.incidents.incident.rules import events as ev
    from kit.live.guide.talk.letters import LETTERS, lettered
    from tests.support.constants import TEN

    def started(number: int) -> Entry:
        event = ev.TimerStarted(f"t{number}", TEN, 5)
        return Entry(number, f"id{number}", TEN, "li", event)

    entries = [started(n) for n in range(20)]
    every = [f"t{n}" for n in range(20)]
    assert len(set(lettered(entries, every).values())) == len(LETTERS) > 9
    later = lettered(entries, every[4:])
    assert later["t4"] == LETTERS[4] and later["t13"] in LETTERS[:4]
    assert len(set(later.values())) == len(later)


@pytest.mark.parametrize("field", ["earlier", "customer-promised", "snooze-minutes", "forecast-when"])
@pytest.mark.parametrize("gap", [0.3, 0.7, 1.5])
def test_a_sentence_that_a_time_refused_is_named_however_it_is_left(begin: Begin, field: str, gap: float) -> None:
    """Esc, Esc: the second one said that only the first had counted, and the text was gone."""
    blind = begin(lang="zh", minute=6)
    keys = {"earlier": ["@"], "customer-promised": ["k", "李", "13911112222", "退费"],
            "snooze-minutes": ["d", "s", "开会"], "forecast-when": ["j", "供电局", "恢复"]}[field]  # fmt: skip
    blind.session.drawn = [timer.key for timer in blind.session.due()]
    for key in keys:
        if key.isascii() and len(key) == 1:
            blind.key(key)
        else:
            blind.words(key) if not key.isascii() else [blind.key(char) for char in key]
            blind.key("enter")
        blind.rests()
    assert blind.asked == field
    blind.words("有人在门口等")
    blind.key("enter")
    blind.rests()
    assert blind.asked == field and not blind.notes()
    for _ in range(6):
        blind.key("escape", gap)
    assert blind.asked == "step"
    blind.loop.pass_(3)
    said = "".join(shown(blind, 200, 30).split())
    assert "没有记下“" in said and "有人在门口等" in said
    blind.key("n")
    blind.rests()
    blind.key("up")
    assert "有人在门口等" in blind.line() and "没有记下“有人在门口等" not in shown(blind)


def test_what_did_not_count_stands_beside_one_note_and_not_beside_a_second(begin: Begin) -> None:
    blind = begin(at="tell-tech", lang="zh")
    blind.types("n li is here")
    blind.key("enter", 0.6)
    blind.types("n gate b")
    blind.rests()
    assert "前面没算：回车" in shown(blind)
    blind.rests()
    blind.types("n hall too")
    assert len(blind.notes()) == 3 and "前面没算" not in shown(blind)


def test_words_that_a_time_refused_and_that_were_typed_over_are_brought_back_one_after_another(begin: Begin) -> None:
    """Six texts were wiped by the next one's first letter, and Up brought the last one."""
    blind = begin(lang="zh")
    blind.key("k")
    blind.rests()
    for text in ("li", "13911112222", "bill"):
        blind.types(text)
    for text in ("楼也停电了", "大门口堵住了", "25:99"):
        blind.rests()
        blind.rests()
        blind.words(text)
        blind.key("enter")
        assert blind.asked == "customer-promised" and blind.line() == text
    blind.rests()
    blind.rests()
    blind.types("15")
    assert "“大门口堵住了”、“楼也停电了”" in shown(blind) and blind.asked == "step"
    for text in ("大门口堵住了", "楼也停电了"):
        blind.rests()
        blind.rests()
        blind.key("n")
        blind.rests()
        blind.key("up")
        assert blind.line() == text
        blind.key("enter")
        assert blind.notes()[-1] == text


@pytest.mark.parametrize("seconds", [1.75, 6])
def test_a_call_s_key_where_a_question_had_come_stays_named_beside_the_note_typed_behind_it(begin: Begin, seconds: float) -> None:
    """``x``, meant for the call announced, did nothing at the question put in front of it; two seconds later only what
    is said of a note stood there. It is named beside one note, and not beside two."""
    blind = begin("customer-ill", "zh", at="state")
    blind.loop.pass_(9)
    blind.key("x", 3)
    blind.loop.pass_(seconds)
    assert "不起作用" in blind.screen.word
    blind.words("陪同的是小刘")
    assert "前面没算：x" in shown(blind)
    blind.key("enter", 1)
    blind.rests()
    assert blind.notes() == ["陪同的是小刘"] and "前面没算：x" in shown(blind)
    blind.loop.pass_(4)
    blind.words("脸色好些了")
    blind.key("enter", 1)
    assert len(blind.notes()) == 2 and "前面没算" not in shown(blind)
