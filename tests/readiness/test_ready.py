"""The board of what would fail tonight: each line's state by facts, the command that mends it, and that it does."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.core import TyperGroup

from kit.app import COMMANDS, _app, register_rooms
from kit.ground.base.refusal import Exit
from kit.ground.base.words import table, word
from kit.ground.console.context import build
from kit.ground.machine.clock import Now
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.events import IN_ERROR
from kit.plans.seeds.files import clause_texts
from kit.readiness.doctor.rules.notes import check_it
from kit.readiness.doctor.rules.verdicts import Verdict
from kit.readiness.ready.rules import board
from kit.readiness.ready.rules.board import DutyFact
from kit.readiness.ready.show import Shown, of_doctor, page, shown
from tests.support.constants import ROOT, TEN
from tests.support.kit import Kit, closed, opened

TODAY = date(2026, 11, 29)


def checks(kit: Kit) -> dict[str, dict[str, str]]:
    return {each["check"]: each for each in kit("ready", "--json").json["checks"]}


def test_a_drill_is_wanted_every_half_year_and_its_record_whole() -> None:
    assert board.drills(None, [], TODAY).state == "bad"
    assert board.drills(TODAY - timedelta(days=183), [], TODAY).state == "ok"
    old = board.drills(TODAY - timedelta(days=184), [], TODAY)
    assert (old.state, old.since) == ("bad", TODAY - timedelta(days=1))
    assert board.drills(TODAY, ["D1"], TODAY).state == "check"


def test_working_days_of_the_year_to_come_are_red_from_the_first_of_december() -> None:
    assert board.working_days([], TODAY, True).state == "ok"
    missing = board.working_days([2027], date(2026, 12, 24), True)
    assert (missing.state, missing.since) == ("bad", date(2026, 12, 1))
    assert board.working_days([2027], date(2026, 12, 24), False).state == "ok"


def test_a_duty_nobody_took_on_is_to_be_looked_at_and_one_overdue_is_red() -> None:
    def fact(new: bool) -> DutyFact:
        return DutyFact(("甲", "a"), TODAY, new, "HL-7.3")

    assert board.duties([], 0).state == board.duties([], 5).state == "ok"
    assert board.duties([fact(True)], 5).state == "check"
    late = board.duties([fact(False), fact(True)], 5)
    assert (late.state, late.since, late.clause, late.fill["n"], late.fill["new"]) == ("bad", TODAY, "HL-7.3", 1, 1)


@pytest.mark.parametrize(("trained", "people", "state"), [(0, 0, "bad"), (0, 9, "bad"), (1, 11, "check"), (1, 10, "ok"), (2, 20, "ok"), (2, 21, "check")])
def test_one_in_ten_knows_first_aid(trained: int, people: int, state: str) -> None:
    assert board.first_aid(trained, people).state == state


def test_a_card_older_than_its_list_is_red() -> None:
    printed = {"fire": ("a1", "2026-10-01"), "flood": ("b2", "2026-10-03")}
    assert board.cards({}, {}).state == "check"
    assert board.cards(printed, {"fire": "a1", "flood": "b2"}).state == "ok"
    old = board.cards(printed, {"fire": "a1", "flood": "zz"})
    assert (old.state, old.fill["names"], old.since) == ("bad", ["flood"], date(2026, 10, 3))
    assert board.cards(printed, {"fire": "a1"}).state == "bad", "the list is gone"


def test_what_is_red_stands_first_and_the_rest_keeps_its_order() -> None:
    found = [board.training(0, 0, 0), board.lists(["a"], [], []), board.actions(0, 1), board.ups([], 0, 1, None)]
    assert [each.line for each in board.ordered(found)] == ["lists", "actions", "training", "ups"]


def test_a_spare_seat_that_lacks_something_is_red_and_one_that_nobody_noted_or_tried_is_looked_at() -> None:
    assert board.seats([], [], ["a"], "CA-1.1d", None, ["a"]).key == "seats-new"
    assert board.supplies([], 2, None, None, ["a", "b"]).state == "check"
    assert board.supplies(["a"], 2, 0, None, ["b"]).state == "bad", "what lacks stands before what is not counted"
    assert board.seats([], [], [], "", None).state == "ok"
    assert board.seats([], [], [], "CA-1.1d", None).state == "check"
    assert board.seats(["a"], [], ["a", "b"], "CA-1.1d", None).fill["names"] == ["a"]
    assert board.seats([], ["b"], ["a", "b"], "", TODAY).state == "check"
    assert board.seats([], [], ["a", "b"], "", None).state == "ok"


def test_a_review_that_the_plan_wants_is_red_after_a_week_and_else_to_be_looked_at() -> None:
    week, old = [("A", TODAY - timedelta(days=7))], [("B", TODAY - timedelta(days=8)), ("A", TODAY)]
    assert board.reviews([], ["PO"], TODAY).state == board.reviews(week, ["PO"], TODAY).state == "ok"
    late = board.reviews(old, ["PO"], TODAY)
    assert (late.state, late.clause, late.since, late.fill["names"], late.how) == ("bad", "PO-6.2.1", TODAY - timedelta(days=1), ["B"], "kit review B")
    assert board.reviews(old, ["HL"], TODAY).state == "check" and board.reviews(old, ["HL"], TODAY).clause == ""
    assert all(clause in clause_texts() and clause.startswith(plan) for plan, clause in board.REVIEWS.items())


def test_no_line_cites_a_plan_that_is_followed_elsewhere(bare: Kit) -> None:
    for name in ("hotline", "customer-service-dept"):
        bare.env("KIT_PROFILE", name)
        plan = {"hotline": "HL", "customer-service-dept": "PO"}[name]
        cited = {each["clause"] for each in checks(bare).values() if each["clause"]}
        assert cited and all(clause.startswith(plan) for clause in cited), cited


def test_the_board_counts_real_incidents_that_nobody_reviewed(bare: Kit) -> None:
    """A drill, one opened in error and one that was reviewed are none; a review taken back is."""
    kit = bare.at(0)
    kit.env("KIT_PROFILE", "customer-service-dept")
    refs = {}
    for n, name in enumerate(("real", "told", "back", "drill", "error")):
        log = opened(kit.home, at=TEN - timedelta(hours=n), drill=name == "drill")
        if name == "error":
            log.store.record(log, Now(TEN), "li", lambda draft: draft.add(ev.Closed(IN_ERROR)))
        else:
            closed(log, TEN)
        refs[name] = log.ref
    for name in ("told", "back"):
        log = kit.folder(refs[name])
        log.store.record(log, Now(TEN), "li", lambda draft: draft.add(ev.Reviewed("well", "calm")))
    back = kit.folder(refs["back"])
    back.store.record(back, Now(TEN), "li", lambda draft: draft.add(ev.Undone(back.entries[-1].id, [], "wrong")))
    assert checks(kit)["reviews"]["status"] == "ok"
    kit.at(8 * 24 * 60)
    late = checks(kit)["reviews"]
    assert (late["status"], late["clause"]) == ("bad", "PO-6.2.1")
    assert {name for name, ref in refs.items() if ref in late["text"]} == {"real", "back"}


# ---- what mends it -------------------------------------------------------------------------------

DUE = DutyFact(("甲", "a"), TODAY, False, "HL-7.3")
NEW = DutyFact(("甲", "a"), TODAY, True, "HL-7.3")
EVERY = [
    board.duties([], 0), board.duties([], 5), board.duties([NEW], 5), board.duties([DUE], 5),
    board.supplies([], 0, None, None), board.supplies(["a"], 1, 0, None), board.supplies([], 1, 1000, None), board.supplies([], 1, None, None, ["a"]), board.seats([], [], ["a"], "", None, ["a"]),
    board.seats([], [], [], "", None), board.seats([], [], [], "PO-1", None), board.seats(["a"], [], ["a"], "", None),
    board.seats([], ["a"], ["a"], "", None), board.seats([], [], ["a"], "", None),
    board.reviews([("261129-ABC-0001", date(2026, 1, 1))], [], TODAY), board.reviews([("261129-ABC-0001", TODAY)], [], TODAY), board.reviews([], [], TODAY),
    board.ups([], 0, 0, None), board.ups(["a"], 0, 1, None), board.ups([], 1, 1, None), board.ups([], 0, 1, None),
    board.first_aid(0, 0), board.first_aid(1, 11), board.first_aid(1, 1),
    board.training(1, 0, 0), board.training(0, 0, 1), board.training(0, 0, 0),
    board.drills(None, [], TODAY), board.drills(date(2026, 1, 1), [], TODAY), board.drills(TODAY, ["D261129-ABC-0001"], TODAY), board.drills(TODAY, [], TODAY),
    board.actions(1, 0), board.actions(0, 1), board.actions(0, 0),
    board.lists(["our fire"], [], []), board.lists(["it's; rm -rf 1"], [], []), board.lists([], ["fire"], []), board.lists([], [], [], ["fire"]), board.lists([], [], ["fire"]), board.lists([], [], []),
    board.cards({}, {}), board.cards({"fire": ("a", "2026-01-01")}, {}), board.cards({"fire": ("a", "2026-01-01")}, {"fire": "a"}),
    board.working_days([], TODAY, False), board.working_days([2027], TODAY, True), board.working_days([], TODAY, True),
]  # fmt: skip


def typed(lang: str, home: Path) -> Callable[[str], None]:
    """Whether a command can be typed as it stands: every word of it is parsed by the tree of commands."""
    register_rooms()
    built = build(str(home), lang, True, lambda: None)  # type: ignore[arg-type, return-value]

    def parse(line: str) -> None:
        kit_, name, *rest = shlex.split(line)
        assert kit_ == "kit" and name in COMMANDS, line
        tree: Any = typer.main.get_command(_app(built, [name]))
        command: Any = tree.commands[name]
        context = None
        while True:
            context = command.make_context(name, [*rest], parent=context)
            if not isinstance(command, TyperGroup):
                break
            if not rest and command.invoke_without_command:
                return
            _, command, rest = command.resolve_command(context, [*rest])
        first = command.params[0]  # what the commands of one shape call WHAT: its words stand in its help
        verbs = first.name == "what" or "WHAT" in (first.metavar or "")
        said = context.params.get(first.name)
        if verbs and said and command.name != "setup":
            assert re.search(rf"(^|[\s,，、：:]){re.escape(str(said))}\s", first.help), line

    return parse


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_mends_a_line_is_a_whole_command_in_either_language(lang: str, tmp_path: Path) -> None:
    parse = typed(lang, tmp_path)
    for told in EVERY:
        parse(shown(told, lang).how)
    for fix in [*board.MENDS, "fix-space"]:
        parse(board.mends([fix]))
    for wrong in ("kit checklists approve", "kit nothing", "kit duty dance", "kit list --nothing", "kit supply due；kit supply list"):
        with pytest.raises(Exception, match=r"Missing|nothing|dance|No such|；"):
            parse(wrong)


def test_every_sentence_of_the_board_has_a_line_whose_command_was_tried() -> None:
    keys = {told.key for told in EVERY} | {"unread"}
    lines = {"duties", "supplies", "seats", "reviews", "ups", "aid", "training", "drills", "actions", "lists", "cards", "days"}
    assert {key for key in table("ready") if key.partition("-")[0] in lines} == keys - {"unread"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_line_of_a_real_board_can_be_mended_by_typing_what_stands_there(bare: Kit, lang: str) -> None:
    bare.env("KIT_LANG", lang)
    parse = typed(lang, bare.home)
    bare("contact", "add", "--name", "某人", "--number", "13800000011", "--role", "tech")
    found = checks(bare)
    assert len(found) >= 19
    for each in found.values():
        parse(each["fix"])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_the_doctor_advises_besides_a_command_stands_behind_what_he_found(lang: str) -> None:
    late = of_doctor(Verdict("backup", [check_it("backup-never", "fix-backup")]), lang)
    assert late.how == "kit backup" and ("U 盘" in late.why or "stick" in late.why)
    thin = of_doctor(Verdict("contacts", [check_it("contacts-failed", "fix-contacts", n=1), check_it("contacts-never", "fix-contacts-due", n=2)]), lang)
    assert thin.how == "kit contact list" and "kit contact verify" in thin.why and "kit contact list" not in thin.why
    full = of_doctor(Verdict("space", [check_it("space-low", "fix-space", free="1 MB")]), lang)
    assert full.how == "kit doctor" and word(lang, "doctor.fix-space") in full.why


def test_every_sentence_of_the_board_is_there(kit: Kit) -> None:
    words = table("ready")
    for line in ("duties", "supplies", "seats", "reviews", "ups", "first-aid", "training", "drills", "actions", "lists", "cards", "days"):
        assert f"line-{line}" in words


def test_six_red_places_are_mended_through_the_kit_and_the_exit_code_says_so(bare: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A quiet afternoon: what the board names is done, and the line is red no more."""
    kit = bare
    kit.env("KIT_PROFILE", "customer-service-dept")
    monkeypatch.chdir(tmp_path)
    own = kit.home / "checklists"
    own.mkdir(parents=True)
    shipped = ROOT / "checklists" / "complaint.toml"
    (own / "complaint.toml").write_text(shipped.read_text(encoding="utf-8").replace('zh = "投诉', 'zh = "本处投诉', 1), encoding="utf-8")
    kit("training", "held", "levels", "--who", "Zhang", "--method", "lecture", "--result", "passed", "--at", "10:00", "--date", "2025-01-10")
    assert kit("supply", "add", "torch", "--place", "hall", "--least", "2").code == 0
    assert kit("supply", "check", "torch", "--counted", "1", "--good", "1").code == 0
    kit("checklists", "print", "complaint")
    (own / "complaint.toml").write_text((own / "complaint.toml").read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    kit("action", "add", "lamp", "--owner", "Li", "--due", "2wd")
    before = checks(kit)
    red = {name for name, each in before.items() if each["status"] == "bad"}
    assert {"drills", "first-aid", "training", "supplies", "cards", "lists"} <= red
    assert kit("ready").code == Exit.REFUSED
    topics = "plan-basics,levels,reporting,reassuring,equipment,first-aid"
    assert kit("training", "held", topics, "--who", "Zhang", "--method", "lecture", "--result", "passed").code == 0
    assert kit("supply", "check", "torch", "--counted", "2", "--good", "2").code == 0
    assert kit("checklists", "approve", "complaint", "--approved", "Zheng", "--post", "executive", "--reason", "words", "--compiled", "Li", "--reviewed", "Sun", "--number", "C-1").code == 0
    assert kit("checklists", "print", "complaint", "--force").code == 0
    kit("start", "power-outage", "--drill", "--no-guide")
    assert kit("close", "--yes").code == 0
    after = checks(kit)
    for name in ("drills", "first-aid", "training", "supplies", "cards", "lists"):
        assert after[name]["status"] != "bad", after[name]


def test_what_cannot_be_read_is_a_red_line_and_hides_no_other(bare: Kit) -> None:
    own = bare.home / "training"
    own.mkdir(parents=True)
    (own / "ours.toml").write_text("[[[", encoding="utf-8")
    found = checks(bare)
    assert found["training"]["status"] == found["first-aid"]["status"] == "bad"
    assert "ours.toml" in found["training"]["text"]
    assert found["drills"]["fix"] == "kit drill run fire-kitchen"


@pytest.mark.parametrize("ending", ["html", "docx", "xlsx", "csv", "md", "txt", "json"])
def test_the_board_is_written_in_every_face(bare: Kit, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"r.{ending}"
    assert bare("ready", "-o", str(path), "--lang", "zh").code == Exit.REFUSED
    if ending in ("html", "csv", "md", "txt"):
        assert "演练" in path.read_text(encoding="utf-8-sig")


def test_the_board_changes_nothing(bare: Kit) -> None:
    bare("supply", "add", "torch", "--place", "hall", "--least", "2")
    before = {path: path.read_bytes() for path in bare.home.rglob("*") if path.is_file() and "cache" not in path.parts}
    bare("ready")
    assert before == {path: path.read_bytes() for path in bare.home.rglob("*") if path.is_file() and "cache" not in path.parts}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_on_a_screen_what_mends_it_stands_below_why_and_no_column_is_wasted(lang: str) -> None:
    red = Shown("supplies", "supplies", "bad", "short", "2026-11-01", "PO-4.2.8", "kit supply due")
    good = Shown("days", "working days", "ok", "entered", "", "", "kit calendar")
    (board_,) = [s.table for s in page([red, good], "here", TEN, lang, narrow=True).sections if s.table]
    texts = [[cell.text for cell in row.cells] for row in board_.rows]
    assert len(board_.columns) == 3 and len(texts) == 3
    assert all(part in texts[0][2] for part in ("short", "2026-11-01", "PO-4.2.8")) and texts[1] == ["", "", "kit supply due"]
    assert texts[2][2] == "entered"
