"""``kit callback``: customers who are owed a call, in incidents and outside them.

One promise stands in one place. What is promised in an incident is its own, and so is all that
becomes of it, before it is closed and after; what is promised outside is the register's.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from kit.ground.base.cells import columns
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import cells, incident_option, missing
from kit.ground.console.times import coming
from kit.ground.journal.entry import Entry
from kit.ground.journal.line import new_id
from kit.incidents.incident.command.record import act_time, answer, of_open, record
from kit.incidents.incident.command.shared import show_part
from kit.incidents.incident.files import desk, taking_back
from kit.incidents.incident.files.callers import taken_of
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.owed import ever, owing
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.callers import Counts, as_callback, counts
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.callbacks import Callback
from kit.incidents.incident.rules.withdrawal import taken
from kit.people.contacts.files.looking import looking
from kit.people.registers.command.answers import found_docs, listed, noted, open_items
from kit.people.registers.command.answers import run as run_register
from kit.people.registers.command.deeds import Given, apart
from kit.people.registers.command.register import declare
from kit.people.registers.files.desk import FAR, of_drill, working_days_on
from kit.people.registers.files.promised import typed
from kit.people.registers.files.store import Registers
from kit.people.registers.rules.books import CALLBACK
from kit.people.registers.rules.dates import working_days

WHAT = ("add", "done", "no-answer", "give-up", "move")  # what an incident knows itself
RESULTS = {"done": "reached", "no-answer": "no-answer", "try": "no-answer", "give-up": "given-up"}
HOW = ("busy", "wrong-number", "off")  # not reached, and how
ELSEWHERE = ("wait", "note", "edit", "enter", "hand")  # what only the register knows


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    declare(app, ctx, name, how, run, {"ref": (str, incident_option(ctx))})


def run(ctx: Context, name: str, verb: str, words: list[str], given: Given) -> None:
    """The command, with what was typed. Raises ``Refused``."""
    first = " ".join(words)
    if verb == "add":
        first, given = apart(CALLBACK, first, given)
        words = [first] if first else []
    if not verb:
        show(ctx, given)
    elif verb == "list" and not given.ref:
        _list(ctx, words, given)
    elif verb == "undo" and (found := undoable(ctx, first)) is not None:
        folder, entry = found

        def act(draft: acts.Draft) -> None:
            taking_back.take_back(folder, draft, entry.id, given.reason)

        folder, made = record(ctx, folder.ref, act, by=given.by, folder=folder)
        answer(ctx, folder, made, given.as_json)
    elif verb == "show" and words and _only_there(ctx, first, given):
        _list(ctx, words, given)
    elif verb in ELSEWHERE and words and _only_there(ctx, words[0], given):
        ref = whose(ctx, words[0]).ref
        raise Refused("callback-in-incident", Exit.USAGE, who=acts.clean(words[0], 60), ref=ref)
    elif verb in (*WHAT, "try") or (verb in HOW and words and _only_there(ctx, first, given)):
        folder = None
        if not given.outside and (first or verb == "add"):
            folder = _incident(ctx, verb, first, given)
        asks = verb == "add" and folder is None  # the register's own form
        if not (first or (verb == "add" and given.fields) or asks):
            raise missing(ctx, name, "NAME" if verb == "add" else "ID")
        if folder is None:
            run_register(ctx, name, verb, words, given)
        else:
            _in_incident(ctx, folder, verb, first, given)
        if verb == "done":  # the guide asks which of the two it is
            ctx.err.say("standing.callback-settled", who=acts.clean(first, 60))
    else:
        run_register(ctx, name, verb, words, given)


def _only_there(ctx: Context, who: str, given: Given) -> bool:
    """Whether only an incident owes this customer a call, or did."""
    if given.outside or noted(ctx, "callback", who):
        return False
    store = ctx.of(Store)
    logs = [store.pick(given.ref)] if given.ref else [*store.open_logs(), *owing(store)]
    return any(acts.meant(log.incident, who) for log in logs)


def undoable(ctx: Context, who: str) -> tuple[Log, Entry] | None:
    """The last entry about this customer's call in an incident, where ``undo`` means that one:
    nobody in the register is meant by the name; with no name, what this laptop wrote last there is
    older. ``None``: it means the register's. Raises ``Refused``: two are of that name, and taking
    back the wrong one would end a promise."""
    if who and (who.startswith("#") or noted(ctx, "callback", who)):
        return None
    store = ctx.of(Store)
    logs = [*store.open_logs(), *owing(store)]
    if who and not any(_owes(log, who) for log in logs):  # settled by now, in one that is closed
        logs += [log for log in ever(store) if log.ref not in {each.ref for each in logs}]
    named = [back for log in logs for back in (acts.so_called(log.incident, who) if who else [])]
    if len(named) > 1:
        raise acts.which(named, who)
    found = [(log, entry) for log in logs for entry in (_last_about(log, who, store.laptop),)
             if entry is not None]  # fmt: skip
    if not found:
        return None
    latest = max(found, key=lambda one: one[1].written)
    opened = ctx.of(Registers).load("callback") if not who else None
    mine = [each.written for each in opened.entries
            if each.journal.partition("-")[0] == store.laptop] if opened else []  # fmt: skip
    return latest if not mine or latest[1].written > mine[-1] else None


def _last_about(log: Log, who: str, laptop: str) -> Entry | None:
    """The last entry about a customer's call that counts: of whom ``who`` means, else of anybody
    and written by this laptop."""
    ids = {back.id for back in acts.so_called(log.incident, who)}
    gone = taken(log.entries).gone()
    for entry in reversed(log.entries):
        event = entry.event
        mine = isinstance(event, ev.CallbackAdded | ev.CallbackTried | ev.CallbackMoved)
        if mine and entry.id not in gone:
            own = entry.journal.partition("-")[0] == laptop
            if getattr(event, "id", "") in ids if who else own:
                return entry
    return None


def _incident(ctx: Context, verb: str, who: str, given: Given) -> Log | None:
    """The incident that it belongs to; ``None`` where it is the register's. What is promised in
    working days is the register's, which knows them and counts them anew. Raises ``Refused``."""
    store = ctx.of(Store)
    if verb == "add" and working_days(given.due) is not None:
        given.ref = store.locate(given.ref).ref if given.ref else ""
        return None
    if given.ref:
        return store.pick(given.ref)
    if verb == "add":
        return _one_open(store, of_drill(given.drill), given.drill)
    logs = [*store.open_logs(), *owing(store)]
    part = not (noted(ctx, "callback", who, False) or any(_owes(log, who, False) for log in logs))
    items = open_items(ctx, "callback", who, part)
    found = [log for log in logs if _owes(log, who, part)]
    if not items and (found or not noted(ctx, "callback", who, part)):
        return whose(ctx, who)
    if found:
        names = [f"{log.ref} {log.where.type}" for log in found] + items
        raise Refused("callback-where", Exit.USAGE, names=names)
    return None


def _one_open(store: Store, drill: bool, said: bool) -> Log | None:
    """The open incident: a real one, or the drill where that is said, or another clock than the
    system's makes all a drill; ``None`` where there is none of that sort. Raises ``Refused``."""
    logs = store.open_logs()
    found = [log for log in logs if log.incident.is_drill == said]
    found = found or [log for log in logs if log.incident.is_drill == drill]
    if len(found) > 1:
        return store.default_open()
    return found[0] if found else None


def _in_incident(ctx: Context, folder: Log, verb: str, first: str, given: Given) -> None:
    time = act_time(ctx, folder.incident, given.at, given.date)
    said = given.to if verb == "move" else given.due
    days = working_days_on(ctx, said, time.seen)
    if days is not None:
        when: datetime | None = days.at
    elif verb == "add":
        end, unread = typed(ctx, said, time.seen)
        if unread:  # asked about and set in the register, as the manual sheet's
            given.ref = folder.ref
            run_register(ctx, "callback", verb, [first] if first else [], given)
            return
        when = end.at if end is not None else None
    else:
        when = coming(ctx, said, time.seen, FAR)
    if days is not None and days.unentered:
        ctx.err.line(ctx.err.word("registered.provisional", year=days.unentered))
    fields = given.fields

    def act(draft: acts.Draft) -> None:
        if verb == "add":
            name = first or fields.get("name", "")
            phone, matter = fields.get("phone", ""), fields.get("matter", "")
            acts.callback_add(draft, new_id()[:4], name, phone, matter, when)
        elif verb == "move":
            acts.callback_move(draft, first, when, given.reason, given.agreed)
        else:
            how = given.reason or (ctx.out.word(f"register.verb-{verb}") if verb in HOW else "")
            acts.callback_try(draft, first, RESULTS.get(verb, "no-answer"), how)

    folder, entries = record(ctx, folder.ref, act, by=given.by, folder=folder, time=time)
    seen, ids = _seen(ctx, given, folder), {entry.id for entry in entries}
    made = entries if seen is folder else [e for e in seen.entries if e.id in ids]
    answer(ctx, seen, made, given.as_json)
    if verb == "add":
        of_open(ctx, folder, "kit callback undo", given.ref, given.as_json)


def _owes(log: Log, who: str, part: bool = True) -> bool:
    return any(not back.settled for back in acts.meant(log.incident, who, part))


def whose(ctx: Context, who: str) -> Log:
    """The incident in which this customer is owed a call: an open one, or one that was closed with
    the promise still to keep. Raises ``Refused``: none, or several."""
    store = ctx.of(Store)
    open_, closed = store.open_logs(), owing(store)
    found = [log for log in [*open_, *closed] if acts.meant(log.incident, who)]
    found = [log for log in found if _owes(log, who)] or found
    if len(found) == 1:
        return found[0]
    if found:
        names = [f"{log.ref} {log.where.type}" for log in found]
        raise Refused("callback-where", Exit.USAGE, names=names)
    if not open_:
        raise Refused("callback-unknown", Exit.NOT_FOUND, id=acts.clean(who, 60))
    return store.default_open()


def show(ctx: Context, given: Given) -> None:
    """Every customer of this incident, of its log and of the sheet, with what is still owed; where
    none is open, of the one that was closed with calls to make; then what else the register owes.
    """
    store = ctx.of(Store)
    open_ = [] if given.ref else store.open_logs()
    closed = [] if given.ref or open_ else owing(store)
    if not (given.ref or open_ or closed):
        run_register(ctx, "callback", "list", [], given)
        return
    if len(closed) > 1:
        names = [f"{log.ref} {log.where.type}" for log in closed]
        raise Refused("callback-where", Exit.USAGE, names=names)
    one = closed[0] if closed else open_[0] if len(open_) == 1 else None  # read once
    folder = one or store.pick(given.ref)
    more = not given.as_json and bool(elsewhere(ctx, folder.ref))
    if folder.incident.callbacks or taken_of(ctx, folder.ref) or not more:
        _show_one(ctx, folder, given)
    if more:
        listed(ctx, CALLBACK, "", given, without=folder.ref)
    if not given.as_json:
        others = [*(open_ or store.open_logs()), *(closed or owing(store))]
        _other_incidents(ctx, [log.incident for log in others if log.ref != folder.ref])


def _other_incidents(ctx: Context, others: list[Incident]) -> None:
    """That incidents besides this one owe somebody a call, and how to see whom."""
    backs = [back for one in others if not one.is_drill for back in one.callbacks.values()]
    owed = sum(not back.settled for back in backs)
    if owed:
        ctx.out.say("standing.callbacks-elsewhere", count=owed)


def elsewhere(ctx: Context, ref: str) -> bool:
    """Whether the register owes somebody a call who was not noted in this incident."""
    opened = ctx.of(Registers).load("callback")
    return opened is not None and any(d.incident != ref for d in opened.register.open_docs())


def _seen(ctx: Context, given: Given, folder: Log) -> Log:
    """The incident as it is to be shown: with people hidden, where that is asked for."""
    return desk.seen(looking(ctx, given.redact), folder)


def _show_one(ctx: Context, folder: Log, given: Given) -> None:
    from kit.incidents.incident.show.standing import callbacks
    from kit.incidents.incident.show.standing_json import callback_json

    folder, taken = _seen(ctx, given, folder), taken_of(looking(ctx, given.redact), folder.ref)
    incident = folder.incident
    backs = [*incident.callbacks.values(), *taken]

    def data() -> dict[str, object]:
        return {"callbacks": [callback_json(each) for each in backs], **_said(counts(backs))}

    def lines(room: int) -> list[str]:
        found = callbacks(incident, ctx.me.lang, room, taken=taken)
        return [*found, _count_line(ctx, counts(backs))] if found else []

    show_part(ctx, folder, given.as_json, data, lines, "standing.no-callbacks")


def _list(ctx: Context, words: list[str], given: Given) -> None:
    """All promises that are still open (``--all``: also those that are over), of incidents and of
    the register, and how many that are; with words those that they mean."""
    from kit.incidents.incident.show.standing_json import callback_json

    store, who = ctx.of(Store), " ".join(words)
    found = {log.ref: log for log in [*store.open_logs(), *owing(store)]}
    if given.every or who:
        found.update({log.ref: log for log in ever(store) if log.ref not in found})
    look = looking(ctx, given.redact)
    docs = found_docs(ctx, CALLBACK, who, given.every, ctx.now().wall)
    every, promises = [as_callback(doc) for doc in docs], []
    for log in found.values():
        backs = acts.meant(log.incident, who) if who else [*log.incident.callbacks.values()]
        ids = [back.id for back in backs if given.every or who or not back.settled]
        if ids:
            seen = desk.seen(look, log).incident
            shown = [seen.callbacks[id_] for id_ in ids]
            every += shown
            said = [callback_json(back) for back in shown]
            promises.append({"ref": log.ref, "drill": seen.is_drill, "callbacks": said})
            if not given.as_json:
                _rows(ctx, log.ref, seen, shown)
    more = {"promises": promises, **_said(counts(every))}
    if given.as_json or docs or not promises:
        run_register(ctx, "callback", "list", words, given, more)
    if not given.as_json and every:
        ctx.out.line(_count_line(ctx, counts(every)))


def _rows(ctx: Context, ref: str, incident: Incident, shown: list[Callback]) -> None:
    from kit.incidents.incident.show.standing import callback_row, drill_mark

    mark = drill_mark(incident, ctx.me.lang)
    ctx.out.line(f"{mark}{ref}")
    rows = [callback_row(incident, back, ctx.me.lang) for back in shown]
    for line in columns(rows, cells(ctx, mark)):
        ctx.out.line(mark + line)


def _said(found: Counts) -> dict[str, object]:
    return {"callback_count": found.noted, "callbacks_owed": found.owed}


def _count_line(ctx: Context, found: Counts) -> str:
    return ctx.out.word("standing.count-callbacks", owed=found.owed, noted=found.noted)
