"""A timer as screens show it: title, whom to tell, how long still, until when its line stays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from kit.ground.base.cells import EXACT, clock, cut, left_until, next_minute, pad, width
from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.ground.terminal.fragments import Counted, Line
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.timers import WARNING_PART, TimerState
from kit.incidents.incident.rules.names import TimerKey
from kit.incidents.incident.show.step_lines import filled, step_text
from kit.incidents.incident.show.texts import about
from kit.plans.checklists.rules.owners import given_by, owner_of

NUMBERED = 30  # cells beside what a line is about and the number to call: how late, the clock
TITLE = 16  # cells that are left of a title, so that one still knows it
REMAIN = 14  # cells in which it says how long still
WIDE = 72  # columns from which on a line says whose figure it counts by


def timer_title(incident: Incident, timer: TimerState, lang: str) -> str:
    """What the timer is about, in words."""
    name = TimerKey(timer.key)
    if name.sort == "hand":
        view = incident.view(name.of)
        what = step_text(incident, view, lang) if view else ""
        return clean(word(lang, "screen.hand-check", who=timer.note, what=what))
    if name.sort == "promise":
        who = timer.note + about(incident, timer)
        return clean(word(lang, "screen.promise-check", who=who))
    if name.sort == "forecast":
        from kit.incidents.incident.show.texts import timer_text

        return timer_text(incident, timer.key, lang, timer.note) + about(incident, timer)
    if name.sort == "update":
        from kit.incidents.incident.show.texts import update_title

        return update_title(timer.key, lang)
    rule = incident.rule(timer.key)
    if rule is None:
        return timer.key
    return filled(incident, rule.title.get(lang), None, lang)


def timer_named(incident: Incident, timer: TimerState, lang: str) -> str:
    """The same; in front of it the post that is to be told by now, where it names another one."""
    title, target = timer_title(incident, timer, lang), timer.target()
    if not target or target == timer.tell[0]:
        return title
    who = word(lang, "screen.tell", who=incident.role_title(target).get(lang))
    return word(lang, "screen.now-of", who=who, what=title)


def headed(incident: Incident, lang: str) -> str:
    """Reference and title, marked as a drill; a silent type is not named."""
    drill = word(lang, "screen.drill") if incident.is_drill else ""
    title = "" if incident.silent else incident.checklist.title.get(lang)
    return f"{drill}{incident.ref}  {title}".rstrip()


def named(incident: Incident, text: str, lang: str) -> str:
    """``text`` with the incident that it is about."""
    return word(lang, "screen.of-other", which=headed(incident, lang), what=text)


def timer_line(incident: Incident, timer: TimerState, now: datetime, lang: str, cols: int) -> Line:
    """Title, whom to tell, whose figure it is, how long still, the clock time."""
    return TimerLine(incident, timer, lang).at(now, cols)


class TimerLine:
    """The line of a timer; what only an entry changes is worked out once."""

    def __init__(self, incident: Incident, timer: TimerState, lang: str) -> None:
        self._timer, self._lang = timer, lang
        self._who = f" - {who}" if (who := _whom(incident, timer, lang)) else ""
        self._what = timer_title(incident, timer, lang) + self._who
        self._whose = timer_whose(incident, timer, lang)
        self._reached = "" if timer.nobody else reached_at(incident, timer.target())

    def at(self, now: datetime, cols: int) -> Line:
        what, timer, reached = self._what, self._timer, self._reached
        if reached and timer.ringing(now) and width(what) + width(reached) + NUMBERED <= cols:
            return timer_cells(f"{what} - {reached}", timer, now, self._lang, cols)
        return timer_cells(what, timer, now, self._lang, cols, self._whose, self._who)


def reached_at(incident: Incident, role: str) -> str:
    """Who is to be called for a post, where somebody's name is known, and the number; else ""."""
    found = incident.profile.roles.get(role) if incident.profile else None
    if found is None or not (found.name and found.phone):
        return ""
    return f"{clean(found.name, 60)} {clean(found.phone, 60)}"


def timer_what(incident: Incident, timer: TimerState, lang: str) -> str:
    """Title, whom to tell, and whether the due time stands: what only an entry changes."""
    who = _whom(incident, timer, lang)
    return timer_title(incident, timer, lang) + (f" - {who}" if who else "")


def _whom(incident: Incident, timer: TimerState, lang: str) -> str:
    """What stands behind the title; "" where that says it."""
    target = timer.target()
    who = ""
    if timer.nobody:
        who = word(lang, "screen.nobody")
    elif target and timer.rung:
        who = word(lang, "screen.tell", who=incident.role_title(target).get(lang))
    if timer.unentered and timer.status == "running":
        sure = word(lang, "screen.provisional", year=timer.unentered)
        who = f"{who} - {sure}" if who else sure
    return who


def timer_whose(incident: Incident, timer: TimerState, lang: str) -> list[str]:
    """Whose figure the minutes are, in full and short: the clause of the plan that gives them, or a
    word for the plan's, the site's and ours; nothing for a time that was promised or read off."""
    rule = incident.rule(timer.key)
    if rule is None or rule.minutes_from is not None:
        return []
    owner = word(lang, f"screen.whose-{owner_of(rule, incident.profile)}")
    return [*given_by(rule, incident.profile)[:1], owner]


def timer_cells(
    what: str,
    timer: TimerState,
    now: datetime,
    lang: str,
    cols: int,
    whose: Sequence[str] = (),
    who: str = "",
) -> Line:
    """The line of a timer about ``what``: the part that time alone changes (``timer_until``).
    ``whose`` figure it is stands there as far as ``what`` leaves room, and in no narrow window.
    Where it is too long the title is cut, and not ``who`` is to be told now, with whom it ends; in
    a narrow window that post stands first."""
    remain = Counted.of(timer.due, now, lang, REMAIN)
    due = timer.ringing(now) or now >= timer.due  # some ring ahead of their time
    style = "late" if due else "warn" if timer.warning(now) else "timer"
    mark = "!" if style == "late" else "*" if style == "warn" else " "
    at = f" {clock(timer.due, now)}"
    end = ("", remain, at)
    if whose and cols >= WIDE:
        close = (f"{whose[-1]} ", Counted.of(timer.due, now, lang), at)
        tries = [*((f"{one} ", remain, at) for one in whose), close]
        end = next((each for each in tries if width(what) + _cells(each) + 4 <= cols), end)
    if put_off(timer, now) and timer.ring_at is not None:
        again = clock(timer.ring_at, now)
        full = f"{what} - {word(lang, 'screen.snoozed', at=again)}"
        if width(full) <= cols - _cells(end) - 4:
            what = full
        else:  # what it is about goes before the hour at which it was due
            short = f" {word(lang, 'screen.snoozed-short', at=again)}"
            end = ("", Counted.of(timer.due, now, lang), short)
    room = cols - _cells(end) - 4
    title = room - width(who)
    if who and width(what) > room and what.endswith(who) and title >= TITLE:
        what = cut(what.removesuffix(who), title) + who
    elif timer.rung and who and width(what) > room and what.endswith(who):  # the title gives way
        post = who.removeprefix(" - ").removeprefix(word(lang, "screen.tell", who=""))
        what = word(lang, "screen.now-of", who=post, what=what.removesuffix(who))
    head = f" {mark} {pad(cut(what, room), room)} {end[0]}"
    return [(style, head), (style, end[1]), (style, end[2])]


def _cells(end: tuple[str, Counted, str]) -> int:
    """Whose figure it is, how long still, the clock time."""
    return sum(map(width, end))


def put_off(timer: TimerState, now: datetime) -> bool:
    """Whether it was put off, or nobody answered, or "not yet", and it is silent until then."""
    off = bool(timer.snoozes) or now >= timer.due
    return off and timer.ring_at is not None and now < timer.ring_at


def timer_rings(timer: TimerState, now: datetime, lang: str) -> str:
    """When it rings next, where that is another time than it is due; "" where it is not."""
    if timer.ring_at is None or now >= timer.ring_at or timer.ring_at == timer.due:
        return ""
    key = "screen.snoozed" if put_off(timer, now) else "screen.rings-ahead"
    return word(lang, key, at=clock(timer.ring_at, now))


def timer_turns(timer: TimerState) -> list[datetime]:
    """When its line becomes another one, apart from how long still it is."""
    warns = timedelta(minutes=timer.minutes * WARNING_PART)
    turns = [timer.due, timer.due - warns, timer.due - timedelta(seconds=EXACT)]
    turns += [timer.due + timedelta(hours=2), timer.due + timedelta(days=1)]  # in fewer cells
    return turns if timer.ring_at is None else [*turns, timer.ring_at]


def timer_until(timer: TimerState, now: datetime) -> datetime:
    """Until when the line of a timer stays as it is: the next full minute, or sooner the next
    second of the last two minutes, one more minute that it is late, or the end of a snooze. (The
    mark of the warning comes with the minute.)"""
    until = min(next_minute(now), left_until(timer.due, now))
    if timer.ring_at is not None and now < timer.ring_at:
        until = min(until, timer.ring_at)
    return until
