"""``kit`` alone: the home screen on a terminal, otherwise a plain status."""

from __future__ import annotations

from kit.ground.console.context import Context
from kit.incidents.incident.files.store import Store
from kit.live.home.show import Above


def run_home(ctx: Context) -> int:
    from kit.ground.terminal.ask import terminal

    if not terminal():
        return _status(ctx)
    return go_home(ctx)


def go_home(ctx: Context, said: str = "") -> int:
    """The home screen, and what is gone to from there, until it is left itself."""
    from kit.live.guide.command.start import open_type, usable
    from kit.live.home.show import ABOVE
    from kit.live.home.talk.home import LOG, Noted, Written
    from kit.live.home.talk.home import run_home as show_home

    while True:
        chosen = show_home(ctx, usable(ctx), said)
        if chosen is None:
            return 0
        if isinstance(chosen, Written):
            from kit.incidents.incident.command.record import answer, record

            folder, entries = record(ctx, chosen.ref, chosen.act)
            answer(ctx, folder, entries, False)
            return 0
        if isinstance(chosen, Noted):
            from kit.people.registers.command.answers import said as answered
            from kit.people.registers.files.desk import record as note_down

            answered(ctx, *note_down(ctx, chosen.name, chosen.act), False)
            return 0
        name, value = chosen
        if name == "note":
            code = _note(ctx, value)
            if code or not ctx.me.plain:
                return code
            said = ""  # in numbered lines what was recorded is printed, and home stands below it
            continue
        if name == LOG:
            said = ""
            _logged(ctx, value)
            continue
        above = next((above for above in ABOVE if above.name == name), None)
        if above is not None:
            said = ""
            _go_above(ctx, above)
            continue
        if name == "board":
            from kit.live.board.talk import run_board

            said = ""
            run_board(ctx)
            continue
        from kit.live.guide.command.guide import lead

        if name == "start":
            opened = open_type(ctx, value, _of_drill(ctx), 1.0, ctx.me.profile)
            left = lead(ctx, opened, resumed=False, chosen=True, behind=True)
        else:
            left = lead(ctx, ctx.of(Store).pick(value), resumed=True, chosen=True, behind=True)
        if left.code:
            return left.code
        said = left.said


def _go_above(ctx: Context, above: Above) -> None:
    if not ctx.me.plain:
        above.go(ctx)
        return
    from kit.ground.terminal.plain import lines
    from kit.live.guide.talk.telling import Telling

    with lines().telling(Telling(ctx)):  # what falls due is told there, too
        above.go(ctx)


def _logged(ctx: Context, text: str) -> None:
    """A note that belongs to no incident."""
    from kit.live.home.show import ABOVE

    for above in ABOVE:
        if above.note is not None:
            above.note(ctx, text)


def _note(ctx: Context, value: str) -> int:
    from kit.incidents.incident.command.record import answer, record
    from kit.incidents.incident.rules import acts
    from kit.incidents.incident.show.timer_lines import headed

    ref, _, text = value.partition(" ")
    if _stopped(ctx, ref, text):
        return 0
    folder, entries = record(ctx, ref, lambda draft: acts.note(draft, text))
    ctx.out.line(headed(folder.incident, ctx.me.lang))
    answer(ctx, folder, entries, False)
    return 0


def _of_drill(ctx: Context) -> bool:
    """Whether what is begun here while a drill is on is of it: asked; real where nobody says."""
    from kit.ground.terminal.ask import Left, Option, Question
    from kit.incidents.incident.files import desk

    if desk.drill_on(ctx) is None:
        return False
    options = [
        Option("real", ctx.out.word("screen.start-real"), "r"),
        Option("drill", ctx.out.word("screen.start-drill"), "d"),
    ]
    asked = Question(
        "of-drill", ctx.out.word("screen.ask-of-drill"), options=options, lettered=True
    )
    try:
        return ctx.ask.ask(asked) == "drill"
    except Left:
        return False


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
    ctx.flush_warnings()
    ctx.err.say("screen.home-hint")
    return 0
