"""``kit summary [REF]``: what happened, when, how late, and what is still owed."""

from __future__ import annotations

from typing import Any

import typer

from kit.commands.options import incident_option, json_option
from kit.context import Context
from kit.core.refusal import Exit, Refused
from kit.store.folder import Folder


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    @app.command(name, help=ctx.out.word("help.summary"), **how)
    def summary(
        ref: str = typer.Argument("", metavar="[REF]", help=ctx.out.word("help.summary-ref")),
        output: str = typer.Option(
            "", "--output", "-o", metavar="FILE.md", help=ctx.out.word("help.output")
        ),
        named: str = incident_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        folder = pick(ctx, ref or named)
        ctx.warn(folder)
        show(ctx, folder, as_json, output)


def pick(ctx: Context, ref: str) -> Folder:
    """The incident named, open or closed; without a name the one closed last."""
    return ctx.store.load(ctx.store.locate(ref)) if ref else last_closed(ctx)


def last_closed(ctx: Context) -> Folder:
    """The incident closed last, from the months' catalogues. One whose folder a crash kept from
    moving is moved first."""
    from kit.store.catalogue import Catalogue

    ctx.store.tidy()
    ref = Catalogue(ctx.store).last_closed()
    if ref is None:
        raise Refused("none-closed", Exit.NOT_FOUND)
    return ctx.store.load(ctx.store.locate(ref))


def show(ctx: Context, folder: Folder, as_json: bool, output: str = "") -> None:
    """The summary on the terminal, as JSON, or as a Markdown file."""
    from kit.core.measures import Harm, summarise
    from kit.render.summary import as_json as numbers
    from kit.render.summary import report

    incident, entries = folder.incident, folder.entries
    harms = [Harm(stem, d.length, [d.after, d.before]) for stem, d in folder.damages()]
    found = summarise(incident, entries, ctx.now(incident).wall, harms)
    lang = ctx.me.lang
    if output:
        from kit.render.summary.markdown import markdown
        from kit.store.output import write_file

        path = write_file(output, markdown(report(incident, entries, found, lang)))
        ctx.err.say("summary.written", path=path)
    if as_json:
        ctx.out.json(numbers(incident, entries, found, lang))
    elif not output:
        from kit.render.summary.terminal import show as lines

        page = report(incident, entries, found, lang)
        ctx.out.lines(lines(page, ctx.out.width, ctx.out.color))
