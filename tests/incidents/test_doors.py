"""A line that needs no typer: the same answer, exit code and bytes as through typer, or handed on."""

from __future__ import annotations

import itertools
import re
import shutil
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import typer

from kit import doors
from kit.app import COMMANDS, _app
from kit.ground.console.context import build
from kit.ground.machine.clock import Now
from kit.people.registers.files.store import Registers
from kit.people.registers.rules import acts
from kit.people.registers.rules.books import BOOKS
from kit.readiness import REGISTERS, register_books
from tests.support.constants import TEN
from tests.support.kit import Kit, opened
from tests.support.run import ClockFile, environment, python

REF = re.compile(r"\d{6}-[0-9A-Z]{3}-[0-9A-Z]{4}")


def declared(name: str, home: Path) -> tuple[str, tuple[str, ...], dict[str, str], dict[str, str]]:
    """The shape of a command as typer has it; options with a number are left to typer."""
    ctx = build(str(home), "en", True, lambda: None)  # type: ignore[arg-type, return-value]
    command: Any = typer.main.get_command(_app(ctx, [name])).commands[name]
    words: list[str] = []
    valued: dict[str, str] = {}
    flags: dict[str, str] = {}
    for param in command.params:
        if param.param_type_name == "argument":
            many = param.nargs == -1
            words.append(param.name + ("+" if many and param.required else "*" if many else "" if param.required else "?"))
        elif param.is_flag:
            flags |= dict.fromkeys(param.opts, param.name)
        elif "text" in repr(param.type).lower() or "string" in repr(param.type).lower():
            valued |= dict.fromkeys(param.opts, param.name)
    return COMMANDS[name], tuple(words), valued, flags


@pytest.mark.parametrize("name", doors.SHAPES)
def test_the_table_says_what_typer_declares(name: str, tmp_path: Path) -> None:
    assert doors.SHAPES[name] == declared(name, tmp_path)


def test_all_that_a_leader_types_in_an_incident_and_the_summary_have_a_door() -> None:
    wanted = ["note", "tick", "skip", "answer", "call", "timer", "list", "show", "board", "guide", "start", "undo", "redo", "summary"]
    assert set(doors.SHAPES) == set(wanted)


@pytest.mark.parametrize(
    "line",
    [
        ["tick"], ["tick", "-h"], ["tick", "--", "x"], ["tick", "x", "--at=10:00"], ["tick", "x", "y", "z"], ["tick", "x", "--at"],
        ["tick", "x", "--wrong"], ["tick", "x", "-i", "A", "-i", "B"], ["list", "--last", "3"], ["list", "x"], ["summary", "--shift"], ["tick", ""],
        ["tick", "-x"], ["answer", "x"], ["start", "fire", "--speed", "2"], ["note"], ["tick", "x", "-iABC"],
    ],
)  # fmt: skip
def test_what_the_table_does_not_fully_understand_is_handed_on(line: list[str]) -> None:
    assert doors.understood(line) is None


def lines() -> list[list[str]]:
    """Lines of every shape: each option there or not, words in number and kind."""
    out: list[list[str]] = [[]]
    said = {
        "note": [["water"], ["水", "漫到脚踝"], ["a", "b"]],
        "tick": [["calm"], ["calm", "x"], ["nothing"], ["c"], ["report", "李"]],
        "skip": [["calm"], ["calm", "no time"], ["calm", "no", "time"], ["nothing", "x"]],
        "answer": [["seats", "12"], ["seats", "many"], ["calm", "1"], ["nothing", "1"]],
        "call": [["supervisor"], ["张三"], ["manager"]],
        "timer": [[], ["report-5"], ["report-5", "supervisor"], ["nothing"]],
        "list": [[]], "show": [[], ["NOSUCH"]], "board": [[]], "guide": [[]], "start": [["fire"], ["no", "such", "thing"], []],
        "undo": [[], ["#2"], ["#99"], ["x"], ["#2", "#3"]], "redo": [[], ["#2"], ["x"]],
        "summary": [[], ["NOSUCH"], ["--shift"]],
    }  # fmt: skip
    values = {"ref": ["NOSUCH"], "at": ["-1", "25:00", "10:00"], "by": ["王"], "who": ["王"], "amend": ["#2", "#99"], "month": ["2026-11", "x"], "reason": ["later"], "snooze": ["5", "x"], "step": ["report"]}
    for name, (_, _, valued, flags) in doors.SHAPES.items():
        options: list[list[str]] = [[]]
        options += [[option, value] for option, meant in valued.items() for value in values.get(meant, ["x"])]
        options += [[flag] for flag in flags]
        options += [[a, b] for a, b in itertools.combinations(flags, 2)]
        out += [[name, *words, *option] for words in said[name] for option in options]
    return out


@pytest.mark.exhaustive
def test_both_doors_give_the_same_answer_code_message_and_bytes(
    kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = itertools.count()
    before = tmp_path / "before"
    assert kit("list", "--redact").code == 0  # the home's own pseudonyms, the same behind both doors
    shutil.copytree(kit.home, before)
    different = []
    for line in lines():
        seen = []
        for door in (True, False):
            shutil.rmtree(kit.home)
            shutil.copytree(before, kit.home)
            ids = itertools.count()
            for module in ("ground.journal.recorder", "incidents.incident.files.store", "ground.journal.line"):
                _fixed(monkeypatch, f"kit.{module}", ids)
            if not door:
                monkeypatch.setattr(doors, "understood", lambda argv: None)
            done = kit(*line)
            if not door:
                monkeypatch.undo()
                kit.env("KIT_HOME", str(kit.home))
                kit.env("KIT_LANG", "en")
                kit.env("KIT_BY", "wang")
                kit.at(1)
            files = {p.relative_to(kit.home).as_posix(): p.read_bytes() for p in sorted(kit.home.rglob("*.jsonl"))}
            seen.append((done.code, done.out, done.err, files))
        if line[:1] == ["start"]:  # a new reference every time
            seen = [(c, REF.sub("REF", out), REF.sub("REF", err), len(files)) for c, out, err, files in seen]
        if seen[0] != seen[1]:
            different.append((line, seen[0][:3], seen[1][:3]))
    assert different == []


def _fixed(monkeypatch: pytest.MonkeyPatch, module: str, ids: Any) -> None:
    """Entries get numbered ids, so that the same act writes the same bytes."""
    import importlib

    found = importlib.import_module(module)
    if hasattr(found, "new_id"):
        monkeypatch.setattr(found, "new_id", lambda: f"id{next(ids):08d}")


@pytest.mark.parametrize("line", ["tick calm", "list", "show", "timer", "skip calm later", "call supervisor", ""])
def test_a_door_imports_neither_typer_nor_prompts(line: str, kit: Kit) -> None:
    code = (
        "import sys\nfrom kit.main import main\n"
        f"main({line.split()!r})\n"
        "heavy = {'typer', 'click', 'inspect', 'prompt_toolkit', 'questionary', 'tinydb', 'asyncio'}\n"
        "sys.stderr.write(' '.join(sorted(heavy & set(sys.modules))))\n"
    )
    done = python(None, "-c", code)
    heavy = {"typer", "click", "inspect", "prompt_toolkit", "questionary", "tinydb", "asyncio"}
    assert not heavy & set(done.stderr.split()), done.stderr


READ = """
import io, sys
from contextlib import redirect_stdout
from kit import doors
from kit.main import main

def said(line):
    out = io.StringIO()
    with redirect_stdout(out):
        code = main(line.split())
    return code, out.getvalue()

lines = sys.argv[1:]
quick = [said(line) for line in lines]
doors.understood = lambda argv: None
for line, first, whole in zip(lines, quick, [said(line) for line in lines], strict=True):
    if first != whole or whole[0]:
        sys.stderr.write(f"{line}: {first} {whole}\\n")
"""


def test_registers_of_quiet_days_are_read_the_same_behind_both_doors(bare: Kit, tmp_path: Path) -> None:
    opened(bare.home)
    register_books()
    kept = Registers(str(bare.home))
    for name in REGISTERS:
        book = BOOKS[name]
        fields = {field: "xx" for group in book.item.needed for field in group}
        kept.record(name, Now(TEN), "li", partial(acts.add, book=book, id_="one", fields=fields))
    lines = ["summary --month this", "summary --month this --json", "summary --day this", f"summary {bare.folder().ref}", "list", "board", "show"]
    env = environment(bare.home, "en", clock=ClockFile(tmp_path / "clock", "2026-03-02T10:02:00+08:00"))
    done = python(env, "-c", READ, *lines)  # in a process of its own: here other tests have told of the rooms above
    assert done.stderr == "" and done.returncode == 0
