"""``kit training``: sessions, who is due, the matrix, and lists read through as a test."""

from __future__ import annotations

from functools import partial
from typing import Any

from kit.ground.base.clean import clean
from kit.ground.base.lean import re
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import cells, face_asked, force_option, missing, output_option
from kit.ground.journal.line import new_id
from kit.incidents.incident.files.store import Store
from kit.people.contacts.files.looking import looking
from kit.people.registers.command.answers import noted, open_items, said
from kit.people.registers.command.answers import run as run_register
from kit.people.registers.command.deeds import Given, happened
from kit.people.registers.command.register import declare
from kit.people.registers.command.wrong import option, wrong_options
from kit.people.registers.files import desk
from kit.people.registers.rules import acts
from kit.people.registers.rules.books import BOOKS
from kit.readiness.training import files, show
from kit.readiness.training.rules.book import READ
from kit.readiness.training.rules.matrix import LIST, Mark, Topic, matrix, quarter_end, wanting
from kit.readiness.training.rules.reading import passed

SEVERAL = re.compile(r"\s*[,，、;；]\s*")
OWN = ("matrix", "due", "read")
EXAMPLES = {
    "add": 'first-aid --who "Anna, Ben" --due 2027-03-31',
    "held": 'first-aid --who "Anna, Ben" --method hands-on --result passed',
}


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    more = {"output": (str, output_option(ctx)), "force": (bool, force_option(ctx))}
    declare(app, ctx, name, how, run, more, OWN)


def run(ctx: Context, name: str, verb: str, words: list[str], given: Given) -> None:
    """The command, with what was typed. Raises ``Refused``."""
    if verb in ("", "matrix", "due"):
        _shown(ctx, verb or "due", given)
    elif verb == "read":
        _read(ctx, words, given)
    elif _begins(ctx, name, verb, words, given):
        _recorded(ctx, verb, words, given)
    else:
        run_register(ctx, name, verb, words, given)


def _begins(ctx: Context, name: str, verb: str, words: list[str], given: Given) -> bool:
    """Whether it is a record of its own: planned, or held without having been planned."""
    if verb == "held":
        text = " ".join(words)
        if given.fields.get("who") or not noted(ctx, name, text):
            return True
        return _is_topic(ctx, text) and not open_items(ctx, name, text)
    return verb == "add" and bool(words or given.fields)


def _is_topic(ctx: Context, text: str) -> bool:
    """Whether it is what a topic is called, and no record of one."""
    low = text.strip().casefold()
    called = ((t.id, t.title.zh.casefold(), t.title.en.casefold()) for t in files.topics(ctx.home))
    return any(low in each for each in called)


# ---- looking -----------------------------------------------------------------------------


def _marks(ctx: Context) -> tuple[list[Mark], dict[str, Topic], str]:
    """Everybody with every topic, the topics, and what the place is called."""
    place = desk.site(ctx)
    kinds = place.kinds() if place is not None else []
    known = files.topics(ctx.home)
    today, names = ctx.now().wall.date(), desk.one_name(ctx, place)
    marks = matrix(files.people(ctx), known, files.sessions(ctx), today, kinds, names)
    where = place.named(ctx.me.lang) if place is not None else ""
    return marks, {topic.id: topic for topic in known}, where or "-"


def _shown(ctx: Context, verb: str, given: Given) -> None:
    from kit.ground.console.pages import write
    from kit.ground.documents import terminal

    lang, today = ctx.me.lang, ctx.now().wall.date()
    face = face_asked(given.output, given.force)
    marks, known, where = _marks(looking(ctx, given.redact))
    lists = _titles(ctx, marks)
    names = {mark.topic: show.named(mark.topic, known, lists, lang) for mark in marks}
    found = wanting(marks)
    told = show.as_data(found if verb == "due" else marks)
    data = {"today": today.isoformat(), "people_topics": told}
    if verb == "due":
        page = show.due_page(found, names, quarter_end(today), where, lang)
    else:
        room = show.ANY_ROOM if given.output else cells(ctx)
        page = show.matrix_page(marks, names, today, where, lang, room)
    if given.output:
        write(ctx, given.output, face, [page], data)
    elif given.as_json:
        ctx.out.json(data)
    else:
        ctx.out.lines(terminal.show(page, cells(ctx)))


def _titles(ctx: Context, marks: list[Mark]) -> dict[str, str]:
    """Of the lists that were read through."""
    wanted = {mark.topic.removeprefix(LIST) for mark in marks if mark.topic.startswith(LIST)}
    if not wanted:
        return {}
    checklists, out = ctx.of(Store).checklists, {}
    for id_ in wanted.intersection(checklists.types()):
        out[id_] = checklists.checklist(id_).title.get(ctx.me.lang)
    return out


# ---- recording ---------------------------------------------------------------------------


def _recorded(ctx: Context, verb: str, words: list[str], given: Given) -> None:
    """A session planned, or held: a record for each person, in one act."""
    book, fields = BOOKS["training"], dict(given.fields)
    if words:
        fields["topics"] = " ".join(words)
    _typed_right(verb, fields, given)
    people = [each for each in SEVERAL.split(fields.pop("who", "")) if each.strip()]
    fields["topics"] = ",".join(_topics(ctx, fields.get("topics", "")))
    at = happened(ctx, given)
    due = desk.by_day(ctx, given.due, at or ctx.now().wall) if verb == "add" else None
    later = ("method", "hours", "trainer", "result", "score") if verb == "held" else ()
    told = {name: fields.pop(name) for name in later if name in fields}
    drill = desk.of_drill(given.drill)
    if verb == "held":
        _asked(ctx, told, given)

    def act(draft: acts.Draft) -> None:
        for who in dict.fromkeys(people):
            id_ = new_id()[:4]
            own = {**fields, "who": who}
            acts.add(draft, book, id_, own, due=due, owner=given.owner, drill=drill)
            if verb == "held":
                acts.stage(draft, book, id_, "held", note=given.reason, fields=told)

    opened, entries = desk.record(ctx, book.name, act, by=given.by, at=at)
    said(ctx, opened, entries, given.as_json)


def _typed_right(verb: str, fields: dict[str, str], given: Given) -> None:
    """All that lacks, in one message; what a session held needs is asked for at a terminal. Raises
    ``Refused``."""
    from kit.ground.terminal.ask import terminal
    from kit.people.registers.rules.books import stage_of

    lacking = [] if SEVERAL.sub("", fields.get("topics", "")).strip() else ["TOPIC"]
    lacking += [] if SEVERAL.sub("", fields.get("who", "")).strip() else ["--who"]
    stage = stage_of(BOOKS["training"], "held")
    if verb == "held" and stage is not None and (given.as_json or not terminal()):
        lacking += [option(name) for name in stage.needs if not fields.get(name)]
    if lacking:
        example = f"kit training {verb} {EXAMPLES[verb]}"
        raise wrong_options(f"kit training {verb}", (), lacking, example)


def _asked(ctx: Context, told: dict[str, str], given: Given) -> None:
    """What a session that was held still needs is asked for at a terminal. Raises ``Refused``."""
    from kit.people.registers.rules.books import stage_of
    from kit.people.registers.rules.items import fields_of
    from kit.people.registers.talk.form import answer

    book = BOOKS["training"]
    stage = stage_of(book, "held")
    assert stage is not None
    lacking = [name for name in stage.needs if not told.get(name)]
    if not lacking:
        return
    for name in lacking:
        told[name] = answer(ctx, book, fields_of(book.item)[name], needed=True)


def _topics(ctx: Context, text: str) -> list[str]:
    """Topics as they are kept, by id, title or the id of a list. Raises ``Refused``."""
    known, lists = files.topics(ctx.home), ctx.of(Store).checklists.types()
    out = []
    for part in (each for each in SEVERAL.split(text) if each.strip()):
        low = part.strip().casefold()
        exact = [t.id for t in known if low in (t.id, t.title.zh.casefold(), t.title.en.casefold())]
        found = exact or [
            t.id for t in known if low in t.title.zh.casefold() or low in t.title.en.casefold()
        ]
        bare = low.removeprefix(LIST)
        if not exact and bare in lists:
            found = [LIST + bare]
        if len(found) != 1:
            names = [f"{t.id} {t.title.get(ctx.me.lang)}" for t in known]
            raise Refused("training-topic", Exit.USAGE, text=clean(part, 60), names=names)
        out.append(found[0])
    return [*dict.fromkeys(out)]


def _read(ctx: Context, words: list[str], given: Given) -> None:
    """A list read through; what came of it is recorded at its end, and only then."""
    from kit.ground.terminal.ask import terminal
    from kit.live.guide.command.start import resolve
    from kit.readiness.training.talk import read_through

    if not words:
        raise missing(ctx, "training", "LIST")
    if not terminal() or given.as_json:
        raise Refused("training-terminal", Exit.USAGE)
    checklists = ctx.of(Store).checklists
    text = " ".join(words)
    id_ = text if text in checklists.types() else resolve(ctx, text, True)
    who = clean(given.fields.get("who", ""), 100) or ctx.recorder
    done = len([d for d in files.sessions(ctx) if d.get("who") == who])
    right, asked = read_through(ctx, checklists.checklist(id_), done)
    result = passed(right, asked)
    named = ctx.out.word(f"register.choice-{result}")
    ctx.out.say("training.result", right=right, of=asked, result=named)
    told = {"method": READ, "result": result, "score": f"{right}/{asked}"}
    fields = {"topics": LIST + id_, "who": who}
    act = partial(_held, fields=fields, told=told, drill=desk.of_drill(given.drill))
    opened, entries = desk.record(ctx, "training", act, by=given.by, at=happened(ctx, given))
    said(ctx, opened, entries, False)


def _held(
    draft: acts.Draft, fields: dict[str, str], told: dict[str, str], drill: bool
) -> None:
    id_ = new_id()[:4]
    acts.add(draft, BOOKS["training"], id_, fields, drill=drill)
    acts.stage(draft, BOOKS["training"], id_, "held", fields=told)
