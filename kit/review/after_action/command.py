"""``kit review [REF]``: what people say of an incident afterwards, and the page of it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console.context import Context
from kit.ground.console.options import by_option, face_asked, force_option, json_option
from kit.incidents.incident.files import improving
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.rules import acts
from kit.people.contacts.files.looking import looking
from kit.review.after_action.rules import AGAIN, LONG, answers_of, counterfactual
from kit.review.summary.command import pick, put

if TYPE_CHECKING:
    from kit.ground.console import typer
    from kit.ground.journal.entry import Entry
    from kit.incidents.incident.rules.tracked import Tracked


class Given(msgspec.Struct):
    """What was said, by question; ``who``: whose words, "" for who records."""

    answers: dict[str, str]
    who: str = ""


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    from kit.ground.console import typer
    from kit.ground.console.options import redact_option

    def told(key: str) -> str:
        return ctx.out.word(f"help.review-{key}")

    @app.command(name, help=ctx.out.word("help.review"), **how)
    def review(
        ref: str = typer.Argument("", metavar="[REF]", help=told("ref")),
        show: bool = typer.Option(False, "--show", help=told("show")),
        long: bool = typer.Option(False, "--long", help=told("long")),
        question: str = typer.Option(
            "", "--question", metavar="|".join(LONG), help=told("question")
        ),
        words: str = typer.Option("", "--say", metavar="TEXT", help=told("say")),
        who: str = typer.Option("", "--who", metavar="NAME", help=told("who")),
        file: str = typer.Option("", "--file", metavar="FILE", help=told("file")),
        output: str = typer.Option(
            "", "--output", "-o", metavar="FILE", help=ctx.out.word("help.output")
        ),
        redact: bool = redact_option(ctx),
        force: bool = force_option(ctx),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        face = face_asked(output, force)
        log = pick(ctx, ref)
        given = _given(question, words, who, file)
        if given is not None:
            _record(ctx, log, given, by, as_json)
        elif show or output or as_json or not _asks():
            _show(ctx, log, output, face, redact, as_json)
        else:
            _form(ctx, log, long, who, by)


def _asks() -> bool:
    from kit.ground.terminal.ask import terminal

    return terminal()


def _given(question: str, words: str, who: str, file: str) -> Given | None:
    """What was typed as options or stands in a file; ``None`` for neither. Raises ``Refused``."""
    if file:
        given = _read(file)
        return Given(given.answers, who or given.who)
    if not (question or words):
        return None
    if question not in LONG:
        raise Refused("review-question", Exit.USAGE, text=clean(question, 40), names=list(LONG))
    if not words.strip():
        raise Refused("review-say", Exit.USAGE)
    return Given({question: words}, who)


def _read(file: str) -> Given:
    try:
        if file == "-":
            blob = sys.stdin.buffer.read()
        else:
            with open(os.path.expanduser(file), "rb") as opened:
                blob = opened.read()
        return msgspec.json.decode(blob.removeprefix(b"\xef\xbb\xbf"), type=Given)
    except OSError as error:
        why = error.strerror or str(error)
        raise Refused("input", Exit.NOT_FOUND, path=clean(file, 200), why=why) from error
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        path, why = clean(file, 200), clean(str(error), 200)
        raise Refused("review-file", Exit.USAGE, path=path, why=why) from error


# ---- recording ---------------------------------------------------------------------------


def _record(ctx: Context, log: Log, given: Given, by: str, as_json: bool) -> None:
    """All of it as one act, so that it is taken back as one; what should have been is asked back
    in a line."""
    from kit.incidents.incident.command.record import answer

    try:
        answers = answers_of(given.answers)
    except KeyError as unknown:
        text = clean(str(unknown.args[0]), 40)
        raise Refused("review-question", Exit.USAGE, text=text, names=list(LONG)) from None
    if not answers:
        raise Refused("review-say", Exit.USAGE)
    log, entries = _said(ctx, log, answers, given.who, by)
    answer(ctx, log, entries, as_json)
    for name, text in answers:
        words = counterfactual(text)
        if words and name != AGAIN and not as_json:
            how = f"kit review {log.ref[-4:]} --question {AGAIN} --say"
            ctx.err.say("learnt.again-how", words=clean(words, 40), how=how)
            break


def _said(
    ctx: Context, log: Log, answers: list[tuple[str, str]], who: str, by: str
) -> tuple[Log, list[Entry]]:
    from kit.incidents.incident.command.record import record

    def act(draft: acts.Draft) -> None:
        for name, text in answers:
            acts.review(draft, name, text, "" if who == draft.by else who)

    return record(ctx, log.ref, act, by=by, folder=log)


def _form(ctx: Context, log: Log, long: bool, who: str, by: str) -> None:
    from kit.review.after_action.talk import filled

    if log.incident.closed is None:
        raise Refused("review-open", ref=log.ref)

    def keep(name: str, text: str, speaker: str) -> Log:
        return _said(ctx, log, [(name, text)], speaker, by)[0]

    filled(ctx, log, long, who, keep)
    ctx.err.say("learnt.page-how", how=f"kit review {log.ref[-4:]} --show")
    if log.incident.cause is None:
        ctx.err.say("learnt.cause-how", how=f"kit cause {log.ref[-4:]}")


# ---- looking -----------------------------------------------------------------------------


def _show(
    ctx: Context, log: Log, output: str, face: str, redact: bool, as_json: bool
) -> None:
    from kit.review.after_action.show import as_json as data_of
    from kit.review.after_action.show import page

    if redact:
        ctx = looking(ctx, redact)
        log = pick(ctx, log.ref)
    actions, lang = _actions(ctx, log), ctx.me.lang
    data = data_of(log.incident, actions, lang) if as_json or face == "json" else None
    put(ctx, [page(log.incident, actions, lang)], data, output, face)


def _actions(ctx: Context, log: Log) -> list[Tracked]:
    from kit.incidents.incident.rules.tracked import tracked

    found = tracked({log.ref: log.incident}, improving.register(ctx))
    return [one for one in found if one.incident == log.ref]
