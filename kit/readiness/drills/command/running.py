"""``kit drill run|show|end``: a drill, from its beginning to its end."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import msgspec

from kit import __version__
from kit.ground.base.clean import clean
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import by_option, json_option
from kit.ground.journal.as_json import iso
from kit.ground.terminal.ask import terminal, yes_or_no
from kit.incidents.incident.files.led import led_by
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules.fold import Incident
from kit.live.guide.command.start import checklist_for, open_type, reached, standing
from kit.plans.sites.files import Sites
from kit.readiness.drills.command.shared import flag, named, pair, ref_argument, text, texts
from kit.readiness.drills.files import desk
from kit.readiness.drills.files.played import Played, played
from kit.readiness.drills.files.scenarios import scenario
from kit.readiness.drills.files.store import Book, Drills
from kit.readiness.drills.rules import acts
from kit.readiness.drills.rules import kinds as kd
from kit.readiness.drills.rules.script import Scenario


def register(group: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    @group.command("run", help=ctx.out.word("help.drill-run"), **how)
    def run(
        script: str = typer.Argument(
            ..., metavar="SCENARIO", help=ctx.out.word("help.drill-scenario")
        ),
        speed: float = typer.Option(
            1.0, "--speed", metavar="N", help=ctx.out.word("help.drill-speed")
        ),
        observer: str = text(ctx, "--observer", "observer", "NAME"),
        by_hand: bool = flag(ctx, "--by-hand", "by-hand"),
        live: bool = flag(ctx, "--live", "live"),
        unannounced: bool = flag(ctx, "--unannounced", "unannounced"),
        who: list[str] = texts(ctx, "--who", "who", "NAME=POST"),
        profile: str = typer.Option(
            "", "--profile", metavar="ID", help=ctx.out.word("help.profile")
        ),
        no_guide: bool = flag(ctx, "--no-guide", "no-guide"),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        people = [pair(each, "--who NAME=POST") for each in who]
        begun = kd.Begun(
            kd.FORMAT, scenario(ctx.home, script), __version__, "live" if live else "table-top",
            not unannounced, clean(observer, 60), by_hand, speed,
        )  # fmt: skip
        raise typer.Exit(_run(ctx, begun, people, profile, no_guide, by, as_json))

    @group.command("show", help=ctx.out.word("help.drill-show"), **how)
    def show(ref: str = ref_argument(ctx), as_json: bool = json_option(ctx)) -> None:
        _show(ctx, ref, as_json)

    @group.command("end", help=ctx.out.word("help.drill-end"), **how)
    def end(
        ref: str = ref_argument(ctx),
        note: str = text(ctx, "--note", "note"),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        book = ctx.of(Drills).pick(ref)
        left = [log for log in desk.logs_of(ctx, book.state) if log.incident.closed is None]
        if not book.state.on and not left:
            raise Refused("drill-over", ref=book.ref)
        end_drill(ctx, book, note, named(ctx, desk.signer(ctx, book.state, by), "drill.end-who"))
        if as_json:
            ctx.out.json({"drill_ref": book.ref, "drill_ended": iso(book.state.ended)})
        else:
            ctx.out.say("drill.ended", drill=book.ref)
        ctx.flush_warnings()


def _is_real(incident: Incident) -> bool:
    """Something happened: a readiness check that somebody left open is no incident."""
    return not (incident.is_drill or incident.preparation)


def _run(
    ctx: Context, begun: kd.Begun, people: list[tuple[str, str]], profile: str, no_guide: bool,
    by: str, as_json: bool,
) -> int:  # fmt: skip
    """The exit code. Nothing begins while something real is open, nor beside another drill."""
    on = ctx.of(Drills).on()
    if on is not None:
        raise Refused("drill-on", ref=on.ref)
    if not 1 <= begun.speed <= 3600:
        raise Refused("drill-speed", Exit.USAGE)
    logs = ctx.of(Store).open_logs()
    real = [log.ref for log in logs if _is_real(log.incident) and not led_by(log)]
    if real:
        raise Refused("drill-real-open", names=real)
    guided = terminal() and not no_guide and not as_json
    play = played(ctx, begun.scenario, profile)
    if guided and not _agreed(ctx, begun.scenario, play):
        ctx.err.say("drill.not-begun")
        return 0
    book, log = begin(ctx, begun, people, profile, by, play)
    if guided:
        from kit.live.guide.command.guide import run_guide

        code = run_guide(ctx, log, resumed=False, by=by)
        _after(ctx, book)
        return code
    _say_begun(ctx, book, log, play, as_json)
    return 0


def _agreed(ctx: Context, found: Scenario, play: Played) -> bool:
    """What the player is told before; the clock begins when they say so."""
    lang = ctx.me.lang
    lines = [*told_before(ctx, found), *by_what(ctx, play)]
    asked = yes_or_no("drill-begin", ctx.out.word("drill.begin-ask"), lang, lines)
    return ctx.ask.ask(asked) == "yes"


def told_before(ctx: Context, found: Scenario) -> list[str]:
    from kit.ground.base.cells import wrap

    texts = [clean(found.title.get(ctx.me.lang)), clean(found.story.get(ctx.me.lang), 600)]
    if found.safety is not None:
        texts.append(clean(found.safety.get(ctx.me.lang), 600))
    texts.append(ctx.out.word("drill.stop-how"))
    return [line for each in texts for line in wrap(each, min(ctx.out.width, 100) - 2)]


def by_what(ctx: Context, play: Played) -> list[str]:
    """By which list and at which site it is played, and how that list stands. Never what is
    expected: the player reads it."""
    from kit.ground.base.cells import wrap

    lang = ctx.me.lang
    key = "played-shipped" if not play.own else "played-edition" if play.edition else "played-own"
    said = ctx.out.word(
        f"drill.{key}", title=clean(checklist_for(ctx, play.type).title.get(lang)),
        edition=clean(play.edition, 20), site=_site_title(ctx, play))  # fmt: skip
    lines = [said, *_numberless(ctx, play), *standing(ctx, play.type)]
    return [line for each in lines for line in wrap(each, min(ctx.out.width, 100) - 2)]


def _numberless(ctx: Context, play: Played) -> list[str]:
    """Away from this home's own site: whose numbers are not on file there, and what to do."""
    sites = ctx.of(Sites)
    if play.site == sites.chosen_profile(ctx.me.profile) or play.site not in sites.files():
        return []
    with suppress(Refused):
        roles = reached(ctx, sites.profile(play.site), ctx.now().wall, False).roles
        bare = [role for role in roles.values() if not role.phone.strip()]
        if bare:
            key = "drill.numberless-all" if len(bare) == len(roles) else "drill.numberless"
            return [ctx.out.word(key, n=len(bare), of=len(roles), site=play.site)]
    return []


def _site_title(ctx: Context, play: Played) -> str:
    try:
        site = ctx.of(Sites).profile(play.site)
    except Refused:
        site = ctx.of(Sites).shipped_profile(play.site)
    return clean(site.title.get(ctx.me.lang))


def begin(
    ctx: Context, begun: kd.Begun, people: list[tuple[str, str]], profile: str, by: str,
    play: Played | None = None,
) -> tuple[Book, Log]:  # fmt: skip
    """The drill and its first incident. Raises ``Refused``; then there is neither."""
    play = play or played(ctx, begun.scenario, profile)
    begun = msgspec.structs.replace(begun, scenario=play.scenario, lists=play.lists)

    def act(draft: acts.Draft) -> None:
        draft.add(begun)
        for name, post in people:
            acts.took_part(draft, name, post, "")

    who = clean(by, 60) or ctx.recorder
    book = ctx.of(Drills).begin(ctx.now(), who, act)
    title = begun.scenario.title.get(ctx.me.lang)
    try:
        log = open_type(ctx, play.type, True, 1.0, play.site, title, by=by)
    except BaseException:
        desk.record(ctx, book, lambda draft: acts.end(draft, "called-off"), by)
        raise
    desk.give_due(ctx, ctx.of(Drills).load(book.ref))
    return ctx.of(Drills).load(book.ref), log


def _say_begun(ctx: Context, book: Book, log: Log, play: Played, as_json: bool) -> None:
    found = play.scenario
    if as_json:
        ctx.out.json({"drill_ref": book.ref, "ref": log.ref, "scenario": found.id,
                      "speed": book.state.speed, "drill_begun": iso(book.state.begun),
                      "type": play.type, "own": play.own, "edition": play.edition,
                      "site": {"id": play.site, "title": _site_title(ctx, play)},
                      "left_to_observer": play.left})  # fmt: skip
        return
    mark = ctx.out.word("screen.drill-mark")
    title = clean(found.title.get(ctx.me.lang))
    ctx.out.say("drill.begun", mark=mark, drill=book.ref, title=title, ref=log.ref)
    ctx.out.lines([*told_before(ctx, found)[1:], *by_what(ctx, play)])
    ctx.err.say("drill.next-guide", ref=log.ref)
    ctx.err.say("drill.next-observe", drill=book.ref)


def _after(ctx: Context, book: Book) -> None:
    """Behind the guide: over where all its incidents are closed, else how it goes on. That somebody
    else ended it the guide has said."""
    book = ctx.of(Drills).load(book.ref)
    if not book.state.on:
        return
    if all(log.incident.closed for log in desk.logs_of(ctx, book.state)):
        by = desk.signer(ctx, book.state)
        desk.record(ctx, book, lambda draft: acts.end(draft, "finished"), by)
    book = ctx.of(Drills).load(book.ref)
    if book.state.on:
        ctx.err.say("drill.goes-on", drill=book.ref)
    else:
        ctx.err.say("drill.ended", drill=book.ref)


def end_drill(ctx: Context, book: Book, note: str, by: str) -> None:
    """By somebody's word; what is open of it is closed by the same. First the drill: whoever sees
    an incident of it closed sees why."""
    desk.record(ctx, book, lambda draft: acts.end(draft, "finished", "", note), by)
    desk.close_all(ctx, book.state, ctx.out.word("drill.ended-note"), by)


def _show(ctx: Context, ref: str, as_json: bool) -> None:
    """The player's: never what is still to come."""
    from kit.readiness.drills.talk.news import given_line

    book = ctx.of(Drills).pick(ref)
    desk.give_due(ctx, book)
    drill = book.state
    given = sorted(drill.given, key=lambda id_: drill.given[id_])
    found = [drill.scenario.inject(id_) for id_ in given] if drill.scenario else []
    told = [each for each in found if each is not None]
    if as_json:
        ctx.out.json({"drill_ref": book.ref, "injects_given": [
            {"at": iso(drill.given[each.id]), "kind": each.kind,
             "text": clean(each.text.get(ctx.me.lang), 600)} for each in told]})  # fmt: skip
    elif not told:
        ctx.out.say("drill.nothing-yet")
    else:
        ctx.out.lines(given_line(drill, each, ctx.me.lang) for each in told)
    ctx.flush_warnings()
