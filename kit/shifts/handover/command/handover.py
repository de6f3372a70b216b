"""``kit shift handover|judge|accept|refuse|nobody``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from kit.ground.base.named import named, short
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import (
    by_option,
    face_asked,
    force_option,
    json_option,
    redact_option,
)
from kit.ground.journal.entry import Entry
from kit.ground.terminal.ask import Left, terminal
from kit.people.contacts.files.looking import looking
from kit.people.registers.files.store import Book as Registered
from kit.people.registers.rules.kinds import Handed
from kit.shifts.handover.command import reading
from kit.shifts.handover.command.wanting import points_needed
from kit.shifts.handover.files import passing
from kit.shifts.handover.files.gather import Home, sheet
from kit.shifts.handover.rules.sheet import Sheet
from kit.shifts.handover.rules.typed import outlook_state
from kit.shifts.shift.command.shared import (
    are_names,
    here,
    need_asker,
    said,
    say,
    shift_option,
    signs,
    sure_option,
    text_option,
    writes,
)
from kit.shifts.shift.files import desk
from kit.shifts.shift.files.picking import picked
from kit.shifts.shift.files.store import Book, Shifts
from kit.shifts.shift.rules import handing
from kit.shifts.shift.talk.kept_form import Begun, form


def register(app: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    _handover(app, ctx, how)
    _judge(app, ctx, how)
    _accept(app, ctx, how)
    _refuse(app, ctx, how)
    _nobody(app, ctx, how)


def _many(ctx: Context, name: str, key: str, metavar: str = "TEXT") -> Any:
    return typer.Option(None, name, metavar=metavar, help=ctx.out.word(f"help.{key}"))


def _handover(app: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    @app.command("handover", help=ctx.out.word("help.shift-handover"), **how)
    def handover(
        which: str = typer.Argument("", metavar="REF", help=ctx.out.word("help.shift-ref")),
        to: str = text_option(ctx, "--to", "handover-to", "NAME"),
        output: str = typer.Option(
            "", "--output", "-o", metavar="FILE", help=ctx.out.word("help.output")
        ),
        redact: bool = redact_option(ctx),
        force: bool = force_option(ctx),
        sure: bool = sure_option(ctx),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        signs(ctx, sure, by)
        are_names(sure, to)
        hand_over(ctx, which, to, output, force, as_json, redact)


def hand_over(
    ctx: Context,
    which: str = "",
    to: str = "",
    output: str = "",
    force: bool = False,
    as_json: bool = False,
    redact: bool = False,
) -> None:
    """Begin or bring up to date, and show. Raises ``Refused``."""
    face = face_asked(output, force)
    book = _meant(ctx, which, redact) if which else here(ctx)
    if book.shift.open:
        asks = terminal() and not as_json and not output
        if asks and not to and book.shift.handing is None:
            from kit.shifts.handover.talk import ask

            handing.in_time(book.shift, ctx.now().wall)
            to = ask.whom(ctx, book.shift)
        passing.begin(ctx, book, to)
        if asks:
            with form(ctx, "judge"):
                _judged(ctx, book)
    paged = ctx.me.plain or ctx.of(Begun).home  # a shell of one's own has what went by
    if paged and book.shift.open and terminal() and not (as_json or output or redact):
        reading.made(ctx, book.ref)
    else:
        put(ctx, book, as_json, output, face, redact)
    if not as_json:
        _next(ctx, looking(ctx, redact).of(Shifts).load(book.ref))


def _next(ctx: Context, book: Book) -> None:
    """What comes next, and who does it, while nobody took over."""
    now = book.shift.handing
    if not book.shift.open or now is None:
        return
    who = named(now.to, ctx.me.lang) if now.to else ctx.out.word("handover.incoming")
    say(ctx, "handover.next-comes", to=who, leader=named(book.shift.leader, ctx.me.lang))


def _meant(ctx: Context, which: str, redact: bool) -> Book:
    """The shift named. Raises ``Refused``: none, or several, whose leaders are hidden, too."""
    return ctx.of(Shifts).load(picked(looking(ctx, redact), which).ref)


def _judged(ctx: Context, book: Book, by: str = "", again: bool = True) -> None:
    """Ask how each open incident stands; not ``again``: of those that nobody judged."""
    from kit.shifts.handover.talk import ask

    made = sheet(Home(ctx, book))
    asked, at = made.here if again else made.unjudged, 0
    recorded: list[tuple[int, str]] = []  # which was judged, and the id of that
    while at < len(asked):
        held = asked[at]
        told = ask.outlook(ctx, held, bool(recorded))
        if told is None:  # the last one is taken back, and asked again
            at, last = recorded.pop()
            said(ctx, book, desk.take_back(ctx, book, "undo", last, ""), False)
            continue
        if told:
            entries = passing.judge(ctx, book, held.ref, told, by)
            said(ctx, book, entries, False)
            title = held.incident.checklist.title.get(ctx.me.lang)
            say(ctx, "handover.judged-undo", title=title, n=entries[-1].n)
            if entries:
                recorded.append((at, entries[-1].id))
        at += 1


def _unjudged(ctx: Context, seen: Sheet) -> None:
    """Name what nobody judged, to whoever is responsible for it from now on."""
    lang = ctx.me.lang
    names = [f"{one.ref} {one.incident.checklist.title.get(lang)}" for one in seen.unjudged]
    if names:
        ctx.err.say("handover.unjudged-named", names=names, ref=seen.unjudged[0].ref)


def put(
    ctx: Context,
    book: Book,
    as_json: bool,
    output: str = "",
    face: str = "",
    redact: bool = False,
) -> None:
    """The sheet on the terminal, as JSON, or as a file; with ``redact`` people are hidden."""
    look, lang = looking(ctx, redact), ctx.me.lang
    made = sheet(Home(look, look.of(Shifts).load(book.ref)))
    data = None
    if as_json or face == "json":
        from kit.shifts.handover.show.as_json import sheet_json

        data = {"handover": sheet_json(made, lang)}
    if data is not None and not output:
        ctx.out.json(data)
        return
    from kit.shifts.handover.show.page import page

    shown = page(made, lang)
    if output:
        from kit.ground.console.pages import write

        write(ctx, output, face, [shown], data)
        if data is not None and face != "json":
            ctx.out.json(data)
        return
    from kit.ground.documents import terminal as face_of_terminal

    ctx.out.lines(face_of_terminal.show(shown, ctx.out.width, ctx.out.color))


def _judge(app: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    @app.command("judge", help=ctx.out.word("help.shift-judge"), **how)
    def judge(
        ref: str = typer.Argument("", metavar="REF", help=ctx.out.word("help.handover-ref")),
        state: str = text_option(ctx, "--state", "handover-state", "STATE"),
        when: str = text_option(ctx, "--if", "shift-if"),
        then: str = text_option(ctx, "--then", "shift-then"),
        call: str = text_option(ctx, "--call", "shift-call"),
        next_: str = text_option(ctx, "--next", "handover-next"),
        owner: str = text_option(ctx, "--owner", "register-owner", "NAME"),
        sure: bool = sure_option(ctx),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        are_names(sure, owner)
        book = here(ctx)
        told = {"state": outlook_state(state), "when": when, "then": then, "call": call,
                "next": next_, "owner": owner}  # fmt: skip
        said(ctx, book, passing.judge(ctx, book, ref, told, by), as_json)


# ---- acceptance --------------------------------------------------------------------------


def _accept(app: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    @app.command("accept", help=ctx.out.word("help.shift-accept"), **how)
    def accept(
        name: list[str] = typer.Argument(
            None, metavar="NAME", help=ctx.out.word("help.handover-to"), show_default=False
        ),
        points: list[str] = _many(ctx, "--said", "handover-said"),
        counts: list[str] = _many(ctx, "--count", "handover-count", "THING=N"),
        owners: list[str] = _many(ctx, "--owner", "handover-owner", "ID=NAME"),
        agreed: str = text_option(ctx, "--agreed-by", "handover-agreed", "NAME"),
        reason: str = text_option(ctx, "--reason", "shift-reason"),
        sure: bool = sure_option(ctx),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        signs(ctx, sure, by)
        are_names(sure, " ".join(name or []) or by, agreed, *map(passing.owner_in, owners or ()))
        who, above = " ".join(name or []) or by, (agreed, reason) if agreed else None
        if above is not None and not (who or points or (terminal() and not as_json)):
            book = desk.meant(ctx)
            said(ctx, book, passing.agree(ctx, book, *above), as_json)
            return
        take_over(ctx, who, points or (), counts or (), owners or (), as_json, above)


def take_over(
    ctx: Context,
    who: str = "",
    told: Sequence[str] = (),
    counts: Sequence[str] = (),
    others: Sequence[str] = (),
    as_json: bool = False,
    agreed: tuple[str, str] | None = None,
) -> None:
    """The incoming leader signs; at a terminal what was not said is asked. ``agreed``: who above
    did, and why. Raises ``Refused``: recorded is then only how incidents stand, asked first."""
    book, found = desk.meant(ctx), passing.counted(list(counts))
    wanting, unsaid = passing.wanting(ctx, book), handing.unsaid(book.shift, told)
    asks = terminal() and not as_json and not (who and not unsaid)
    if wanting and agreed is None and not asks:
        raise Refused("handover-critical", names=wanting)
    if who and who != book.shift.leader and unsaid and not asks:
        points_needed(who, told, unsaid, counts, others, agreed)
    told, others, seen = list(told), list(others), sheet(Home(ctx, book))
    if not asks:
        whose, (made, fresh) = _signed(ctx, book, seen, who, told, found, others, agreed)
    else:
        from kit.shifts.handover.talk import ask, meanwhile

        if who:
            handing.taking_over(book.shift, who)
        try:
            with meanwhile(ctx), form(ctx, "accept") as filled:
                if wanting and agreed is None:
                    agreed = ask.agreed(ctx, wanting, partial(desk.above, ctx, book, signs=who))
                _judged(ctx, book, book.shift.leader if ctx.given else "", again=False)
                seen = sheet(Home(ctx, book))
                found, told, others = _asked(ctx, seen, found, told, others)
                _unjudged(ctx, seen)
                reading.fell_due(ctx, book, seen)
                who = who or ask.signed(ctx, book.shift, agreed[0] if agreed else "")
                whose, (made, fresh) = _signed(ctx, book, seen, who, told, found, others, agreed)
        except Left:
            ask.brought_back(ctx, filled, who)
            ctx.err.say("handover.still-open", who=named(book.shift.leader, ctx.me.lang))
            raise
    said(ctx, book, made, as_json)
    passed = passing.pass_on(ctx, seen.orphans, who, whose)
    if not as_json:
        if not asks:
            _unjudged(ctx, seen)
        _passed(ctx, passed)
        ctx.err.say("handover.handed", who=named(fresh.shift.leader, ctx.me.lang))
        writes(ctx, fresh.shift.leader)


def _signed(
    ctx: Context,
    book: Book,
    seen: Sheet,
    who: str,
    told: Sequence[str],
    found: dict[str, int],
    others: Sequence[str],
    agreed: tuple[str, str] | None,
) -> tuple[dict[str, str], tuple[list[Entry], Book]]:
    """Whose things are now, and what was recorded. Raises ``Refused``."""
    if not who:
        raise Refused("field-needed", Exit.USAGE, names=["NAME"])
    whose = passing.owners(others, seen.orphans)
    return whose, passing.accept(ctx, book, who, told, found, agreed)


def _asked(
    ctx: Context, seen: Sheet, found: dict[str, int], told: list[str], others: list[str]
) -> tuple[dict[str, int], list[str], list[str]]:
    """The incoming leader reads, counts, says back what was not said, and whose what is now."""
    from kit.shifts.handover.talk import ask

    read = reading.read(ctx, seen)
    found = found or ask.counts(ctx, [one.thing for one in seen.counts], partial(reading.kept, ctx))
    ask.offer(ctx, read.ahead, handing.unsaid(seen.shift, told))
    told += ask.points(ctx, handing.unsaid(seen.shift, told), read)
    others = others or ask.owners(ctx, seen.shift, seen.orphans, passing.owners)
    return found, told, others


def _passed(ctx: Context, passed: list[tuple[Registered, list[Entry]]]) -> None:
    """Whose things are now: a line for each new owner."""
    new: dict[str, list[str]] = {}
    for _, entries in passed:
        for entry in entries:
            if isinstance(entry.event, Handed):
                new.setdefault(entry.event.owner, []).append(short(entry.event.id))
    for who, whats in new.items():
        ctx.out.say("handover.passed", what=whats, who=who)


def _refuse(app: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    @app.command("refuse", help=ctx.out.word("help.shift-refuse"), **how)
    def refuse(
        reason: list[str] = typer.Argument(
            None, metavar="REASON", help=ctx.out.word("help.shift-reason"), show_default=False
        ),
        who: str = text_option(ctx, "--by", "handover-by", "NAME"),
        told: str = text_option(ctx, "--told", "handover-told", "NAME"),
        ref: str = shift_option(ctx),
        sure: bool = sure_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        are_names(sure, who, told)
        book = desk.meant(ctx, ref)
        if not reason:
            need_asker(["REASON"], as_json)
            refusing(ctx, book, who, told)
            return
        turn_down(ctx, book, " ".join(reason), who, told, as_json)


def turn_down(
    ctx: Context, book: Book, reason: str, who: str = "", told: str = "", as_json: bool = False
) -> None:
    """The incoming leader does not take over. Raises ``Refused``."""
    to = book.shift.handing.to if book.shift.handing is not None else ""
    act = partial(handing.refuse, who=who or to, reason=reason, told=told)
    said(ctx, book, desk.record(ctx, book, act, by=who or to), as_json)
    if not as_json:
        _up(ctx, book, told)
        say(ctx, "handover.refusal-undo")


def refusing(ctx: Context, book: Book, who: str = "", told: str = "") -> None:
    """Who does not take over, why, and to whom that was reported, as far as it was not said."""
    from kit.shifts.handover.talk import ask

    to = book.shift.handing.to if book.shift.handing is not None else ""
    with form(ctx, "refuse"):
        who = who or to or ask.by(ctx)
        reason = ask.needed(ctx, "reason", "ask-refusal")
        turn_down(ctx, book, reason, who, told or ask.told_up(ctx))


def _nobody(app: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    @app.command("nobody", help=ctx.out.word("help.shift-nobody"), **how)
    def nobody(
        ref: str = shift_option(ctx),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        ctx.sign(by)
        book = desk.meant(ctx, ref)
        said(ctx, book, desk.record(ctx, book, handing.nobody_came), as_json)
        if not as_json:
            _up(ctx, book, "")


def _up(ctx: Context, book: Book, told: str) -> None:
    """Who stays responsible, and whom to report it to."""
    from kit.shifts.handover.files.ladder import above

    ctx.err.say("handover.still-open", who=named(book.shift.leader, ctx.me.lang))
    if not told and (line := above(ctx)):
        ctx.err.say("handover.told-up", who=line)
