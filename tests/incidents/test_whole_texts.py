"""Nothing that somebody typed is lost without a word: too long, pasted, in another encoding."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path

import pytest

from kit.ground.base.clean import MAX_TEXT, pieces
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.acts.draft import Draft, kept
from tests.support.kit import Kit, opened
from tests.support.play import Played, press
from tests.support.run import environment, run
from tests.support.terminal import ENTER, Terminal
from tests.support.world import World, minute_of


def noted(kit: Kit) -> list[str]:
    return [e.event.text for e in kit.folder().entries if isinstance(e.event, ev.Noted)]


@pytest.mark.parametrize("text", ["水" * 4500, "water in the hall, " * 300, "a" * 2000, "x。" * 1001])
def test_a_note_over_the_limit_becomes_several_entries(kit: Kit, text: str) -> None:
    done = kit("note", text)
    assert done.code == 0
    parts = noted(kit)
    assert len(parts) == -(-len(text.strip()) // MAX_TEXT) or len(parts) > 1
    assert all(len(part) <= MAX_TEXT for part in parts)
    assert "".join(parts).replace(" ", "") == text.replace(" ", "")


def test_a_reason_over_its_limit_keeps_its_rest_as_a_note(kit: Kit) -> None:
    reason = "".join(f"because {n}, " for n in range(150)).strip()
    view = kit.folder().incident.current()
    assert view is not None and kit("skip", view.key, *reason.split()).code == 0
    said = [e.event.reason for e in kit.folder().entries if isinstance(e.event, ev.StepSkipped)]
    whole = " ".join([*said, *(part.removeprefix("… ") for part in noted(kit))])
    assert whole.replace(" ", "") == reason.replace(" ", "")


def test_pieces_part_at_the_end_of_a_sentence_or_word_and_lose_nothing() -> None:
    text = "第一句。" * 30
    parts = pieces(text, 50)
    assert "".join(parts) == text and all(part.endswith("。") for part in parts)
    assert pieces("", 50) == [] and pieces("a" * 120, 50) == ["a" * 50, "a" * 50, "a" * 20]


@pytest.mark.skipif(sys.platform == "win32", reason="arguments are no bytes there")
def test_argument_bytes_in_gb18030_are_read_and_others_refused(tmp_path: Path) -> None:
    """A terminal that still writes GBK."""
    env = environment(tmp_path / "home", "en")
    run(env, "start", "fire", "--profile", "hotline")
    done = run(env, "note", "三号柜台漏水".encode("gb18030"))
    assert done.returncode == 0, done.stderr
    assert "三号柜台漏水" in run(env, "log").stdout
    refused = run(env, "note", b"water \xff\xff")
    assert refused.returncode == 2 and "nothing was recorded" in refused.stderr
    assert "\ufffd" not in run(env, "log").stdout


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")
@pytest.mark.parametrize("plain", [False, True])
def test_lines_pasted_without_brackets_are_one_note_and_press_no_key(tmp_path: Path, plain: bool) -> None:
    played = Played(tmp_path, "en")
    before = played.kinds()
    with Terminal(["guide", *["--plain"] * plain], played.env, 120, 40) as t:
        if plain:
            t.see("Number:")
            t.child.send("n\r")
            t.see("Note:")
            t.child.send("first line\rsecond 2\rthird line\r")
            t.see("third line", "Recorded")
        else:
            press(t, "n", "Note:")
            t.child.send("first line\rsecond 2\rthird line")
            t.see("first line second 2 third line")
            press(t, ENTER, "Recorded")
    log = played.log()
    notes = [str(entry) for entry in log if entry["kind"] == "note"]
    assert len(notes) == 1 and "first line second 2 third line" in notes[0]
    kinds = played.kinds()
    assert [k for k in kinds[len(before) :] if k not in ("note", "guide-resumed")] == []
    assert os.name == "posix"


def test_what_a_reason_does_not_hold_fits_into_its_notes_with_the_mark_in_front() -> None:
    draft = Draft(World().incident, minute_of(1), "li")
    assert kept(draft, "a" * (500 + 2 * MAX_TEXT), 500) == "a" * 500
    notes = [event.text for event, _ in draft.events if isinstance(event, ev.Noted)]
    assert max(map(len, notes)) == MAX_TEXT and sum(note.count("a") for note in notes) == 2 * MAX_TEXT


LONG = "不要合闸，" * 900 + "不得单独进入。"


def _held(kit: Kit) -> str:
    """All that any journal of the home holds, as text."""
    lines = [line for path in kit.home.rglob("*.jsonl") for line in path.read_bytes().splitlines()]
    return "\n".join(json.dumps(json.loads(line), ensure_ascii=False) for line in lines)


WAYS = (
    ("start", "fire", "--drill", "--title", LONG),
    ("hand", "STEP", LONG),
    ("call", LONG),
    ("call", "supervisor", "--said", LONG),
    ("callback", "add", "Zhang", "--matter", LONG),
    ("callback", "add", LONG),
    ("callback", "add", "Zhang", "--phone", LONG),
    ("forecast", "power", "20", "--matter", LONG),
    ("forecast", LONG, "20"),
    ("action", "add", "more lamps", "--cause", LONG),
    ("action", "add", "more lamps", "--owner", LONG),
    ("complaint", "add", "Zhang", "--matter", LONG),
    ("complaint", "add", LONG, "--matter", "rude"),
    ("complaint", "note", "Ma", "--note", LONG),
    ("complaint", "progress", "Ma", "--note", LONG),
    ("complaint", "no-answer", "Ma", "--note", LONG),
    ("complaint", "wait", "Ma", "--until", "30", "--note", LONG),
    ("complaint", "move", "Ma", "--to", "30", "--reason", LONG, "--agreed-by", "Ma"),
    ("complaint", "edit", "Ma", "--remedy", LONG),
    ("order", "add", LONG, "--unit", "works"),
    ("property", "add", "purse", "--place", LONG),
    ("shift", "note", LONG),
    ("shift", "watch", LONG),
    ("shift", "count", "lamp", "3", "--note", LONG),
    ("shift", "crew", "Li", "--state", "late", "--reason", LONG),
    ("shift", "end", "--reason", LONG),
)


@pytest.mark.parametrize("argv", WAYS, ids=lambda argv: " ".join(w[:9] for w in argv))
def test_whatever_is_too_long_for_its_field_stands_beside_it(bare: Kit, argv: tuple[str, ...]) -> None:
    """A text was cut at 40, 100, 200 or 500 characters, and nobody was told."""
    step = opened(bare.at(0).home, drill=True).incident.views()[0].key
    bare("complaint", "add", "Ma", "--matter", "rude", "--drill")
    bare("shift", "start", "Wu")
    done = bare.at(1)(*(step if word == "STEP" else word for word in argv))
    assert done.code == 0, done.err
    held = re.sub(r"\W+", "", "".join(re.findall("[不要合闸，得单独进入。]+", _held(bare))))
    assert held.count("不要合闸") >= 900 and "不得单独进入" in held


def test_a_rest_of_what_is_withheld_would_be_shown_and_is_refused(bare: Kit) -> None:
    done = bare.at(0)("property", "add", "purse", "--place", "hall", "--detail", LONG)
    assert done.code == 2 and "--detail" in done.err and "500" in done.err
    assert not bare("property", "list", "--json").json["items"]


def test_a_number_or_an_address_of_the_site_is_never_cut(bare: Kit) -> None:
    """Half a number calls somebody else."""
    number = "13800000001, 13900000002, at night 010 6444 0000"
    for given in (f"tech.phone={number}", f"address={LONG}", f"tech.name={LONG}"):
        done = bare("setup", "--set", given)
        assert done.code == 2 and "too long" in done.err, given
    assert bare("setup", "--set", "tech.phone=１３８－0000　0001").code in (0, 3)
    assert 'phone = "138-0000 0001"' in (bare.home / "profiles" / "our-site.toml").read_text("utf-8")
