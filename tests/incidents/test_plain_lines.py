"""Any command's plain line goes to its function without typer, with the very arguments that typer gives it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import wraps
from pathlib import Path
from typing import Any

import pytest

from kit import app
from kit.app import COMMANDS, plain, register_rooms
from kit.ground.console import typer
from kit.ground.console.context import Context, build
from kit.ground.console.typer import Alone, Lines, Shape
from tests.support.kit import Kit
from tests.support.run import python

Call = tuple[str, dict[str, Any]]


@pytest.fixture
def ctx(tmp_path: Path) -> Context:
    register_rooms()
    return build(str(tmp_path), "en", True, lambda: None)  # type: ignore[arg-type, return-value]


def declared(ctx: Context, name: str) -> Lines:
    lines: Any = Lines()
    app.import_module(COMMANDS[name]).register(lines, ctx, name, {"context_settings": app.HELP})
    return lines  # type: ignore[no-any-return]


def commands(lines: Lines, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name, function in lines.commands.items():
        yield (*above, name), function
    for name, group in lines.groups.items():
        yield from commands(group, (*above, name))


def lines_of(path: tuple[str, ...], function: Any) -> Iterator[list[str]]:
    """With what it needs and without, each option there or not, each place, and what is no plain line."""
    shape = Shape(function)
    needed = [f"w{n}" for n, (_, _, must) in enumerate(shape.places) if must]
    yield list(path)
    yield [*path, *needed]
    yield [*path, *(f"w{n}" for n in range(len(shape.places)))]
    yield [*path, *(f"w{n}" for n in range(len(shape.places) + 2))]
    for option, (_, type_) in shape.options.items():
        value = {"bool": [], "int": ["7"]}.get(type_, ["-5 x"])
        yield [*path, *needed, option, *value]
        yield [*path, option, *value, *needed]
        yield [*path, *needed, option]
        yield [*path, *needed, option, *value, option, *value]
        if value:
            yield [*path, *needed, f"{option}={value[0]}"]
    flags = [option for option, (_, type_) in shape.options.items() if type_ == "bool"]
    yield [*path, *needed, *flags]
    yield [*path, *needed, "--no-such-option"]
    yield [*path, "--", *needed]
    yield [*path, *needed, ""]


def by_typer(ctx: Context, name: str, calls: list[Call], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Typer's own command, which notes into ``calls`` what it would call."""
    real = typer._real

    def spied(function: Any) -> Any:
        kept = real(function)

        @wraps(kept)
        def told(**given: Any) -> None:
            if not any(hasattr(value, "invoked_subcommand") for value in given.values()):
                calls.append((function.__qualname__, given))

        return told

    with monkeypatch.context() as patched:
        patched.setattr(typer, "_real", spied)
        return typer.main.get_command(app._app(ctx, [name]))


@pytest.mark.parametrize("name", COMMANDS)
def test_a_plain_line_calls_what_typer_calls(name: str, ctx: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[Call] = []
    group, lines, taken = by_typer(ctx, name, calls, monkeypatch), declared(ctx, name), 0
    for path, function in commands(lines):
        for argv in lines_of(path, function):
            said = lines.said(argv)
            if said is None:  # typer's, whatever it says
                continue
            here = [(f.__qualname__, given) for f, given in said if not any(isinstance(v, Alone) for v in given.values())]
            calls.clear()
            group.main(args=argv, prog_name="kit", standalone_mode=False)
            assert here == calls, argv
            taken += 1
    assert taken, "no line of it is plain"


def test_a_group_alone_and_an_unknown_command_of_it(ctx: Context) -> None:
    alone = plain(ctx, ["checklists"])
    assert alone is not None and alone[0][1]["typer_context"].invoked_subcommand is None
    assert plain(ctx, ["checklists", "nothing"]) is None
    assert plain(ctx, ["checklists", "--help"]) is None
    assert plain(ctx, ["nothing"]) is None
    assert plain(ctx, []) is None


def test_a_command_that_ends_early_ends_with_its_code(kit: Kit) -> None:
    assert kit("checklists", "check").code == 0
    (kit.home / "checklists").mkdir()
    (kit.home / "checklists" / "x.toml").write_text("format = 1\n", encoding="utf-8")
    assert kit("checklists", "check").code == 5


@pytest.mark.parametrize("line", ["ready", "checklists check", "callback"])
def test_it_imports_no_typer(line: str, kit: Kit) -> None:
    code = (
        "import sys\nfrom kit.main import main\n"
        f"main({line.split()!r})\n"
        "sys.stderr.write('|' + ' '.join(sorted({'typer', 'click', 'prompt_toolkit'} & set(sys.modules))))\n"
    )
    assert python(None, "-c", code).stderr.endswith("|")
