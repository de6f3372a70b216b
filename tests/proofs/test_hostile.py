"""Hostile strings through every screen and every export (GOALS, Nothing lost, 11).

They come in by both ways: typed, through the acts that clean them, and written into the journal
byte by byte, as by another program on another laptop. Nothing that commands a terminal, no tag and
no formula may come out, nothing may crash, and what was written must be readable.
"""

from __future__ import annotations

import json
import os
import re
import sys
import typing
import zipfile
import zlib
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kit.app import COMMANDS
from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.ground.journal import append
from kit.ground.journal.entry import Event
from kit.ground.journal.line import new_id
from kit.ground.machine.clock import SystemClock
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from tests.proofs.hostile import ALL, Hostile, in_page, in_table, smuggled, smuggled_into
from tests.support.constants import TEN
from tests.support.kit import Kit, opened
from tests.support.play import leave, still
from tests.support.run import ClockFile, environment
from tests.support.terminal import CTRL_C, ENTER, Terminal

WRITERS = {
    "start", "guide", "tick", "skip", "answer", "note", "call", "hand", "plan", "close", "reopen", "demo",
    "undo", "redo",
}  # fmt: skip
NOT_RAW = {"opened", "joined", "closed", "reopened", "clock-jumped", "plan-added", "step-added", "unknown"}
ALWAYS = {"note", "called", "action-added"}  # every string; of the rest each ninth
KEYS = {"step", "timer", "entry", "role", "plan", "level", "before"}
ENDINGS = ("md", "html", "csv", "txt", "docx", "xlsx")
pty = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminal")


# ---- the incident ---------------------------------------------------------------------------------


def written(kind: type[Event], number: int, one: Hostile, keys: list[str], late: datetime) -> bytes:
    """The data of an event of this kind with the string in every place that takes one."""
    data: dict[str, Any] = {}
    hints = typing.get_type_hints(kind)
    for field in msgspec.structs.fields(kind):
        hint = hints[field.name]
        options = [a for a in typing.get_args(hint) if a is not type(None)] or [hint]
        if field.name == "id":
            data["id"] = f"c{number}"
        elif field.name in KEYS:
            data[field.name] = keys[number % len(keys)] if number % 2 else one.text
        elif field.name == "timers" or str in options:
            data[field.name] = one.text if str in options and hint is not list[str] else [one.text]
        elif datetime in options:
            data[field.name] = late.isoformat()
        elif bool in options:
            data[field.name] = True
        elif float in options or int in options:
            data[field.name] = 5
        elif isinstance(options[0], str):  # the words of a Literal
            data[field.name] = options[number % len(options)]
    return json.dumps(data).encode("ascii")


def raw_incident(home: Path, drill: bool = False) -> Log:
    """An incident whose journal another program wrote: every string in every kind of event."""
    folder = opened(home, "power-outage", drill=drill)
    now = SystemClock().now() if not drill else None
    keys = [view.key for view in folder.incident.views()] + [t.key for t in folder.incident.running()]
    assert folder.incident.opened is not None
    at = folder.incident.opened.isoformat(timespec="milliseconds")
    entries = []
    for timer in folder.incident.running():  # so that the hostile ones come first
        data = json.dumps({"timer": timer.key, "reason": ALL[0].text}).encode("ascii")
        entries.append(append.Pending(new_id(), at, "x", "timer-cancelled", data))
    for number, one in enumerate(ALL[::20]):
        promise = {"timer": f"promise:c{number}", "due": at, "minutes": 1, "note": one.text}
        entries.append(append.Pending(new_id(), at, "x", "timer-started", json.dumps(promise).encode("ascii")))
    for number, one in enumerate(ALL):
        for kind, struct in sorted((w, ev.KINDS.of(w)) for w in ev.KINDS.words()):
            if kind in NOT_RAW or not (kind in ALWAYS or (number + zlib.crc32(kind.encode())) % 9 == 0):
                continue
            data = written(struct, number, one, keys, folder.incident.opened)
            by = clean(one.text, 60) if number % 3 else one.text[:60]
            entries.append(append.Pending(new_id(), at, by, kind, data, "", *((now.tick, now.boot) if now else (0.0, ""))))
        step = {"phase": "respond", "step": {"id": f"own-{number}", "do": {"zh": one.text, "en": one.text}}}
        if number % 40 == 0:
            entries.append(append.Pending(new_id(), at, one.text, "step-added", json.dumps(step).encode("ascii")))
            entries.append(append.Pending(new_id(), at, "x", "not-known-yet", json.dumps({"x": one.text}).encode("ascii")))
    stem = folder.store.laptop
    path = os.path.join(folder.where.path, stem + append.ENDING)
    append.append(path, f"{folder.ref}/{stem}", entries, None, str(home))
    again = Store(str(home))
    return again.load(again.all_found()[0])


def typed_incident(home: Path) -> Log:
    """The same strings as a team leader's own words."""
    folder = opened(home, "call-surge", drill=True)

    def act(draft: acts.Draft) -> None:
        steps = [v.key for v in draft.incident.views()]
        for number, one in enumerate(ALL):
            acts.note(draft, one.text)
            who = "supervisor" if number % 9 else one.text  # whoever was told becomes a step
            acts.call(draft, who, "reached", said=one.text, number=one.text)
            if number % 9 == 4:  # so does a customer
                acts.callback_add(draft, f"c{number}", one.text, one.text, one.text)
            acts.action_add(draft, f"a{number}", one.text, one.text)
            key = steps[number % len(steps)]
            if number % 3 == 0:
                acts.skip(draft, key, one.text)
            elif number % 3 == 1:
                acts.hand(draft, key, one.text)
            else:
                acts.take_up(draft, key)
            if number % 50 == 0:
                acts.set_level(draft, "+-"[number // 50 % 2], one.text)

    from kit.ground.machine.clock import Now

    folder.store.record(folder, Now(TEN), ALL[5].text, act)
    return folder


# ---- the checks bite ---------------------------------------------------------------------------------


def test_there_are_two_hundred_and_each_has_its_own_number() -> None:
    assert len(ALL) >= 200 and len({one.mark for one in ALL}) == len(ALL)
    assert all(one.mark in one.text for one in ALL)


@pytest.mark.parametrize("one", [o for o in ALL if o.kind in ("escape", "control", "c1")], ids=lambda o: o.mark)
def test_a_program_that_writes_what_was_typed_would_be_caught(one: Hostile) -> None:
    assert smuggled(one.text.replace("\n", "") + "x") or "\n" in one.text


def test_an_attack_that_looks_like_our_own_colours_would_be_caught_too() -> None:
    attacks = [one for one in ALL if one.kind == "escape"]
    assert sum(bool(smuggled_into(f"\x1b[7m{one.text}\x1b[0m")) for one in attacks) >= len(attacks) - 8


def test_a_page_or_table_of_what_was_typed_would_be_caught() -> None:
    pages = [one for one in ALL if one.kind == "page"]
    assert sum(bool(in_page(one.text)) for one in pages) > 15
    formulas = [one for one in ALL if one.kind == "formula"]
    assert sum(bool(in_table('"' + one.text.replace('"', '""') + '"\n')) for one in formulas) >= 14
    assert not in_table("10:05,-5,260302-DAN-2ABC\n") and not in_page("a < b, &lt;script&gt;")


# ---- what is typed -----------------------------------------------------------------------------------


@pytest.mark.parametrize("one", ALL, ids=lambda o: o.mark)
def test_typed_text_is_one_safe_line_and_still_says_what_it_said(one: Hostile) -> None:
    safe = clean(one.text)
    assert not smuggled(safe) and "\n" not in safe and len(safe) <= 2000
    assert one.mark in safe and clean(safe) == safe


def test_what_is_typed_lies_clean_in_the_log(tmp_path: Path) -> None:
    folder = typed_incident(tmp_path / "home")
    store = Store(str(tmp_path / "home"))
    again = store.load(store.all_found()[0])
    assert not again.damages()
    texts = [t for e in again.entries for t in strings_of(msgspec.to_builtins(e.event))] + [e.by for e in again.entries]
    bad = [smuggled(text) for text in texts if smuggled(text) or "\n" in text]
    assert not bad, bad[:3]
    notes = [e.event.text for e in again.entries if isinstance(e.event, ev.Noted)]
    assert [one.mark for one in ALL if not any(one.mark in note for note in notes)] == []
    assert len(again.entries) == len(folder.entries)


def strings_of(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for part in inner for text in strings_of(part)]


# ---- commands ----------------------------------------------------------------------------------------


def options_of(kit: Kit, command: str) -> str:
    return kit(command, "--help").out


def readings(kit: Kit, ref: str) -> list[list[str]]:
    """Every command that shows something, in every form its help knows; new ones come by themselves."""
    out: list[list[str]] = [[], ["checklists", "list"], ["profile", "show"], ["list", "--all"], ["level"], ["callback"], ["action"]]
    for command in COMMANDS:
        if command in WRITERS | {"checklists", "profile", "level", "callback", "action"}:
            continue
        known = options_of(kit, command)
        which = ["-i", ref] if "--incident" in known else []
        out.append([command, *which])
        out += [[command, *which, more] for more in ("--json", "--all") if more in known]
        if "--output" in known:
            out += [[command, *which, "-o", f"report.{end}"] for end in ENDINGS if end in known]
    return [*out, ["undo", "-i", ref], ["redo", "-i", ref]]  # the second puts back what the first took


def looked_at(kit: Kit, argv: list[str], folder: Path) -> str:
    """Run it, look at both streams and at the file it wrote; what it said."""
    target = None
    if "-o" in argv:
        target = folder / argv[-1]
        argv = [*argv[:-1], str(target)]
    done = kit(*argv)
    fault = word("en", "refused.fault").partition("{")[0]
    assert fault not in done.err and "Traceback" not in done.err + done.out, (argv, done.err[-500:])
    assert done.code in (0, 1, 2, 3, 4, 5), (argv, done.err)
    for text in (done.out, done.err):
        assert not smuggled(text), (argv, smuggled(text))
    if "--json" in argv:
        for line in done.out.splitlines():
            json.loads(line)
    if target is None or not target.exists():
        return done.out
    if target.suffix in (".docx", ".xlsx"):
        text = "\n".join(unpacked(target))
        assert "<f>" not in text, argv
    else:
        text = target.read_text(encoding="utf-8-sig")
    assert not smuggled(text.replace("\r\n", "\n")), (argv, smuggled(text))
    found = in_page(text, target.suffix == ".html") if target.suffix in (".md", ".html") else ""
    assert not found, (argv, found)
    assert target.suffix != ".csv" or not in_table(text), (argv, in_table(text))
    return text


def unpacked(path: Path) -> list[str]:
    """The parts of an office file as text."""
    with zipfile.ZipFile(path) as parts:
        return [parts.read(name).decode("utf-8", "replace") for name in parts.namelist() if name.endswith(".xml")]


def without(text: str) -> set[str]:
    """Strings that are not to be read in it. Half characters in a journal are no text: such a line
    is named by ``kit verify``, and the entry is shown without its words."""
    whole = [one for one in ALL if not re.search("[\ud800-\udfff]", one.text)]
    return {one.mark for one in whole if one.mark not in text}


@pytest.mark.parametrize(("way", "lang"), [("raw", "zh"), ("raw", "en"), ("typed", "en")])
def test_every_command_shows_hostile_text_as_text(bare: Kit, tmp_path: Path, lang: str, way: str) -> None:
    folder = raw_incident(bare.home, drill=True) if way == "raw" else typed_incident(bare.home)
    assert not folder.damages()
    bare.at(61)
    seen: dict[str, str] = {}
    bare.env("KIT_LANG", "en")
    todo = readings(bare, folder.ref)
    bare.env("KIT_LANG", lang)
    for argv in todo:
        seen[" ".join(argv)] = looked_at(bare, argv, tmp_path)
    ref = f"-i {folder.ref}"
    assert without(seen[f"log {ref}"]) == set()
    assert without(seen[f"log {ref} --json"]) == set()
    for form in (f"summary {ref} -o report.md", "action"):
        assert len(without(seen[form].replace("\\", ""))) <= 2, (form, without(seen[form]))
    closing = bare("close", "--yes", "--outcome", "other", "--note", ALL[0].text, *ref.split())
    assert closing.code == 0, closing.err
    assert not smuggled(closing.out + closing.err)
    for argv in ([], ["list", "--all"], ["summary", folder.ref], ["form", folder.ref], ["log", folder.ref], ["verify"]):
        looked_at(bare, argv, tmp_path)


@cache
def possible(char: str) -> bool:
    try:
        return char != "\0" and bool(os.fsencode(char))
    except UnicodeEncodeError:
        return False


def handed_over(text: str) -> str:
    """What of it the system can hand to a program: in a GBK world less than elsewhere."""
    return "".join(filter(possible, text))


ERRORS = [
    ["{}"], ["tick", "{}"], ["answer", "queue-start", "{}"], ["call", "supervisor", "--step", "{}"], ["level", "{}"], ["timer", "{}", "--told"],
    ["start", "{}", "--no-guide"], ["note", "x", "--at", "{}"], ["show", "{}"], ["log", "-i", "{}"], ["callback", "done", "{}"],
    ["plan", "{}"], ["skip", "{}", "{}"], ["hand", "{}", "{}", "--until", "{}"], ["profile", "show", "{}"], ["checklists", "show", "{}"],
    ["checklists", "check", "{}"], ["note", "{}"], ["note", "x", "--by", "{}"], ["--lang", "{}", "list"], ["--{}"], ["summary", "-o", "{}"],
    ["list", "--month", "{}"], ["start", "fire", "--profile", "{}"], ["demo", "--seconds", "{}"], ["timer", "{}", "--snooze", "{}"], ["--home", "{}", "list"],
    ["--home", "/dev/null/{}", "start", "fire", "--no-guide"],
]  # fmt: skip


@pytest.mark.parametrize("part", range(2))
def test_error_messages_show_hostile_words_as_text(bare: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: int) -> None:
    opened(bare.home, "call-surge", drill=True)
    bare.at(1)
    monkeypatch.chdir(tmp_path)
    fault = word("en", "refused.fault").partition("{")[0]
    for number, one in enumerate(ALL):
        bare.env("KIT_LANG", ("zh", "en")[(number + part) % 2])
        argv = [part_.replace("{}", one.text) for part_ in ERRORS[(number + part * 13) % len(ERRORS)]]
        argv = [handed_over(word_)[:100_000] for word_ in argv]
        done = bare(*argv)
        assert fault not in done.err and "内部出错" not in done.err, (argv, done.err[:300])
        assert not smuggled(done.out), (argv, smuggled(done.out))
        assert not smuggled(done.err), (argv, smuggled(done.err))
    assert not [p for p in tmp_path.parent.iterdir() if p.name not in (tmp_path.name,) and any(o.mark in p.name for o in ALL)]


def test_a_folder_that_cannot_be_made_is_named_as_text(bare: Kit) -> None:
    for one in ALL[:40]:
        done = bare("--home", "/dev/null/" + handed_over(one.text), "start", "fire", "--no-guide")
        assert done.code and not smuggled(done.err), done.err


# ---- terminals ----------------------------------------------------------------------------------------


def clean_on(t: Terminal) -> None:
    found = smuggled_into(t.raw.decode("utf-8", "replace"))
    assert not found, found


@pty
@pytest.mark.parametrize("args", [["guide"], ["guide", "--plain"], ["board"], [], ["--plain"]], ids=" ".join)
def test_no_screen_lets_a_hostile_log_command_the_terminal(tmp_path: Path, args: list[str]) -> None:
    raw_incident(tmp_path / "home", drill=True)
    clock = ClockFile(tmp_path / "clock")
    env = environment(tmp_path / "home", "en", clock)
    clock.at(61)
    with Terminal(args, env) as t:
        if "--plain" in args:
            t.see("Number:")
            t.child.send("t\n")
        else:
            t.see("q leave")
            still(t)
            t.child.send("c" if args == ["guide"] else "q")
        if args == ["guide"]:  # a timer of a hostile name rings first, in the title, too
            t.see("Press a number")
            assert b"\x1b]2;" in t.raw or b"\x1b]0;" in t.raw
        elif "--plain" in args:
            t.see(*([] if len(args) == 1 else ["Number:"]))
        if args not in (["board"], []):
            t.child.send(CTRL_C)
        t.end()
        clean_on(t)
        assert any(one.mark.encode("ascii") in t.raw for one in ALL)


@pty
def test_hostile_text_pasted_into_a_question_comes_back_as_text(tmp_path: Path) -> None:
    opened(tmp_path / "home", drill=True)
    clock = ClockFile(tmp_path / "clock")
    with Terminal(["guide"], environment(tmp_path / "home", "en", clock), rows=30) as t:
        t.see("q leave")
        for kind in ("escape", "control", "c1", "direction", "markup", "format", "formula"):  # not the odd: a terminal shows them as it likes
            block = " ".join(o.text[:40] for o in ALL if o.kind == kind).replace("\x1b[201~", "").replace("\udfff", "")
            still(t)
            t.child.send("n")
            t.see("Note:")
            still(t)
            t.child.send(b"\x1b[200~" + block.encode("utf-8", "surrogatepass")[:1500] + b"\x1b[201~")
            t.child.send(f"end-of-{kind}")
            t.see(f"end-of-{kind}")
            t.child.send(ENTER)
            t.see("Recorded", gone="Type, then Enter")
        clean_on(t)
        assert leave(t) == 0
    store = Store(str(tmp_path / "home"))
    folder = store.load(store.all_found()[0])
    notes = [e.event.text for e in folder.entries if isinstance(e.event, ev.Noted)]
    assert len(notes) == 7 and not any(smuggled(text) for text in notes)
