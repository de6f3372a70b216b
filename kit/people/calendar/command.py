"""``kit calendar show | add``: which days are worked, and a new year from its notice."""

from __future__ import annotations

import os
import sys
from datetime import date, datetime, time
from typing import Any

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Exit, Refused
from kit.ground.base.workdays import Calendar, due
from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.help import new_group
from kit.ground.console.options import by_option, json_option
from kit.ground.console.put import put
from kit.people.calendar import COUNT_ANEW
from kit.people.calendar.files import Calendars
from kit.people.calendar.rules.anew import Anew
from kit.people.calendar.rules.day import read_day
from kit.people.calendar.rules.notice import Doubt, read_notice
from kit.people.calendar.rules.years import Year
from kit.plans.sites.files import Sites
from kit.plans.sites.rules import CALENDAR, MOST_WORKDAYS, Profile, calendar


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    group = new_group(ctx, ctx.out.word("calendar.help"), how)

    @group.callback()
    def alone(typer_context: typer.Context) -> None:
        if typer_context.invoked_subcommand is None:
            show_days(ctx, "", 0, False)

    @group.command("show", help=ctx.out.word("calendar.help-show"), **how)
    def show(
        what: str = typer.Argument("", metavar="[WHAT]", help=ctx.out.word("calendar.help-what")),
        days: int = typer.Option(0, "--days", metavar="N", help=ctx.out.word("calendar.help-days")),
        as_json: bool = json_option(ctx),
    ) -> None:
        show_days(ctx, what, days, as_json)

    @group.command("add", help=ctx.out.word("calendar.help-add"), **how)
    def add(
        file: str = typer.Argument("", metavar="[FILE]", help=ctx.out.word("calendar.help-from")),
        year: int = typer.Option(0, "--year", metavar="N", help=ctx.out.word("calendar.help-year")),
        yes: bool = typer.Option(False, "--yes", help=ctx.out.word("calendar.help-yes")),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        ctx.sign(by)
        add_year(ctx, file, year, yes, as_json)

    app.add_typer(group, name=name)


# ---- looking -----------------------------------------------------------------------------------


def show_days(ctx: Context, what: str, days: int, as_json: bool) -> None:
    """All years, one year, or one day, with the working day so many ``days`` after it."""
    calendars = ctx.of(Calendars)
    if not 0 <= days <= MOST_WORKDAYS:
        raise Refused("calendar-days", Exit.USAGE, most=MOST_WORKDAYS)
    if what.isdecimal() and len(what) == 4:
        _show_years(ctx, calendars, as_json, int(what))
    elif what or days:
        _show_day(ctx, calendars, _day(ctx, what), days, as_json)
    else:
        _show_years(ctx, calendars, as_json)


def _day(ctx: Context, what: str) -> date:
    if not what:
        return ctx.now().wall.date()
    day = read_day(what, ctx.now().wall.date())
    if day is None:
        raise Refused("calendar-what", Exit.USAGE, text=clean(what, 40))
    return day


def _show_years(ctx: Context, calendars: Calendars, as_json: bool, only: int = 0) -> None:
    from kit.people.calendar import show

    entered, lang = calendars.entered, ctx.me.lang
    chosen = {n: year for n, year in entered.years.items() if only in (0, n)}
    own = {n: calendars.own(n) for n in chosen if os.path.exists(calendars.own(n))}
    if as_json:
        years = [show.year_data(year, n in own) for n, year in chosen.items()]
        ctx.out.json({"years": years})
        return
    if only and not chosen:
        sure = "law" if only in entered.public.by_law else "unknown"
        ctx.out.line(f"{show.say(lang, 'title', year=only)}: {show.say(lang, sure)}")
        ctx.out.line(show.say(lang, "how"))
        return
    page = show.years_page(entered, own, _facts(ctx), lang)
    if only:
        page = type(page)(sections=[s for s in page.sections if s.name == f"year-{only}"])
    put(ctx, page)


def _facts(ctx: Context) -> list[str]:
    """What the site says of its own days."""
    site = _site(ctx)
    said = {name: site.fact(name, ctx.me.lang) for name in CALENDAR}
    parts = [f"{ctx.out.word(f'sites.fact-{name}')} {text}" for name, text in said.items() if text]
    if calendar(site, ctx.of(Calendars).public).public is None:
        return [ctx.out.word("calendar.site-none")]
    return [ctx.out.word("calendar.site", facts=parts)] * bool(parts)


def _site(ctx: Context) -> Profile:
    sites = ctx.of(Sites)
    chosen = sites.chosen_profile(ctx.me.profile)
    try:
        return sites.profile(chosen)
    except Refused:
        return sites.shipped_profile(chosen)


def _show_day(ctx: Context, calendars: Calendars, day: date, days: int, as_json: bool) -> None:
    from kit.people.calendar import show

    public = calendars.public
    site = calendar(_site(ctx), public)
    found = _counted(ctx, day, days, site) if days else None
    if as_json:
        answer: dict[str, Any] = {
            "day": str(day),
            "worked": site.works(day),
            "known": show.sure_of(day, site, public),
        }
        if found is not None:
            answer |= {"due_day": f"{found.at:%Y-%m-%d}", "unentered": found.unentered or None}
        ctx.out.json(answer)
        return
    ctx.out.line(show.day_line(day, site, public, ctx.me.lang))
    if found is not None:
        ctx.out.line(show.due_line(day, days, found, ctx.me.lang))


def _counted(ctx: Context, day: date, days: int, site: Calendar) -> Any:
    return due(datetime.combine(day, time(0), ctx.now().wall.tzinfo), days, site)


# ---- adding a year -----------------------------------------------------------------------------


def add_year(ctx: Context, file: str, year: int, yes: bool, as_json: bool) -> None:
    """Read a notice, show what it says, ask, keep it; then count anew what hung on it."""
    from kit.ground.terminal.ask import terminal
    from kit.people.calendar import show

    calendars, lang = ctx.of(Calendars), ctx.me.lang
    read = read_notice(_text(ctx, file), year)
    if read.year is None:
        why = " ".join(show.doubt_lines(read.doubts, lang))
        raise Refused("calendar-none", Exit.USAGE, why=why)
    old = calendars.entered.years.get(read.year.year)
    new = old.with_(read.year) if old is not None else read.year
    same = old is not None and not show.changed(old, new)
    if not as_json:
        put(ctx, show.preview(new, old, read.doubts, lang))
    asks = terminal() and not as_json
    if same or not _sure(ctx, new, read.doubts, yes, asks):
        how = "same" if same else "not-kept" if asks else "not-asked"
        _said(ctx, new, "", [], read.doubts, as_json, how)
        return
    path = calendars.add(_signed(ctx, new))
    anew = [each for count in COUNT_ANEW for each in count(ctx)]
    _said(ctx, new, path, anew, read.doubts, as_json, "kept")


def _signed(ctx: Context, year: Year) -> Year:
    from msgspec.structs import replace

    return replace(year, entered=f"{ctx.now().wall:%Y-%m-%d} {ctx.by}")


def _said(
    ctx: Context, year: Year, path: str, anew: list[Anew], doubts: list[Doubt],
    as_json: bool, how: str,
) -> None:  # fmt: skip
    from kit.people.calendar import show

    if as_json:
        told = show.doubt_lines(doubts, ctx.me.lang)
        data = show.year_data(year, bool(path))
        moved = [
            {"ref": each.ref, "what": one.what, "before_at": one.before.isoformat(),
             "after_at": one.after.isoformat()}
            for each in anew for one in each.times
        ]  # fmt: skip
        ctx.out.json({"years": [data], "saved": bool(path), "doubts": told, "moved_times": moved})
        return
    ctx.out.say(f"calendar.{how}", year=year.year, file=clean(path, 300))
    for each in anew:
        ctx.out.say("calendar.recounted", ref=each.ref, n=len(each.times))
        for one in each.times:
            before, after = (f"{at:%Y-%m-%d %H:%M}" for at in (one.before, one.after))
            key = "stands" if one.before == one.after else "moved"
            ctx.out.say(f"calendar.{key}", what=one.what, before=before, after=after)


def _sure(ctx: Context, year: Year, doubts: list[Doubt], yes: bool, asks: bool) -> bool:
    """``--yes`` keeps what raises no doubt; else a person who has seen it says so."""
    from kit.ground.terminal.ask import Left, yes_or_no

    if yes:
        if doubts:
            raise Refused("calendar-doubt")
        return True
    if not asks:
        return False
    asked = yes_or_no("keep", ctx.err.word("calendar.ask", year=year.year), ctx.me.lang)
    try:
        return ctx.ask.ask(asked) == "yes"
    except Left:
        return False


def _text(ctx: Context, file: str) -> str:
    from kit.ground.machine.stdin import taken
    from kit.people.calendar.files import LONGEST, notice, read_text

    if file and file != "-":
        return read_text(file)
    if sys.stdin.isatty():
        ctx.err.say("calendar.paste")
    return notice(taken(LONGEST, (b".", "。".encode())))
