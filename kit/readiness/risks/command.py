"""``kit risk``: what may happen here, in the order in which it is dealt with."""

from __future__ import annotations

from typing import Any

from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import cells, face_asked, force_option, output_option
from kit.people.contacts.files.looking import looking
from kit.people.registers.command.answers import run as run_register
from kit.people.registers.command.deeds import Given
from kit.people.registers.command.register import declare
from kit.people.registers.files import desk
from kit.readiness.risks import files, show
from kit.readiness.risks.rules.matrix import ordered

OWN = ("matrix",)


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    more = {"output": (str, output_option(ctx)), "force": (bool, force_option(ctx))}
    declare(app, ctx, name, how, run, more, OWN)


def run(ctx: Context, name: str, verb: str, words: list[str], given: Given) -> None:
    """The command, with what was typed; alone it is the page. Raises ``Refused``."""
    if verb in ("", "matrix"):
        _shown(ctx, given)
        return
    if verb == "add" and words:
        offered = {risk.id: risk for risk in files.known(ctx.home)}
        named = offered.get(" ".join(words))
        if named is not None:  # by the id under which the page offers it
            words = [named.title.get(ctx.me.lang)]
            given.fields.setdefault("cause", named.id)
    elif verb != "add" and words:
        words = [_noted_as(ctx, words[0]), *words[1:]]
    if verb == "close" and not given.reason and len(words) > 1:
        words, given.reason = words[:1], " ".join(words[1:])
    run_register(ctx, name, verb, words, given)


def _noted_as(ctx: Context, name: str) -> str:
    """The number of the one risk that was noted under the id by which the page offered it."""
    known = {risk.id for risk in files.known(ctx.home)}
    found = [doc.id for doc in files.noted(ctx) if name in known and doc.get("cause") == name]
    return found[0] if len(found) == 1 else name


def _shown(ctx: Context, given: Given) -> None:
    from kit.ground.console.pages import write
    from kit.ground.documents import terminal

    face = face_asked(given.output, given.force)
    look = looking(ctx, given.redact)
    docs, offered = files.noted(look), files.known(ctx.home)
    past = files.past(ctx, offered)
    found = ordered(docs, past.counts)
    there = {doc.get("cause") for doc in docs}
    left = [risk for risk in offered if risk.id not in there]
    place = desk.site(ctx)
    where = place.named(ctx.me.lang) if place is not None else "-"
    made = show.page(found, left, past, where, ctx.me.lang)
    data = {"risks": show.as_data(found, past.months)}
    if given.output:
        write(ctx, given.output, face, [made], data)
    elif given.as_json:
        ctx.out.json(data)
    else:
        ctx.out.lines(terminal.show(made, cells(ctx)))
