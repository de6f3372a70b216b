"""``kit guide``: come back to an open incident at the step where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Refused
from kit.ground.console.context import Context
from kit.ground.console.options import by_option, incident_option
from kit.incidents.incident.files import cut_off, desk
from kit.incidents.incident.files.led import led_by
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store

if TYPE_CHECKING:
    from kit.ground.console import typer
    from kit.live.guide.talk.carried import Carried
    from kit.live.guide.talk.session import Session


def run(ctx: Context, *, ref: str = "", by: str = "") -> int:
    """The command, for both doors: the exit code."""
    from kit.ground.terminal.ask import Left, need_terminal

    named = f" -i {clean(ref, 40)}" if ref else ""
    need_terminal(f"kit show{named}, kit tick{named} STEP")
    try:
        folder = choose(ctx, ref)
    except Left:
        return go_home(ctx)
    return run_guide(ctx, folder, resumed=True, by=by)


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    from kit.ground.console import typer

    @app.command(name, help=ctx.out.word("help.guide"), **how)
    def guide(ref: str = incident_option(ctx), by: str = by_option(ctx)) -> None:
        raise typer.Exit(run(ctx, ref=ref, by=by))


def choose(ctx: Context, ref: str) -> Log:
    """The incident named, the only open one, or the one picked from the open ones. Raises ``Left``
    where somebody goes back."""
    folders = ctx.of(Store).open_logs()
    if not ref and len(folders) == 1:
        return folders[0]
    if ref or not folders:
        return ctx.of(Store).pick(ref)
    from kit.live.guide.talk.which import pick_incident

    return ctx.of(Store).pick(pick_incident(ctx, folders))


class Ended(msgspec.Struct, frozen=True):
    """How the guide ended: the exit code, at which incident, and its last line."""

    code: int
    ref: str
    said: str = ""
    home: bool = False


class Said(NamedTuple):
    """Where one incident leads to another: how that came to be, and what of it was ``left``."""

    arriving: str
    left: str


def run_guide(ctx: Context, folder: Log, resumed: bool, by: str = "") -> int:
    """Lead through the incident until it is closed or left; the exit code. While any is open, or
    something that was typed stands in no log, leaving leads home first: a sentence typed behind the
    key would go to the shell. ``by``: who records in it from now on."""
    cut_off.brought_back(ctx, folder.ref)
    try:
        left = lead(ctx, folder, resumed, by, chosen=resumed)
        if left.code or not desk.HOME:
            return left.code
        code = 0
        if left.home or ctx.unsaid or ctx.of(Store).open_logs():
            code = go_home(ctx, "" if ctx.me.plain else left.said)  # lines stand there already
        going = desk.drill_going(ctx, left.ref) if resumed and not code else ""
        if going:
            ctx.err.line(going)
        return code
    finally:
        _dropped(ctx)


def go_home(ctx: Context, said: str = "") -> int:
    """The home screen, until it is left: the exit code. What was typed and stands in no log is said
    at last, however it is left."""
    from kit.ground.terminal.ask import Left

    if not desk.HOME:
        raise Left
    try:
        return desk.HOME[0](ctx, said)
    finally:
        _dropped(ctx)


def _dropped(ctx: Context) -> None:
    for text in ctx.unsaid:
        ctx.err.say("screen.home-dropped", text=text)
    ctx.unsaid.clear()


def lead(
    ctx: Context,
    folder: Log,
    resumed: bool,
    by: str = "",
    chosen: bool = False,
    behind: bool = False,
    notes: Sequence[Carried] = (),
) -> Ended:
    """Lead through the incident, and through those that are gone to from there. ``chosen``: it was
    picked from a list just now, whose numbers mean no step; ``behind``: at a screen of ours, so
    that what is typed on is kept. ``notes``: typed before it was open."""
    try:
        return _lead(ctx, folder, resumed, by, chosen, behind, [*notes])
    finally:
        ctx.unsaid.place = ""


def _lead(
    ctx: Context,
    folder: Log,
    resumed: bool,
    by: str,
    chosen: bool,
    behind: bool,
    notes: list[Carried],
) -> Ended:
    from kit.live.guide.talk.leftover import parting

    came, said = "", Said("", "")
    while True:
        code, session = _led(ctx, folder, resumed, by, chosen, notes, behind, came, said)
        if code or not session.goto:
            break
        came, resumed = folder.ref, not session.arriving
        said = Said(session.arriving, parting(session))
        folder, by = ctx.of(Store).pick(session.goto), ""
        chosen, notes, behind = True, session.carried, True
    if code:
        return Ended(code, folder.ref)
    from kit.live.guide.talk.flow import goodbye

    left = goodbye(session)  # ends with a command, which nothing stands behind
    text = " ".join(filter(None, (parting(session, left), left)))
    ctx.err.line(text)
    return Ended(code, folder.ref, text, session.home)


def _beside(ctx: Context, session: Session) -> str:
    """That what was opened now is real while a drill is on, or the other way round; "" for neither:
    each is easily taken for the other."""
    from kit.incidents.incident.show.timer_lines import headed

    own = session.incident
    for log in ctx.of(Store).open_logs():
        if log.incident.is_drill != own.is_drill:
            key = "drill-beside" if own.is_drill else "real-beside"
            return session.word(key, what=headed(log.incident, session.lang))
    return ""


def _elsewhere(ctx: Context, folder: Log) -> str:
    """That another laptop leads it; "" where it is led here."""
    other = led_by(folder)
    return ctx.out.word("screen.led-elsewhere", laptop=other) if other else ""


def _bring(session: Session, notes: list[Carried]) -> None:
    """What was typed where this one was led to from."""
    if not notes:
        return
    from kit.live.guide.talk.fronted import in_front, record

    for note in notes:
        at = note.at
        if at is not None:
            own = in_front(session, note.text) is not None  # it says its time itself
            at = None if own else desk.shown(session.ctx, session.incident, at)
        record(session, note.text, at)


def _signed(ctx: Context, session: Session, by: str) -> None:
    """Who records here, where somebody said so."""
    by = clean(by, 60) or ctx.said
    if by not in ("", "-"):
        ctx.records(by)
    if by not in ("", "-", desk.noted(ctx, session.incident) or ctx.by):
        session.record_by(by)
        session.message = ""


def _stopped(ctx: Context, session: Session) -> None:
    """The terminal was closed or Ctrl-C pressed: what is half asked is kept, and how to go on is
    said."""
    from kit.live.guide.talk.flow import goodbye
    from kit.live.guide.talk.fronted import left

    left(session)
    if session.away():
        ctx.err.line(goodbye(session))
    else:
        ctx.err.say("refused.stopped", how=f"kit guide -i {session.folder.ref}")


def _entered_since(ctx: Context, folder: Log, by: str) -> None:
    """Working days that a deadline counts by may have been entered since it began."""
    if any(timer.unentered for timer in folder.incident.running()):
        from kit.incidents.incident.files.days import counted

        who = desk.who(ctx, folder.incident, by)
        counted(ctx.of(Store), folder, desk.writing_now(ctx, folder.incident), who)


def _missing_no_more(ctx: Context) -> None:
    """What was typed and stood in no log may have been recorded since, in whichever is open."""
    if not ctx.unsaid:
        return
    from kit.live.guide.talk.kept import (  # the first picture waits for none of it
        drop_recorded,
        no_sentences,
    )

    no_sentences(ctx)
    drop_recorded(ctx.unsaid, [e for log in ctx.of(Store).open_logs() for e in log.entries])


def _begins(ctx: Context, session: Session, resumed: bool) -> None:
    """That it goes on is an entry; of a new one it is said what stands for its list, and what else
    is open."""
    from kit.incidents.incident.rules import events as ev
    from kit.live.guide.command.start import standing

    if resumed:
        at = session.incident.current()
        session.record(lambda d: d.add(ev.Resumed(at.key if at else "")))
        session.message = ""
    else:
        named = _named(session) if ctx.me.plain else ""  # its head is above a low window
        session.message = "  ".join(filter(None, (named, *standing(ctx, session.incident.type))))
        session.alert = _beside(ctx, session)


def _named(session: Session) -> str:
    """That it was begun, as of every act."""
    from kit.live.guide.show.said import acknowledged

    entries = session.folder.entries
    return acknowledged(session.incident, entries[:1], session.lang, session.now().wall)


def _led(
    ctx: Context,
    folder: Log,
    resumed: bool,
    by: str,
    chosen: bool,
    notes: list[Carried],
    behind: bool,
    came: str,
    said: Said,
) -> tuple[int, Session]:
    """Through this one, until it is closed or left. ``notes``: typed where it was led to from,
    which ``came`` names; ``said``: of how it came to be led to."""
    from kit.live.guide.talk.flow import flow, goodbye, guide
    from kit.live.guide.talk.leftover import Open, stands_here

    if folder.incident.closed is not None:
        raise Refused("closed", ref=folder.ref)
    ctx.unsaid.place = folder.ref
    desk.warn(ctx, folder)
    _entered_since(ctx, folder, by)
    _missing_no_more(ctx)
    elsewhere = _elsewhere(ctx, folder)
    session = guide(ctx, folder, resumed)
    session.came = came
    _signed(ctx, session, by)
    _begins(ctx, session, resumed)
    here = "" if any(said) and not resumed else session.alert or elsewhere  # how it came is enough
    again = ctx.of(Open).comes(session)
    session.alert = " ".join(filter(None, (again, said.arriving, said.left, here)))
    stands_here(session, said.left)
    _bring(session, notes)
    try:
        if ctx.me.plain:
            from kit.live.guide.talk.plain import run_plain
            with cut_off.keeping(ctx):
                code = run_plain(session, chosen)
        else:
            from kit.ground.terminal.early import First

            with First(session, behind) as first, cut_off.keeping(ctx):
                from kit.ground.terminal.screen import run

                code = run(session, flow(session), first=first)
        ctx.of(Open).leaves(session)
    except (KeyboardInterrupt, SystemExit) as stop:
        if isinstance(stop, KeyboardInterrupt):  # a signal kept it before anything was said
            cut_off.keep_unsaid(ctx, "")
        _stopped(ctx, session)
        return 130 if isinstance(stop, KeyboardInterrupt) else int(stop.code or 0), session
    if session.away():
        ctx.err.line(goodbye(session))
    return code, session
