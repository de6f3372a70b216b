"""``kit start``: open an incident; on a terminal the guide begins at once."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec

from kit.ground.base.refusal import Exit, Refused
from kit.ground.console.context import Context
from kit.ground.console.options import at_option, by_option, date_option, json_option
from kit.incidents.incident.files import desk
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.people import there
from kit.plans.checklists.files import Checklists
from kit.plans.checklists.rules.format import Checklist
from kit.plans.sites.files import Sites
from kit.plans.sites.rules import Profile

if TYPE_CHECKING:
    from kit.ground.console import typer
    from kit.incidents.incident.rules.fold import Incident


def run(
    ctx: Context,
    *,
    what: list[str] | None = None,
    drill: bool = False,
    speed: float = 1.0,
    profile: str = "",
    no_guide: bool = False,
    title: str = "",
    at: str = "",
    date: str = "",
    by: str = "",
    as_json: bool = False,
) -> int | None:
    """The command, for both doors: the guide's exit code, ``None`` where it only opens. Who goes
    back from what is asked first is led home while anything is open, and to the shell else."""
    from kit.ground.terminal.ask import Left, terminal

    guided = terminal() and not no_guide and not as_json
    if drill and not profile:
        going = desk.drill_on(ctx)
        profile = going.site if going is not None else ""
    if profile:  # what is offered to choose from is what that kind of site meets
        ctx.me = msgspec.structs.replace(ctx.me, profile=profile)
    try:
        type_ = resolve(ctx, " ".join(what or []), guided)
        beside = None if drill else _beside(ctx)
        if beside is not None and guided and _of_drill(ctx, beside):
            drill, speed, beside = True, beside.drill.speed if beside.drill else 1.0, None
    except Left:
        return _went_back(ctx)
    if beside is not None:  # before it is open: whoever reads no further has read this
        from kit.incidents.incident.show.timer_lines import headed

        on = headed(beside, ctx.me.lang)
        ctx.err.say("screen.start-beside", what=on, how=f"kit start {type_} --drill")
    folder = open_type(ctx, type_, drill, speed, profile, title, at, date, by)
    if guided:
        from kit.live.guide.command.guide import run_guide

        return run_guide(ctx, folder, resumed=False, by=by)
    say_opened(ctx, folder, as_json, beside is not None)
    return None


def _went_back(ctx: Context) -> int:
    """Raises ``Left`` where nothing is open."""
    from kit.ground.terminal.ask import Left

    if ctx.of(Store).open_logs():
        from kit.live.guide.command.guide import go_home

        return go_home(ctx)
    for text in ctx.unsaid:
        ctx.err.say("finder.dropped", text=text)
    ctx.unsaid.clear()
    raise Left


def _beside(ctx: Context) -> Incident | None:
    """An incident of the drill that is on; ``None`` where none is open."""
    store = ctx.of(Store)
    logs = store.open_logs()
    for log in logs:  # the guide that follows shows them, and need not read them again
        store.keep(log)
    return next((log.incident for log in logs if log.incident.is_drill), None)


def _of_drill(ctx: Context, drill: Incident) -> bool:
    from kit.live.guide.talk.beside import of_drill

    return of_drill(ctx, drill)


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    from kit.ground.console import typer

    @app.command(name, help=ctx.out.word("help.start"), **how)
    def start(
        what: list[str] = typer.Argument(None, metavar="[TYPE]", help=ctx.out.word("help.type")),
        drill: bool = typer.Option(False, "--drill", help=ctx.out.word("help.drill")),
        speed: float = typer.Option(1.0, "--speed", metavar="N", help=ctx.out.word("help.speed")),
        profile: str = typer.Option(
            "", "--profile", metavar="ID", help=ctx.out.word("help.profile")
        ),
        no_guide: bool = typer.Option(False, "--no-guide", help=ctx.out.word("help.no-guide")),
        title: str = typer.Option("", "--title", metavar="TEXT", help=ctx.out.word("help.title")),
        at: str = at_option(ctx),
        date: str = date_option(ctx),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        code = run(
            ctx,
            what=what,
            drill=drill,
            speed=speed,
            profile=profile,
            no_guide=no_guide,
            title=title,
            at=at,
            date=date,
            by=by,
            as_json=as_json,
        )
        if code is not None:
            raise typer.Exit(code)


def resolve(ctx: Context, text: str, ask: bool) -> str:
    """The type that ``text`` means: its id, or the best match; asked for where it is not clear."""
    lists = ctx.of(Checklists)
    if text in lists.types():
        return text
    from kit.plans.finder.files import model
    from kit.plans.finder.rules.rank import clear, find

    checklists = usable(ctx)
    sought = find(text, checklists, model(), ctx.of(Sites).met(ctx.me.profile)) if text else None
    if sought is not None and clear(sought):
        return sought.hits[0].id
    if sought is not None and sought.hits and not sought.nothing:
        from kit.live.guide.command.titled import in_force

        called = in_force(ctx, checklists, text, sought.hits[0].id)
        if called:
            return called
    if ask:
        from kit.plans.finder.talk import pick_type

        return pick_type(ctx, checklists, text)
    if sought is not None and sought.hits and not sought.nothing:
        names = [hit.id for hit in sought.hits[:6]]
        raise Refused("type-ambiguous", Exit.USAGE, type=text, names=names)
    if text:
        raise Refused("type-unknown", Exit.NOT_FOUND, type=text, names=lists.types())
    raise Refused("type-needed", Exit.USAGE)


def usable(ctx: Context) -> list[Any]:
    """All checklists that can be read; for one that cannot, the shipped one stands in."""
    out = []
    for type_ in ctx.of(Checklists).types():
        try:
            out.append(ctx.of(Checklists).checklist(type_))
        except Refused as refused:
            ctx.err.say(f"refused.{refused.code}", **refused.fill)
            instead = ctx.of(Checklists).shipped_checklist(type_)
            if instead is not None:
                out.append(instead)
    return out


def checklist_for(ctx: Context, type_: str) -> Checklist:
    """The user's own checklist, or the shipped one with a warning where his is broken: an incident
    does not wait for a typing mistake."""
    try:
        return ctx.of(Checklists).checklist(type_)
    except Refused as refused:
        instead = ctx.of(Checklists).shipped_checklist(type_)
        if refused.exit != Exit.UNREADABLE or instead is None:
            raise
        ctx.err.say(f"refused.{refused.code}", **refused.fill)
        ctx.err.say("warnings.shipped-checklist", type=type_)
        return instead


def profile_for(ctx: Context, named: str) -> Profile:
    """The same for the site's profile."""
    sites = ctx.of(Sites)
    wanted = sites.chosen_profile(named)
    try:
        return sites.profile(wanted)
    except Refused as refused:
        if named or refused.exit not in (Exit.UNREADABLE, Exit.NOT_FOUND):
            raise
        instead = sites.shipped_profile(wanted)
        ctx.err.say(f"refused.{refused.code}", **refused.fill)
        ctx.err.say("warnings.shipped-profile", profile=instead.id)
        return instead


def open_type(
    ctx: Context,
    type_: str,
    drill: bool,
    speed: float,
    profile: str,
    title: str = "",
    at: str = "",
    date: str = "",
    by: str = "",
) -> Log:
    import os

    from kit import __version__
    from kit.ground.machine.clock import FastClock
    from kit.incidents.incident.rules import acts
    from kit.incidents.incident.rules import events as ev

    if not 1 <= speed <= 3600 or (speed != 1 and not drill):
        raise Refused("speed", Exit.USAGE)
    own_clock = os.environ.get("KIT_CLOCK", "")
    if own_clock and not drill:
        raise Refused("clock-not-system")
    checklist = checklist_for(ctx, type_)
    now = ctx.clock.now()
    mark, on = None, desk.drill_on(ctx) if drill else None
    if on is not None:  # where the drill is, all its incidents are
        profile = profile or on.site
    site = reached(ctx, profile_for(ctx, profile), now.wall, False)
    if drill:
        anchor = now.wall if speed != 1 else None
        if on is not None:  # one clock for all incidents of a drill
            speed, anchor = on.speed, on.anchor
            now = FastClock(anchor, speed).now() if anchor is not None else now
        mark = ev.Drill(speed, anchor, own_clock.partition(":")[0])
    when = _given(ctx, at, date, now.wall) if at else None

    from kit.incidents.incident.files.days import days_for
    from kit.incidents.incident.files.prepared import known

    found = known(ctx, checklist)
    days = days_for(ctx.home, checklist, site, (when or now.wall).year)

    def act(draft: acts.Draft, ref: str) -> None:
        data = msgspec.to_builtins(site)
        acts.open_incident(draft, ref, checklist, site, data, __version__, mark, title, days)
        acts.prepared(draft, found)

    folder = ctx.of(Store).create(type_, now, acts.clean(by, 60) or ctx.recorder, act, when)
    if on is not None:
        on.tie(folder.ref, type_)
    for library in (ctx.of(Checklists).library, ctx.of(Sites).library):
        library.keep_copies()
    return folder


def standing(ctx: Context, type_: str) -> list[str]:
    """What is to be said of a list that is no approved edition; it is followed all the same."""
    from kit.plans.checklists import STANDING

    return [line for tell in STANDING for line in tell(ctx, type_)]


def reached(ctx: Context, site: Profile, now: datetime, named: bool = True) -> Profile:
    """The profile with whom the contacts give for its posts; itself where there are none."""
    if not there(ctx.home):
        return site
    from kit.people.contacts.command import at_site  # few homes need it

    return at_site.reached(ctx, site, now, named)


def _given(ctx: Context, at: str, date: str, now: datetime) -> datetime:
    from kit.ground.console.times import happened

    return happened(ctx, at, now, date)


def say_opened(ctx: Context, folder: Log, as_json: bool, beside: bool = False) -> None:
    """The reference and the immediate actions: what a script or a second person needs first.
    ``beside``: it is real while a drill is on, and marked so."""
    from kit.incidents.incident.show.step_lines import phone_line, step_text

    incident, lang = folder.incident, ctx.me.lang
    first = [v for v in incident.views() if v.phase == "immediate"]
    if as_json:
        ctx.out.json(
            {
                "ref": folder.ref,
                "type": incident.type,
                "drill": incident.is_drill,
                "immediate": [{"step": v.key, "do": step_text(incident, v, lang)} for v in first],
            }
        )
        return
    mark = ctx.out.word("screen.drill-mark") if incident.is_drill else ""
    mark = ctx.out.word("screen.real-mark") if beside else mark
    ctx.out.line(f"{mark}{folder.ref}  {incident.checklist.title.get(lang)}")
    if incident.profile is not None:
        site = reached(ctx, incident.profile, ctx.now().wall)
        incident = msgspec.structs.replace(incident, profile=site)
    for number, view in enumerate(first, 1):
        line = f"{number}. {step_text(incident, view, lang)}"
        if view.role:
            line += f"  ({phone_line(incident, view.role, lang)})"
        ctx.out.line(line)
    for line in standing(ctx, incident.type):
        ctx.err.line(line)
    ctx.err.say("screen.go-on", how=f"kit guide -i {folder.ref}")
