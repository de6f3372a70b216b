"""``kit supply``: what must be there, whether it works, who has it; how long each UPS lasts."""

from __future__ import annotations

from functools import partial
from typing import Any

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.named import short
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import (
    by_option,
    date_option,
    force_option,
    incident_option,
    json_option,
    missing,
    output_option,
    redact_option,
)
from kit.ground.console.put import put
from kit.people.contacts.files.looking import looking
from kit.people.registers.command.wrong import option, wrong_options
from kit.people.registers.rules.books import Book, stage_of
from kit.people.registers.rules.items import fields_of
from kit.people.registers.rules.kinds import Added
from kit.people.registers.rules.reading import field_label
from kit.readiness.supplies.rules.book import SUPPLY, UPS

TIED = ("issue", "return")  # what is of an incident, where one is open
STAGES = ("check", "issue", "return", "restock")
VERBS = (
    "list", "due", "show", "begin", "add", *STAGES, "edit", "drop", "note", "undo", "redo", "ups",
)  # fmt: skip
UPS_VERBS = ("list", "read", "show", "add", "test", "edit", "drop", "note", "undo", "redo")
# Fields that each verb takes; ``add`` and ``edit`` those that a form asks for.
TAKES = {
    "check": ("counted", "good", "expiry", "checked_by"),
    "issue": ("number", "receiver"),
    "return": ("number", "good", "receiver"),
    "restock": ("number", "expiry"),
    "test": ("minutes", "tested_load"),
}
# What may be typed behind each verb: a whole line, with an id by its last four.
EXAMPLES = {
    "supply add": '"hand lamp" --place "front desk" --least 4 --group lighting',
    "supply edit": "3F9A --least 6",
    "supply check": "3F9A --counted 8 --good 7",
    "supply issue": "3F9A --number 2 --receiver Anna",
    "supply return": "3F9A --number 2 --good 2",
    "supply restock": "3F9A --number 4 --expiry 2028-06-30",
    "ups add": '"UPS 1" --loads "router 20, screen 30 x2" --watts 900 --wh 400',
    "ups edit": "3F9A --need 20",
    "ups test": "3F9A --minutes 12 --tested-load 300",
}


class Given(msgspec.Struct):
    """What was typed besides the verbs and their words."""

    fields: dict[str, str]
    reason: str = ""
    ref: str = ""
    outside: bool = False
    day: str = ""
    output: str = ""
    force: bool = False
    redact: bool = False
    by: str = ""
    as_json: bool = False


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    from inspect import Parameter, Signature

    verbs = [f"{verb} {ctx.out.word(f'supplies.verb-{verb}')}" for verb in VERBS]
    what = ctx.out.word("help.register-what", names=verbs)
    words_help = ctx.out.word("supplies.help-words")
    fields = {**_options(ctx, UPS), **_options(ctx, SUPPLY)}
    reason = typer.Option("", "--reason", metavar="TEXT", help=ctx.out.word("supplies.help-reason"))
    declared: dict[str, tuple[Any, Any]] = {
        "verb": (str, typer.Argument("", metavar="WHAT", help=what, show_default=False)),
        "words": (
            list[str],
            typer.Argument(None, metavar="ID|TEXT", help=words_help, show_default=False),
        ),
        **fields,
        "reason": (str, reason),
        "ref": (str, incident_option(ctx)),
        "outside": (
            bool,
            typer.Option(False, "--outside", help=ctx.out.word("help.register-outside")),
        ),
        "day": (str, date_option(ctx)),
        "output": (str, output_option(ctx)),
        "force": (bool, force_option(ctx)),
        "redact": (bool, redact_option(ctx)),
        "by": (str, by_option(ctx)),
        "as_json": (bool, json_option(ctx)),
    }

    def command(**given: Any) -> None:
        verb, words = given.pop("verb") or "list", given.pop("words") or []
        asked = {field: given.pop(field) for field in fields}
        kept = {field: text for field, text in asked.items() if text}
        run(ctx, verb, words, Given(kept, **given))

    shape: Any = command
    shape.__signature__ = Signature(
        [
            Parameter(each, Parameter.KEYWORD_ONLY, default=default, annotation=type_)
            for each, (type_, default) in declared.items()
        ]
    )
    shape.__annotations__ = {each: type_ for each, (type_, _) in declared.items()}
    app.command(name, help=ctx.out.word("supplies.help"), **how)(command)


def _options(ctx: Context, book: Book) -> dict[str, tuple[Any, Any]]:
    """An option a field but what is typed as a word, or found out by the program."""
    out: dict[str, tuple[Any, Any]] = {}
    for name, field in fields_of(book.item).items():
        if name in ("thing", "used_in"):
            continue
        help_ = field_label(book.name, name, ctx.me.lang)
        if field.choices:
            named = [ctx.out.word(f"register.choice-{choice}") for choice in field.choices]
            help_ = f"{help_}: {' / '.join(named)}"
        verbs = [verb for verb in _verbs(book) if name in _takes(book, verb)]
        help_ = f"{help_} ({', '.join(verbs)})" if verbs else help_
        metavar = "|".join(field.choices) or "TEXT"
        out[name] = (str, typer.Option("", option(name), metavar=metavar, help=help_))
    return out


def run(ctx: Context, verb: str, words: list[str], given: Given) -> None:
    """Raises ``Refused``."""
    if verb not in VERBS:
        raise Refused("value-choice", Exit.USAGE, text=clean(verb, 40), names=list(VERBS))
    if verb != "ups":
        _of(ctx, SUPPLY, verb, " ".join(words), given)
        return
    verb, words = (words[0] if words else "list"), words[1:]
    if verb not in UPS_VERBS:
        raise Refused("value-choice", Exit.USAGE, text=clean(verb, 40), names=list(UPS_VERBS))
    _of(ctx, UPS, verb, " ".join(words), given)


def _verbs(book: Book) -> tuple[str, ...]:
    return UPS_VERBS if book is UPS else VERBS


def _takes(book: Book, verb: str) -> tuple[str, ...]:
    """Fields that a verb takes as options."""
    if verb in ("add", "edit"):
        return tuple(name for name in book.asks if name != "thing")
    stage = stage_of(book, verb)
    return TAKES.get(verb, ()) if stage is not None else ()


def _of(ctx: Context, book: Book, verb: str, text: str, given: Given) -> None:
    _typed_right(book, verb, text, given)
    if verb in ("list", "due"):
        _listed(looking(ctx, given.redact), book, verb, text, given)
    elif verb == "read":
        _read(ctx, given)
    elif verb == "begin":
        _begun(ctx, given)
    elif verb == "show":
        _shown(looking(ctx, given.redact), book, text, given)
    else:
        _recorded(ctx, book, verb, text, given)


def _typed_right(book: Book, verb: str, text: str, given: Given) -> None:
    """All that lacks and all that the verb has no use for, in one message with a whole line that
    works. Raises ``Refused``."""
    line = f"kit supply {'ups ' if book is UPS else ''}{verb}"
    unused = [option(name) for name in given.fields if name not in _takes(book, verb)]
    unused += ["--output"] if given.output and verb not in ("list", "due") else []
    unused += ["--incident"] if given.ref and verb not in TIED else []
    unused += ["--outside"] if given.outside and verb not in TIED else []
    unused += ["--redact"] if given.redact and verb not in ("list", "due", "show") else []
    lacking = _lacking(book, verb, text, given)
    example = EXAMPLES.get(f"{book.name} {verb}", "")
    if not example and unused:
        raise Refused("option-unused", Exit.USAGE, how=line, option=unused)
    if unused or lacking:
        how = f"{line} {example}"
        raise wrong_options(line, unused, lacking, how)


def _lacking(book: Book, verb: str, text: str, given: Given) -> list[str]:
    """What a verb with an example needs and was not typed; a stage's fields are asked for at a
    terminal."""
    from kit.ground.terminal.ask import terminal

    if f"{book.name} {verb}" not in EXAMPLES:
        return []
    out = [] if text else ["TEXT" if verb == "add" else "ID"]
    if verb == "add":
        groups = [group for group in book.item.needed if group != ("thing",)]
        out += [option(group[0]) for group in groups if not any(map(given.fields.get, group))]
    elif verb == "edit":
        out += [] if given.fields else [option(name) for name in _takes(book, verb)]
    elif given.as_json or not terminal():
        stage = stage_of(book, verb)
        needs = stage.needs if stage is not None else ()
        out += [option(name) for name in needs if not given.fields.get(name)]
    return out


# ---- looking -------------------------------------------------------------------------------------


def _listed(ctx: Context, book: Book, verb: str, text: str, given: Given) -> None:
    """``due`` shows what lacks something, and is refused where there is any."""
    from kit.people.registers.files import desk
    from kit.readiness.supplies.files import kept
    from kit.readiness.supplies.rules.stock import share
    from kit.readiness.supplies.show import pages

    today, lang, wanted = ctx.now().wall.date(), ctx.me.lang, text.strip().casefold()
    data: dict[str, Any]
    if book is UPS:
        units = [one for one in kept.units(ctx) if wanted in one[0].get("thing").casefold()]
        page, rows = pages.ups_page(units, today, lang), len(units)
        data = {"units": [pages.ups_data(*one) for one in units]}
    else:
        found = [one for one in kept.supplies(ctx) if _has(one.doc.fields, wanted)]
        shown = [one for one in found if one.flaws] if verb == "due" else found
        place = desk.site(ctx)
        named = place.named(lang) if place is not None else ""
        sheet = given.output.endswith((".xlsx", ".csv"))  # which has room for a column each
        shape: pages.Shape = "whole" if sheet else "paper" if given.output else "narrow"
        page, rows = pages.stock_page(shown, named, today, lang, shape), len(shown)
        data = {
            "supplies": [pages.stock_data(one) for one in shown],
            "serviceable_permille": share(found, today).permille,
        }
    if given.output:
        from kit.ground.console.pages import face_of, write

        write(ctx, given.output, face_of(given.output, given.force), [page], data)
    elif given.as_json:
        ctx.out.json(data)
    elif rows:
        put(ctx, page)
    else:
        ctx.err.say("supplies.none-ups" if book is UPS else f"supplies.none-{verb}")
    if verb == "due" and any(one.red for one in found):
        raise Refused("supplies-due", n=sum(one.red for one in found))


def _has(fields: dict[str, str], wanted: str) -> bool:
    return any(wanted in fields.get(name, "").casefold() for name in ("thing", "place", "group"))


def _read(ctx: Context, given: Given) -> None:
    from kit.readiness.supplies.files.upsc import LONG, readings
    from kit.readiness.supplies.rules.nut import STALE
    from kit.readiness.supplies.show import pages

    found, now = readings(ctx, LONG), ctx.clock.now().wall
    if given.as_json:
        ctx.out.json({"readings": [pages.read_data(one, now) for one in found or []]})
    elif found:
        ctx.out.lines(pages.read_line(one, ctx.me.lang) for one in found)
        ctx.err.say("supplies.read-age", n=STALE)
    else:
        ctx.err.say("supplies.no-upsc" if found is None else "supplies.no-units")


def _shown(ctx: Context, book: Book, text: str, given: Given) -> None:
    from kit.people.registers.files.store import Registers
    from kit.people.registers.rules import finding
    from kit.people.registers.show.lines import history
    from kit.readiness.supplies.rules import sizing, stock
    from kit.readiness.supplies.show import pages

    opened = ctx.of(Registers).load(book.name)
    if not text:
        raise missing(ctx, "supply", "ID")
    if opened is None:
        raise Refused("register-unknown", Exit.NOT_FOUND, id=clean(text, 60))
    doc, now, lang = finding.find(opened.register, text), ctx.now().wall, ctx.me.lang
    if book is UPS:
        unit = sizing.sized(doc, now.date())
        data, page = pages.ups_data(doc, unit), pages.ups_page([(doc, unit)], now.date(), lang)
        key = "units"
    else:
        one = stock.stock(doc, now.date())
        data, page = pages.stock_data(one), pages.stock_page([one], "", now.date(), lang, "whole")
        key = "supplies"
    if given.as_json:
        ctx.out.json({key: [data]})
        return
    ctx.out.line(f"{ctx.out.word(f'register.{book.name}')} {clean(doc.id, 40)}")
    ctx.out.lines(pages.facts(page))
    ctx.out.lines(history(doc, opened.register, opened.entries, now, lang))


# ---- recording -----------------------------------------------------------------------------------


def _begun(ctx: Context, given: Given) -> None:
    """What the plans of this site ask for, taken over; counted by nobody yet."""
    from kit.people.registers.command.answers import said
    from kit.people.registers.files import desk
    from kit.readiness.supplies.files.kept import asked
    from kit.readiness.supplies.rules import acts

    things = asked(ctx)
    if not things:
        ctx.err.say("supplies.none-asked")
        return
    act = partial(acts.begin, things=things, lang=ctx.me.lang, drill=desk.of_drill(False))
    try:
        book, entries = desk.record(ctx, SUPPLY.name, act, by=given.by)
    except Refused as refused:
        if refused.code != acts.NOTHING:
            raise
        ctx.err.say("supplies.begun")
        return
    said(ctx, book, entries, given.as_json)
    if not given.as_json:
        first = short(next(entry.event.id for entry in entries if isinstance(entry.event, Added)))
        ctx.err.say("supplies.then-count", n=len(entries))
        ctx.err.say("supplies.next-count", id=first)
    more = [(thing.thing.get(ctx.me.lang), thing.how) for thing in things if thing.how]
    for name, how in more if not given.as_json else []:
        ctx.err.say("supplies.also", what=name, how=how)


def _recorded(ctx: Context, book: Book, verb: str, text: str, given: Given) -> None:
    from kit.people.registers.command.answers import said, take_back
    from kit.people.registers.files import desk
    from kit.people.registers.files.past import noon, past_day
    from kit.people.registers.rules import acts as common
    from kit.readiness.supplies.command.tied import say_tied, used_in
    from kit.readiness.supplies.rules import acts

    if not text and verb not in ("undo", "redo"):
        raise missing(ctx, "supply", "TEXT" if verb == "add" else "ID")
    now = ctx.now().wall
    day = past_day(given.day, now)
    at = noon(day, now) if day is not None else None
    fields = dict(given.fields)
    if verb in ("undo", "redo"):
        act: Any = partial(take_back, ctx, book, verb, text, given.reason)
    elif verb == "add":
        fields["thing"] = text
        drill = desk.of_drill(False)
        act = partial(acts.add, book=book, id_=desk.new_id(ctx), fields=fields, drill=drill)
    elif verb == "edit":
        act = partial(acts.edit, book=book, text=text, fields=fields)
    elif verb == "note":
        act = partial(common.note, text=text, words=given.reason)
    else:
        _asked(ctx, book, verb, fields, given)
        if verb in TIED:
            fields["used_in"] = used_in(ctx, verb, text, given.ref, given.outside, at)
        told = {name: each for name, each in fields.items() if each}
        act = partial(
            acts.stage, book=book, text=text, verb=verb, note=given.reason, fields=told
        )
    book_, entries = desk.record(ctx, book.name, act, by=given.by, at=at)
    said(ctx, book_, entries, given.as_json)
    if verb in TIED and not (given.as_json or given.ref or given.outside):
        say_tied(ctx, verb, fields["used_in"])
    if verb == "add" and book is SUPPLY and not given.as_json:
        id_ = short(next(getattr(each.event, "id", "") for each in entries))
        ctx.err.say("supplies.then-check", how=f"kit supply check {id_}")


def _asked(ctx: Context, book: Book, verb: str, fields: dict[str, str], given: Given) -> None:
    """At a terminal what a stage needs and was not typed is asked for."""
    from kit.ground.terminal.ask import terminal

    stage = stage_of(book, verb)
    if stage is None or given.as_json or not terminal():
        return
    from kit.people.registers.talk.form import answer

    known = fields_of(book.item)
    for name in stage.needs:
        if not fields.get(name):
            fields[name] = answer(ctx, book, known[name], needed=True)
