"""Contacts with a person at the keyboard: entering, the doubtful of a file, the test calls."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path

import pytest

from kit.ground.console.context import Context, Me, Out
from kit.ground.machine.clock import Now
from kit.ground.terminal.ask import Left, Question
from kit.people.contacts.command.carry import named_posts
from kit.people.contacts.files.store import ContactStore
from kit.people.contacts.rules import acts
from kit.people.contacts.rules.acts import Fields
from kit.people.contacts.rules.card import Card
from kit.people.contacts.rules.contact import Channel
from kit.people.contacts.rules.merging import changes
from kit.people.contacts.talk import ask_contact, settle, walk
from tests.support.constants import TEN


class Desk:
    """A terminal that answers from a list; where that ends, whoever sat there has left."""

    speed = 1.0

    def __init__(self, home: Path, lang: str = "en") -> None:
        self.answers: list[str] = []
        self.asked: list[Question] = []
        self.days = 0
        out = Out(io.StringIO(), lang, True)
        self.ctx = Context(str(home), self, lambda: self, out, out, Me("li", lang, True, ""))  # type: ignore[arg-type, return-value]
        self.store = self.ctx.of(ContactStore)

    def now(self) -> Now:
        return Now(TEN + timedelta(days=self.days))

    def ask(self, question: Question) -> str:
        self.asked.append(question)
        if not self.answers:
            raise Left
        answer = self.answers.pop(0)
        assert question.kind == "text" or answer in {option.name for option in question.options}
        return answer

    def said(self) -> str:
        text = self.ctx.out.stream.getvalue()  # type: ignore[attr-defined]
        assert isinstance(text, str)
        return text

    def enter(self, id_: str, **said: object) -> None:
        self.store.record(self.now(), "li", lambda d: acts.add(d, id_, Fields(**said)))  # type: ignore[arg-type]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_contact_is_asked_for_one_thing_after_another(desk: Desk) -> None:
    desk.enter("liliz", name="Li", channels=[Channel("13800000002")])
    desk.answers = ["张敏", "no such post", "tech", "13800000001", "office:1", "phone:5550100|9-18", "", "nobody", "Li", ""]
    said = ask_contact(desk.ctx, Fields())
    assert (said.name, said.posts, said.standins) == ("张敏", ["tech"], ["liliz"])
    assert [c.number for c in said.channels or []] == ["13800000001", "5550100"]
    assert "office" in desk.said() and "nobody" in desk.said()


def test_leaving_while_one_is_asked_records_nothing(desk: Desk) -> None:
    desk.answers = ["张敏"]
    with pytest.raises(Left):
        ask_contact(desk.ctx, Fields())
    assert not Path(desk.store.path).exists()


def test_the_walk_records_each_answer_at_once_and_says_what_is_left(desk: Desk) -> None:
    desk.enter("aaaaa", name="Li", channels=[Channel("13800000001"), Channel("13800000002"), Channel("x@example.com", "email")])
    desk.enter("bbbbb", name="Wu", channels=[Channel("13800000003")])
    desk.days = 91
    desk.answers = ["r", "n"]
    walk(desk.ctx, "")
    assert len(desk.asked) == 3  # nobody telephones a mail address
    assert "2 numbers tested, 1 reached; 2 still due" in desk.said()
    again = ContactStore(desk.store.home).book().contacts
    assert list(again["aaaaa"].verified) == ["13800000001"] and list(again["aaaaa"].failed) == ["13800000002"]
    desk.answers = ["skip", "stop"]
    walk(desk.ctx, "")
    assert "0 numbers tested" in desk.said()


def test_a_walk_without_anything_due_says_so(desk: Desk) -> None:
    walk(desk.ctx, "")
    assert "No number is due" in desk.said()


CARDS = [
    Card(1, "Li", channels=[Channel("13800000009")]),  # the same name, another number
    Card(2, "Wu", channels=[Channel("13800000005")]),
    Card(3, "Old Li", channels=[Channel("13800000001")]),  # the same number, another name
]


@pytest.mark.parametrize(
    ("answers", "people"),
    [
        (["join", "join", "yes"], {"Li": ["13800000001", "13800000009"], "Wu": ["13800000005"]}),
        (["new", "leave", "yes"], {"Li": ["13800000001"], "Wu": ["13800000005"]}),
        (["leave", "leave", "no"], {"Li": ["13800000001"]}),
    ],
)
def test_the_doubtful_are_asked_one_by_one_and_all_the_rest_at_once(
    desk: Desk, answers: list[str], people: dict[str, list[str]]
) -> None:
    from kit.people.contacts.command.carry import take

    desk.enter("aaaaa", name="Li", channels=[Channel("13800000001")])
    found = changes(desk.store.book(), CARDS, named_posts(desk.ctx))
    assert [each.sort for each in found] == ["doubtful", "new", "doubtful"]
    desk.answers = [*answers]
    wanted = settle(desk.ctx, found)
    if wanted:
        desk.store.record(desk.now(), "li", lambda d: take(d, found, wanted, "a.vcf"))
    there = {c.name: [each.number for each in c.channels] for c in desk.store.book().here() if c.id == "aaaaa" or c.name != "Li"}
    assert there == people
    if answers[0] == "join":
        assert desk.store.book().contacts["aaaaa"].aliases == ["Old Li"]
    if answers[0] == "new":
        assert sorted(c.name for c in desk.store.book().here()) == ["Li", "Li", "Wu"]


def test_leaving_at_a_doubtful_one_imports_nothing(desk: Desk) -> None:
    desk.enter("aaaaa", name="Li", channels=[Channel("13800000001")])
    found = changes(desk.store.book(), CARDS, {})
    desk.answers = ["join"]
    with pytest.raises(Left):
        settle(desk.ctx, found)
    assert len(desk.store.book().here()) == 1
