"""``kit reopen [REF] REASON``: a closed incident goes on, and why stands in its log."""

from __future__ import annotations

from typing import Any

from kit.ground.base.refusal import Exit, Refused
from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import at_option, by_option, date_option, json_option
from kit.ground.journal.refs import looks_like
from kit.incidents.incident.command.record import answer, record
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts

ENDING = 4  # characters of a reference that people say; a shorter first word is a reason


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    @app.command(name, help=ctx.out.word("help.reopen"), **how)
    def reopen(
        words: list[str] = typer.Argument(
            None, metavar="[REF] REASON", help=ctx.out.word("help.reopen-why"), show_default=False
        ),
        ref: str = typer.Option(
            "", "--incident", "-i", metavar="REF", help=ctx.out.word("help.incident-closed")
        ),
        at: str = at_option(ctx),
        date: str = date_option(ctx),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        folder, why = meant(ctx, ref, words or [])
        if folder.incident.closed is None:
            raise Refused("not-closed", ref=folder.ref)
        why = why or ask(ctx, folder)
        folder, entries = record(
            ctx, ref, lambda draft: acts.reopen(draft, why), at=at, date=date, by=by, folder=folder
        )
        answer(ctx, folder, entries, as_json)
        ctx.err.say("warnings.reopened", **named(ctx, folder))
        if acts.restored_steps(folder.incident):
            ctx.err.say("warnings.reopened-back", ref=folder.ref)
        ctx.err.say("screen.go-on", how=f"kit guide -i {folder.ref}")


def meant(ctx: Context, ref: str, words: list[str]) -> tuple[Log, str]:
    """The incident and the reason. A first word that is a reference names the incident; without
    one it is the incident closed last."""
    from kit.review.archive.files.last import last_closed

    store = ctx.of(Store)
    if ref:
        return store.pick(ref), " ".join(words)
    if words and len(words[0]) >= ENDING and words[0].isascii():
        try:
            return store.load(store.locate(words[0])), " ".join(words[1:])
        except Refused as refused:
            if refused.code != "ref-unknown" or looks_like(words[0]):
                raise  # a slip in a reference is no reason to open another incident
    return last_closed(ctx), " ".join(words)


def ask(ctx: Context, folder: Log) -> str:
    """Why it is opened again, which names it once more; never without a person at both ends."""
    from kit.ground.terminal.ask import Left, Question, terminal

    fill = named(ctx, folder)
    if not terminal():
        raise Refused("reopen-reason", Exit.USAGE, **fill)
    text = ctx.err.word("screen.ask-reopen", **fill)
    try:
        why = str(ctx.ask.ask(Question("reopen", text, "text")))
    except Left:
        raise Refused("stopped", Exit.STOPPED, how=f"kit show {folder.ref}") from None
    if not why.strip():
        raise Refused("reopen-reason", Exit.USAGE, **fill)
    return why


def named(ctx: Context, folder: Log) -> dict[str, str]:
    """What names an incident in a sentence: reference, type and title, when it was opened."""
    from kit.incidents.incident.show.standing import title

    incident = folder.incident
    opened = f"{incident.opened:%Y-%m-%d %H:%M}" if incident.opened else "-"
    return {"ref": folder.ref, "title": title(incident, ctx.me.lang), "opened": opened}
