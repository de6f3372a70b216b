"""Contacts with a person at the keyboard: entering, the doubtful of a file, the test calls."""

from __future__ import annotations

import io
import json
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from kit.ground.console.context import Context, Me, Out
from kit.ground.machine.clock import Now
from kit.ground.terminal.ask import Left, Question
from kit.people.contacts.command.carry import named_posts
from kit.people.contacts.command.shared import fresh_id, whole_book
from kit.people.contacts.files.store import ContactStore
from kit.people.contacts.rules import acts
from kit.people.contacts.rules.acts import Fields
from kit.people.contacts.rules.card import Card
from kit.people.contacts.rules.contact import Channel, Contact
from kit.people.contacts.rules.merging import changes
from kit.people.contacts.talk import ask_contact, settle, walk
from tests.support.constants import TEN
from tests.support.kit import Kit
from tests.support.run import environment, run
from tests.support.run import kit as run_kit
from tests.support.terminal import ENTER, Terminal


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

    def contact(self) -> Fields:
        self.same: Contact | None
        said, self.same = ask_contact(self.ctx, Fields(), self.store.book())
        return said

    def enter(self, id_: str, **said: object) -> None:
        self.store.record(self.now(), "li", lambda d: acts.add(d, id_, Fields(**said)))  # type: ignore[arg-type]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_contact_is_asked_for_one_thing_after_another(desk: Desk) -> None:
    desk.enter("liliz", name="Li", channels=[Channel("13800000002")])
    desk.answers = ["张敏", "no such post", "tech", "13800000001", "office:1", "phone:5550100|9-18", "", "nobody", "Li", ""]
    said = desk.contact()
    assert (said.name, said.posts, said.standins) == ("张敏", ["tech"], ["liliz"])
    assert [c.number for c in said.channels or []] == ["13800000001", "5550100"]
    assert "office" in desk.said() and "nobody" in desk.said()


def test_a_post_is_named_by_a_part_of_its_title_and_several_at_once(desk: Desk) -> None:
    desk.answers = ["张敏", "主管", "运维、组长", "", ""]
    said = desk.contact()
    assert said.posts == ["tech", "leader"]
    assert "呼叫中心主管" in desk.said() or "call centre supervisor" in desk.said()


def test_the_posts_are_listed_once_and_one_is_chosen_by_its_number(desk: Desk) -> None:
    """Nobody knows the posts of the site by heart; what is none costs a line and no second list."""
    desk.answers = ["张敏", "no such post", "3", "", ""]
    said = desk.contact()
    assert "3. call centre supervisor" in desk.said() and said.posts == ["supervisor"]
    assert "A part of its title will do" in desk.said() and desk.said().count("call centre supervisor") == 1
    assert len([line for line in desk.said().splitlines() if line[:1].isdigit()]) <= 12


def test_slips_of_a_hurried_hand_in_a_number_are_said_and_it_is_asked_again(desk: Desk) -> None:
    """A letter, a digit too few, the same number twice; full-width digits are digits."""
    desk.answers = ["张敏", "", "1380000000a", "1380000001", "１３８００００００１１", "138-0000-0011", "", ""]
    said = desk.contact()
    assert [c.number for c in said.channels or []] == ["13800000011"]
    told = desk.said()
    assert '"1380000000a" is no number' in told and "has 11 digits, from 13 to 19; this has 10" in told and "stands there already" in told
    desk.answers = ["Li", "", "1380000001", "1380000001", "other:room 5a", "", ""]
    said = desk.contact()
    assert [c.number for c in said.channels or []] == ["1380000001", "room 5a"]


def test_a_name_that_is_there_already_is_asked_about_before_anything_else_is_typed(desk: Desk) -> None:
    desk.enter("liliz", name="Li", channels=[Channel("13800000002")])
    desk.answers = ["L" * 101, "Li", "liliz", "tech", "13800000003", "", ""]
    said = desk.contact()
    assert "Too long" in desk.said() and "the same person?" in desk.asked[2].text
    assert desk.same is not None and desk.same.id == "liliz" and said.posts == ["tech"]
    desk.answers = ["Li", "other", "", "", ""]
    assert desk.contact().name == "Li" and desk.same is None


def test_leaving_while_one_is_asked_records_nothing(desk: Desk) -> None:
    desk.answers = ["张敏"]
    with pytest.raises(Left):
        desk.contact()
    assert not Path(desk.store.path).exists()


def test_the_walk_records_each_answer_at_once_and_says_what_is_left(desk: Desk) -> None:
    desk.enter("aaaaa", name="Li", channels=[Channel("13800000001"), Channel("13800000002"), Channel("x@example.com", "email")])
    desk.enter("bbbbb", name="Wu", channels=[Channel("13800000003")])
    desk.days = 91
    desk.answers = ["r", "n"]
    walk(desk.ctx, "", desk.store.book, fresh_id)
    assert len(desk.asked) == 3  # nobody telephones a mail address
    assert "2 numbers tested, 1 reached; 2 still due" in desk.said()
    again = ContactStore(desk.store.home).book().contacts
    assert list(again["aaaaa"].verified) == ["13800000001"] and list(again["aaaaa"].failed) == ["13800000002"]
    desk.answers = ["skip", "stop"]
    walk(desk.ctx, "", desk.store.book, fresh_id)
    assert "0 numbers tested" in desk.said()


def test_a_wrong_key_in_the_walk_is_taken_back_by_a_key_and_the_number_asked_again(desk: Desk) -> None:
    desk.enter("aaaaa", name="Li", channels=[Channel("13800000001"), Channel("13800000002")])
    desk.days = 91
    desk.answers = ["r", "undo", "w", "n"]
    walk(desk.ctx, "", desk.store.book, fresh_id)
    assert [question.lines[0][:3] for question in desk.asked] == ["1/2", "2/2", "1/2", "2/2"]
    assert "never tested" in desk.asked[2].lines[0]
    assert ["undo" in {option.name for option in q.options} for q in desk.asked] == [False, True, False, True]
    assert "2 numbers tested, 0 reached; 2 still due" in desk.said()
    contact = ContactStore(desk.store.home).book().contacts["aaaaa"]
    assert contact.verified == {} and sorted(contact.failed) == ["13800000001", "13800000002"]


def test_a_walk_without_anything_due_says_so(desk: Desk) -> None:
    walk(desk.ctx, "", desk.store.book, fresh_id)
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


def test_leaving_at_the_command_says_that_nothing_was_recorded(bare: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    def leave(*_: object) -> Fields:
        raise Left

    monkeypatch.setattr("kit.ground.terminal.ask.terminal", lambda: True)
    monkeypatch.setattr("kit.people.contacts.talk.ask_contact", leave)
    assert "Nothing was recorded" in bare("contact", "add").err
    assert not (bare.home / "contacts").exists()


def test_what_was_typed_one_by_one_is_read_back_with_how_to_take_it_back(bare: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kit.ground.terminal.ask.terminal", lambda: True)
    monkeypatch.setattr(
        "kit.people.contacts.talk.ask_contact", lambda *_: (Fields("Li", posts=["tech"], channels=[Channel("13800000001")]), None)
    )
    said = bare("contact", "add").err
    assert "13800000001" in said and "one number only" in said and "kit contact undo" in said


def test_the_walk_goes_through_every_number_of_whom_only_the_profile_knew(bare: Kit) -> None:
    """One who stands in the site's profile with two numbers: the first answer enters the person,
    the second belongs to the same; nobody who stands there twice is rung twice."""
    for key, text in (("name", "周明远"), ("phone", "13800000011"), ("phone2", "13800000012")):
        assert bare("setup", "--set", f"supervisor.{key}={text}").code == 0
    desk = Desk(bare.home)
    desk.answers = ["r", "n"]
    walk(desk.ctx, "", lambda: whole_book(desk.ctx), fresh_id)
    assert "2 numbers tested, 1 reached" in desk.said()
    (one,) = desk.store.book().here()
    assert list(one.verified) == ["13800000011"] and list(one.failed) == ["13800000012"]
    desk.enter("again", name="Li", channels=[Channel("13800000021")])
    book = desk.store.book()
    book.contacts["other"] = replace(book.contacts["again"], id="other")
    desk.asked, desk.answers = [], ["skip", "r"]
    walk(desk.ctx, "", lambda: book, fresh_id)
    assert [q.lines[0][:3] for q in desk.asked] == ["1/2", "2/2"]


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminal")
def test_the_walk_in_a_terminal_takes_both_numbers_of_a_post_of_the_site(tmp_path: Path) -> None:
    env = environment(tmp_path / "home", "zh")
    for key, text in (("name", "周明远"), ("phone", "13800000011"), ("phone2", "0551-60000012 转 801")):
        run(env, "setup", "--set", f"supervisor.{key}={text}")
    with Terminal(["contact", "verify"], env, 80, 24) as t:
        t.see("1/2", "13800000011")
        t.child.send(f"r{ENTER}")
        t.see("2/2", "转 801")
        t.child.send(f"n{ENTER}")
        assert "同名同号" not in t.see("2 个")
        assert t.end() == 0
    (one,) = json.loads(run_kit(env, "contact", "list", "--json"))["contacts"]
    assert len(one["channels"]) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminal")
@pytest.mark.parametrize(("key", "called", "reached"), [("n", True, False), ("r", True, True), ("q", False, False)])
def test_a_test_call_to_one_who_is_named_is_recorded_only_as_it_went(tmp_path: Path, key: str, called: bool, reached: bool) -> None:
    """It stood there as reached before anybody had called."""
    env = environment(tmp_path / "home", "zh")
    assert run(env, "contact", "add", "周明远", "--number", "13800000011").returncode == 0
    with Terminal(["contact", "verify", "周明远"], env, 80, 24) as t:
        t.see("13800000011")
        t.child.send(f"{key}{ENTER}")
        t.end()
    (one,) = json.loads(run_kit(env, "contact", "list", "--json"))["contacts"]
    (channel,) = one["channels"]
    assert (channel["verified"] is not None, channel["unreached"] is not None) == (reached, called and not reached)
