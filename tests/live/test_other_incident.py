"""A note typed where the hand believes itself at another incident already: it is asked whose it is, or
goes there; what leads away never takes a note with it unsaid."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kit.ground.machine.clock import FastClock, Now
from kit.incidents.incident.rules.withdrawal import in_force
from kit.live.guide.talk.keys.elsewhere import after
from kit.live.guide.talk.others import Waits
from kit.live.guide.talk.standing import Standing
from tests.live.conftest import Begin
from tests.live.test_not_counted import shown
from tests.support.blind import Blind
from tests.support.constants import TEN
from tests.support.kit import opened


def beside(begin: Begin, *types: str, lang: str = "zh") -> tuple[Blind, list[Any]]:
    """A guide while others are open, and what ends it."""
    blind, ended = begin(lang=lang), []
    blind.screen.app.exit = lambda **how: ended.append(how)  # type: ignore[method-assign]
    for type_ in types:
        opened(Path(blind.hands.ctx.home), type_)
    blind.session.refresh()
    return blind, ended


def types(blind: Blind, text: str, gap: float = 0.25) -> None:
    if text.isascii():
        blind.key(text[0], gap)
        for char in text[1:]:
            blind.key(char)
    else:
        blind.loop.pass_(gap - 0.25)
        blind.words(text)
    blind.key("enter")


@pytest.mark.parametrize("gap", [0.25, 0.5, 0.7, 0.95])
@pytest.mark.parametrize("text", ["nda ping hei le", "n3号线没人接", "客户都在问", "kehu dou zai wen", "nnobody answers"])
def test_a_note_behind_the_key_for_another_incident_is_asked_about_and_goes_there(
    begin: Begin, gap: float, text: str
) -> None:
    blind, ended = beside(begin, "fire")
    blind.key("o")
    if not text.isascii() and text[0] == "n":
        blind.key("n", gap)
        types(blind, text[1:])
    else:
        types(blind, text, gap)
    assert blind.asked == "note-of" and not blind.notes() and not ended
    blind.rests()
    blind.key("f")
    blind.rests()
    blind.rests()
    assert ended and blind.session.goto == blind.session.others.logs[0].ref and not blind.notes()
    body = text[1:] if text[0] == "n" else text
    assert [note.text for note in blind.session.carried] == [body]  # its key is no part of it, in pinyin either


@pytest.mark.parametrize("gap", [0.25, 0.4])
@pytest.mark.parametrize("text", ["tom led engine in", "door is locked", "go to the road, tom"])
def test_words_whose_second_letter_is_that_key_are_a_note_unasked(begin: Begin, text: str, gap: float) -> None:
    """``t`` and ``d`` open a list, over which ``o`` leads away."""
    blind, ended = beside(begin, "fire", lang="en")
    blind.loop.pass_(4)
    for char in text:
        blind.key(char, gap)
    blind.key("enter")
    blind.rests()
    assert blind.notes() == [text] and blind.asked == "step" and not ended


def test_the_same_note_is_kept_here_by_its_letter_and_by_whatever_else_is_typed(begin: Begin) -> None:
    for answer, note in (("h", "da ping hei le"), ("lights are out", "onda ping hei le")):
        blind, ended = beside(begin, "fire")
        blind.key("o")
        types(blind, "nda ping hei le")
        blind.rests()
        blind.types(answer) if " " in answer else blind.key(answer)
        blind.rests()
        assert blind.notes()[0] == note and not ended
        assert len(blind.notes()) == 1 + (" " in answer)
        if " " in answer:
            assert "没有答" in blind.screen.prose.breath.remarks.said()


def test_escape_there_leads_back_to_the_line_and_records_nothing(begin: Begin) -> None:
    blind, ended = beside(begin, "fire")
    blind.key("o")
    types(blind, "nda ping hei le")
    blind.rests()
    blind.key("escape")
    assert blind.asked == "note" and blind.line() == "onda ping hei le" and not blind.notes() and not ended


@pytest.mark.parametrize("text", ["only two are left", "on floor 2", "ok", "out of the room"])
def test_a_sentence_that_begins_with_that_letter_is_a_note_at_once(begin: Begin, text: str) -> None:
    blind, ended = beside(begin, "fire", lang="en")
    types(blind, text)
    assert blind.notes() == [text] and blind.asked == "step" and not ended


def test_alone_nothing_is_asked(begin: Begin) -> None:
    blind, _ = beside(begin)
    blind.key("o")
    types(blind, "客户都在问")
    assert blind.notes() == ["客户都在问"]


def test_of_several_it_goes_to_the_one_whose_letter_was_pressed(begin: Begin) -> None:
    """``o``, a letter of the list, and a note in one go: the guide broke off in the middle."""
    blind, ended = beside(begin, "fire", "power-outage")
    blind.key("o")
    blind.rests()
    blind.rests()
    assert blind.asked == "other"
    second = blind.screen.posed.question.options[1]
    blind.key(second.key)
    types(blind, "nda ping hei le")
    assert blind.asked == "note-of" and not ended
    assert blind.screen.posed.question.options[1].name == second.name
    blind.rests()
    blind.key(second.key)
    blind.rests()
    blind.rests()
    assert blind.session.goto == second.name and blind.session.carried[0].text == "da ping hei le"


@pytest.mark.parametrize("gap", [0.25, 0.6, 0.9])
def test_a_note_behind_the_key_that_leaves_stays_here_and_the_key_is_said_not_to_count(begin: Begin, gap: float) -> None:
    """``q`` and a note: the guide was over, and the note broke it off."""
    blind, ended = beside(begin)
    blind.key("q")
    types(blind, "nda ping hei le", gap)
    assert not ended and len(blind.notes()) == 1 and blind.notes()[0].endswith("da ping hei le")
    assert "前面没算：q" in blind.screen.prose.breath.remarks.said()


def test_nothing_that_comes_behind_the_end_of_the_guide_breaks_it_off(begin: Begin) -> None:
    blind, ended = beside(begin)
    blind.key("q")
    blind.rests()
    blind.rests()
    assert ended
    for key in ("n", "q", "1"):
        blind.key(key)
    blind.words("客户都在问")


def test_a_note_that_was_taken_along_is_recorded_where_it_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What ``lead`` does between two incidents, without a terminal."""
    from kit.live.guide.command import guide
    from kit.live.guide.talk.carried import Carried
    from kit.live.guide.talk.keys.elsewhere import go
    from tests.support.hands import Hands

    hands = Hands(tmp_path, "zh", "power-outage")
    other = opened(tmp_path, "fire")
    seen = []

    def played(session: Any, chosen: bool) -> int:
        seen.append(session)
        if len(seen) == 1:
            go(session, other.ref, [Carried("大屏黑了")])
        return 0

    monkeypatch.setattr("kit.live.guide.talk.plain.run_plain", played)
    left = guide.lead(hands.ctx, hands.session.folder, False)
    notes = [e.event.text for e in seen[1].folder.entries if e.event.kind == "note"]  # type: ignore[attr-defined]
    assert left.ref == other.ref and notes == ["大屏黑了"] and "大屏黑了" in seen[1].message


def test_notes_typed_on_while_it_is_asked_whose_the_first_is_go_there_by_one_letter(begin: Begin) -> None:
    """Five of five stayed in the incident that the hand believed to have left."""
    blind, ended = beside(begin, "fire")
    blind.key("o")
    types(blind, "客户都在问")
    for lead, text in (("", "3号线没人接"), ("n", "大屏黑了")):
        blind.rests()
        if lead:
            blind.key(lead)
        types(blind, text)
        assert blind.asked == "note-of" and blind.notes()[-1].endswith(text)
    blind.rests()
    blind.key("f")
    blind.rests()
    blind.rests()
    assert ended and [note.text for note in blind.session.carried] == ["客户都在问", "3号线没人接", "大屏黑了"]
    assert all(note.at is not None for note in blind.session.carried)
    assert blind.kinds().count("undone") == 3


def test_every_letter_where_whose_notes_are_is_asked_means_one_thing_however_long_it_stood_and_a_digit_nothing(
    begin: Begin,
) -> None:
    """The key for another incident meant in turn "what comes counts here", "there", "go there now"; a digit
    turned a note's mark, and two notes of the fire stayed in the power cut."""
    blind, ended = beside(begin, "fire")
    blind.key("o")
    types(blind, "消防进楼了")
    blind.rests()
    seen = [(o.key, o.label) for o in blind.screen.posed.question.options]
    types(blind, "电梯没人")
    for pause in (1.6, 12):
        blind.rests()
        blind.key("o", pause)
        assert "o 没算" in shown(blind)
        blind.rests()
        blind.key("1", 1.6)
        assert "1 在这里不起作用" in shown(blind)
        blind.rests()
        assert blind.asked == "note-of" and not ended and len(blind.notes()) == 2
        assert [(o.key, o.label) for o in blind.screen.posed.question.options][:2] == seen
    blind.key("f", 2)
    blind.rests()
    blind.rests()
    assert ended and [note.text for note in blind.session.carried] == ["消防进楼了", "电梯没人"]


def test_of_several_notes_each_is_asked_about_by_its_words_and_goes_or_stays_by_the_same_letters(begin: Begin) -> None:
    blind, ended = beside(begin, "fire")
    blind.key("o")
    for text in ("消防进楼了", "电梯没人", "一楼烟大"):
        types(blind, text)
        blind.rests()
    blind.key("s", 2)
    for text, key in (("消防进楼了", "f"), ("电梯没人", "h"), ("一楼烟大", "f")):
        blind.rests()
        assert blind.asked == "note-of" and blind.screen.posed.question.text.endswith(text) and not ended
        blind.key(key, 2)
    blind.rests()
    blind.rests()
    assert ended and [note.text for note in blind.session.carried] == ["消防进楼了", "一楼烟大"]
    there = in_force(blind.session.folder.entries)
    assert [e.event.text for e in there if e.event.kind == "note"] == ["电梯没人"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_notes_that_stay_because_nobody_answered_stay_said_by_their_words_until_the_key_takes_them_along(
    begin: Begin, lang: str
) -> None:
    """Esc left two of them in the wrong incident with "not answered: you are still .." and no words."""
    blind, ended = beside(begin, "fire", lang=lang)
    blind.key("o")
    types(blind, "消防进楼了")
    blind.rests()
    types(blind, "电梯没人")
    blind.rests()
    blind.key("escape", 2)
    blind.rests()
    said = {"zh": "没有答：备注消防进楼了 归哪里（按 o 再问）", "en": "Not answered: note 消防进楼了 whose? (press o)"}[lang]
    assert blind.asked == "step" and "消防进楼了 / 电梯没人" in blind.session.alert
    for _ in range(2):  # whatever is done meanwhile
        assert said in blind.screen.prose.breath.remarks.said()
        blind.key("enter", 5)
        blind.rests()
    assert "step-done" in blind.kinds()
    blind.key("o", 3)
    blind.rests()
    blind.rests()
    assert blind.asked == "note-of" and not ended
    blind.key("f", 3)
    blind.rests()
    blind.rests()
    assert ended and [note.text for note in blind.session.carried] == ["消防进楼了", "电梯没人"]
    assert not [e for e in in_force(blind.session.folder.entries) if e.event.kind == "note"]


def test_such_notes_taken_back_by_then_are_asked_about_no_more_and_the_key_goes_there(begin: Begin) -> None:
    blind, ended = beside(begin, "fire")
    blind.key("o")
    types(blind, "消防进楼了")
    blind.rests()
    types(blind, "电梯没人")
    blind.key("escape", 2)
    for _ in range(2):
        blind.key("u", 3)
        blind.key("u", 2)
        blind.rests()
    assert blind.kinds().count("undone") == 2
    blind.key("o", 3)
    blind.rests()
    blind.rests()
    assert ended and not blind.session.carried


def test_a_note_taken_out_of_a_fast_drill_stands_at_the_real_time_at_which_it_was_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stood hours ahead, at what the drill's clock showed."""
    from kit.incidents.incident.files import desk
    from tests.support.hands import Hands

    hands = Hands(tmp_path, "zh", "power-outage")
    incident = hands.session.incident
    fast = FastClock(TEN, 60)
    monkeypatch.setattr(desk, "clock_of", lambda ctx, which: fast if which is incident else ctx.clock)
    typed = TEN + timedelta(minutes=3)
    at = desk.real(hands.ctx, incident, TEN + timedelta(hours=3))
    assert at == typed and desk.real(hands.ctx, None, typed) == typed  # type: ignore[arg-type]
    hands.now = lambda: Now(TEN + timedelta(minutes=4))  # type: ignore[method-assign]
    assert desk.shown(hands.ctx, None, at) == typed  # type: ignore[arg-type]
    standing = Standing(hands.session, "other", "客户都在问", "客户都在问")
    assert standing.at == TEN + timedelta(minutes=4)
    standing.begin()
    other = opened(tmp_path, "fire")
    hands.session.refresh()
    standing.goes(other.ref)
    assert hands.session.carried[0].at == TEN + timedelta(minutes=4)


@pytest.mark.parametrize("own", ["a", "b", "c"])
def test_the_key_for_another_incident_goes_round_all_of_them(own: str) -> None:
    refs, seen = ["a", "b", "c"], [own]
    for _ in range(2):
        seen.append(after(seen[-1], [ref for ref in refs if ref != seen[-1]]))
    assert sorted(seen) == refs


def test_the_key_pressed_again_leads_to_the_one_that_the_line_names_though_that_one_led_here(begin: Begin) -> None:
    """It led past what the line promised, to one where nothing was due (where nothing is, it leads back)."""
    blind, _ = beside(begin, "fire", "power-outage")
    session = blind.session
    refs = [log.ref for log in session.others.logs]
    session.came = refs[0]
    incident = session.others.logs[0].incident
    waits = Waits(incident, incident.running()[0], TEN + timedelta(hours=1))
    session.others.due = lambda: [waits]  # type: ignore[method-assign]
    session.drawn_other = refs[0]
    from kit.live.guide.talk.keys import elsewhere

    asked = next(elsewhere.other(session))
    assert asked.name == "other" and not session.goto
    assert [o.key for o in asked.options] == ["f", "j", "o", "b"]
    assert elsewhere.again(session) == refs[0]
    session.came, session.drawn_other = refs[1], ""
    assert elsewhere.again(session) == refs[0]
    session.others.due = list  # type: ignore[method-assign]
    assert elsewhere.again(session) == refs[1]


def test_an_incident_keeps_its_letter_however_the_list_turns_and_whichever_one_looks_from(begin: Begin) -> None:
    """``f`` meant one and then another, and a note went into the wrong incident."""
    blind, _ = beside(begin, "fire", "power-outage")
    session = blind.session
    logs = [session.folder, *session.others.logs]
    from kit.live.guide.talk.fixed import keys_of
    from kit.live.guide.talk.keys import elsewhere

    seen: dict[str, set[str]] = {log.ref: set() for log in logs}
    for turn in range(6):
        own, *others = logs[turn % 3 :] + logs[: turn % 3]
        for ref, key in keys_of(session.ctx, own, others[:: (-1) ** turn]).items():
            seen[ref].add(key)
    assert all(len(keys) == 1 for keys in seen.values()) and len(set.union(*seen.values())) == 3
    due = session.others.logs[1].incident
    session.others.due = lambda: [Waits(due, due.running()[0], TEN)]  # type: ignore[method-assign]
    asked = next(elsewhere.other(session))
    assert {o.name: {o.key} for o in asked.options if o.name in seen}.items() <= seen.items()
    assert asked.options[0].name == due.ref


def test_with_more_than_one_other_the_key_lists_them_and_pressed_again_goes_to_the_most_urgent(begin: Begin) -> None:
    """It led at once to whichever was due by then, and a note went into the wrong incident."""
    blind, _ = beside(begin, "fire", "power-outage")
    session = blind.session
    refs = [log.ref for log in session.others.logs]
    for log in session.others.logs:
        waits = Waits(log.incident, log.incident.running()[0], TEN + timedelta(hours=1))
        session.others.due = lambda waits=waits: [waits]  # type: ignore[method-assign]
        session.drawn_other, session.goto = log.ref, ""
        from kit.live.guide.talk.keys import elsewhere

        flow = elsewhere.other(session)
        asked = next(flow)
        assert asked.name == "other" and not session.goto
        assert asked.options[0].name == log.ref and all(ref in " ".join(o.label for o in asked.options) for ref in refs)
        with pytest.raises(StopIteration):
            flow.send("next")
        assert session.goto == log.ref


@pytest.mark.parametrize("lead", ["n", ""])
def test_the_other_incidents_key_leads_away_from_a_question_and_a_note_at_once_behind_it_stays(
    begin: Begin, lead: str
) -> None:
    """``o`` at yes or no did nothing; the note behind it stood here, unsaid."""
    blind, ended = beside(begin, "fire")
    blind.key("enter")
    blind.rests()
    blind.key("u")
    blind.rests()
    assert blind.asked == "undo"
    blind.key("o")
    if lead:
        blind.key(lead)
    types(blind, "3号线没人接")
    assert blind.notes() == ["3号线没人接"] and not ended and blind.asked == "step"  # it is the newest now
    blind.rests()
    blind.key("o")
    blind.loop.pass_(1.1)
    assert ended and blind.session.goto and "undone" not in blind.kinds()
