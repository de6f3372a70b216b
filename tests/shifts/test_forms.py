"""The leader's log with a person at the keyboard: forms, the menu, the home screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kit.ground.base.refusal import Refused
from kit.ground.machine.by import leader
from kit.ground.terminal.ask import Left
from kit.ground.terminal.fragments import text_of
from kit.live.home.show import ABOVE
from kit.live.home.talk.home import Home
from kit.people.registers.rules.items import Carried, fields_of
from kit.shifts.shift.command import asking, at_home
from kit.shifts.shift.command.menu import run_menu
from kit.shifts.shift.files import desk as files
from kit.shifts.shift.files.carried import open_ones
from kit.shifts.shift.files.store import Shifts
from kit.shifts.shift.rules import acts
from kit.shifts.shift.rules.carried import SORTS
from kit.shifts.shift.talk.forms import names
from tests.support.constants import TEN
from tests.support.play import still
from tests.support.run import ClockFile, environment, kit
from tests.support.shift_desk import Desk
from tests.support.terminal import ENTER, Terminal


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    for name in ("KIT_CLOCK", "KIT_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    return Desk(tmp_path)


@pytest.fixture
def on(desk: Desk) -> Desk:
    desk.does(asking.start, "Example", "", "18:00")
    return desk


def test_a_shift_begins_with_three_questions(desk: Desk) -> None:
    desk.does(asking.start, "Example", "Sample", "18:00")
    shift = desk.shift()
    assert (shift.leader, shift.second) == ("Example", "Sample")
    assert shift.planned == TEN.replace(hour=18) and leader(desk.ctx.home) == "Example"


def test_enter_takes_the_own_name_and_leaves_out_the_rest(desk: Desk) -> None:
    desk.does(asking.start, "", "", "")
    assert (desk.shift().leader, desk.shift().planned) == ("li", None)


@pytest.mark.parametrize(("text", "found"), [
    ("张敏 王芳", ["张敏", "王芳"]), ("Ms Example, Mr Sample", ["Ms Example", "Mr Sample"]),
    ("张敏、王芳，张敏", ["张敏", "王芳"]), ("  ", []), ("\x1b[31m红", ["红"]),
])  # fmt: skip
def test_names_stand_apart_by_commas_else_by_spaces(text: str, found: list[str]) -> None:
    assert [name.removeprefix("[31m") for name in names(text)] == found


def test_a_roll_call_goes_by_the_last_shifts_crew(on: Desk) -> None:
    """By numbers; who is missing with the reason; and it is read back before it is recorded."""
    on.does(asking.roll, "An Bo Cy", "", "yes")
    files.end(on.ctx, files.meant(on.ctx))
    on.minute = 600
    on.does(asking.start, "Sample", "", "")
    on.does(asking.roll, "Di", "2 Cy", "sick", "fever", "absent", "", "yes")
    crew = {name: (m.state, m.reason) for name, m in on.shift().crew.items()}
    assert crew == {"An": ("here", ""), "Bo": ("sick", "fever"), "Cy": ("absent", ""), "Di": ("here", "")}
    read_back = on.asked[-1].text
    assert all(word in read_back for word in ("An", "Bo", "sick", "fever", "Di"))


def test_what_is_no_name_is_said_and_names_are_asked_for_again(on: Desk) -> None:
    on.does(asking.roll, "An 迟到", "12345", "An Bo", "", "yes")
    assert [m.name for m in on.shift().crew.values()] == ["An", "Bo"]
    said = on.err.stream.getvalue()  # type: ignore[attr-defined]
    assert "--state late" in said and "12345” is no name" in said


def test_a_second_roll_call_asks_only_for_what_is_new(on: Desk) -> None:
    on.does(asking.roll, "An Bo", "Bo", "sick", "", "yes")
    on.does(asking.roll, "Cy", "", "yes")
    assert [(m.name, m.state) for m in on.shift().crew.values()] == [
        ("An", "here"), ("Bo", "sick"), ("Cy", "here")
    ]  # fmt: skip
    on.does(asking.roll, "", "An", "home", "headache", "yes")
    assert on.shift().crew["An"].state == "home"


@pytest.mark.parametrize("answers", [["An Bo", "", "no"], ["An Bo", ""], ["An Bo"]])
def test_what_is_not_confirmed_is_not_recorded(on: Desk, answers: list[str]) -> None:
    on.answers = answers
    try:
        asking.roll(on.ctx)
    except Left:
        pass
    assert not on.shift().crew


def test_figures_are_asked_one_by_one_and_what_nobody_knows_is_left_out(on: Desk) -> None:
    on.does(asking.figures, "120", "96", "", "-", "24")
    (floor,) = on.shift().figures
    assert (floor.offered, floor.answered, floor.queue, floor.seats, floor.needed) == (120, 96, None, None, 24)
    on.answers = [""] * 5
    with pytest.raises(Refused, match="field-needed"):
        asking.figures(on.ctx)


def test_common_property_is_counted_by_its_number_in_the_list(on: Desk) -> None:
    on.does(asking.count, "radios", "8", "10")
    on.does(asking.count, "1", "9", "")
    found = on.shift().counts["radios"]
    assert (found.found, found.should) == (9, 10)
    on.does(asking.count, "radios", "about ten", "10", "")
    assert on.shift().counts["radios"].found == 10 and "“about ten” is no number" in on.said(), "asked again"


@pytest.mark.parametrize("sort", SORTS)
def test_each_sort_of_what_is_carried_along_is_asked_for_and_stands_with_the_shift(
    on: Desk, sort: str
) -> None:
    """By asking until the form is content; a permission without an end is none."""
    on.answers = [sort, *(["23:00"] * 4)]
    asking.carry(on.ctx)
    (doc,) = open_ones(on.ctx)
    assert (doc.get("sort"), doc.get("what")) == (sort, "23:00")
    if sort in ("allowed", "silence"):
        assert doc.due is not None
        asked = next(question for question in on.asked if question.name == "ask-until-carried")
        assert not asked.optional


def test_the_form_knows_every_sort_that_the_register_does() -> None:
    assert set(SORTS) == set(fields_of(Carried)["sort"].choices)


def test_what_is_done_is_picked_from_the_list_and_gone(on: Desk) -> None:
    on.does(asking.carry, "degraded", "printer", "the one upstairs")
    (doc,) = open_ones(on.ctx)
    on.does(asking.clear, doc.id, "mended")
    assert not open_ones(on.ctx)
    with pytest.raises(Refused, match="items-none"):
        asking.clear(on.ctx)


# ---- the menu ----------------------------------------------------------------------------


def test_the_menu_leads_to_each_act_and_back(desk: Desk) -> None:
    desk.does(run_menu, "start", "Example", "", "", "note", "quiet", "until", "19:00", "lead", "Sample",
              "no", "", "undo", "yes", "back")  # fmt: skip
    shift = desk.shift()
    assert ([n.text for n in shift.notes], shift.leader) == (["quiet"], "Example")
    assert shift.planned == TEN.replace(hour=19)


def test_who_takes_over_signs_from_then_on_also_in_screens_that_stand_open(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next leader's entries were signed by the one before, at every terminal left open."""
    monkeypatch.delenv("KIT_BY", raising=False)
    desk.does(run_menu, "start", "Example", "", "", "note", "one", "back")
    other = Desk(Path(desk.ctx.home))
    assert other.ctx.by == "Example"
    desk.does(run_menu, "lead", "Sample", "no", "", "note", "two", "back")
    assert [note.by for note in desk.shift().notes] == ["Example", "Sample"]
    other.does(asking.note, "three")
    assert other.shift().notes[-1].by == "Sample"


def test_a_form_that_is_left_records_nothing_and_the_menu_stands_again(on: Desk) -> None:
    on.answers = ["note"]
    run_menu(on.ctx)
    assert "Nothing was recorded" in on.said() and not on.shift().notes


def test_a_refusal_is_said_and_the_menu_stands_again(on: Desk) -> None:
    on.does(run_menu, "lead", "Example", "", "done", "back")
    assert "leads already" in on.said() and "Nothing is carried" in on.said()


def test_a_shift_ends_from_the_menu_only_when_that_is_said_twice(on: Desk) -> None:
    on.does(run_menu, "end", "no", "back")
    assert on.shift().open
    on.does(run_menu, "end", "yes", "nobody comes", "back")
    assert not Shifts(on.ctx.home).on() and leader(on.ctx.home) == ""


def test_every_letter_of_the_menu_means_one_thing(on: Desk) -> None:
    on.answers = ["back"]
    run_menu(on.ctx)
    keys = [option.key for option in on.asked[-1].options]
    assert len(keys) == len(set(keys)) and keys[-1] == "q", "Enter alone goes back"


def test_a_shift_is_handed_over_refused_and_taken_over_from_the_menu(
    on: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kit.shifts.handover.command import at_home as handing
    from kit.shifts.shift.command import menu, more

    monkeypatch.delenv("KIT_BY", raising=False)
    for module in ("kit.shifts.handover.command.handover", "kit.shifts.shift.command.shared"):
        monkeypatch.setattr(f"{module}.terminal", lambda: True)
    before, above = list(more.ENTRIES), list(ABOVE)
    handing.register()
    try:
        entries = [*menu.START, *menu.ALWAYS, *menu.ON, *more.ENTRIES]
        assert menu.ENTRIES is more.ENTRIES and len(more.ENTRIES) == 4
        assert len({key for key, *_ in entries} | {"q"}) == len(entries) + 1, "a letter means one thing"
        on.minute = 7 * 60 + 30
        on.does(run_menu, "handover", "Sample", "", "refuse", "radios are missing", "chief", "back")
        assert on.shift().refusals[0].reason == "radios are missing"
        on.does(run_menu, "handover", "", "accept", "", "one", "two", "three", "Sample", "back")
        assert (on.shift().leader, on.ctx.by) == ("Sample", "Sample")
    finally:
        more.ENTRIES[:], ABOVE[:] = before, above


# ---- the home screen ---------------------------------------------------------------------


@pytest.fixture
def registered() -> Iterator[None]:
    before = list(ABOVE)
    at_home.register()
    yield
    ABOVE[:] = before


def home(desk: Desk) -> tuple[Home, list[str]]:
    made = Home(desk.ctx, [])
    return made, text_of(made.picture(80, 24))


@pytest.mark.usefixtures("registered")
def test_the_home_screen_says_who_is_on_shift(on: Desk) -> None:
    on.does(asking.roll, "An Bo", "Bo", "sick", "", "yes")
    on.does(asking.carry, "degraded", "printer", "")
    screen, lines = home(on)
    assert "Example" in lines[1] and "1 missing" in lines[1] and "1 carried" in lines[1]
    on.minute = 8 * 60 + 5
    assert screen.refresh()
    late = screen.picture(80, 24)[1]
    assert late[0][0] == "late" and "until 18:00" in late[0][1]
    assert any("l shift log" in line for line in text_of(screen.key_lines(80)))


@pytest.mark.usefixtures("registered")
def test_with_no_shift_the_home_screen_is_as_before(desk: Desk) -> None:
    _, lines = home(desk)
    assert not lines[1].strip() and "No incident" in lines[2]


@pytest.mark.parametrize("plain", [False, True])
def test_one_key_from_home_leads_to_the_log_and_back(tmp_path: Path, plain: bool) -> None:
    clock = ClockFile(tmp_path / "clock")
    env = environment(tmp_path / "home", "en", clock)
    kit(env, "shift", "start", "Example")
    with Terminal(["--plain"] if plain else [], env, rows=40) as t:
        t.see("On shift: Example")
        if plain:
            t.line("l", "roll call", "Letter")
            t.line("n", "Note:")
            t.line("quiet floor", "Shift note: quiet floor")
            t.line("q", "Start an incident")
        else:
            t.press("l", "roll call")
            still(t)
            t.child.send("n")
            t.child.send(ENTER)
            t.see("Note:")
            t.child.send("quiet floor" + ENTER)
            t.see("Shift note: quiet floor")
            t.child.send("q" + ENTER)
            t.ready()
    assert "quiet floor" in kit(env, "shift", "log")


def test_at_no_terminal_a_form_is_refused_with_what_is_needed(desk: Desk) -> None:
    from kit.shifts.shift.command.shared import need_asker

    with pytest.raises(Refused, match="field-needed"):
        need_asker(["NAME"], False)
    assert acts.NAME == 60
