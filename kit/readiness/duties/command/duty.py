"""``kit duty``: what must be done again and again, what was done, what is due."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import (
    by_option,
    date_option,
    force_option,
    json_option,
    missing,
    output_option,
    redact_option,
)
from kit.ground.console.put import put
from kit.people.contacts.files.looking import looking
from kit.people.registers.files import desk
from kit.people.registers.files.past import noon, past_day
from kit.people.registers.files.store import Registers
from kit.plans.sites.rules import Profile
from kit.readiness.duties import DRILLED
from kit.readiness.duties.files.duties import at_site, standing, task_of, tasks, wrong
from kit.readiness.duties.files.duties import register as known
from kit.readiness.duties.rules import acts
from kit.readiness.duties.rules.book import DUTY, EVIDENCE
from kit.readiness.duties.rules.standing import Aged, red

VERBS = ("list", "due", "show", "begin", "done", "move", "add", "drop", "note", "undo", "redo")
FIELDS = ("every", "season", "before", "who", "clause", "kind")
# Which options each verb has a use for, besides those that every one takes.
USES = {
    "list": {"every_one", "output", "ics", "force", "redact"},
    "due": {"output", "ics", "force", "redact"},
    "show": {"redact"},
    "begin": {"day"},
    "done": {"day", "evidence", "finding", "action", "done_by", "reason"},
    "move": {"to", "reason"},
    "add": {*FIELDS, "day", "to"},
    "drop": {"reason"},
    "note": {"reason"},
    "undo": {"reason"},
}
OPTIONS = {
    "day": "--date", "to": "--to", "reason": "--reason", "evidence": "--evidence",
    "finding": "--finding", "action": "--action", "done_by": "--done-by", "every": "--every",
    "season": "--season", "before": "--before", "who": "--who", "clause": "--clause",
    "kind": "--kind", "output": "--output", "ics": "--ics", "every_one": "--all",
    "force": "--force", "redact": "--redact",
}  # fmt: skip


class Given(msgspec.Struct):
    """What was typed besides the verb and its words."""

    to: str = ""
    reason: str = ""
    evidence: str = ""
    finding: str = ""
    action: str = ""
    done_by: str = ""
    every: str = ""
    season: str = ""
    before: str = ""
    who: str = ""
    clause: str = ""
    kind: str = ""
    day: str = ""
    output: str = ""
    ics: str = ""
    every_one: bool = False
    force: bool = False
    redact: bool = False
    by: str = ""
    as_json: bool = False

    def fields(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in FIELDS if getattr(self, name)}


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    def told(key: str, flag: str, metavar: str) -> Any:
        return typer.Option("", flag, metavar=metavar, help=ctx.out.word(f"duties.help-{key}"))

    verbs = [f"{verb} {ctx.out.word(f'duties.verb-{verb}')}" for verb in VERBS]
    what = ctx.out.word("help.register-what", names=verbs)
    all_ = ctx.out.word("duties.help-all")

    @app.command(name, help=ctx.out.word("duties.help"), **how)
    def duty(
        verb: str = typer.Argument("", metavar="WHAT", help=what, show_default=False),
        words: list[str] = typer.Argument(
            None, metavar="ID|TEXT", help=ctx.out.word("duties.help-words"), show_default=False
        ),
        evidence: str = told("evidence", "--evidence", "TEXT"),
        finding: str = told("finding", "--finding", "TEXT"),
        action: str = told("action", "--action", "TEXT"),
        done_by: str = told("done-by", "--done-by", "NAME"),
        to: str = told("to", "--to", "DAY"),
        reason: str = told("reason", "--reason", "TEXT"),
        every: str = told("every", "--every", "P1W"),
        season: str = told("season", "--season", "05-01/09-30"),
        before: str = told("before", "--before", "05-01"),
        who: str = told("who", "--who", "POST"),
        clause: str = told("clause", "--clause", "TEXT"),
        kind: str = told("kind", "--kind", "|".join(EVIDENCE)),
        ics: str = told("ics", "--ics", "FILE"),
        day: str = date_option(ctx),
        output: str = output_option(ctx),
        force: bool = force_option(ctx),
        every_one: bool = typer.Option(False, "--all", help=all_),
        redact: bool = redact_option(ctx),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        given = Given(to, reason, evidence, finding, action, done_by, every, season, before, who,
                      clause, kind, day, output, ics, every_one, force, redact, by,
                      as_json)  # fmt: skip
        run(ctx, verb or "list", " ".join(words or []), given)


def run(ctx: Context, verb: str, text: str, given: Given) -> None:
    """Raises ``Refused``."""
    if verb not in VERBS:
        if text or task_of(tasks(ctx), known(ctx), verb, ctx.me.lang) is None:
            raise Refused("value-choice", Exit.USAGE, text=clean(verb, 40), names=list(VERBS))
        verb, text = "show", verb
    _only_used(verb, given)
    if verb in ("list", "due"):
        _listed(looking(ctx, given.redact), verb, text, given)
    elif verb == "show":
        _shown(looking(ctx, given.redact), text, given)
    else:
        _recorded(ctx, verb, text, given)


def _only_used(verb: str, given: Given) -> None:
    """What the verb has no use for is not dropped without a word."""
    for name, option in OPTIONS.items():
        if getattr(given, name) and name not in USES.get(verb, set()):
            names = [each for each in VERBS if name in USES.get(each, set())]
            line = f"kit duty {verb}"
            raise Refused("option-elsewhere", Exit.USAGE, how=line, option=option, names=names)


# ---- looking -------------------------------------------------------------------------------------


def _listed(ctx: Context, verb: str, text: str, given: Given) -> None:
    """``due`` shows what is overdue, due today or taken on by nobody, and is refused where there is
    any of the first or the last, so that a script knows."""
    from kit.readiness.duties.show import page

    place, now = at_site(ctx), ctx.now().wall
    found = [each for each in standing(ctx) if given.every_one or each.duty.state != "dropped"]
    for refused in wrong(ctx):
        ctx.err.say(f"refused.{refused.code}", **refused.fill)
    found = [each for each in found if _has(each, text, place)]
    if given.ics:
        _calendar(ctx, found, place, given)
        return
    shown = found
    if verb == "due":
        shown = [each for each in found if each.duty.state in ("overdue", "today", "new")]
    late, _, new = red(found)
    if given.output:
        from kit.ground.console.pages import face_of, write

        face = face_of(given.output, given.force)
        data = {"duties": [page.as_data(each, place, now, ctx.me.lang) for each in shown]}
        write(ctx, given.output, face, [page.page(shown, place, now, ctx.me.lang)], data)
    elif given.as_json:
        rows = [page.as_data(each, place, now, ctx.me.lang) for each in shown]
        ctx.out.json({"duties": rows, "overdue_count": late, "new_count": new})
    elif shown:
        put(ctx, page.page(shown, place, now, ctx.me.lang, narrow=True))
    else:
        ctx.err.say("duties.none-due" if found else "duties.none")
    if new and not given.as_json:
        ctx.err.say("duties.begin", n=new)
    if verb == "due" and late + new:
        raise Refused("duties-due", late=late, new=new)


def _has(aged: Aged, text: str, place: Profile) -> bool:
    from kit.readiness.duties.show import page

    duty, wanted = aged.duty, text.strip().casefold()
    said = [duty.id, duty.text.zh, duty.text.en, duty.who, *duty.cites]
    said += [page.who(duty, place, lang) for lang in ("zh", "en")]
    return any(wanted in each.casefold() for each in said)


def _calendar(ctx: Context, found: list[Aged], place: Profile, given: Given) -> None:
    from kit.ground.console.pages import wrote
    from kit.ground.machine.output import face_of

    face_of(given.ics, ("ics",), given.force)
    try:
        from kit.readiness.duties.show.ics import calendar

        content = calendar(found, place, ctx.now().wall, ctx.me.lang)
    except ImportError as error:
        raise Refused("extra-missing", path=given.ics, extra="ics") from error
    path = wrote(ctx, given.ics, content)
    ctx.err.say("screen.written", path=path)


def _shown(ctx: Context, text: str, given: Given) -> None:
    from kit.people.registers.rules import finding
    from kit.people.registers.show.lines import history
    from kit.readiness.duties.show import page

    if not text:
        raise missing(ctx, "duty", "ID")
    place, now, lang = at_site(ctx), ctx.now().wall, ctx.me.lang
    book = ctx.of(Registers).load(DUTY.name)
    task = task_of(tasks(ctx), known(ctx), text, lang)
    if task is None and book is None:
        raise Refused("register-unknown", Exit.NOT_FOUND, id=clean(text, 60))
    id_ = task.id if task is not None else finding.find(book.register, text).id if book else ""
    (aged,) = [each for each in standing(ctx) if each.duty.id == id_]
    if given.as_json:
        ctx.out.json({"duties": [page.as_data(aged, place, now, lang)]})
        return
    ctx.out.lines(page.lines(aged, place, lang))
    if book is not None and aged.duty.doc is not None:
        ctx.out.lines(history(aged.duty.doc, book.register, book.entries, now, lang))


# ---- recording -----------------------------------------------------------------------------------


def _recorded(ctx: Context, verb: str, text: str, given: Given) -> None:
    from kit.people.registers.command.answers import said

    now = ctx.now().wall
    if not text and verb not in ("begin", "undo", "redo"):
        raise missing(ctx, "duty", "TEXT" if verb == "add" else "ID")
    day = past_day(given.day, now)
    at = noon(day, now) if day is not None and verb == "done" else None
    try:
        act = _act(ctx, verb, text, given, day)
        book, entries = desk.record(ctx, DUTY.name, act, by=given.by, at=at)
    except Refused as refused:
        if refused.code == acts.NOTHING:
            ctx.err.say("duties.begun")
            return
        raise
    said(ctx, book, entries, given.as_json)
    if verb == "done" and given.finding:
        _followed(ctx, entries, given)
    if verb == "done" and not given.as_json:
        _checked(ctx, entries, given.evidence)


def _act(ctx: Context, verb: str, text: str, given: Given, day: date | None) -> Any:
    now, say = ctx.now().wall, _saying(ctx)
    drill = desk.of_drill(False)
    if verb in ("undo", "redo"):
        from kit.people.registers.command.answers import take_back

        return partial(take_back, ctx, DUTY, verb, text, given.reason)
    every = tasks(ctx)
    if verb == "begin":
        return partial(acts.begin, tasks=every, say=say, first=day or now.date(), drill=drill)
    if verb == "add":
        due = desk.by_day(ctx, given.to, now)
        fields = {"what": text, **given.fields()}
        return partial(
            acts.add, id_=desk.new_id(ctx), fields=fields, first=day or now.date(),
            due=due.at.date() if due else None, drill=drill,
        )  # fmt: skip
    task = task_of(every, known(ctx), text, ctx.me.lang)
    how: dict[str, Any] = {"task": task, "text": text, "say": say, "drill": drill}
    if verb == "move":
        end = desk.by_day(ctx, given.to, now)
        return partial(acts.move, to=end.at if end else None, reason=given.reason, **how)
    if verb == "drop":
        return partial(acts.drop, note=given.reason, **how)
    if verb == "note":
        return partial(acts.note, words=given.reason, **how)
    evidence = given.evidence or _asked(ctx, given)
    fields = {"evidence": evidence, "finding": given.finding, "done_by": given.done_by}
    told = {name: each for name, each in fields.items() if each}
    return partial(acts.done, fields=told, note=given.reason, **how)


def _saying(ctx: Context) -> acts.Saying:
    from kit.plans.checklists.show.checklists import filled

    place, lang = at_site(ctx), ctx.me.lang
    return acts.Saying(
        lambda task: filled(task.do.get(lang), place, lang),
        lambda post: place.title_of(post).get(lang) if post else "",
    )


def _asked(ctx: Context, given: Given) -> str:
    """At a terminal what shows it is asked for."""
    from kit.ground.terminal.ask import Question, terminal

    if given.as_json or not terminal():
        return ""
    return ctx.ask.ask(Question("evidence", ctx.out.word("duties.ask-evidence"), "text"))


def _followed(ctx: Context, entries: list[Any], given: Given) -> None:
    """What was found becomes an improvement action, where a measure was named; else it is said
    how."""
    from kit.people.registers.command.answers import said
    from kit.people.registers.rules.acts import add
    from kit.people.registers.rules.books import ACTION

    id_ = next((getattr(entry.event, "id", "") for entry in entries), "")
    if not given.action:
        finding = clean(given.finding, 80).replace('"', "'")
        how = f'kit action add … --problem "{finding}" --source {id_}'
        ctx.err.say("duties.to-action", how=how)
        return
    fields = {"measure": given.action, "problem": given.finding, "source": id_}
    act = partial(
        add, book=ACTION, id_=desk.new_id(ctx), fields=fields, drill=desk.of_drill(False)
    )
    said(ctx, *desk.record(ctx, ACTION.name, act, by=given.by), given.as_json)


def _checked(ctx: Context, entries: list[Any], evidence: str) -> None:
    """Where a drill is to show it and none of that name is in this home, that is said."""
    from kit.incidents.incident.files.store import Store

    register_ = known(ctx)
    ids = [getattr(entry.event, "id", "") for entry in entries]
    docs = [register_.docs[i] for i in ids if register_ is not None and i in register_.docs]
    if not docs or docs[0].get("kind") != "drill":
        return
    named = next(iter(evidence.split()), "")
    if named and any(drilled(ctx, named) for drilled in DRILLED):
        return
    try:
        log = ctx.of(Store).pick(named) if named else None
    except Refused:
        log = None
    if log is None or not log.incident.is_drill:
        ctx.err.say("duties.no-drill", text=clean(evidence, 60))


