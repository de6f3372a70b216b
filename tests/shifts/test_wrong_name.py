"""A name that was wrong from the start: what was signed with it is put right by an event that names it, and nothing is
edited. "Nora" had led for an hour under a name that somebody mistyped, and her entries stayed somebody else's."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest

from kit.ground.journal.entry import Entry
from kit.ground.journal.signed import fixes, put_right
from kit.incidents.incident.rules import events as ev
from kit.shifts.shift.command import asking
from kit.shifts.shift.rules.kinds import course
from tests.shifts import test_left_forms
from tests.support.constants import TEN
from tests.support.kit import Kit
from tests.support.play import answer, leave, press
from tests.support.run import ClockFile, environment, kit
from tests.support.shift_desk import Desk
from tests.support.terminal import Terminal
from tests.support.world import minute_of

desk = test_left_forms.desk


def led_by_nobody(kit: Kit) -> str:
    """A shift under a wrong name, with an incident, a register and a note; the incident's reference."""
    kit.at(0)("start", "fire", "--drill", "--profile", "service-hall", "--by", "Tessa")
    kit.env("KIT_BY", "")
    assert kit.at(1)("shift", "start", "Norra Wrong").code == 0
    ref: str = kit("list", "--json").json["incidents"][0]["ref"]
    for minute, line in ((2, ("note", "first")), (3, ("tick", "alarm")), (4, ("shift", "note", "quiet")), (5, ("shift", "watch", "rain"))):
        assert kit.at(minute)(*line).code == 0, line
    return ref


def test_what_was_signed_with_a_wrong_name_is_by_the_right_one_everywhere_and_says_so(bare: Kit) -> None:
    ref = led_by_nobody(bare)
    done = bare.at(6)("shift", "rename", "norra wrong", "Nora Right")
    assert done.code == 0 and "put right, to Nora Right" in done.out and "kit shift rename --undo" in done.out
    assert "From now on entries made here are signed: Nora Right" in done.err
    told = bare("log").out
    mark = 'Nora Right (signed "Norra Wrong" by mistake, put right by Nora Right, see #'
    assert all(mark in line for line in told.splitlines() if "first" in line or "Done:" in line), told
    assert "Tessa" in told and "Tessa (signed" not in told, "what another one signed before stands"
    shift = bare("shift", "log").out
    assert "led by Nora Right" in shift and "led by Norra" not in shift and mark in shift
    assert bare("shift", "show", "--json").json["shift"]["leader"] == "Nora Right"
    assert mark in bare("item", "show", bare("item", "list", "--json").json["items"][0]["id"]).out
    rows = [r for r in map(json.loads, bare("log", "--json").out.splitlines()) if r["kind"] == "note"]
    assert [(r["by"], r["signed_as"], bool(r["corrected_by"])) for r in rows] == [("Nora Right", "Norra Wrong", True)]
    beside = 'Signed "Norra Wrong" by mistake, by Nora Right: 2 entries (put right 10:06 by Nora Right)'
    bare.at(7)("close", "--yes")
    for page in (("report", "--written"), ("form", ref), ("summary", ref, "-o", str(bare.home.parent / "s.txt"))):
        said = bare(*page)
        text = (bare.home.parent / "s.txt").read_text(encoding="utf-8") if page[0] == "summary" else said.out
        assert beside in " ".join(text.split()), (page, text)


def test_the_correction_is_taken_back_and_restored_as_everything(bare: Kit) -> None:
    led_by_nobody(bare)
    before = bare("log").out, bare("shift", "log").out
    assert bare.at(6)("shift", "rename", "Norra Wrong", "Nora Right").code == 0
    undone = bare.at(7)("shift", "rename", "--undo")
    assert undone.code == 0 and "signed Norra Wrong again" in undone.out
    for old, new in zip(before, (bare("log").out, bare("shift", "log").out), strict=True):
        assert new.startswith(old), "as it read"
    assert bare("shift", "rename", "--undo").code == 4
    assert bare("redo").code == 0 and "put right by Nora Right" in bare("log").out
    assert bare("shift", "redo").code == 0 and "led by Nora Right" in bare("shift", "log").out
    assert bare("verify").code == 0


def test_only_the_hours_that_are_named_are_put_right_and_nothing_where_nothing_is(bare: Kit) -> None:
    led_by_nobody(bare)
    assert bare.at(6)("shift", "rename", "Somebody Else", "Nora Right").code == 4
    assert bare("shift", "rename", "Norra Wrong").code == 2
    assert bare("shift", "rename", "Norra Wrong", "smoke in room 3").code == 2
    assert bare("shift", "rename", "Norra Wrong", "Nora Right", "--since", "10:03", "--until", "10:04").code == 0
    whose = {line.split("  ")[-1].split(":")[0]: line for line in bare("log").out.splitlines()}
    assert "put right" in whose["Done"] and "put right" not in whose["Note"]
    assert "led by Norra Wrong" in bare("shift", "log").out


# ---- in any order ------------------------------------------------------------------------------------------------------


def entry(n: int, journal: str, by: str, event: object, id_: str = "") -> Entry:
    return Entry(n, id_ or f"{journal}{n}", minute_of(n), by, event, journal=journal)  # type: ignore[arg-type]


def test_laptops_that_put_names_right_agree_in_whatever_order_they_are_merged() -> None:
    """Two correct the same act: the earlier counts, the later where it names what the earlier made of it."""
    log = [
        entry(1, "a", "Norra", ev.Noted("one")), entry(2, "b", "Norra", ev.Noted("two")), entry(3, "a", "Li", ev.Noted("three")),
        entry(4, "a", "Li", ev.SignerCorrected("Norra", "Nora", ["a1", "a3"])), entry(5, "b", "Li", ev.SignerCorrected("Norra", "Anna", ["a1", "b2"])),
        entry(6, "b", "Li", ev.SignerCorrected("Nora", "Nora R", ["a1"])),
    ]  # fmt: skip
    for order in itertools.permutations(log):
        found = fixes(order, {}, ev.SignerCorrected, {})
        assert {id_: (fix.wrong, fix.right) for id_, fix in found.items()} == {"a1": ("Norra", "Nora R"), "b2": ("Norra", "Anna")}
    gone = fixes(log, {"a4": log[3]}, ev.SignerCorrected, {})
    assert {id_: fix.right for id_, fix in gone.items()} == {"a1": "Anna", "b2": "Anna"}, "taken back it says nothing"


def test_who_leads_by_the_words_of_an_entry_is_put_right_with_it_and_its_writer_only_where_he_was_wrong() -> None:
    opened = entry(1, "a", "Norra", course.Opened(1, "S1", "Norra"))
    ended = entry(2, "a", "Sample", course.Ended({}, "a", who="Norra"))
    fix = entry(3, "a", "Nora", course.SignerCorrected("Norra", "Nora", ["a1", "a2"]))
    found = fixes([opened, ended, fix], {}, course.SignerCorrected, {})
    one, two = (put_right(e, found[e.id]) for e in (opened, ended))
    assert (one.by, one.event.leader) == ("Nora", "Nora") and (two.by, two.event.who) == ("Sample", "Nora")  # type: ignore[attr-defined]


def test_two_laptops_merged_read_the_same_whoever_brings_what_first(bare: Kit, tmp_path: Path) -> None:
    """The correction travels as any entry: another laptop's log has the right name, and its own entries stand."""
    led_by_nobody(bare)
    first, second = bare.home, tmp_path / "second"
    for home, bundle, back in ((first, tmp_path / "a.zip", None), (second, tmp_path / "b.zip", tmp_path / "a.zip")):
        bare.env("KIT_HOME", str(home))
        if back is not None:
            assert bare("import", str(back), "--yes").code == 0
            assert bare.at(8)("note", "from the second", "--by", "Norra Wrong").code == 0
        else:
            assert bare.at(6)("export", "--all", "-o", str(bundle)).code == 0
            assert bare.at(7)("shift", "rename", "Norra Wrong", "Nora Right").code == 0
    told = []
    for here, there in ((first, second), (second, first)):
        bare.env("KIT_HOME", str(there))
        assert bare.at(9)("export", "--all", "-o", str(tmp_path / f"{there.name}.zip")).code == 0
        bare.env("KIT_HOME", str(here))
        assert bare("import", str(tmp_path / f"{there.name}.zip"), "--yes").code == 0
        told.append([(r["data"]["text"], r["by"]) for r in map(json.loads, bare("log", "--json").out.splitlines()) if r["kind"] == "note"])
    assert told == [[("first", "Nora Right"), ("from the second", "Norra Wrong")]] * 2, told


# ---- where the name is changed -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("answer", "leaders"), [("yes", ["Nora"]), ("no", ["Norra", "Nora"])])
def test_the_shift_log_asks_whether_the_name_was_wrong_from_the_start(desk: Desk, answer: str, leaders: list[str]) -> None:
    desk.does(asking.start, "Norra", "", "")
    desk.ctx.sign("")
    desk.does(asking.lead, "Nora", answer, *([""] if answer == "no" else []))
    assert "Was that name wrong from the start?" in desk.asked[-1 if answer == "yes" else -2].text
    assert [one.leader for one in desk.shift().leaders] == leaders


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_guide_asks_it_where_the_leader_of_the_shift_is_replaced(tmp_path: Path, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from kit.live.guide.talk import recorder
    from tests.support.hands import Hands

    asked: list[tuple[str, str]] = []
    done: list[str] = []

    def signed(ctx: object, wrong: str, right: str) -> object:
        asked.append((wrong, right))
        return TEN, 7, lambda: done.append(right)

    monkeypatch.setattr(recorder, "SIGNED", [signed])
    hands = Hands(tmp_path, lang)
    question = hands.press("recorder", "Nora")
    assert question.name == "signed-start" and "7" in question.text and "10:00" in question.text
    hands.press("yes")
    assert asked == [("li", "Nora")] and done == ["Nora"] and "7" in hands.session.message and hands.session.by() == "Nora"
    other = Hands(tmp_path / "other", lang)
    other.press("recorder", "Nora", None)
    assert done == ["Nora"] and other.session.by() == "Nora", "who goes back meant: from now on"


def test_one_y_at_the_guide_puts_right_what_the_shift_was_led_by(tmp_path: Path) -> None:
    """In the drawn guide and, where another one was wrong too, in the shift log's own menu."""
    env = environment(tmp_path / "home", "en", ClockFile(tmp_path / "clock")) | {"KIT_BY": ""}
    kit(env, "shift", "start", "Norra Wrong")
    kit(env, "start", "call-surge", "--drill", "--no-guide")
    kit(env, "note", "first")
    with Terminal(["guide"], env, 100, 40) as t:
        t.see("m Norra Wrong")
        press(t, "m", "Who records")
        answer(t, "Nora Right", "Was that name wrong from the start?")
        press(t, "y", "m Nora Right", "Put right, to Nora Right")
        assert leave(t) == 0
    log = kit(env, "log")
    assert 'Nora Right (signed "Norra Wrong" by mistake' in log and "Recorded by" not in log, "one act, which u takes back"
    with Terminal(["--plain", "shift", "lead"], env, 100, 40) as t:
        t.see("Leader's name")
        t.child.send("Nora Final\n")
        t.see("Was that name wrong from the start?")
        t.child.send("y\n")
        t.see("put right, to Nora Final")
        assert t.end() == 0
    assert "led by Nora Final" in kit(env, "shift", "log") and "Nora Final" in kit(env, "log")
