"""``kit drill from REF``: any closed incident becomes a scenario in one command."""

from __future__ import annotations

import os
import tempfile
from typing import Any

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Exit, Refused
from kit.ground.base.text import Id
from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import force_option, json_option
from kit.ground.machine import output
from kit.ground.machine.disk import make_dir
from kit.ground.machine.unwritten import unwritten
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.withdrawal import counts, in_force
from kit.people.contacts.files.looking import looking
from kit.readiness.drills.files.scenarios import FOLDER, checked, scenario_files

ENDING = ".toml"


def register(group: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    @group.command("from", help=ctx.out.word("help.drill-from"), **how)
    def from_(
        ref: str = typer.Argument(..., metavar="REF", help=ctx.out.word("help.drill-of")),
        write: str = typer.Option(
            "", "--output", "-o", metavar="FILE.toml", help=ctx.out.word("help.drill-write")
        ),
        force: bool = force_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        _make(ctx, ref, write, force, as_json)


def _make(ctx: Context, ref: str, write: str, force: bool, as_json: bool) -> None:
    """Written whole or not at all, and only what the linter passes. Raises ``Refused``."""
    from kit.readiness.drills.show.learnt import learnt, toml
    from kit.review.summary.rules.summarise import summarise

    real = ctx.of(Store).pick(ref)
    if real.incident.is_drill:
        raise Refused("drill-from-drill", ref=real.ref)
    if real.incident.closed is None:
        raise Refused("drill-from-open", ref=real.ref)
    look = looking(ctx, True)
    log = look.of(Store).pick(real.ref)
    entries = [entry for entry in in_force(list(log.entries)) if counts(entry)]
    summary = summarise(log.incident, log.entries, ctx.now().wall)
    made = learnt(log.incident, entries, summary, customers(real.incident))
    if made is None:
        raise Refused("drill-from-empty", ref=real.ref)
    path = _target(ctx, write, made.id, force)
    made = msgspec.structs.replace(made, id=os.path.basename(path).removesuffix(ENDING))
    content = toml(made)
    _proved(ctx, path, content)
    _write(path, content)
    told = len(made.injects()), len(list(made.expects()))
    if as_json:
        ctx.out.json({"ref": real.ref, "scenario": made.id, "file": path,
                      "inject_count": told[0], "expectation_count": told[1]})  # fmt: skip
        return
    name = made.id if not write else path
    ctx.out.say("drill.written-scenario", path=path, injects=told[0], expects=told[1], id=name)


def _target(ctx: Context, write: str, id_: str, force: bool) -> str:
    """The file; its name is the scenario's id, as the linter wants. Raises ``Refused`` where it
    cannot be one, or where something is there that it would take the place of."""
    own = os.path.join(ctx.home, FOLDER)
    path = os.path.expanduser(write) if write else os.path.join(own, id_)
    path = path if path.endswith(ENDING) else path + ENDING
    name = os.path.basename(path).removesuffix(ENDING)
    if not _is_id(name):
        said, how = clean(os.path.basename(write), 60), f"-o {id_}{ENDING}"
        raise Refused("drill-file-name", Exit.USAGE, name=said, how=how)
    if os.path.lexists(path) and not force:
        raise Refused("drill-file-there", path=clean(path, 200))
    other = scenario_files(ctx.home).get(name)
    here = os.path.realpath(os.path.dirname(path)) == os.path.realpath(own)
    if other is not None and here and not os.path.lexists(path) and not force:
        raise Refused("drill-id-there", id=name, path=other)
    return path


def _is_id(name: str) -> bool:
    try:
        msgspec.convert(name, Id)
    except msgspec.ValidationError:
        return False
    return name.isprintable()  # the pattern's end lets a newline by


def _proved(ctx: Context, path: str, content: str) -> None:
    """The linter passes it, read back as a file. Raises ``Refused``; then nothing was written."""
    with tempfile.TemporaryDirectory(prefix="kit-drill-") as folder:
        there = os.path.join(folder, os.path.basename(path))
        output.write_file(there, content)
        wrong = checked(ctx.home, there)[1]
    if wrong:
        raise Refused(wrong[0].code, wrong[0].exit, **{**wrong[0].fill, "file": path})


def customers(incident: Incident) -> list[str]:
    """Names and numbers of those who are owed a call, as they were noted."""
    found = incident.callbacks.values()
    return [text for back in found for text in (back.name, back.phone) if text]


def _write(path: str, content: str) -> None:
    """Raises ``Refused``."""
    folder = os.path.dirname(path)
    if folder and not os.path.isdir(folder):
        try:
            make_dir(folder)
        except OSError as error:
            raise unwritten(folder, error) from error
        except ValueError as error:
            raise Refused("not-recorded", path=clean(folder, 200), why=str(error)) from error
    output.write_file(path, content)
