"""Every question that opens unasked on the drawn screen, and the keys of a hand that does not know of it:
none of them counts there, and what is typed is a note."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import pytest

import kit
from kit.incidents.incident.rules import acts
from tests.live.conftest import Begin
from tests.live.test_due_this_moment import falls_due
from tests.live.test_one_call import due
from tests.live.test_unasked import critical, too_soon
from tests.support.blind import REST, Blind

BLIND = ("enter", *"0123456789", *"xslaf", "enter")


def read_back(begin: Begin) -> Blind:
    """A name, where a reason at a step about life is wanted."""
    blind = critical(begin)
    blind.key("a")
    blind.rests()
    blind.key("enter", 1)
    blind.words("小王")
    blind.key("enter")
    return blind


def number_typed(begin: Begin) -> Blind:
    blind = begin(lang="zh", at="seats")
    blind.rests()
    blind.types("300")
    return blind


def call_who(begin: Begin) -> Blind:
    """Two calls in vain: the ladder stands at somebody else."""
    blind = begin(lang="zh", at="tell-tech", minute=6)
    blind.rests()
    for key in ("x", "x", "enter"):
        blind.loop.pass_(3)  # long enough for a call
        blind.key(key, 3.5)
        blind.rests()
    return blind


def undo(begin: Begin) -> Blind:
    blind = begin(lang="zh", at="tell-tech")
    blind.rests()
    blind.key("x", 1)
    blind.rests()
    blind.key("u", 3)
    blind.rests()
    return blind


def redo(begin: Begin) -> Blind:
    """The call that was taken back."""
    blind = undo(begin)
    blind.key("u", 2)
    blind.rests()
    blind.key("y", 2)
    blind.rests()
    return blind


def withdraw(begin: Begin) -> Blind:
    blind = begin(lang="zh")
    while blind.asked != "withdraw":
        for key in ("u", "u"):
            blind.key(key, 1)
        blind.rests()
    return blind


def outcome(begin: Begin) -> Blind:
    """The end of the reference was typed."""
    blind = begin(lang="zh")
    blind.key("e", 1)
    blind.rests()
    blind.types(blind.session.incident.ref[-4:].lower())
    return blind


def behind(begin: Begin) -> Blind:
    """A sentence at the screen of an incident that was closed."""
    blind = outcome(begin)
    blind.rests()
    blind.key("v", 1)
    blind.rests()
    blind.words("走廊还有人")
    blind.key("enter")
    return blind


def dealt_with(begin: Begin) -> Blind:
    """At the second step, the first one done."""
    blind = begin(lang="zh")
    first = blind.session.incident.views()[0].key
    blind.session.moved(lambda d: acts.tick(d, first, ""))
    blind.key("v")
    blind.key("escape")
    blind.rests()
    return blind


def reopen(begin: Begin) -> Blind:
    """A step that was dealt with, gone to on the list of all."""
    blind = dealt_with(begin)
    blind.key("g", 1)
    blind.rests()
    blind.key("1", 1)
    blind.key("enter", 1)
    return blind


def back_sure(begin: Begin) -> Blind:
    """To the step before, with a note since: the hand may mean that."""
    blind = begin(lang="zh")
    blind.session.moved(lambda d: acts.skip(d, blind.session.incident.views()[0].key, "没有人"))
    blind.session.moved(lambda d: acts.note(d, "保安到了"))
    blind.key("v")
    blind.key("escape")
    blind.rests()
    blind.key("b", 1)
    blind.rests()
    return blind


def callback_then(begin: Begin) -> Blind:
    """A customer was reached; whether that settled it nobody said."""
    blind = begin(lang="zh")
    blind.session.record(lambda d: acts.callback_add(d, "a1b2", "王女士", "13800000000", "账单"))
    blind.key("k", 1)
    blind.loop.pass_(3)
    blind.types("1")
    blind.rests()
    blind.key("r", 1)
    blind.rests()
    return blind


def due_sure(begin: Begin) -> Blind:
    """A report that fell due half a second before it was answered."""
    blind = begin(lang="zh")
    falls_due(blind, 0.5)
    for key in "dr":
        blind.key(key)
    blind.rests()
    return blind


def apart(begin: Begin) -> Blind:
    """A key and words of an input method in one breath: it may be the first of them."""
    blind = begin(lang="zh")
    blind.rests()
    blind.key("l")
    blind.loop.pass_(0.35)
    blind.words("座没电了")
    blind.key("enter")
    return blind


def call_which(begin: Begin) -> Blind:
    blind, _ = due(begin, "reached")
    blind.key("r", 2)
    blind.rests()
    return blind


def forecast_post(begin: Begin) -> Blind:
    blind = begin("power-outage", "en")
    blind.loop.pass_(4)
    blind.key("j", 1)
    blind.loop.pass_(3)
    blind.words("supplier power 10 min")
    blind.key("enter")
    blind.rests()
    return blind


def undo_void(begin: Begin) -> Blind:
    """A key that does nothing at the step, and the one that takes back."""
    blind = dealt_with(begin)
    blind.key("9", 2)
    blind.key("u", 2)
    return blind


STANDS: dict[str, Callable[[Begin], Blind]] = {
    "undo-void": undo_void,
    "so-soon": too_soon,
    "read-back": read_back,
    "number-typed": number_typed,
    "call-who": call_who,
    "undo": undo,
    "redo": redo,
    "withdraw": withdraw,
    "outcome": outcome,
    "behind": behind,
    "reopen": reopen,
    "back-sure": back_sure,
    "callback-then": callback_then,
    "apart": apart,
    "due-sure": due_sure,
    "call-which": call_which,
    "forecast-post": forecast_post,
}
NUMBERED = {"of-drill", "unrecorded", "incident"}  # asked in numbered lines alone: test_home_numbered, test_numbered_leads
ELSEWHERE = {"who-sure", "clear-sure"}  # tried in test_due_by_whom, test_all_out
ENDED = {"undo", "undo-void", "redo", "back-sure"}  # by a note, which is the last entry then
KEPT = {"behind"}  # what is typed there is no entry, and waits


def asking() -> set[str]:
    """The name of each question in the code that stands until it is answered."""
    found = set()
    for path in Path(kit.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            asks = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Question"
            if asks and any(each.arg == "stands" for each in node.keywords):
                found.add(ast.literal_eval(node.args[0]))
    return found


def test_these_are_all_questions_that_stand() -> None:
    assert asking() == set(STANDS) | NUMBERED | ELSEWHERE


@pytest.mark.parametrize("name", STANDS)
def test_enter_figures_and_keys_of_acts_count_nowhere_there(begin: Begin, name: str) -> None:
    blind = STANDS[name](begin)
    assert blind.asked == name
    before = blind.kinds()
    rest = 0.1 if name == "so-soon" else REST  # it is over after a while
    for key in BLIND:
        blind.loop.pass_(rest)
        blind.key(key, 0.5)
        blind.loop.pass_(rest)
        assert blind.asked == name and blind.kinds() == before, key


@pytest.mark.parametrize("name", STANDS)
@pytest.mark.parametrize("typed", ["客户醒了", "3号机房断电", "2 people hurt", "zhan ting jie ru", "xian zhang lai le", "n小王到了", "nli is here"])
def test_a_sentence_is_a_note_there_whole_with_its_key_or_without(begin: Begin, name: str, typed: str) -> None:
    blind = STANDS[name](begin)
    assert blind.asked == name
    blind.rests()
    before, notes = blind.kinds(), blind.notes()
    note = typed.removeprefix("n")
    if typed.isascii():
        blind.types(typed)
    else:
        for char in typed[: len(typed) - len(note)]:
            blind.key(char)
            blind.rests()
        blind.words(note)
        blind.key("enter")
    blind.rests()
    if name in KEPT:
        assert blind.kinds() == before and note in blind.session.unsaid and blind.asked == name
        return
    new = blind.notes()[len(notes):]
    assert note in new and blind.asked == ("step" if name in ENDED else name), (new, blind.asked)
    assert set(blind.kinds()[len(before):]) == {"note"}


@pytest.mark.parametrize("name", STANDS)
def test_its_own_key_answers_it_still_behind_all_of_that(begin: Begin, name: str) -> None:
    blind = STANDS[name](begin)
    for text in ("enter", "1"):
        blind.rests()
        blind.key(text, 1)
    blind.rests()
    if name not in ENDED:
        blind.words("客户醒了")
        blind.key("enter")
    blind.rests()
    key, before = blind.screen.posed.question.options[0].key, blind.kinds()
    blind.screen.app.exit = lambda **_: None  # type: ignore[method-assign]
    blind.key(key, 2)
    blind.rests()
    if name == "so-soon":  # a figure was typed at it: it asks by name
        assert blind.kinds() == before
        blind.key(key, 2)
        blind.rests()
    assert name == "withdraw" or blind.asked != name
    if name == "undo-void":  # it leads on to the entry that stands, which is asked about
        assert blind.asked == "undo" and blind.kinds() == before
        return
    assert blind.kinds() != before or blind.session.incident.outcome == "opened-in-error"


@pytest.mark.parametrize("code", ["N4EQ", "NZKH", "0N3N", "S0Q2", "QXYY", "K9ZZ"])
def test_a_code_closes_whatever_key_it_begins_with(begin: Begin, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """``n4eq`` was a note, 4eq, and the incident stayed open."""
    monkeypatch.setattr("kit.incidents.incident.files.store.make_ref", lambda *_: f"260302-DAN-{code}")
    blind = outcome(begin)
    assert blind.session.incident.ref.endswith(code) and blind.asked == "outcome" and blind.notes() == []


def test_a_note_typed_where_the_code_is_wanted_is_one_still(begin: Begin) -> None:
    for typed in ("n小王到了", "n3 men are out"):
        blind = begin(lang="zh")
        blind.key("e", 1)
        blind.rests()
        blind.types(typed)
        assert blind.notes()[-1:] == [typed[1:]]
