"""``kit drill from REF``: any closed incident becomes a scenario in one command."""

from __future__ import annotations

import os
from typing import Any

import typer

from kit.ground.base.refusal import Refused
from kit.ground.console.context import Context
from kit.ground.console.options import force_option, json_option
from kit.ground.journal.reader import why
from kit.ground.machine import output
from kit.ground.machine.disk import make_dir
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.withdrawal import counts, in_force
from kit.people.contacts.files.looking import looking
from kit.readiness.drills.command.shared import text
from kit.readiness.drills.files.scenarios import FOLDER, findings, refusal


def register(group: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    @group.command("from", help=ctx.out.word("help.drill-from"), **how)
    def from_(
        ref: str = typer.Argument(..., metavar="REF", help=ctx.out.word("help.drill-of")),
        write: str = text(ctx, "--output", "write", "FILE.toml"),
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
    path = write or os.path.join(ctx.home, FOLDER, f"{made.id}.toml")
    if os.path.exists(path) and not force:
        raise Refused("drill-file-there", path=path)
    wrong = findings(ctx.home, made)
    _write(path, toml(made))
    if wrong:
        raise refusal(path, wrong[0])
    told = len(made.injects()), len(list(made.expects()))
    if as_json:
        ctx.out.json({"ref": real.ref, "scenario": made.id, "file": path,
                      "inject_count": told[0], "expectation_count": told[1]})  # fmt: skip
        return
    name = made.id if not write else path
    ctx.out.say("drill.written-scenario", path=path, injects=told[0], expects=told[1], id=name)


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
            raise Refused("not-recorded", path=folder, why=why(error)) from error
    output.write_file(path, content)
