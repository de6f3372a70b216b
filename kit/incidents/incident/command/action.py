"""``kit action``: improvement actions over everything, in incidents and outside them.

One action stands in one place, as a promise does: what is noted in an incident stays in its log
with all that becomes of it, before it is closed and after; the rest is the register's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import incident_option, missing
from kit.ground.journal.line import new_id
from kit.incidents.incident.command.record import act_time, answer, of_open, record
from kit.incidents.incident.files import improving
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.people.registers.command.answers import noted, open_items
from kit.people.registers.command.answers import run as run_register
from kit.people.registers.command.deeds import Given
from kit.people.registers.command.register import declare
from kit.people.registers.files.desk import by_day, of_drill
from kit.people.registers.rules.books import ACTION, stage_of
from kit.people.registers.rules.dates import working_days
from kit.people.registers.rules.items import fields_of

if TYPE_CHECKING:
    from kit.incidents.incident.rules.tracked import Tracked

GIVE = ("give", "hand")
EFFECTS = ("yes", "no", "too-early")
OVER = ("effect",)  # what is recorded of one that is closed, too
OWN = ("add", "done", "move", *GIVE, "verify", "send-back", "drop", "effect")


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    overdue = typer.Option(False, "--overdue", help=ctx.out.word("help.action-overdue"))
    more = {"ref": (str, incident_option(ctx)), "overdue": (bool, overdue)}
    declare(app, ctx, name, how, run, more)


def run(ctx: Context, name: str, verb: str, words: list[str], given: Given) -> None:
    """The command, with what was typed. Raises ``Refused``."""
    first = " ".join(words)
    if not verb or verb == "list":
        from kit.incidents.incident.command.action_list import listed

        listed(ctx, first, given, alone=not verb)
        return
    if verb in GIVE and len(words) > 1 and not given.owner:
        first, given.owner = words[0], " ".join(words[1:])
    if verb == "effect" and len(words) > 1 and words[-1] in EFFECTS:
        first, given.fields["effect"] = " ".join(words[:-1]), words[-1]
    if verb == "show" and first:
        found = _meant(ctx, first, given.ref, every=True)
        if found is not None and not found.registered:
            from kit.incidents.incident.command.action_list import shown

            shown(ctx, found, given)
            return
    elif verb in OWN:
        if not (first or verb == "add"):
            raise missing(ctx, name, "ID")
        log = _adds(ctx, given) if verb == "add" else _stands(ctx, verb, first, given)
        if log is not None:
            if not (first or given.fields.get("measure")):
                raise missing(ctx, name, "TEXT")
            _in_incident(ctx, log, verb, first, given)
            return
    if first and verb in OWN and verb != "add" and not noted(ctx, name, first):
        raise Refused("action-unknown", Exit.NOT_FOUND, id=clean(first, 60))
    verb = "hand" if verb in GIVE else verb
    if verb == "done" and given.reason and not given.fields.get("evidence"):
        given.fields["evidence"], given.reason = given.reason, ""
    said = [first] if first and verb != "note" else words
    run_register(ctx, name, verb, said, given)


# ---- where it stands ---------------------------------------------------------------------


def _adds(ctx: Context, given: Given) -> Log | None:
    """The incident in which it is noted; ``None``: the register. A day that is counted in working
    days is the register's, which counts anew when days off are entered; so is what names another
    source. Raises ``Refused``."""
    store = ctx.of(Store)
    if given.outside:
        return None
    if working_days(given.due) is not None or {"source", "line"} & given.fields.keys():
        given.ref = store.locate(given.ref).ref if given.ref else ""
        return None
    if given.ref:
        return store.pick(given.ref)
    drill = of_drill(given.drill)
    found = [log for log in store.open_logs() if log.incident.is_drill == drill]
    if len(found) > 1:
        return store.default_open()
    return found[0] if found else None


def _stands(ctx: Context, verb: str, who: str, given: Given) -> Log | None:
    """The incident in which an action stands; ``None``: the register has it. Raises ``Refused``."""
    found = _meant(ctx, who, given.ref, verb in OVER)
    if found is None or found.registered:
        return None
    return ctx.of(Store).pick(found.incident)


def _meant(ctx: Context, text: str, ref: str, every: bool) -> Tracked | None:
    """The action of an incident that ``text`` names by its id, or by words of what is to be done;
    ``None`` where the register is meant. ``ref``: only of that incident; ``every``: also of what is
    over. Raises ``Refused``: several."""
    if ref:
        log = ctx.of(Store).pick(ref)
        from kit.incidents.incident.rules.tracked import tracked

        own = tracked({log.ref: log.incident}, [])
        found = _named(own, text)
    else:
        own = [one for one in improving.all_tracked(ctx) if not one.registered]
        found = _named(own, text)
        if not found and (every or not noted(ctx, ACTION.name, text)):
            whole = improving.all_tracked(ctx, every=True)
            found = _named([one for one in whole if not one.registered], text)
    items = [] if ref else open_items(ctx, ACTION.name, text)
    if len(found) + len(items) > 1 and found:
        names = [f"{one.incident} {one.id} {clean(one.measure, 40)}" for one in found] + items
        raise Refused("action-which", Exit.USAGE, who=clean(text, 60), names=names[:9])
    if not found and ref:
        raise Refused("action-unknown", Exit.NOT_FOUND, id=clean(text, 60))
    return found[0] if found else None


def _named(found: list[Tracked], text: str) -> list[Tracked]:
    """By id before words; what is not closed before what is."""
    wanted = text.strip()
    named = [one for one in found if wanted.casefold() == one.id.casefold()]
    if not named and len(wanted) > 1:
        named = [one for one in found if wanted.casefold() in one.measure.casefold()]
    return [one for one in named if one.ended is None] or named


# ---- recording in an incident ------------------------------------------------------------


def _asked(ctx: Context, verb: str, id_: str, log: Log, given: Given) -> None:
    """At a terminal what a stage needs and was not typed is asked for."""
    from kit.ground.terminal.ask import Question, terminal

    stage, told = stage_of(ACTION, verb), given.fields
    if stage is None or given.as_json or given.reason or not terminal():
        return
    if id_ not in log.incident.actions or (log.incident.actions[id_].ended and not stage.later):
        return
    from kit.people.registers.talk.form import answer

    for field in stage.asks:
        if not told.get(field):
            needed = field in stage.needs
            known = fields_of(ACTION.item)[field]
            told[field] = answer(ctx, ACTION, known, needed)
    if stage.note:
        given.reason = ctx.ask.ask(Question("note", ctx.out.word("register.ask-note"), "text"))


def _in_incident(ctx: Context, log: Log, verb: str, first: str, given: Given) -> None:
    time = act_time(ctx, log.incident, given.at, given.date)
    day = by_day(ctx, given.to if verb == "move" else given.due, time.seen)
    if day is not None and day.unentered:
        ctx.err.line(ctx.err.word("registered.provisional", year=day.unentered))
    id_ = first
    if verb != "add":
        found = _meant(ctx, first, log.ref, every=True)
        id_ = found.id if found is not None else first
    told = given.fields
    _asked(ctx, verb, id_, log, given)

    def act(draft: acts.Draft) -> None:
        match verb:
            case "add":
                text = first or told.get("measure", "")
                date = day.at.date().isoformat() if day is not None else ""
                acts.action_add(draft, new_id()[:4], text, given.owner, date, told)
            case "done":
                shows = told.get("evidence") or given.reason
                acts.action_done(draft, id_, shows, told.get("done_by", ""))
            case "move":
                to = day.at.date() if day is not None else None
                acts.action_move(draft, id_, to, given.reason)
            case "verify" | "send-back":
                acts.action_check(draft, id_, given.reason, verb == "send-back")
            case "drop":
                acts.action_drop(draft, id_, given.reason)
            case "effect":
                effect, where = told.get("effect", ""), told.get("seen", "")
                acts.action_seen(draft, id_, effect, where, given.reason)
            case _:
                acts.action_give(draft, id_, given.owner)

    folder, entries = record(ctx, log.ref, act, by=given.by, folder=log, time=time)
    answer(ctx, folder, entries, given.as_json)
    if verb == "add":
        of_open(ctx, folder, f"kit undo -i {folder.ref}", given.ref, given.as_json)
    if verb == "effect" and told.get("effect") == "no" and not given.as_json:
        ctx.err.say("register.no-effect", how="kit action add")
