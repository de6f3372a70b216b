"""Contacts in an incident: shown at once, the next by one key, recorded as called; none stops it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from kit.ground.base.cells import width
from kit.ground.console import context
from kit.ground.machine.clock import Now
from kit.ground.terminal.fragments import text_of
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules.acts.again import again as decided_again
from kit.live.guide.talk.reach import Reach
from kit.people.contacts.files.store import ContactStore
from kit.people.contacts.rules import acts
from kit.people.contacts.rules.acts import Fields
from kit.people.contacts.rules.contact import Channel
from tests.support.constants import TEN
from tests.support.hands import Hands
from tests.support.kit import Kit


def enter(home: Path | str, id_: str, **said: object) -> None:
    store = ContactStore(str(home))
    fields = Fields(**said)  # type: ignore[arg-type]
    known = id_ in store.book().contacts
    act = acts.edit if known else acts.add
    store.record(Now(TEN - timedelta(days=1)), "li", lambda d: act(d, id_, fields))


def filled(home: Path | str) -> None:
    enter(home, "liliz", name="Li", channels=[Channel("13800000002")])
    enter(
        home,
        "zhang",
        name="Zhang",
        posts=["tech"],
        channels=[Channel("13800000001"), Channel("5550100", "phone")],
        standins=["liliz"],
    )


@pytest.fixture
def hands(tmp_path: Path) -> Hands:
    filled(tmp_path)
    found = Hands(tmp_path)
    found.press("done")  # to the call to tech
    assert found.session.step is not None and found.session.step.role == "tech"
    return found


def screen(hands: Hands) -> str:
    return "\n".join(text_of(hands.session.picture(80, 24)))


# ---- in the guide ------------------------------------------------------------------------------


def test_a_call_step_shows_person_and_number_and_the_next_by_one_key(hands: Hands) -> None:
    assert "Zhang  Number: 13800000001, else 5550100" in screen(hands)
    assert "> next number" in hands.line()
    hands.press("way")
    assert "Zhang  Number: 5550100, else Li 13800000002" in screen(hands)
    assert "(3 in all" in hands.session.message
    hands.press("way")
    assert "Li  Number: 13800000002, else Zhang 13800000001" in screen(hands)


def test_looking_at_the_next_number_records_nothing(hands: Hands) -> None:
    before = hands.kinds()
    hands.press("way", "way", "way", "way")
    assert hands.kinds() == before


def test_a_call_is_recorded_with_the_person_and_the_number_that_were_shown(hands: Hands) -> None:
    hands.press("way", "way", "done")
    called = next(e.event for e in hands.session.folder.entries if e.event.kind == "called")
    assert (called.role, called.person, called.number) == ("tech", "Li", "13800000002")  # type: ignore[attr-defined]
    assert "Li 13800000002" in " ".join(text_of(hands.session.picture(120, 40))) + hands.session.message


def test_what_was_called_in_vain_makes_room_for_the_next_number(hands: Hands) -> None:
    """What stands behind it is what the next call in vain leads to: after two the ladder goes on."""
    hands.press("no-answer")
    assert "Number: 5550100, else call centre supervisor" in screen(hands)
    hands.press("no-answer")
    assert "call centre supervisor" in screen(hands)


def test_a_number_changed_during_the_incident_is_shown_at_once(hands: Hands) -> None:
    enter(hands.ctx.home, "zhang", channels=[Channel("13800000009")])
    assert hands.session.refresh()
    assert "Number: 13800000009" in screen(hands)


def test_a_post_without_a_contact_keeps_the_number_of_the_profile_and_has_no_such_key(hands: Hands) -> None:
    hands.press("done")
    assert hands.session.step is not None and hands.session.step.role == "supervisor"
    assert "no number on file" in screen(hands)
    assert ">" not in hands.offered()


def test_the_number_of_the_ambulance_stays_before_any_hospital(tmp_path: Path) -> None:
    enter(tmp_path, "hospi", name="Made-up hospital", posts=["ambulance"], channels=[Channel("5550120", "phone")])
    hands = Hands(tmp_path)
    role = hands.session.shown.profile.roles["ambulance"]  # type: ignore[union-attr]
    assert role.phone == "120" and "5550120" in role.phone2


def test_without_contacts_the_incident_is_shown_as_it_is(tmp_path: Path) -> None:
    hands = Hands(tmp_path)
    assert hands.session.shown is hands.session.incident
    assert not (tmp_path / "contacts").exists()


def test_the_state_that_is_shown_is_never_that_which_is_recorded_on(hands: Hands) -> None:
    roles = hands.session.incident.profile.roles  # type: ignore[union-attr]
    assert hands.session.shown.profile is not None and hands.session.shown.profile.roles["tech"].name == "Zhang"
    assert roles["tech"].name == ""


# ---- at the command ----------------------------------------------------------------------------


def test_an_opening_says_whom_to_call_and_keeps_the_numbers_for_other_laptops(bare: Kit) -> None:
    filled(bare.home)
    opened = bare("start", "application-outage", "--profile", "hotline", "--no-guide")
    assert "Zhang  Number: 13800000001" in opened.out
    first = bare("log", "--json").out.splitlines()[0]
    assert "13800000001" in first and "Zhang" not in first


def test_kit_call_takes_the_number_to_be_tried_now_and_books_no_call_in_vain_on_an_unnamed_stand_in(bare: Kit) -> None:
    filled(bare.home)
    bare("start", "application-outage", "--profile", "hotline", "--no-guide")
    for number, who in (("13800000001", "Zhang"), ("5550100", "Zhang"), ("", "")):
        said = bare("call", "tech", "--no-answer", "--json").json["entries"][0]["data"]
        assert (said.get("number", ""), said.get("person", "")) == (number, who)
    said = bare("call", "Li", "--no-answer")
    assert "Li" in said.out, "named, it is hers"


def test_kit_call_finds_a_contact_by_name_or_alias_and_answers_for_its_post(bare: Kit) -> None:
    filled(bare.home)
    enter(bare.home, "zhang", aliases=["zhangmin"])
    bare("start", "application-outage", "--profile", "hotline", "--no-guide")
    said = bare("call", "zhangmin", "--json").json["entries"]
    assert said[0]["data"]["role"] == "tech" and said[0]["data"]["number"] == "13800000001"
    assert [entry["kind"] for entry in said][:2] == ["called", "step-done"]
    other = bare("call", "Li", "--json").json["entries"][0]["data"]
    assert other["who"] == "Li" and other["number"] == "13800000002"


def test_an_alias_of_a_contact_is_one_person_in_the_reviews_of_what_was_opened_since(bare: Kit) -> None:
    filled(bare.home)
    enter(bare.home, "zhang", aliases=["zhangmin"])
    bare("start", "application-outage", "--profile", "hotline", "--no-guide", "--by", "zhangmin")
    assert bare("show", "--json").json["leader"] == "Zhang"


# ---- on every screen ---------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("cols", "rows"), [(80, 24), (60, 20), (120, 40)])
def test_long_names_and_numbers_are_shown_whole_and_no_line_is_wider_than_the_screen(
    tmp_path: Path, lang: str, cols: int, rows: int
) -> None:
    long = "示例物业服务有限公司工程部值班联系人" * 2
    enter(tmp_path, "other", name=long, channels=[Channel("13800000002")])
    enter(tmp_path, "zhang", name=long[::-1], posts=["tech"], channels=[Channel("0086 138 0000 0001"), Channel("5550100")])
    enter(tmp_path, "zhang", standins=["other"])
    hands = Hands(tmp_path, lang)
    hands.press("done")
    for _ in range(3):
        lines = text_of(hands.session.picture(cols, rows))
        assert max(width(line) for line in lines) <= cols
        assert len(lines) <= rows
        number = hands.session.reach.ways("tech")[0].channel.number
        assert number in " ".join(line.strip() for line in lines)
        hands.press("way")


def test_a_due_line_shows_person_and_number_and_its_own_key_for_the_next(tmp_path: Path) -> None:
    filled(tmp_path)
    enter(tmp_path, "zhang", posts=["supervisor"])

    class Later(Hands):
        minute = 0.0

        def now(self) -> Now:
            return Now(TEN + timedelta(minutes=self.minute))

    hands = Later(tmp_path)
    hands.minute = 6
    hands.session.refresh()
    hands.session.picture(80, 24)
    question = hands.press("due")
    while question.name == "due-list":
        question = hands.press(question.options[0].name)
    assert question.name == "due" and any("Zhang" in line and "13800000001" in line for line in question.lines)
    assert {option.key: option.name for option in question.options}[">"] == "way"
    question = hands.press("way")
    assert question.name == "due" and any("5550100" in line for line in question.lines)
    before = len(hands.kinds())
    hands.press("told")
    called = next(e.event for e in hands.session.folder.entries[before:] if e.event.kind == "called")
    assert (called.number, called.person) == ("5550100", "Zhang")  # type: ignore[attr-defined]


def test_what_is_read_of_a_call_later_names_the_person_and_the_number(bare: Kit) -> None:
    filled(bare.home)
    ref = bare("start", "application-outage", "--profile", "hotline", "--no-guide", "--json").json["ref"]
    bare("call", "tech", "--no-answer")
    bare("call", "tech", "--said", "all lines")
    assert "Zhang 5550100" in bare("log").out
    assert [one["who"] for one in bare("show", "--json").json["calls"]] == ["Zhang", "Zhang"]
    assert "Zhang" in bare("report").out
    bare("contact", "edit", "Zhang", "--gone", "left")  # whoever fills the post later changes no log
    assert "Zhang 5550100" in bare("form", ref).out and "Zhang 5550100" in bare("log").out


def test_a_line_that_is_due_has_the_person_and_the_number_where_they_fit_whole(tmp_path: Path) -> None:
    enter(tmp_path, "zhang", name="Zhang", posts=["supervisor"], channels=[Channel("13800000001")])

    class Later(Hands):
        minute = 0.0

        def now(self) -> Now:
            return Now(TEN + timedelta(minutes=self.minute))

    hands = Later(tmp_path)
    assert "13800000001" not in screen(hands)
    hands.minute = 6
    hands.session.refresh()
    (line,) = [line for line in text_of(hands.session.picture(100, 30)) if line.startswith(" !") and "Zhang" in line]
    assert "Zhang 13800000001" in line and width(line) <= 100
    for cols in (80, 60, 40):
        for line in text_of(hands.session.picture(cols, 24)):
            assert "1380" not in line or "13800000001" in line


def garbage(folder: Path) -> None:
    folder.mkdir()
    (folder / "lap.jsonl").write_bytes(b"\x00\xff garbage\n" * 50)


def nested(folder: Path) -> None:
    folder.mkdir()
    (folder / "lap.jsonl").mkdir()


def a_file(folder: Path) -> None:
    folder.write_bytes(b"no folder")


def looped(folder: Path) -> None:
    folder.symlink_to(folder)


@pytest.mark.parametrize("harm", [garbage, nested, a_file, looped], ids=lambda harm: harm.__name__)
def test_contacts_that_cannot_be_read_stop_no_incident(bare: Kit, harm: Callable[[Path], None]) -> None:
    bare.home.mkdir(parents=True)
    try:
        harm(bare.home / "contacts")
    except OSError:
        pytest.skip("this system makes no such thing")
    for words in (
        ("start", "application-outage", "--no-guide", "--profile", "hotline"),
        ("call", "tech"), ("timer",), ("show",), ("board",), ("doctor",), ("close", "--yes"), ("summary",),
        ("checklists", "print", "fire", "-o", "-"),
    ):  # fmt: skip
        said = bare(*words)
        assert said.code == 0 or (words, said.code) == (("doctor",), 5), (words, said.err)
    hands = Hands(bare.home)
    hands.press("done")
    assert "no number on file" in screen(hands)


# ---- on the board ------------------------------------------------------------------------------


def board_of(bare: Kit) -> str:
    return bare("board").out


def test_the_board_has_whom_to_call_next_at_the_step_and_where_something_is_due(bare: Kit) -> None:
    filled(bare.home)
    enter(bare.home, "sunsu", name="Sun", posts=["supervisor"], channels=[Channel("13800000004"), Channel("5550104")])
    bare.at(0)("start", "application-outage", "--profile", "hotline", "--no-guide", "--drill")
    bare("tick", "no-logout")
    assert "Zhang 13800000001" in board_of(bare)  # the step that stands there is that call
    bare("call", "tech", "--no-answer")
    assert "Zhang 5550100" in board_of(bare)
    bare.at(6)
    (line,) = [line for line in board_of(bare).splitlines() if "Sun" in line]
    assert line.startswith(" !") and "Sun 13800000004" in line
    told = [each for each in bare("board", "--json").json["incidents"][0]["timers"] if each["tell_now"] == "supervisor"]
    assert {(each["person"], each["number"]) for each in told} == {("Sun", "13800000004")}


def test_a_number_is_on_the_board_whole_or_not_at_all(tmp_path: Path) -> None:
    from kit.incidents.incident.show.open_lines import open_lines
    from kit.live.guide.talk.reach import contacts_of, with_numbers

    filled(tmp_path)
    hands = Hands(tmp_path)
    hands.press("done")
    shown = with_numbers(hands.ctx, hands.session.folder.incident, contacts_of(hands.ctx))
    seen = set()
    for cols in range(30, 121):
        for line in text_of(open_lines([(shown, TEN)], "en", cols, 12)):
            assert "1380" not in line or "13800000001" in line
            assert width(line) <= cols
            seen.add("13800000001" in line)
    assert seen == {True, False}


def test_where_there_are_no_contacts_the_board_looks_once_and_shows_what_it_did(
    bare: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kit.live.guide.talk import reach

    bare.at(0)("start", "application-outage", "--profile", "hotline", "--no-guide", "--drill")
    asked: list[str] = []
    monkeypatch.setattr(reach, "there", lambda home: asked.append(home) or False)
    before = board_of(bare)
    assert len(asked) == 1 and not (bare.home / "contacts").exists() and "no number" not in before


def test_the_live_board_follows_the_contacts_and_the_hour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os
    import sys

    from kit.live.board.talk import Board

    filled(tmp_path)
    hands = Hands(tmp_path)
    hands.press("done")
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((100, 24)))
    monkeypatch.setattr(sys, "stdout", type("Out", (), {"fileno": lambda self: 1})())
    board = Board(hands.ctx)
    board.see(True, False)
    assert "Zhang 13800000001" in board.draw()
    assert os.path.join(hands.ctx.home, "contacts") in board.looked_at()
    board.see(False, False)
    assert board.draw() == ""
    enter(tmp_path, "zhang", channels=[Channel("13800000009")])
    board.see(True, False)
    assert "Zhang 13800000009" in board.draw()


def test_once_the_next_post_is_meant_one_person_is_shown_and_named_once(tmp_path: Path) -> None:
    """After two calls in vain it is the post above that is called: its person alone stands there."""
    filled(tmp_path)
    enter(tmp_path, "sunsu", name="Sun", posts=["supervisor"], channels=[Channel("13800000004")])
    hands = Hands(tmp_path)
    hands.press("done")
    hands.press("no-answer", "no-answer")
    text = screen(hands)
    assert "Call next: call centre supervisor  Sun  Number: 13800000004" in text
    assert "Zhang" not in text and "13800000002" not in text
    asked = hands.press("done")
    assert [option.label.count("Sun") for option in asked.options][:1] == [1]


# ---- who only stands in ------------------------------------------------------------------------


def reach_standin(bare: Kit) -> list[dict[str, object]]:
    """The two numbers of who fills the post in vain, then who stands in is reached."""
    bare("start", "application-outage", "--profile", "hotline", "--no-guide")
    bare("call", "tech", "--no-answer")
    bare("call", "tech", "--no-answer")
    return bare("call", "tech", "--json").json["entries"]  # type: ignore[no-any-return]


def test_who_stands_in_is_recorded_as_that_and_the_post_is_not_told_by_it(bare: Kit) -> None:
    """The plans name posts and nobody who stands in for them: neither step nor deadline is met."""
    filled(bare.home)
    (only,) = reach_standin(bare)
    assert only["kind"] == "called" and only["data"]["standin"] == "Zhang"  # type: ignore[index]
    assert "stands in for Zhang" in bare("log").out
    report = bare("report").out
    assert "Li (stand-in)" in report


def test_the_next_call_knows_who_was_reached_and_goes_to_who_fills_the_post(bare: Kit) -> None:
    filled(bare.home)
    reach_standin(bare)
    said = bare("call", "tech", "--json").json["entries"]
    assert (said[0]["data"]["person"], said[0]["data"]["number"]) == ("Zhang", "13800000001")
    assert [each["kind"] for each in said][:2] == ["called", "step-done"]


def test_the_guide_marks_who_stands_in_and_was_reached(hands: Hands) -> None:
    hands.press("way", "way", "done")
    assert "only Li 13800000002, who stands in" in hands.session.message
    assert hands.session.step is not None and hands.session.step.role == "tech"
    assert "Zhang  Number: 13800000001" in screen(hands)
    hands.press("way", "way")
    assert "Li (stands in, was told)" in screen(hands)


def test_a_deputy_whom_the_site_names_is_told_in_place_of_the_post(bare: Kit) -> None:
    filled(bare.home)
    enter(bare.home, "liliz", posts=["supervisor"])
    profiles = bare.home / "profiles"
    profiles.mkdir()
    text = 'format = 1\nid = "ours"\ntitle = {zh = "甲", en = "A"}\nextends = "hotline"\n[roles.tech]\nstandin = "supervisor"\n'
    (profiles / "ours.toml").write_text(text, encoding="utf-8")
    bare("start", "application-outage", "--profile", "ours", "--no-guide")
    bare("call", "tech", "--no-answer")
    bare("call", "tech", "--no-answer")
    said = bare("call", "tech", "--json").json["entries"]
    assert said[0]["data"]["deputy"] and [each["kind"] for each in said][:2] == ["called", "step-done"]


def test_a_number_found_wrong_in_an_incident_is_not_tried_first_again_in_it(bare: Kit) -> None:
    filled(bare.home)
    bare("start", "application-outage", "--profile", "hotline", "--no-guide")
    bare("call", "tech", "--wrong-number")
    assert bare("call", "tech", "--json").json["entries"][0]["data"]["number"] == "5550100"
    assert bare("call", "tech", "--json").json["entries"][0]["data"]["number"] == "5550100"


LI, ZHANG = "13800000002", "13800000001"


@pytest.mark.parametrize(
    ("argv", "who", "number", "stands"),
    [
        (["--name", "Li"], "Li", LI, True),
        (["--name", "li", "--number", LI], "li", LI, True),
        (["--number", "138 0000 0002"], "", "138 0000 0002", True),
        (["--name", "Old Li", "--number", LI], "Old Li", LI, True),
        (["--name", "Li", "--number", "5559999"], "Li", "5559999", True),
        (["--name", "Zhang"], "Zhang", ZHANG, False),
        (["--name", "Zhang", "--number", LI], "Zhang", LI, False),
        (["--number", "5550100"], "", "5550100", False),
        (["--name", "Somebody"], "Somebody", "", False),
    ],
)
def test_whoever_is_named_or_dialled_and_only_stands_in_is_not_the_post(
    bare: Kit, argv: list[str], who: str, number: str, stands: bool
) -> None:
    """And nobody's number is written beside another's name."""
    filled(bare.home)
    bare("start", "application-outage", "--profile", "hotline", "--no-guide")
    made = bare("call", "tech", *argv, "--json").json["entries"]
    call = made[0]["data"]
    assert (call.get("who", ""), call.get("number", "")) == (who, number)
    assert call.get("standin", "") == ("Zhang" if stands else "")
    assert ("step-done" in [each["kind"] for each in made]) is not stands
    if not who:
        assert call["person"] == ("Li" if stands else "Zhang")


def test_a_step_or_a_deadline_that_names_who_only_stands_in_is_not_met_by_it(bare: Kit) -> None:
    bare("contact", "add", "Example", "--number", LI)
    bare("contact", "add", "Sample", "--number", ZHANG, "--post", "supervisor", "--standin", "Example")
    bare.at(0)("start", "application-outage", "--no-guide", "--drill")
    told = bare.at(1)("timer", "report-5", "Example", "--told", "--json")
    assert told.code == 0, told.err
    (only,) = told.json["entries"]
    assert only["kind"] == "called" and only["data"]["standin"] == "Sample"
    assert only["data"]["number"] == LI
    plans = Store(str(bare.home)).pick("").incident
    step = next(v.key for v in plans.views() if v.role == "supervisor" and v.step.answer == "call")
    (again,) = bare("call", "Example", "--step", step, "--json").json["entries"]
    assert again["kind"] == "called" and again["data"]["standin"] == "Sample"
    assert bare("timer", "report-5", "Sample", "--told").code == 0, "the deadline was still at work"


def test_who_stood_in_stays_that_when_an_earlier_entry_is_taken_back(bare: Kit) -> None:
    filled(bare.home)
    bare.at(0)("start", "application-outage", "--profile", "hotline", "--no-guide", "--drill")
    first = bare.at(1)("call", "tech", "--no-answer", "--json").json["entries"][0]["id"]
    bare.at(2)("call", "tech", "--name", "Li")
    assert bare.at(3)("undo", first).code == 0
    incident = Store(str(bare.home)).pick("").incident
    assert [each.call.standin for each in incident.calls] == ["Zhang"]
    told = [v for v in incident.views() if v.role == "tech" and v.step.answer == "call"]
    assert told and all(view.state.status != "done" for view in told)


def test_a_call_decided_again_keeps_for_whom_somebody_stood_in(bare: Kit) -> None:
    filled(bare.home)
    bare.at(0)("start", "application-outage", "--profile", "hotline", "--no-guide", "--drill")
    before = Store(str(bare.home)).pick("").incident
    bare.at(2)("call", "tech", "--name", "Li")
    made = Store(str(bare.home)).pick("").entries[-1]
    decided = decided_again(before, [made])
    assert decided is not None
    assert [event for event, _ in decided] == [made.event]


# ---- who comes first at a post ------------------------------------------------------------------

OFF = "|20:00-08:00"  # at ten in the morning nobody is there


def first_of(bare: Kit, post: str = "tech") -> list[str]:
    """Whom the list of the post names, in its order; a form and a guide say the same."""
    return [one["name"] for one in bare("contact", "list", "--post", post, "--json").json["numbers"]]


def led(bare: Kit) -> tuple[list[str], str]:
    """The order of a list, and whom the guide shows first and next, once an incident is open."""
    assert bare.at(0)("start", "application-outage", "--drill", "--no-guide").code == 0
    hands = Reach(context.build(str(bare.home), "en", True, pytest.fail), bare.folder())
    ways = [each.name for each in hands.ways("tech")]
    role = hands.shown().profile.roles["tech"]  # type: ignore[union-attr]
    assert role.name == ways[0]
    return ways, first_of(bare)[0]


@pytest.fixture
def held(bare: Kit) -> Kit:
    """``kit setup`` names the holder of a post."""
    named = ("--set", "kind=hotline", "--set", "name=示例热线", "--set", "tech.name=Wang", "--set", f"tech.phone={ZHANG}")
    assert bare.at(0)("setup", *named).code == 0
    return bare


def test_whom_the_setup_names_is_called_before_who_was_added_to_the_post(held: Kit) -> None:
    assert held("contact", "add", "Li", "--number", "13800000022", "--post", "tech").code == 0
    ways, first = led(held)
    assert ways == ["Wang", "Li"] and first == "Wang"


def test_that_holds_for_a_holder_who_is_a_contact_too_and_came_later(held: Kit) -> None:
    assert held("contact", "add", "Li", "--number", "13800000022", "--post", "tech").code == 0
    assert held("contact", "add", "Wang", "--number", "5550199", "--post", "tech").code == 0
    ways, first = led(held)
    assert [*dict.fromkeys(ways)] == ["Wang", "Li"] and first == "Wang"


def test_who_was_said_to_stand_first_does_and_no_longer_once_he_left_the_post(held: Kit) -> None:
    assert held("contact", "add", "Li", "--number", "13800000022", "--post", "tech", "--first").code == 0
    assert first_of(held)[0] == "Li"
    ways, _ = led(held)
    assert ways == ["Li", "Wang"]
    assert held("contact", "edit", "Li", "--drop", "tech").code == 0
    assert first_of(held) == ["Wang"]
    assert held("contact", "undo").code == 0
    assert first_of(held)[0] == "Li", "who said so is heard again"


def test_all_who_fill_a_post_come_before_anybody_who_stands_in(bare: Kit) -> None:
    for line in (
        ("Li", "--number", "13800000022"),
        ("Wang", "--number", ZHANG, "--post", "tech", "--standin", "Li"),
        ("Sun", "--number", "13800000023", "--post", "tech"),
    ):
        assert bare.at(0)("contact", "add", *line).code == 0
    ways, first = led(bare)
    assert ways == ["Wang", "Sun", "Li"] and first == "Wang"


def test_a_holder_who_is_off_comes_behind_who_is_there(bare: Kit) -> None:
    for line in (
        ("Li", "--number", "13800000022"),
        ("Wang", "--number", f"{ZHANG}{OFF}", "--post", "tech", "--standin", "Li"),
    ):
        assert bare.at(0)("contact", "add", *line).code == 0
    assert led(bare) == (["Li", "Wang"], "Li")
    assert bare.at(11 * 60) and first_of(bare) == ["Wang", "Li"], "at nine in the evening he is there"
    mail = bare("contact", "add", "Mail", "--number", "a@example.com", "--post", "manager", "--standin", "Li")
    assert mail.code == 0 and first_of(bare, "manager") == ["Mail", "Li"], "who has mail alone is never off"
