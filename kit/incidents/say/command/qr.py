"""``kit qr report | say | handover | contact | text``: words onto a phone, without a network."""

from __future__ import annotations

import os
import sys
from typing import Any

from kit.ground.base.refusal import Exit, Refused
from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.help import new_group
from kit.ground.console.options import (
    force_option,
    incident_option,
    json_option,
    missing,
    redact_option,
)
from kit.ground.documents import qr as code
from kit.incidents.incident.files import desk
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.incidents.say.command.more import MORE
from kit.incidents.say.show.codes import SMALLEST, Words, pages, words_of, words_of_facts
from kit.people.contacts.files.looking import looking

LONGEST = 2_000  # characters: more is a file
AUDIENCES = "staff|customers|leaders|media"


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    group = new_group(ctx, ctx.out.word("qr.help"), how)
    png = typer.Option("", "--png", metavar="FILE.png", help=ctx.out.word("qr.help-png"))
    invert = typer.Option(False, "--invert", help=ctx.out.word("qr.help-invert"))

    @group.callback()
    def alone(typer_context: typer.Context) -> None:
        if typer_context.invoked_subcommand is None:
            raise missing(ctx, name, "report|say|handover|contact|text")

    @group.command("report", help=ctx.out.word("qr.help-report"), **how)
    def report(
        ref: str = typer.Argument("", metavar="[REF]", help=ctx.out.word("help.summary-ref")),
        named: str = incident_option(ctx),
        png: str = png,
        invert: bool = invert,
        redact: bool = redact_option(ctx),
        force: bool = force_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        words = report_words(looking(ctx, redact), ref or named)
        show(ctx, words, png, invert, force, as_json)

    @group.command("say", help=ctx.out.word("qr.help-say"), **how)
    def say(
        whom: str = typer.Argument(..., metavar=AUDIENCES, help=ctx.out.word("help.say-whom")),
        script: str = typer.Option(
            "", "--script", metavar="NAME", help=ctx.out.word("qr.help-script")
        ),
        ref: str = incident_option(ctx),
        png: str = png,
        invert: bool = invert,
        force: bool = force_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        title, text = say_text(ctx, whom, script, ref)
        show(ctx, checked(title, text), png, invert, force, as_json)

    _others(group, ctx, how, png, invert)
    for more in MORE:
        more(group, ctx, how, png, invert)
    app.add_typer(group, name=name)


def _others(group: typer.Typer, ctx: Context, how: dict[str, Any], png: Any, invert: Any) -> None:
    """What needs no incident."""

    @group.command("contact", help=ctx.out.word("qr.help-contact"), **how)
    def contact(
        who: str = typer.Argument(..., metavar="WHO", help=ctx.out.word("qr.help-who")),
        png: str = png,
        invert: bool = invert,
        force: bool = force_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        show(ctx, contact_words(ctx, who), png, invert, force, as_json)

    @group.command("text", help=ctx.out.word("qr.help-text"), **how)
    def text(
        words: list[str] = typer.Argument(
            None, metavar="[TEXT]", help=ctx.out.word("qr.help-words")
        ),
        png: str = png,
        invert: bool = invert,
        force: bool = force_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        said = " ".join(words or [])
        if said in ("", "-"):
            said = _from_stdin(ctx)
        words_ = checked(ctx.out.word("qr.title-text"), said)
        show(ctx, words_, png, invert, force, as_json)


# ---- what is shown ----------------------------------------------------------------------------


def report_words(ctx: Context, ref: str) -> Words:
    """The report that is due, in few words, of an incident that is open, else of the one closed
    last."""
    from kit.incidents.say.command.say import warn_passed
    from kit.incidents.say.files.owed import completed
    from kit.incidents.say.rules.reports import report
    from kit.incidents.say.show.compact import compact

    folder = desk.meant(ctx, ref)
    desk.warn(ctx, folder)
    incident, lang = folder.incident, ctx.me.lang
    warn_passed(ctx, incident)
    made = report(incident, folder.entries, desk.now(ctx, incident).wall, None, False)
    made = completed(ctx, made, folder)
    part = ctx.out.word(f"report.part-{made.part}", n=made.number)
    facts = compact(incident, made, lang)
    return words_of_facts(ctx.out.word("qr.of-report", part=part), facts, lang)


def say_text(ctx: Context, whom: str, script: str, ref: str) -> tuple[str, str]:
    """The words for an audience that fit now: the named ones, else the first."""
    from kit.incidents.incident.show.texts import audience
    from kit.incidents.say.command.say import audience_meant, ready, warn_passed
    from kit.incidents.say.show.scripts import marked

    to = audience_meant(ctx, whom)
    folder = ctx.of(Store).pick(ref)
    desk.warn(ctx, folder)
    warn_passed(ctx, folder.incident)
    fits = [each for each in ready(ctx, folder, to, None) if script in ("", each[0])]
    if not to or not fits:
        raise Refused("qr-none", Exit.NOT_FOUND, text=acts.clean(script or whom, 40))
    _, title, words = fits[0]
    named = ctx.out.word("qr.of-say", who=audience(to, ctx.me.lang), title=title)
    return named, marked(folder.incident, words, ctx.me.lang)


def _from_stdin(ctx: Context) -> str:
    from kit.ground.machine.stdin import decoded, taken

    if sys.stdin.isatty():
        ctx.err.say("qr.paste")
    try:
        return decoded(taken(16 * LONGEST, (b".",)))
    except ValueError:
        raise Refused("bytes", Exit.USAGE) from None


def contact_words(ctx: Context, who: str) -> Words:
    """A contact as a card that a phone's address book takes: name and numbers, as far as they fit
    into one code."""
    from kit.people.contacts.command.shared import titles
    from kit.people.contacts.files.store import ContactStore
    from kit.people.contacts.rules.acts import find
    from kit.people.contacts.rules.small_card import small_card

    found = find(ctx.of(ContactStore).book(), who)
    named = acts.clean(found.name)
    numbers = "  ".join(acts.clean(channel.number) for channel in found.channels)

    def parts(room: int) -> list[str]:
        card = small_card(found, room, titles(ctx))
        return [card] * bool(card)

    return Words(ctx.out.word("qr.of-contact", who=named), parts, lambda _: f"{named}  {numbers}")


def checked(title: str, text: str) -> Words:
    """Raises ``Refused`` for no text, and for one that is too long for a phone."""
    text = acts.clean(text, len(text) or 1)
    if not text:
        raise Refused("qr-empty", Exit.USAGE)
    if len(text) > LONGEST:
        raise Refused("qr-long", Exit.USAGE, n=len(text), most=LONGEST)
    return words_of(title, text)


# ---- how it is shown --------------------------------------------------------------------------


def show(
    ctx: Context, words: Words, png: str, invert: bool, force: bool, as_json: bool
) -> None:
    """On a terminal page by page; into pictures; else every page once."""
    from kit.ground.machine.stdin import keyboard

    alone = ctx.out.terminal and not (ctx.me.plain or as_json or png) and keyboard()
    if not (png or alone) and not pages(words, *SMALLEST):
        raise Refused("qr-room")
    if png:
        _pictures(ctx, words, png, force, as_json)
    elif as_json:
        ctx.out.json({"codes": [_data(page) for page in pages(words, *SMALLEST)]})
    elif alone:
        from kit.incidents.say.talk.codes import run_drawn

        run_drawn(ctx, words, invert)
    else:
        from kit.incidents.say.talk.codes import printed

        printed(ctx, words, invert)


def _data(page: str) -> dict[str, Any]:
    """``{text, modules}``: rows of ``1`` (dark) and ``0``, the quiet zone among them."""
    rows = ["".join("01"[cell] for cell in row) for row in code.modules(page)]
    return {"text": page, "modules": rows}


def _pictures(ctx: Context, words: Words, path: str, force: bool, as_json: bool) -> None:
    from kit.ground.machine.output import face_of, write_file

    found = words.parts(code.ROOM[code.PAPER - 1])
    if not found:
        raise Refused("qr-room")
    stem, end = os.path.splitext(path)
    names = [path] if len(found) == 1 else [f"{stem}-{n}{end}" for n in range(1, len(found) + 1)]
    for each in names:
        face_of(each, ("png",), force)
    written = [write_file(each, code.png(page)) for each, page in zip(names, found, strict=True)]
    if as_json:
        ctx.out.json({"files": written})
        return
    for each in written:
        ctx.out.say("qr.saved", file=each)
