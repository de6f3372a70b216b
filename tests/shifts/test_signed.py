"""``--by NAME``: every command that records takes it, and it counts before whoever leads and before the environment."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest

from kit import app
from kit.ground.base.lean import load_msgspec
from kit.ground.console import context, typer
from tests.support.kit import Kit

SAID = ("--said", "one", "--said", "two", "--said", "three")
# They record nothing that anybody signs: they show, write a file, or change a site's own file.
LOOKING = frozenset(
    (
        "board", "list", "show", "log", "open", "form", "qr report", "qr say", "qr contact", "qr text", "qr handover",
        "verify", "restore", "calendar show", "ready", "doctor", "find", "checklists list", "checklists show",
        "checklists check", "checklists print", "checklists history", "checklists diff", "sources", "profile list",
        "profile show", "profile use", "profile own", "shift show", "shift list", "shift log", "contact list",
        "contact show", "contact export", "contact print", "staffing", "drill plan", "drill show", "drill report",
        "drill compare", "drill from", "drill list", "demo", "help",
    )
)  # fmt: skip


def every(lines: typer.Lines, *path: str) -> Iterator[tuple[str, set[str]]]:
    """Each command below, with its options."""
    for name, function in lines.commands.items():
        told = [each for _, _, each in typer.parameters(function) if isinstance(each, typer.Declared)]
        yield " ".join([*path, name]), {option for each in told for option in each.names or ()}
    for name, group in lines.groups.items():
        yield from every(group, *path, name)


def entries(kit: Kit, ref: str = "") -> Any:
    return kit("shift", "log", *([ref] if ref else []), "--json").json["entries"]


def test_every_command_that_records_takes_by(home: str) -> None:
    load_msgspec()
    ctx = context.build(home, "en", False, lambda: None)  # type: ignore[arg-type,return-value]
    app.register_rooms()
    lacking = []
    for name, module in app.COMMANDS.items():
        lines = typer.Lines()
        import_module(module).register(lines, ctx, name, {"context_settings": {}})
        lacking += [each for each, options in every(lines) if "--by" not in options]
    assert set(lacking) == LOOKING


def test_whoever_accepts_by_name_is_who_leads_whatever_the_environment_says(bare: Kit) -> None:
    bare.env("KIT_BY", "Env")
    bare.at(0)("shift", "start", "Example")
    bare("shift", "handover", "--to", "Sample")
    done = bare("shift", "accept", "--by", "Sample", *SAID)
    assert done.code == 0, done.err
    assert bare("shift", "show", "--json").json["shift"]["leader"] == "Sample"
    ended = entries(bare, "last")
    assert [(one["by"], one["kind"]) for one in ended][-2:] == [("Sample", "accepted"), ("Sample", "ended")]
    assert ended[-2]["data"]["who"] == "Sample"


@pytest.mark.parametrize(("lang", "said"), [("en", "KIT_BY=Env is set in this window"), ("zh", "这个窗口设了 KIT_BY=Env")])
def test_where_the_environment_goes_on_signing_that_is_said_and_nothing_else(bare: Kit, lang: str, said: str) -> None:
    """"Entries are signed Sample" was said, and the next note was signed by the environment."""
    bare.env("KIT_BY", "Env")
    bare.env("KIT_LANG", lang)
    assert said in bare.at(0)("shift", "start", "Example").err
    bare("shift", "handover", "--to", "Sample")
    told = bare("shift", "accept", "Sample", *SAID).err
    assert said in told and "signed: Sample" not in told and "署名：Sample" not in told
    bare("shift", "note", "clear")
    bare("shift", "note", "smoke", "--by", "Sample")
    assert [one["by"] for one in entries(bare)[-2:]] == ["Env", "Sample"]


def test_who_writes_an_acceptance_may_be_another_than_who_accepts(bare: Kit) -> None:
    bare.at(0)("shift", "start", "Example", "--by", "Clerk")
    assert entries(bare)[0]["by"] == "Clerk" and bare("shift", "show", "--json").json["shift"]["leader"] == "Example"
    bare("shift", "handover", "--by", "Clerk")
    bare("shift", "accept", "Sample", "--by", "Clerk", *SAID)
    assert {one["by"] for one in entries(bare, "last")} == {"Clerk"}
    assert bare("shift", "show", "--json").json["shift"]["leader"] == "Sample"


@pytest.mark.parametrize(
    "line",
    [
        ("shift", "lead", "Other"), ("shift", "undo"), ("shift", "end"), ("shift", "sign", "--name", "Boss"),
    ],
)  # fmt: skip
def test_what_the_shift_s_commands_record_is_signed_so(bare: Kit, line: tuple[str, ...]) -> None:
    bare.at(0)("shift", "start", "Example")
    bare("shift", "note", "smoke")
    if line[1] == "sign":
        bare("shift", "end")
    done = bare(*line, "--by", "Clerk")
    assert done.code == 0, done.err
    assert entries(bare, "last" if line[1] in ("end", "sign") else "")[-1]["by"] == "Clerk"


def test_a_bundle_says_who_made_it(bare: Kit, tmp_path: Any) -> None:
    bare.at(0)("start", "complaint", "--drill")
    bundle = str(tmp_path / "all.kitx")
    assert bare("export", "--all", "-o", bundle, "--by", "Clerk").code == 0
    (shown,) = bare("import", bundle, "--json", "--by", "Other").json["bundles"]
    assert shown["by"] == "Clerk"
