"""``kit`` alone: the home screen on a terminal, otherwise a plain status."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from kit.ground.base.refusal import Refused
from kit.ground.console.context import Context
from kit.incidents.incident.files.store import Store
from kit.live.home.show import Above, Last, on_quiet_days

if TYPE_CHECKING:  # a status without a terminal reads none of these
    from kit.incidents.incident.files.cut_off import Sentence as Kept
    from kit.live.guide.talk.carried import Carried
    from kit.live.home.talk.home import Chosen, Noted, TakenBack, Written
    from kit.live.home.talk.note import Notes
    from kit.live.home.talk.unrecorded import Sentence

SIGNALLED = (129, 143)  # exit codes of what a closed window, or the system, ends


def run_home(ctx: Context) -> int:
    from kit.ground.terminal.ask import terminal

    if not terminal():
        return _status(ctx)
    return go_home(ctx)


def go_home(ctx: Context, said: str = "") -> int:
    """The home screen, and what is gone to from there, until it is left itself; what was typed
    there and stands in no log is said then, however it is left."""
    from kit.incidents.incident.files import cut_off

    cut_off.brought_back(ctx)
    try:
        code = _home(ctx, said)
        if code in SIGNALLED:  # in the guide that was led to, which kept what was typed there
            cut_off.keep(ctx, _waiting(ctx))
        return code
    finally:
        _left(ctx)


def _waiting(ctx: Context) -> list[Kept]:
    """What waits here is offered at the next start, where nobody left it."""
    from kit.incidents.incident.files.cut_off import Sentence as Kept
    from kit.live.home.talk.unrecorded import Unrecorded

    lines = ctx.of(Unrecorded).lines
    return [Kept(x.text, x.at, x.of or x.ref, x.by) for x in lines]


def _home(ctx: Context, said: str) -> int:
    """Whatever was chosen, and however that ended, home stands there again: what is typed on would
    go to the shell. Only who leaves it, and who stops the program, is led out."""
    from kit.ground.console.stopped import refusal
    from kit.incidents.incident.files.cut_off import keeping
    from kit.live.guide.command.start import usable
    from kit.live.home.talk.home import run_home as show_home

    while True:
        with keeping(ctx, lambda: _waiting(ctx)):
            chosen = show_home(ctx, usable(ctx), said)
        if chosen is None:
            return 0
        try:
            after = _done(ctx, chosen)
        except Exception as error:
            refused = refusal(error, ctx.home)
            if refused is None:
                raise
            after = After(_refused(ctx, refused))
        if after.code:
            return after.code
        said = "" if ctx.me.plain else after.said  # as lines it stands there already


class After(NamedTuple):
    """What there is to say at home of what was done from there; ``code``: of a program that was
    stopped."""

    said: str = ""
    code: int = 0


def _refused(ctx: Context, refused: Refused) -> str:
    """Of what could not be done."""
    from kit.ground.base.clean import clean

    said = clean(ctx.err.word(f"refused.{refused.code}", **refused.fill))
    ctx.flush_warnings()
    if ctx.me.plain:
        from kit.ground.terminal.plain import not_taken

        not_taken(said)
    else:
        ctx.err.line(said)
    return said


def _done(ctx: Context, chosen: Chosen) -> After:
    """What was chosen at home, done. Raises what stopped it."""
    from kit.live.home.show import ABOVE
    from kit.live.home.talk.home import Noted, Started, TakenBack, Written
    from kit.live.home.talk.note import Notes

    if isinstance(chosen, Written | Noted):
        return After(_settled(ctx, chosen))
    if isinstance(chosen, Notes):
        told = _noted(ctx, chosen)
        return _to_open(ctx, [line.text for ref, line in chosen.each() if not ref]) or After(told)
    if isinstance(chosen, TakenBack | Last):
        from kit.ground.console.heard import heard

        with heard(ctx.out, ctx.err) as lines:
            _take_back(ctx, chosen)
        return After("  ".join(lines))
    if isinstance(chosen, Started):
        return _opened(ctx, chosen.how, chosen.type, chosen.notes)
    name, value = chosen
    above = next((above for above in ABOVE if above.name == name), None)
    if above is not None:
        type_ = _go_above(ctx, above)
        return _opened(ctx, "start", type_, []) if type_ else After()
    if name == "board":
        from kit.live.board.talk import run_board

        run_board(ctx)
        return After()
    if name == "start":
        return _opened(ctx, name, value, [])
    from kit.live.guide.command.guide import lead

    left = lead(ctx, ctx.of(Store).pick(value), resumed=True, chosen=True, behind=True)
    return After(left.said, left.code)


def _settled(ctx: Context, chosen: Written | Noted) -> str:
    """A call that is owed, answered; what was said of it."""
    from kit.ground.console.heard import heard
    from kit.live.home.talk.home import Written

    with heard(ctx.out, ctx.err) as lines:
        if isinstance(chosen, Written):
            from kit.incidents.incident.command.record import answer, record

            folder, entries = record(ctx, chosen.ref, chosen.act)
            answer(ctx, folder, entries, False)
        else:
            from kit.people.registers.command.answers import said as answered
            from kit.people.registers.files.desk import record as note_down

            answered(ctx, *note_down(ctx, chosen.name, chosen.act), False)
    return "  ".join(lines)


def _opened(ctx: Context, how: str, type_: str, notes: list[Carried]) -> After:
    """A type that was chosen is opened and led through; what was typed on is its notes, or stays to
    be read where it could not be opened."""
    from kit.live.guide.command.guide import lead
    from kit.live.guide.command.start import open_type
    from kit.live.home.talk.home import DRILL

    drill = how == DRILL or (not _asked_already(ctx) and _of_drill(ctx, notes))
    if drill is None:
        return After()
    try:
        opened = open_type(ctx, type_, drill, _speed(ctx) if drill else 1.0, ctx.me.profile)
    except Exception:
        _left_unopened(ctx, notes)
        raise
    _led_here(ctx, opened.ref)
    left = lead(ctx, opened, resumed=False, chosen=True, behind=True, notes=notes)
    return After(left.said, left.code)


def _speed(ctx: Context) -> float:
    """Of the drill that is on."""
    drills = (log.incident.drill for log in ctx.of(Store).open_logs())
    return next((drill.speed for drill in drills if drill is not None), 1.0)


def _go_above(ctx: Context, above: Above) -> str:
    """The type of an incident that is to be opened from there; "" for none."""
    from kit.live.guide.talk.telling import meanwhile

    with meanwhile(ctx):  # what falls due is told there, too
        return above.go(ctx)


def _to_open(ctx: Context, texts: list[str]) -> After | None:
    """Notes of the shift's log that read like a danger: the list is offered."""
    from kit.live.home.talk.danger import OPEN, offered

    for text in texts:
        kind, _, type_ = offered(ctx, text, True).partition(":")
        if kind == OPEN:
            return _opened(ctx, "start", type_, [])
    return None


def _left(ctx: Context) -> None:
    from kit.live.home.talk.note import unwritten
    from kit.live.home.talk.unrecorded import Unrecorded

    waiting = ctx.of(Unrecorded)
    for line in waiting.lines:
        ctx.err.line(unwritten(ctx, line, "", "home-dropped"))
    for text in ctx.unsaid:
        ctx.err.say("screen.home-dropped", text=text)
    waiting.lines = []
    ctx.unsaid.clear()


def _noted(ctx: Context, notes: Notes) -> str:
    """Each a note of its own, as of when it was typed; one that could not be recorded stays. What
    the drawn home says of it; in numbered lines it is printed, and home stands below it."""
    from kit.live.home.talk.unrecorded import Unrecorded

    waiting = ctx.of(Unrecorded)
    waiting.together = []
    before = ""
    for ref, line in notes.each():
        if ref and ref != before:
            from kit.incidents.incident.show.timer_lines import headed

            ctx.out.line(headed(ctx.of(Store).pick(ref).incident, ctx.me.lang))
        before = ref
        id_ = _note(ctx, ref, line) if ref else _logged(ctx, line)
        if id_:
            waiting.together.append((ref, id_))
        waiting.recorded(line)
    return "" if ctx.me.plain else _said_of(ctx, notes)


def _said_of(ctx: Context, notes: Notes) -> str:
    from kit.incidents.incident.show.timer_lines import headed

    many = Counter(ref for ref, _ in notes.each())
    said = []
    for ref, n in many.items():
        what = ctx.out.word("screen.home-log")
        if ref:
            what = headed(ctx.of(Store).pick(ref).incident, ctx.me.lang)
        said.append(ctx.out.word("screen.home-noted", n=n, what=what))
    return "  ".join(said)


def _left_unopened(ctx: Context, notes: list[Carried]) -> None:
    """Somebody went back from whether it is real: what was typed there stays to be read."""
    from kit.live.home.talk.unrecorded import Unrecorded

    for note in notes:
        ctx.of(Unrecorded).add(note.text, note.at or ctx.now().wall, ctx.signs)


def _led_here(ctx: Context, ref: str) -> None:
    """The sentence by which it was found is of this incident, once somebody makes it a note."""
    from kit.live.home.talk.unrecorded import Unrecorded

    ctx.of(Unrecorded).opened(ref)


def _logged(ctx: Context, line: Sentence) -> str:
    """A note that belongs to no incident."""
    from kit.live.home.show import ABOVE

    at = f"{line.at:%H:%M}" if _before(line.at, ctx.now().wall) else ""
    for above in ABOVE:
        if above.note is not None:
            above.note(ctx, line.text, at, ctx.signed(line.by))
    return ""


def _note(ctx: Context, ref: str, line: Sentence) -> str:
    """The id of its entry; "" where it was none."""
    from kit.incidents.incident.command.record import ActTime, answer, record
    from kit.incidents.incident.files import desk
    from kit.incidents.incident.rules import acts

    if _stopped(ctx, ref, line.text):
        return ""
    incident = ctx.of(Store).pick(ref).incident
    here = desk.clock_of(ctx, incident) is ctx.clock and _before(line.at, ctx.now().wall)
    time = ActTime(line.at if here else None, line.at, desk.known(incident))
    by = ctx.signed(line.by)
    folder, entries = record(ctx, ref, lambda d: acts.note(d, line.text), by=by, time=time)
    answer(ctx, folder, entries, False)
    return entries[0].id if entries else ""


def _before(at: datetime, now: datetime) -> bool:
    """Whether a clock showed another minute then, of the same day."""
    return f"{at:%Y-%m-%d %H:%M}" < f"{now:%Y-%m-%d %H:%M}" and at.date() == now.date()


def _take_back(ctx: Context, chosen: TakenBack | Last) -> None:
    if isinstance(chosen, Last):
        chosen.take_back()
        return
    from kit.incidents.incident.command.undo import take_back_id

    for ref, entry in chosen.together or [(chosen.ref, chosen.entry)]:
        take_back_id(ctx, ref, entry)


def _asked_already(ctx: Context) -> bool:
    """Whether the drawn screen asked itself whether it is real."""
    return not ctx.me.plain and any(log.incident.is_drill for log in ctx.of(Store).open_logs())


def _of_drill(ctx: Context, notes: list[Carried]) -> bool | None:
    """Whether what is begun here while a drill is on is of it: asked by keys that mean nothing in
    the guide, as on the drawn screen; ``None`` where somebody goes back, and nothing is opened.
    Who types on believes it open, so that those are its ``notes``."""
    from kit.ground.terminal.ask import Left, Option, Question
    from kit.ground.terminal.noting import goes_back, no_note
    from kit.ground.terminal.plain import not_taken
    from kit.incidents.incident.files import desk
    from kit.live.guide.talk.carried import Carried
    from kit.live.guide.talk.numbers import note_of

    if desk.drill_on(ctx) is None and not any(
        log.incident.is_drill for log in ctx.of(Store).open_logs()
    ):
        return False
    say = ctx.out.word
    options = [
        Option("real", say("screen.home-is-real"), "y"),
        Option("drill", say("screen.home-is-drill"), "#"),
    ]
    while True:
        lines = [say("screen.home-kept", text=note.text) for note in notes]
        asked = Question(
            "of-drill",
            say("screen.ask-of-drill"),
            options=options,
            lines=lines,
            lettered=True,
            spills=True,
            rings=True,
            stands=True,
        )
        try:
            answer = ctx.ask.ask(asked)
        except Left:
            answer = "text:0"
        if not answer.startswith("text:"):
            return answer == "drill"
        text = answer.removeprefix("text:").strip()
        if goes_back(text):
            _left_unopened(ctx, notes)
            return None
        if no_note(text):
            not_taken(ctx.out.word("screen.home-letter-here", text=text))
        else:
            notes.append(Carried(note_of(text), ctx.now().wall))


def _stopped(ctx: Context, ref: str, text: str) -> bool:
    """Whether it was the word that ends a drill: the incident that is real is led through."""
    from kit.incidents.incident.files import desk

    log = ctx.of(Store).pick(ref)
    if not desk.stops(ctx, log.incident, text):
        return False
    from kit.live.guide.command.guide import lead

    lead(ctx, desk.STOP[0](ctx, log, text), resumed=False, chosen=True, behind=True)
    return True


def _status(ctx: Context) -> int:
    from kit.live.board.command import plain_board

    for line in plain_board(ctx):
        ctx.out.line(line)
    if not ctx.of(Store).open_logs():
        from kit.incidents.incident.files.improving import red_line

        late = red_line(ctx)
        if late:
            ctx.out.line(late)
        ctx.out.lines(text for text, _ in on_quiet_days(ctx))
    ctx.flush_warnings()
    ctx.err.say("screen.home-hint")
    return 0
