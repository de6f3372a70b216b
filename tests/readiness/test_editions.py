"""Editions of lists: changed with comments where they belong, approved exactly as they are, told when
they are not, and no mistake comes into force."""

from __future__ import annotations

import hashlib
import shutil
import stat
import sys
import tomllib
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest

from kit.incidents.incident.files import redlined
from kit.incidents.incident.files.may_be_red import may_be
from kit.main import main
from kit.people.registers.files.store import Registers
from kit.people.registers.rules.state import Doc, Step
from kit.plans.toml.files.library import Library
from kit.readiness.editions.files import blocks as bl
from kit.readiness.editions.files import texts, writing
from kit.readiness.editions.rules import differences as df
from kit.readiness.editions.rules import standing as st
from tests.support.constants import ROOT, TEN
from tests.support.kit import Kit, closed, opened
from tests.support.shipped import LISTS

FIRE = (ROOT / "checklists" / "fire.toml").read_text(encoding="utf-8")
TELL = "# Two minutes leave no time for the roll call"
PEOPLE = ("--compiled", "Li", "--reviewed", "Wang", "--approved", "Zhao", "--post", "leader")
DAY = 24 * 60


def ids(text: str) -> list[str]:
    return [step["id"] for phase in tomllib.loads(text)["phases"] for step in phase["steps"]]


# ---- the text ------------------------------------------------------------------------------------


def test_a_text_is_cut_and_joined_to_the_same_bytes_and_every_step_is_a_block() -> None:
    for path in sorted((ROOT / "checklists").glob("*.toml"))[::6]:
        text = path.read_text(encoding="utf-8")
        for each in (text, text.replace("\n", "\r\n")):
            blocks = bl.cut(each)
            assert bl.joined(blocks) == each
            assert [b.id for b in blocks if b.name == "phases.steps"] == ids(text), path.name


def test_a_header_inside_a_text_of_several_lines_is_no_table() -> None:
    text = 'a = """\n[[phases.steps]]\nid = "no"\n"""\nb = [\n[1],\n]\n[[phases]]\nid = "close"\n'
    assert [block.name for block in bl.cut(text)] == ["", "phases"]


def test_one_value_changes_one_line_and_a_new_key_stands_before_the_next_ones_comment() -> None:
    out = writing.with_values(FIRE, [("evacuate.keep.zh", "清点"), ("evacuate.keep.en", "Count")])
    old, new = FIRE.splitlines(), out.splitlines()
    (added,) = [line for line in new if line not in old]
    assert "清点" in added and "Count" in added and [line for line in new if line != added] == old
    assert new.index(added) < next(n for n, line in enumerate(new) if line.startswith("# ----") and "report" in line)
    one = writing.with_values(FIRE, [("call-119.do.zh", "打119")]).splitlines()
    assert sum(a != b for a, b in zip(old, one, strict=True)) == 1
    assert writing.with_values(FIRE, [("counted.keep", "")]).count("Leader hurt") == 0


def test_a_step_moves_and_goes_with_the_comment_above_it_and_no_other() -> None:
    moved = writing.moved_step(FIRE, "tell-early", "counted")
    after = moved.split(TELL)[1].splitlines()
    assert after[1:3] == ["[[phases.steps]]", 'id = "tell-early"']
    order = ids(moved)
    assert order.index("tell-early") == order.index("counted") + 1
    gone = writing.without_step(FIRE, "tell-early")
    assert TELL not in gone and sorted([*ids(gone), "tell-early"]) == sorted(ids(FIRE))
    assert [line for line in FIRE.splitlines() if line.startswith("# ---")] == [
        line for line in gone.splitlines() if line.startswith("# ---")
    ]


def test_a_file_of_windows_keeps_its_ends_of_lines_in_every_change() -> None:
    text = FIRE.replace("\n", "\r\n")
    for made in (
        writing.with_values(text, [("call-119.caution.en", "x")]),
        writing.with_step(text, "look-up", "看", "Look", "report"),
        writing.moved_step(text, "tell-early", "counted"),
        writing.without_step(text, "tell-early"),
    ):
        assert made.count("\n") == made.count("\r\n")
        assert TELL in made or "tell-early" not in ids(made.replace("\r\n", "\n"))


@pytest.mark.parametrize("place", ["nobody.do.zh", "call-119.do.zh.more", "a b", "", "..", "call-119"])
def test_a_place_that_there_is_not_changes_nothing(place: str) -> None:
    with pytest.raises((KeyError, ValueError)):
        out = writing.with_values(FIRE, [(place, "")])
        assert out != FIRE, "an empty value for what is not there is a mistake"


# ---- comparing -----------------------------------------------------------------------------------


def test_what_both_changed_is_told_from_what_one_changed() -> None:
    base = LISTS.checklist("fire")

    def of(*changes: tuple[str, str]) -> df.Checklist:
        import msgspec

        return msgspec.convert(tomllib.loads(writing.with_values(FIRE, changes)), df.Checklist)

    site = of(("call-119.do.zh", "本处"), ("alarm.do.zh", "喊"), ("counted.do.en", "same"))
    kit = of(("call-119.do.zh", "程序"), ("evacuate.do.zh", "撤"), ("counted.do.en", "same"))
    found = {(d.part, d.field): d.who for d in df.compared(base, site, kit)}
    assert found == {
        ("call-119", "do"): "both", ("alarm", "do"): "site", ("evacuate", "do"): "kit", ("counted", "do"): "same",
    }  # fmt: skip
    assert df.compared(base, base, base) == []


def test_a_step_that_is_gone_is_one_difference() -> None:
    import msgspec

    site = msgspec.convert(tomllib.loads(writing.without_step(FIRE, "tell-early")), df.Checklist)
    found = df.compared(LISTS.checklist("fire"), site, LISTS.checklist("fire"))
    assert [(d.part, d.who, d.site) for d in found if d.part == "tell-early"] == [("tell-early", "site", ("", ""))]
    assert len(found) == 2, "and the order of its phase"


# ---- how it stands -------------------------------------------------------------------------------


def doc(*steps: tuple[str, dict[str, str]]) -> Doc:
    found = [Step(TEN + timedelta(minutes=n), "li", stage, said=said) for n, (stage, said) in enumerate(steps)]
    return Doc("fire", TEN, "li", {}, TEN, steps=found)


def approved(**more: str) -> tuple[str, dict[str, str]]:
    return "approved", {"hash": "h", "edition": "1", "in_force": "2026-06-01", "review_by": "2027-06-01", **more}


@pytest.mark.parametrize(
    ("state", "own", "steps"),
    [
        ("shipped", False, []),
        ("draft", True, []),
        ("approved", True, [approved()]),
        ("approved", False, [approved()]),
        ("changed", True, [approved(hash="other")]),
        ("coming", True, [approved(in_force="2026-11-30")]),
        ("expired", True, [approved(review_by="2026-11-28")]),
        ("approved", True, [approved(review_by="2026-11-29")]),
        ("approved", True, [approved(review_by="no day")]),
        ("retired", False, [approved(), ("retired", {"reason": "x"})]),
        ("approved", True, [("retired", {"reason": "x"}), approved()]),
    ],
)
def test_how_a_list_stands(state: str, own: bool, steps: list[tuple[str, dict[str, str]]]) -> None:
    found = st.standing("fire", own, "h", "", doc(*steps) if steps else None, [], date(2026, 11, 29))
    assert found.state == state


def test_red_lines_are_open_until_an_approved_edition_answers_them() -> None:
    marks = ["A/alarm/1", "A/alarm/2", "B/evacuate/1"]
    found = st.standing("fire", True, "h", "", doc(approved(answers="A/alarm/1 B/evacuate/1")), marks, date(2026, 11, 29))
    assert found.open == ("A/alarm/2",) and not found.sound


# ---- as its user ---------------------------------------------------------------------------------


CHANGE = (
    "checklists", "edit", "fire", "--set", "call-119.do.zh=打119", "--set", "call-119.do.en=Call 119", "--reason", "shorter",
)  # fmt: skip
APPROVE = ("checklists", "approve", "fire", *PEOPLE)


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A home whose fire list was changed, and one in which the change was approved."""
    root = tmp_path_factory.mktemp("editions")
    clock = root / "clock"
    clock.write_text(TEN.isoformat(), encoding="ascii")
    with pytest.MonkeyPatch.context() as env:
        for name, value in {"KIT_LANG": "en", "KIT_BY": "wang", "KIT_CLOCK": f"file:{clock}", "KIT_HOME": str(root / "changed")}.items():
            env.setenv(name, value)
        assert main([*CHANGE]) == 0
        shutil.copytree(root / "changed", root / "approved")
        env.setenv("KIT_HOME", str(root / "approved"))
        assert main([*APPROVE]) == 0
    return {name: root / name for name in ("changed", "approved")}


@pytest.fixture
def changed(bare: Kit, made_once: dict[str, Path]) -> Kit:
    shutil.copytree(made_once["changed"], bare.home)
    return bare.at(0)


@pytest.fixture
def approved_home(bare: Kit, made_once: dict[str, Path]) -> Kit:
    shutil.copytree(made_once["approved"], bare.home)
    return bare.at(0)


def test_a_changed_list_is_a_draft_until_it_is_approved_and_says_so_and_goes_on(changed: Kit) -> None:
    started = changed("start", "fire", "--drill", "--no-guide")
    assert started.code == 0 and "draft that nobody approved" in started.err and "Call 119" in started.out
    assert changed(*APPROVE, "--review", "2026-06-01").code == 0
    assert "Note" not in changed("start", "fire", "--drill", "--no-guide").err
    late = changed.at(400 * DAY)
    assert "was to be reviewed by 2026-06-01" in late("start", "fire", "--drill", "--no-guide").err
    path = changed.home / "checklists" / "fire.toml"
    path.write_text(path.read_text(encoding="utf-8") + "# by hand\n", encoding="utf-8")
    again = changed("start", "fire", "--drill", "--no-guide")
    assert again.code == 0 and "changed after edition 1" in again.err


def test_an_approval_holds_for_exactly_the_bytes_that_were_approved(approved_home: Kit) -> None:
    bare = approved_home
    data = (bare.home / "checklists" / "fire.toml").read_bytes()
    mark = hashlib.sha256(data).hexdigest()
    (one,) = bare("checklists", "history", "fire", "--json").json["editions"]
    assert (one["hash"], one["edition_state"], one["edition"], one["approved_by"], one["reason"]) == (mark, "approved", "1", "Zhao", "shorter")
    assert (bare.home / "editions" / f"{mark}.toml").read_bytes() == data
    (bare.home / "editions" / f"{mark}.toml").write_bytes(data + b"#")
    assert texts.kept(str(bare.home), mark) is None and texts.kept(str(bare.home), "../../etc/passwd") is None


def test_an_approval_by_mistake_is_taken_back_and_the_list_is_a_draft_again(approved_home: Kit) -> None:
    def state() -> str:
        return str(approved_home("checklists", "history", "fire", "--json").json["editions"][0]["edition_state"])

    assert state() == "approved"
    assert approved_home("checklists", "undo", "fire", "--reason", "not yet").code == 0
    assert state() == "draft"
    assert approved_home("checklists", "redo", "fire").code == 0 and state() == "approved"


def test_an_incident_that_runs_keeps_its_list_and_the_next_one_has_the_new(bare: Kit) -> None:
    bare.at(0)
    bare("start", "fire", "--drill", "--no-guide")
    before = bare.folder().ref
    assert bare(*CHANGE).code == 0
    bare("start", "fire", "--drill", "--no-guide")
    old, new = (bare("show", "-i", ref).out for ref in (before, next(log.ref for log in opened_logs(bare) if log.ref != before)))
    assert "the fire brigade" in old and "Call 119" not in old and "Call 119" in new


def opened_logs(kit: Kit) -> list:  # type: ignore[type-arg]
    from kit.incidents.incident.files.store import Store

    return [*Store(str(kit.home)).open_logs()]


def test_only_the_post_that_the_plan_names_approves(bare: Kit) -> None:
    bare.at(0)("profile", "use", "operators")
    refused = bare("checklists", "approve", "fire", *PEOPLE)
    assert refused.code == 2 and "emergency command" in refused.err
    assert bare("checklists", "history", "fire", "--json").json["editions"][0]["edition_state"] == "shipped"
    done = bare("checklists", "approve", "fire", *PEOPLE[:-1], "emergency command")
    assert done.code == 0 and "emergency command" in done.out
    assert "Interpreted by" in bare("checklists", "history", "fire").out


@pytest.mark.parametrize("lacks", ["--compiled", "--reviewed", "--approved", "--post"])
def test_nobody_approves_without_names_and_a_post(bare: Kit, lacks: str) -> None:
    at = PEOPLE.index(lacks)
    done = bare.at(0)("checklists", "approve", "fire", *PEOPLE[:at], *PEOPLE[at + 2 :])
    assert done.code == 2 and lacks in done.err
    assert not (bare.home / "registers").exists()


def test_a_mistake_is_told_with_its_line_and_mend_and_does_not_come_into_force(changed: Kit, tmp_path: Path) -> None:
    bare = changed
    before = (bare.home / "checklists" / "fire.toml").read_bytes()
    wrong = bare("checklists", "edit", "fire", "--drop", "call-119", "--reason", "x")
    assert wrong.code == 5 and "fire.toml:49" in wrong.out and "Fix:" in wrong.out and "stays" in wrong.err
    broken = tmp_path / "hand.toml"
    for raw in (b"\xff\xfe\x00", b"id = \n", b"", FIRE.replace('danger = "life"', 'danger = "lief"').encode(), b"[[" * 9000):
        broken.write_bytes(raw)
        done = bare("checklists", "edit", "fire", "--file", str(broken), "--reason", "x")
        assert done.code == 5 and "Traceback" not in done.err, raw[:20]
        assert (bare.home / "checklists" / "fire.toml").read_bytes() == before
    broken.write_bytes(b"#" * (3 << 20))
    assert bare("checklists", "edit", "fire", "--file", str(broken), "--reason", "x").code == 5
    assert bare("checklists", "edit", "fire", "--file", str(tmp_path), "--reason", "x").code != 0
    assert bare("checklists", "edit", "../fire", "--drop", "alarm", "--reason", "x").code == 4
    assert bare("checklists", "edit", "../x", "--file", str(tmp_path / "hand.toml"), "--reason", "x").code == 2
    for id_ in ("../x", "UP", "a b", "x" * 60, ""):
        assert bare("checklists", "new", id_, "--zh", "一", "--en", "one").code != 0
    assert [*(bare.home / "checklists").iterdir()] == [bare.home / "checklists" / "fire.toml"]


def test_a_list_of_ones_own_begins_as_another_and_goes_when_it_is_retired(bare: Kit) -> None:
    bare.at(0)
    made = bare("checklists", "new", "tree-falls", "--like", "general", "--zh", "大树倒伏", "--en", "Tree falls")
    assert made.code == 0, made.out + made.err
    assert "tree-falls" in bare("checklists", "list", "--json").out
    assert bare("checklists", "retire", "tree-falls").code == 2, "a reason is needed"
    assert bare("checklists", "retire", "tree-falls", "--reason", "felled").code == 0
    assert "tree-falls" not in bare("checklists", "list", "--json").out
    assert bare(*CHANGE).code == 0
    assert bare("checklists", "retire", "fire", "--reason", "the kit's will do").code == 0
    assert "retired here (the kit's will do)" in bare("start", "fire", "--drill", "--no-guide").err


def test_a_sites_list_survives_an_upgrade_and_what_both_changed_is_shown(changed: Kit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    bare = changed
    newer = tmp_path / "newer"
    newer.mkdir()
    for path in (ROOT / "checklists").glob("*.toml"):
        (newer / path.name).write_bytes(path.read_bytes())
    text = writing.with_values(FIRE, [("call-119.do.zh", "拨打119"), ("alarm.critical", "")])
    (newer / "fire.toml").write_text(text, encoding="utf-8")
    whole = Library.shipped_folder
    monkeypatch.setattr(Library, "shipped_folder", lambda self: str(newer) if self.kind == "checklists" else whole(self))
    found = bare("checklists", "diff", "fire", "--json").json["differences"]
    assert {d["place"]: d["changed_side"] for d in found} == {"call-119.do": "both", "alarm.critical": "kit"}
    shown = bare("checklists", "diff", "fire").out
    assert shown.index("Both changed it") < shown.index("The kit changed")
    assert "The kit's own changed since" in bare("checklists", "history", "fire").out
    started = bare("start", "fire", "--drill", "--no-guide")
    assert "Call 119" in started.out, started.err


def test_a_red_line_of_a_closed_drill_is_told_at_the_next_start_until_an_edition_answers_it(bare: Kit) -> None:
    bare.at(0)("start", "fire", "--drill", "--no-guide")
    log = bare.folder()
    assert bare("redline", log.ref, "alarm", "unclear", "which button").code == 0
    closed(bare.folder(), TEN + timedelta(minutes=1))
    started = bare.at(2)("start", "fire", "--drill", "--no-guide")
    assert started.code == 0 and "1 red line " in started.err
    assert "alarm" in bare("checklists", "history", "fire").out
    assert bare("checklists", "approve", "fire", *PEOPLE, "--answers", "nothing").code == 4
    assert bare("checklists", "approve", "fire", *PEOPLE, "--answers", "alarm", "--reason", "button named").code == 0
    assert "red line" not in bare("start", "fire", "--drill", "--no-guide").err
    assert "answered by edition 1" in bare("checklists", "history", "fire").out
    shutil.rmtree(bare.home / "redlined")
    assert bare("checklists", "history", "fire", "--json").json["editions"][0]["redlines_open"] == []


@pytest.mark.parametrize("many", [0, 2_000])
def test_a_red_line_of_a_home_from_before_is_told_at_every_start(bare: Kit, monkeypatch: pytest.MonkeyPatch, many: int) -> None:
    """It was told only after a new one; a home with more than can be looked through is asked for this list's."""
    monkeypatch.setattr(redlined, "MANY", many)
    bare.at(0)("start", "fire", "--drill", "--no-guide")
    assert bare("redline", bare.folder().ref, "alarm", "unclear", "which button").code == 0
    closed(bare.folder(), TEN + timedelta(minutes=1))
    shutil.rmtree(bare.home / "redlined")
    for minute in (2, 4):
        assert "1 red line " in bare.at(minute)("start", "fire", "--drill", "--no-guide").err
        closed(bare.folder(), TEN + timedelta(minutes=minute + 1))
    assert "red line" not in bare("start", "theft", "--drill", "--no-guide").err


def test_a_red_line_of_an_open_incident_is_told_where_no_list_was_ever_touched(bare: Kit) -> None:
    bare.at(0)("start", "fire", "--drill", "--no-guide")
    assert bare("redline", bare.folder().ref, "alarm", "unclear", "which button").code == 0
    assert "1 red line " in bare("start", "fire", "--drill", "--no-guide").err


def test_a_home_without_red_lines_is_looked_through_once(bare: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    bare.at(0)("start", "fire", "--drill", "--no-guide")
    closed(bare.folder(), TEN + timedelta(minutes=1))
    assert may_be(str(bare.home))
    bare.at(2)("start", "fire", "--drill", "--no-guide")
    assert list((bare.home / "redlined").iterdir()) == [] and not may_be(str(bare.home))


def test_a_red_line_that_came_from_another_laptop_is_told_too(bare: Kit, tmp_path: Path) -> None:
    stick, other = tmp_path / "s.zip", tmp_path / "other"
    bare.at(0)("start", "fire", "--drill", "--no-guide")
    assert bare("redline", bare.folder().ref, "alarm", "unclear", "which button").code == 0
    closed(bare.folder(), TEN + timedelta(minutes=1))
    assert bare.at(2)("export", "--all", "-o", str(stick)).code == 0
    bare.env("KIT_HOME", str(other))
    (other / "redlined").mkdir(parents=True)  # somebody looked already
    assert bare("import", str(stick), "--yes").code == 0
    assert "1 red line " in bare("start", "fire", "--drill", "--no-guide").err


def test_an_editor_that_leaves_a_mistake_changes_nothing_and_the_next_edit_goes_on(changed: Kit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("a shell script is the editor")
    bare = changed
    before = (bare.home / "checklists" / "fire.toml").read_bytes()
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\necho "oops = 1" >> "$1"\n', encoding="utf-8")
    editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr("kit.ground.terminal.ask.terminal", lambda: True)
    monkeypatch.setenv("EDITOR", str(editor))
    monkeypatch.delenv("VISUAL", raising=False)
    asked: list[str] = []

    class Answers:
        def ask(self, question: object) -> str:
            asked.append(question.name)  # type: ignore[attr-defined]
            return "leave"

    monkeypatch.setattr("kit.ground.console.context.Context.ask", property(lambda _: Answers()))
    left = bare("checklists", "edit", "fire", "--reason", "x")
    work = bare.home / "editions" / "work" / "fire.toml"
    assert asked == ["faults"] and left.code != 0 and work.exists()
    assert (bare.home / "checklists" / "fire.toml").read_bytes() == before
    editor.write_text('#!/bin/sh\ngrep -v oops "$1" > "$1.x"; echo "# mended" >> "$1.x"; mv "$1.x" "$1"\n', encoding="utf-8")
    assert bare("checklists", "edit", "fire", "--reason", "mended").code == 0
    assert (bare.home / "checklists" / "fire.toml").read_bytes() == before + b"# mended\n" and not work.exists()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_of_editions_is_there_in_every_face_and_both_languages(approved_home: Kit, tmp_path: Path, lang: str) -> None:
    bare = approved_home
    for face in ("html", "md", "json", "csv"):
        out = tmp_path / f"e.{face}"
        done = bare("--lang", lang, "checklists", "history", "-o", str(out))
        assert done.code == 0, done.err
        assert "Zhao" in out.read_text(encoding="utf-8-sig")


def test_a_register_that_cannot_be_read_stops_no_start(changed: Kit) -> None:
    bare = changed
    assert Registers(str(bare.home)).load("edition") is not None
    for path in (bare.home / "registers" / "edition").glob("*.jsonl"):
        path.write_bytes(b"\x00\xff" * 400)
    assert bare("start", "fire", "--drill", "--no-guide").code == 0


def test_no_list_is_touched_by_whom_nothing_was_ever_changed(bare: Kit) -> None:
    from kit.readiness.editions import standing

    class Gone:
        home = str(bare.home)

    assert standing(Gone(), "fire") == []  # type: ignore[arg-type]


def test_a_list_that_joins_an_incident_says_so_too(changed: Kit) -> None:
    opened(changed.home, drill=True)
    joined = changed.at(1)("plan", "fire")
    assert joined.code == 0 and "draft that nobody approved" in joined.err


@pytest.mark.parametrize("ending", ["md", "html", "txt", "csv", "docx", "xlsx", "json"])
def test_who_approved_and_why_is_hidden_in_every_face(bare: Kit, tmp_path: Path, ending: str) -> None:
    """The post stays: it is nobody."""
    people = ("--compiled", "Limei", "--reviewed", "Wangfang", "--approved", "Zhaotie", "--post", "leader")
    assert bare("checklists", "approve", "fire", *people, "--number", "Nr Secret", "--reason", "Gossip", "--by", "Qianwu").code == 0
    for line in (("fire",), ()):
        told = {}
        for more in ((), ("--redact",)):
            path = tmp_path / f"{len(line)}{len(more)}.{ending}"
            assert bare("checklists", "history", *line, *more, "-o", str(path)).code == 0
            told[more] = _text(path)
        private = [word for word in ("Limei", "Wangfang", "Zhaotie", "Secret", "Gossip", "Qianwu") if word in told[()]]
        assert "Zhaotie" in private
        assert [word for word in private if word in told["--redact",]] == []
        assert "P-" in told["--redact",] and ("leader" in told["--redact",]) == ("leader" in told[()])


def _text(path: Path) -> str:
    if not zipfile.is_zipfile(path):
        return path.read_text(encoding="utf-8-sig")
    with zipfile.ZipFile(path) as parts:
        return "".join(parts.read(name).decode("utf-8") for name in parts.namelist() if name.endswith(".xml") and "docProps" not in name)


# ---- at a site of one language and few posts -----------------------------------------------------

@pytest.fixture
def hall(bare: Kit) -> Kit:
    bare.env("KIT_PROFILE", "service-hall")
    return bare.at(0)


def test_one_language_is_enough_for_a_list_of_ones_own_and_for_its_steps(hall: Kit) -> None:
    made = hall("checklists", "new", "own-power", "--like", "power-outage", "--en", "Own power")
    assert made.code == 0, made.out + made.err
    assert hall("checklists", "edit", "own-power", "--add", "meter", "--behind", "cause", "--en", "Write down the meter", "--reason", "x").code == 0
    assert hall("checklists", "edit", "own-power", "--set", "meter.do.zh=Read the meter aloud", "--reason", "x").code == 0
    shown = hall("checklists", "show", "own-power").out
    assert "Own power" in shown and "Write down the meter" in shown
    lacks = hall("checklists", "new", "another")
    assert lacks.code == 2 and "--en" in lacks.err and "--zh" not in lacks.err
    lacks = hall("checklists", "edit", "own-power", "--add", "more", "--behind", "cause", "--reason", "x")
    assert lacks.code == 2 and "--en" in lacks.err and "--zh" not in lacks.err


@pytest.mark.parametrize(("like", "site"), [("flood", "service-hall"), ("mass-incident", "property"), ("group-disturbance", "community"), ("power-outage", "service-admin")])
def test_a_list_made_from_another_sites_names_only_posts_that_are_here_and_comes_into_force(bare: Kit, like: str, site: str) -> None:
    bare.env("KIT_PROFILE", site)
    made = bare.at(0)("checklists", "new", "own-one", "--like", like, "--en", "Own one")
    assert made.code == 0, made.out + made.err
    assert ("no such posts" in made.err) == (like != "power-outage")
    assert bare("checklists", "show", "own-one").code == 0
    assert bare("start", "own-one", "--drill", "--no-guide").code == 0


def test_a_list_that_waits_out_of_force_is_shown_compared_mended_and_put_away(hall: Kit) -> None:
    assert hall("checklists", "new", "own-flood", "--like", "flood", "--en", "Own flood").code == 0
    text = (hall.home / "checklists" / "own-flood.toml").read_text(encoding="utf-8")
    work = hall.home / "editions" / "work" / "other-flood.toml"
    work.parent.mkdir(parents=True, exist_ok=True)
    broken = text.replace('id = "own-flood"', 'id = "other-flood"').replace('"supervisor"', '"nobody"')
    work.write_text(broken, encoding="utf-8")
    for look in (("show",), ("diff",), ("history",)):
        done = hall("checklists", *look, "other-flood")
        assert str(work) in done.err or "no approved edition" in done.err, look
        assert "There is no incident type" not in done.err
    refused = hall("checklists", "edit", "other-flood", "--set", "title.en=Mended", "--reason", "x")
    assert refused.code == 5 and f"kit checklists edit other-flood --file {work}" in refused.err and "TYPE" not in refused.err
    assert "cannot be approved" in hall("checklists", "approve", "other-flood", *PEOPLE).err
    work.write_text(broken.replace('"nobody"', '"supervisor"'), encoding="utf-8")
    assert hall("checklists", "edit", "other-flood", "--file", str(work), "--reason", "mended").code == 0
    assert not work.exists() and hall("checklists", "list").out.count("other-flood") == 1
    work.write_text(broken.replace("other-flood", "third-flood"), encoding="utf-8")
    work.rename(work.with_name("third-flood.toml"))
    assert hall("checklists", "retire", "third-flood").code == 0
    assert hall("checklists", "show", "third-flood").code != 0


def test_a_retired_list_is_still_told_of_and_comes_back_by_a_change(hall: Kit) -> None:
    assert hall("checklists", "new", "own-flood", "--like", "flood", "--en", "Own flood").code == 0
    assert hall("checklists", "retire", "own-flood", "--reason", "dry").code == 0
    assert "dry" in hall("checklists", "history", "own-flood").out
    assert "out of force already" in hall("checklists", "retire", "own-flood", "--reason", "dry").err
    assert hall("checklists", "edit", "own-flood", "--set", "title.en=Wet again", "--reason", "wet").code == 0
    (one,) = hall("checklists", "history", "own-flood", "--json").json["editions"]
    assert one["edition_state"] == "draft" and one["title"] == "Wet again"


def test_lengths_only_advise_a_list_of_ones_own(hall: Kit, tmp_path: Path) -> None:
    assert hall("checklists", "new", "own-power", "--like", "power-outage", "--en", "Own power").code == 0
    for n in range(9):
        done = hall("checklists", "edit", "own-power", "--add", f"more-{n}", "--behind", "cause", "--en", "Look " * 20, "--reason", "x")
        assert done.code == 0, done.out
    checked = hall("checklists", "check", str(hall.home / "checklists" / "own-power.toml"))
    assert checked.code == 0 and "at most 9" in checked.out and "at most 70" in checked.out
    shipped = hall("checklists", "check")
    assert shipped.code == 0


def test_all_that_an_approval_lacks_is_told_at_once(hall: Kit) -> None:
    done = hall("checklists", "approve", "fire", "--compiled", "Li")
    assert done.code == 2 and all(option in done.err for option in ("--reviewed", "--approved", "--post"))
    assert "--compiled" not in done.err


def test_an_approval_asks_for_what_lacks_and_offers_the_posts_to_choose(hall: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    class Answers:
        def ask(self, question: object) -> str:
            asked.append(question.name)  # type: ignore[attr-defined]
            options = [o.name for o in question.options]  # type: ignore[attr-defined]
            return "manager" if "manager" in options else "Zhao"

    monkeypatch.setattr("kit.ground.terminal.ask.terminal", lambda: True)
    monkeypatch.setattr("kit.ground.console.context.Context.ask", property(lambda _: Answers()))
    done = hall("checklists", "approve", "fire", "--compiled", "Li")
    assert done.code == 0, done.err
    assert asked == ["reviewed", "approved", "post"]
    assert "Zhao" in hall("checklists", "history", "fire").out


def test_a_draft_is_compared_with_the_list_it_was_made_from(hall: Kit) -> None:
    assert hall("checklists", "new", "own-flood", "--like", "flood", "--en", "Own flood").code == 0
    assert hall("checklists", "edit", "own-flood", "--add", "boards", "--behind", "sandbags", "--en", "Lay boards", "--reason", "x").code == 0
    places = {each["place"] for each in hall("checklists", "diff", "own-flood", "--json").json["differences"]}
    assert "boards.do" in places and not any(p.startswith("evacuate") for p in places)
    assert "made from" in hall("checklists", "diff", "own-flood").out


def test_a_step_that_the_site_put_in_is_shown_and_not_folded(hall: Kit) -> None:
    from kit.plans.checklists.files import Checklists
    from kit.plans.checklists.rules.owners import whose
    from kit.plans.sites.files import Sites

    assert hall("checklists", "edit", "power-outage", "--add", "meter", "--behind", "cause", "--en", "Read the meter", "--reason", "x").code == 0
    found = whose(Checklists(str(hall.home)).checklist("power-outage"), Sites(str(hall.home)).profile("service-hall"))
    assert found.folded and "meter" not in found.folded


def test_the_reason_of_a_new_list_is_in_words(hall: Kit) -> None:
    hall("checklists", "new", "own-power", "--like", "power-outage", "--en", "Own power")
    assert "made from “Power outage”" in hall("checklists", "history", "own-power").out


def test_without_an_editor_the_command_that_needs_none_is_named(hall: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    from kit.readiness.editions.command.editor import usual_editor

    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)
    assert "kit checklists edit fire --set" in hall("checklists", "edit", "fire", "--reason", "x").err
    for system, first in (("win32", "notepad"), ("darwin", "open")):
        monkeypatch.setattr("kit.readiness.editions.command.editor.sys.platform", system)
        assert usual_editor()[0] == first
    monkeypatch.setattr("kit.readiness.editions.command.editor.sys.platform", "linux")
    monkeypatch.setattr("shutil.which", lambda name: "/usr/bin/vi" if name == "vi" else None)
    assert usual_editor() == ["/usr/bin/vi"]
