"""The numbered home by a hand that does not look: its numbers stay, nothing typed there is dropped without
a word, nothing is recorded that nobody did, and all of it is taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kit.live.guide.command.guide import lead
from kit.live.home.show import ABOVE
from kit.live.home.talk import plain as home_plain
from kit.live.home.talk.unrecorded import Unrecorded
from tests.support.kit import opened as started
from tests.support.numbered_home import NumberedHome

LANGS = ("zh", "en")
SAID = {"zh": "没有记下“{}”", "en": 'Not recorded: "{}"'}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[NumberedHome]:
    before = list(ABOVE)
    yield NumberedHome(tmp_path, getattr(request, "param", "zh"), monkeypatch)
    ABOVE[:] = before


def opened(home: NumberedHome, *words: str) -> None:
    for each in words:
        home.types(each, "y", "q", "q")
    assert len(home.logs()) == len(words)


# ---- what was typed and stands in no log --------------------------------------------------------


@pytest.mark.parametrize(
    ("home", "text", "leads"),
    [
        ("zh", "二楼有人晕倒在楼梯口，已经打了急救", ("0", "1", "q")),
        ("zh", "保安去看电梯了", ("q", "d")),
        ("en", "wang is coming", ("q",)),
        ("en", "two of them went to the gate", ("0", "l", "q")),
        ("zh", "保安去看电梯了", ("1", "q")),
    ],
    indirect=["home"],
)
def test_a_sentence_at_home_is_asked_about_at_leaving_whatever_was_done_between(
    home: NumberedHome, leads: tuple[str, ...], text: str
) -> None:
    """Going to an incident, ``d`` and ``q`` dropped it without a word."""
    opened(home, "停电" if home.ctx.me.lang == "zh" else "power outage")
    home.types(text, *leads, "q", "n", (7, ""), (7, "q"))
    assert [(at, note) for _, at, note in home.notes()] == [(home.notes()[0][1], text)]
    assert home.said().count(SAID[home.ctx.me.lang].format(text)) >= 1


@pytest.mark.parametrize("home", LANGS, indirect=True)
def test_who_leaves_without_it_reads_that_it_is_not_recorded(home: NumberedHome) -> None:
    opened(home, "停电" if home.ctx.me.lang == "zh" else "power outage")
    assert home.types("wang is coming", "q", "q", "x") == 0
    assert SAID[home.ctx.me.lang].format("wang is coming") in home.screens[-1] and home.notes() == []
    assert home.types("three more are on the stairs now") == 130, "the window was closed"
    assert SAID[home.ctx.me.lang].format("three more are on the stairs now") in home.screens[-1]


def test_what_was_found_and_opened_is_no_sentence_that_waits(home: NumberedHome) -> None:
    assert home.types("打架", "y", "q", "q") == 0 and len(home.logs()) == 1


@pytest.mark.parametrize("between", [("x",), ("z", "x"), ("q", "q", "b"), ("q", "?", "g")])
def test_no_line_is_doubled_by_what_is_typed_behind_it(home: NumberedHome, between: tuple[str, ...]) -> None:
    opened(home, "停电")
    text = "二楼有人晕倒在楼梯口，已经打了急救"
    home.types(text, *between, "n", (7, ""), "q")
    assert [note for _, _, note in home.notes()] == [text]


def test_each_sentence_is_a_note_of_its_own_as_of_when_it_was_typed(home: NumberedHome) -> None:
    """A second one at the question whose note it is joined the first."""
    opened(home, "停电", "火灾")
    home.types("n", "保安到了三个人", (90, "电梯里还有一个人"), (90, "j"), "y", (1, "q"))
    assert [note for _, _, note in home.notes()] == ["保安到了三个人", "电梯里还有一个人"]
    first, second = (at for _, at, _ in home.notes())
    assert first < second and {type_ for type_, _, _ in home.notes()} == {"fire"}


def test_each_sentence_typed_at_the_search_is_a_note_of_its_own(home: NumberedHome) -> None:
    opened(home, "停电")
    home.types("二楼有人晕倒在楼梯口，已经打了急救", (90, "三楼走廊里也有两个人走不动"), "n", "q")
    assert [note for _, _, note in home.notes()] == ["二楼有人晕倒在楼梯口，已经打了急救", "三楼走廊里也有两个人走不动"]
    assert home.notes()[0][1] < home.notes()[1][1]


@pytest.mark.parametrize("home", LANGS, indirect=True)
@pytest.mark.parametrize("line", ["1", "２.", "12", "d", "1 2"])
def test_no_number_says_of_which_incident_a_note_is_and_the_next_sentence_is_one_more(home: NumberedHome, line: str) -> None:
    """The number of a step, or of the incident that was to be gone to, recorded it there."""
    zh = home.ctx.me.lang == "zh"
    home.opens("power-outage", "fire")
    said = ["保安到了三个人", "电梯里还有一个人"] if zh else ["three guards came", "one more in the lift"]
    before, at = home.kinds(), len(home.screens)
    home.types("n", said[0], line, said[1])
    assert home.notes() == [] and home.kinds() == before
    answered = home.screens[at + 3]
    assert "\a" in answered and said[0] in home.screens[at + 2], "what does not count is heard"
    home.types("n", said[0], line, said[1], "f", "y", "q")
    assert [note for _, _, note in home.notes()] == said
    assert {type_ for type_, _, _ in home.notes()} == {"power-outage"}


@pytest.mark.parametrize("home", LANGS, indirect=True)
@pytest.mark.parametrize("back", ["0", "q", "u", "uu", "b"])
def test_who_goes_back_from_whose_note_it_is_records_none_and_reads_that_it_is_missing(home: NumberedHome, back: str) -> None:
    zh = home.ctx.me.lang == "zh"
    home.opens("power-outage", "fire")
    text = "保安到了三个人" if zh else "three guards came"
    before = home.kinds()
    home.types("n", text, back)
    assert home.kinds() == before
    assert SAID[home.ctx.me.lang].format(text) in home.screens[-2], "told where home stands again"


@pytest.mark.parametrize("home", LANGS, indirect=True)
def test_the_letter_of_an_incident_stays_when_another_is_closed(home: NumberedHome) -> None:
    zh = home.ctx.me.lang == "zh"
    home.opens("power-outage", "fire", "flood")
    types = {log.incident.type for log in home.logs()}
    home.types("1", "uu", "#", (1, ""), "q")
    assert types - {log.incident.type for log in home.logs()} == {"power-outage"}
    text = "保安到了三个人" if zh else "three guards came"
    home.types("n", "f", text, "j", "q")
    assert [(type_, note) for type_, _, note in home.notes()] == [("fire", text)]


@pytest.mark.parametrize("home", LANGS, indirect=True)
def test_a_note_behind_its_word_on_one_line_of_home_is_asked_about_at_once(home: NumberedHome) -> None:
    """It was looked for as a list."""
    zh = home.ctx.me.lang == "zh"
    home.opens("power-outage", "fire")
    text = "保安到了三个人" if zh else "three guards came"
    home.types(f"n {text}", "j", "q")
    assert [(type_, note) for type_, _, note in home.notes()] == [("fire", text)]


@pytest.mark.parametrize("home", LANGS, indirect=True)
@pytest.mark.parametrize("leads", [("q", "q"), ("q", "q", "q"), ("0", "q"), ("q", "1", "q")])
def test_q_pressed_twice_does_not_leave_home_without_what_was_typed_there(home: NumberedHome, leads: tuple[str, ...]) -> None:
    """The second one answered the question that the first had opened: the sentences were gone."""
    zh = home.ctx.me.lang == "zh"
    home.opens("power-outage")
    text = "二楼有人晕倒在楼梯口，已经打了急救" if zh else "somebody fainted on the second floor"
    at = len(home.screens)
    home.types(text, *leads, "n", (7, ""), "q")
    assert [note for _, _, note in home.notes()] == [text]
    assert sum("\a" in screen for screen in home.screens[at + 1 :]) >= len(leads)


# ---- is it real ----------------------------------------------------------------------------------


def beside_a_drill(home: NumberedHome) -> str:
    """The words that begin another incident while a drill is on."""
    home.opens("flood", drill=True)
    return "火灾" if home.ctx.me.lang == "zh" else "fire"


@pytest.mark.parametrize("line", ["1", "d", "r", "n", ""])
def test_no_key_of_the_guide_says_at_the_numbered_home_that_an_incident_is_of_the_drill_or_real(home: NumberedHome, line: str) -> None:
    """``d`` for what was due made a drill of a fire."""
    words = beside_a_drill(home)
    home.types(words, "y", line)
    assert [log.incident.type for log in home.logs()] == ["flood"]
    assert any("\a" in screen for screen in home.screens[-3:])
    home.types(words, "y", line, "y", "q", "q")
    assert {log.incident.type: log.incident.is_drill for log in home.logs()} == {"flood": True, "fire": False}


@pytest.mark.parametrize(("answer", "drill"), [("y", False), ("#", True)])
def test_what_is_typed_while_it_is_asked_whether_it_is_real_is_a_note_of_what_opens(home: NumberedHome, answer: str, drill: bool) -> None:
    """It was kept at home, in no log."""
    words = beside_a_drill(home)
    home.types(words, "y", "三楼走廊有烟", answer, "q", "q")
    assert {log.incident.type: log.incident.is_drill for log in home.logs()} == {"flood": True, "fire": drill}
    assert [(type_, note) for type_, _, note in home.notes()] == [("fire", "三楼走廊有烟")]


@pytest.mark.parametrize("back", ["0", "q"])
def test_who_goes_back_from_whether_it_is_real_opens_nothing_and_keeps_what_was_typed(home: NumberedHome, back: str) -> None:
    """It opened a real one."""
    words = beside_a_drill(home)
    home.types(words, "y", "三楼走廊有烟", back)
    assert [log.incident.type for log in home.logs()] == ["flood"] and home.notes() == []
    assert SAID["zh"].format("三楼走廊有烟") in home.screens[-2]


# ---- numbers -------------------------------------------------------------------------------------


def numbers(text: str) -> dict[str, str]:
    """What stands behind each number of a list, without what changes by the minute."""
    return dict(re.findall(r"^  (\d+)  ([^\n（(]+)", text, re.M))


def test_no_number_of_home_changes_its_meaning_while_incidents_come_and_go(home: NumberedHome) -> None:
    """``2`` searched, then was another incident, then the calls that are owed."""
    meant: dict[str, str] = {}
    for words in ("停电", "火灾", "抢劫"):
        home.types(words, "y", "q", "u", "n", "q")
        for screen in home.screens:
            for number, what in numbers(screen).items():
                if "回到" in what or int(number) > 50:
                    assert meant.setdefault(number, what) == what, (number, meant[number], what)
    assert {"1", "2", "3", "51"} <= meant.keys()
    first = next(log for log in home.logs() if log.incident.type == "power-outage")
    home.types("1", "uu", "#", (1, ""), "q")
    assert first.ref not in [log.ref for log in home.logs()]
    home.types("1", (1, "2"), "q", "q")
    assert f"{first.ref} 已关闭" in home.said() and "guide-resumed" in home.kinds()


def test_a_number_of_home_means_the_same_where_a_list_is_looked_through(home: NumberedHome) -> None:
    opened(home, "停电")
    before = len(home.kinds())
    home.types("打架", "1", "y", "q", "q", "x")
    assert home.kinds()[before:] == ["guide-resumed", "guide-left"]


@pytest.mark.parametrize("home", LANGS, indirect=True)
@pytest.mark.parametrize("pause", [1.0, 9.0])
def test_the_number_of_an_open_incident_behind_words_that_were_looked_for_opens_it_only_behind_a_yes(
    home: NumberedHome, pause: float
) -> None:
    """``1``, meant for "done" or as how many there were, resumed it however long the list had stood there."""
    words, title = ("打架", "停电") if home.ctx.me.lang == "zh" else ("a fight", "Power outage")
    opened(home, "停电" if home.ctx.me.lang == "zh" else "power outage")
    before, shown = len(home.kinds()), len(home.screens)
    home.types(words, (pause, "1"), (1.0, "2"), (1.0, "0"), "0", "x")
    asked = "\n".join(home.screens[shown:])
    assert len(home.kinds()) == before and ("要回到" in asked or "Go back to" in asked) and title in asked
    home.types(words, (pause, "1"), (1.0, "n"), (1.0, "0"), "0", "x")
    assert "guide-resumed" not in home.kinds()[before:]


def test_no_number_typed_at_once_opens_anything_unasked(home: NumberedHome) -> None:
    number = next(n for n, what in numbers(home_list(home, "停电")).items() if what.startswith("停电  "))
    assert home.logs() == []
    home.types("停电", number, "y", "q", "q")
    assert len(home.logs()) == 1, "one key more"


def home_list(home: NumberedHome, words: str) -> str:
    home.types(words)
    return home.said()


@pytest.mark.parametrize("home", LANGS, indirect=True)
@pytest.mark.parametrize(
    ("words", "busy"),
    [(("抢劫", "robbery"), False), (("有人持刀抢劫柜台，三个人", "armed robbery at the counter, 3 men"), True), (("火灾", "fire"), True)],
)
def test_what_endangers_life_is_opened_by_words_and_one_letter_however_quickly(
    home: NumberedHome, words: tuple[str, str], busy: bool
) -> None:
    """It was refused as too quick in four of four."""
    lang = home.ctx.me.lang
    if busy:
        opened(home, "停电" if lang == "zh" else "power outage")
    home.types(words[LANGS.index(lang)], "y")
    assert len(home.logs()) == 1 + busy


# ---- leaving and taking back ---------------------------------------------------------------------


@pytest.mark.parametrize("lines", [("s", "q", "q"), ("n", "q", "q"), ("停电", "q", "q"), ("n", "0", "47")])
def test_q_leaves_from_the_list_of_types_and_from_a_line_of_words(home: NumberedHome, lines: tuple[str, ...]) -> None:
    assert home.types(*lines) == 0 and home.rest == []


@pytest.mark.parametrize(
    ("home", "back"), [("zh", ("u", "u")), ("en", ("u", "y")), ("zh", ("uu", "u")), ("en", ("32", "u"))], indirect=["home"]
)
def test_u_at_home_asks_and_takes_back_the_last_act_of_this_laptop(home: NumberedHome, back: tuple[str, str]) -> None:
    """It did nothing."""
    opened(home, "停电" if home.ctx.me.lang == "zh" else "power outage")
    home.types("n", "wang is coming", "u", "n", *back, "q")
    assert home.kinds().count("undone") == 1 and home.kinds()[-1] == "undone"


def test_u_at_home_withdraws_an_incident_that_was_only_opened_by_a_letter_of_its_own(home: NumberedHome) -> None:
    opened(home, "停电")
    home.types("u", "u", "0", "q")
    assert len(home.logs()) == 1
    home.types("u", "#", "q")
    assert home.logs() == []


def test_u_at_home_takes_back_a_note_of_the_shift(home: NumberedHome) -> None:
    home.types("n", "二号空调异响", "u", "u", "q")
    assert "撤销" in home.said() and home.rest == []
    home.types("u", "q")
    assert "没有可撤回" in home.said()


@pytest.mark.parametrize("home", ["zh", "en"], indirect=True)
@pytest.mark.parametrize("whole", [False, True])
def test_the_code_of_an_open_incident_typed_at_home_is_said_to_be_one_and_is_no_note(home: NumberedHome, whole: bool) -> None:
    """It was looked for, was no list's name, and stood there as a note that is missing."""
    opened(home, "停电" if home.ctx.me.lang == "zh" else "power outage")
    ref = home.logs()[0].ref
    code = ref if whole else ref[-4:].lower()
    home.types(code, "0")
    said = home.screens[-2]
    assert ("的代码" if home.ctx.me.lang == "zh" else "is the code of") in said and ref in said, (code, said)
    assert len(home.logs()) == 1 and "note" not in home.kinds() and not home.ctx.unsaid
    home.types("zzz qqq", code, "0", "q", "x")
    assert ref in home.said() and len(home.logs()) == 1


@pytest.mark.parametrize("home", ["zh", "en"], indirect=True)
def test_leaving_home_says_what_is_still_open_and_that_nothing_rings(home: NumberedHome) -> None:
    """``0`` of a hand that believes itself in the guide ended the program without a word."""
    home.types("0")
    assert "kit" not in home.screen
    opened(home, "停电" if home.ctx.me.lang == "zh" else "power outage")
    home.types("0")
    assert ("未关闭的事件：1" if home.ctx.me.lang == "zh" else "still open: 1") in home.screen


# ---- a window of forty rows -----------------------------------------------------------------------

SIX = ("fire", "power-outage", "flood", "lift-entrapment", "gas-leak", "application-outage")


@pytest.mark.parametrize(("home", "resume", "title"), [("zh", "回到", "火灾"), ("en", "Resume", "Fire")], indirect=["home"])
def test_six_incidents_fit_a_window_of_forty_rows_and_each_number_names_its_own(
    home: NumberedHome, resume: str, title: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``2  Resume 261130-FD3-H7XQ`` said nothing, and the first of them had scrolled away."""
    monkeypatch.setattr(home_plain, "rows", lambda: 40)
    for type_ in SIX:
        started(Path(home.ctx.home), type_)
    home.types("0")
    listed = home.screens[1].rstrip("\n").split("\n")
    assert len(listed) <= 40, len(listed)
    ways = [line for line in listed if resume in line]
    assert len(ways) == len(SIX) and all(len(way.split(resume)[1].split()) > 1 for way in ways)
    assert any(title in way for way in ways), ways


@pytest.mark.parametrize(("home", "more"), [("zh", "没有记下的还有 2 句"), ("en", "Not recorded either: 2 more")], indirect=["home"])
def test_of_many_sentences_that_stand_in_no_log_two_are_told_and_the_others_counted(home: NumberedHome, more: str) -> None:
    started(Path(home.ctx.home), "fire")
    for n in range(4):
        home.ctx.of(Unrecorded).add(f"guard {n} is at the gate", home.now().wall)
    home.types("0")
    told = [n for n in range(4) if f"guard {n}" in home.screens[1]]
    assert told == [2, 3] and more in home.screens[1], home.screens[1]


@pytest.mark.parametrize(("home", "more"), [("zh", "没有记下的还有 3 句"), ("en", "Not recorded either: 3 more")], indirect=["home"])
def test_of_many_sentences_the_list_of_what_was_found_tells_two_and_counts_the_others(home: NumberedHome, more: str) -> None:
    """The list stood behind all of them, and what fits best above the window."""
    started(Path(home.ctx.home), "fire")
    for n in range(4):
        home.ctx.of(Unrecorded).add(f"guard {n} is at the gate", home.now().wall)
    home.types("there is water on the floor of the second hall", "0", "0")
    told = [n for n in range(4) if f"guard {n}" in home.screens[2]]
    assert told == [3] and more in home.screens[2], home.screens[2]


@pytest.mark.parametrize(("home", "more"), [("zh", "没有记下的还有 2 句（键入 n 一起找回）"), ("en", "Not recorded either: 2 more (n brings them back with it)")], indirect=["home"])
def test_of_many_sentences_a_guide_that_is_gone_to_tells_two_and_its_note_has_them_all(home: NumberedHome, more: str) -> None:
    """The step stood below eight lines of what had been typed elsewhere."""
    started(Path(home.ctx.home), "fire")
    for n in range(4):
        home.ctx.unsaid.append(f"guard {n} is at the gate")
    home.rest = [(9.0, "n"), (9.0, ""), (9.0, "q")]
    lead(home.ctx, home.logs()[0], resumed=True)
    entered, noting = home.screens[1:3]
    assert [n for n in range(4) if f"guard {n}" in entered] == [2, 3] and more in entered, entered
    assert all(f"guard {n}" in noting for n in range(4)), noting


@pytest.mark.parametrize(("home", "seen", "more", "asked", "title"), [
    ("zh", "二楼配电房停电了客户都在等", "保安去看了", "还没有开始。要开始", "停电"),
    ("en", "power outage on the second floor", "the guard looks", "Nothing is started yet. Start", "Power outage"),
], indirect=["home"])  # fmt: skip
def test_a_line_behind_the_question_whether_to_start_leaves_it_standing_and_a_number_resumes_nothing(
    home: NumberedHome, seen: str, more: str, asked: str, title: str
) -> None:
    """It became a search, and the ``1`` behind it, meant for "done", resumed another incident."""
    started(Path(home.ctx.home), "flood")
    home.types(seen, (2.0, "y"), (2.0, more), (2.0, "1"), (2.0, "y"), (9.0, "q"), "0")
    assert asked in home.screens[4] and title in home.screens[4] and more in home.screens[4], home.screens[2:6]
    assert sorted(log.incident.type for log in home.logs()) == ["flood", "power-outage"], home.screens[4:]
    flood = next(log for log in home.logs() if log.incident.type == "flood")
    assert "guide-resumed" not in [e.event.kind for e in flood.entries]
