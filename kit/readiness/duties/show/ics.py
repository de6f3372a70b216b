"""Duties as a calendar that telephones read: an all-day event each, that comes again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from icalendar import Alarm, Calendar, Event

from kit.ground.base.words import word
from kit.plans.duties.rules import days
from kit.plans.sites.rules import Profile
from kit.readiness.duties.rules.standing import Aged, Duty
from kit.readiness.duties.show.page import interval, said, state, who

UNITS = {"D": "DAILY", "W": "WEEKLY", "M": "MONTHLY", "Y": "YEARLY"}
SHORT = 28  # days that every month has
EVENING = timedelta(hours=-15)  # nine in the morning of the day before


def calendar(found: Sequence[Aged], site: Profile, now: datetime, lang: str) -> bytes:
    """Days are days of the calendar, of no zone. A new one of the same duty takes the old one's
    place (its ``UID``)."""
    out = Calendar()
    out.add("prodid", f"-//incident-kit//duties//{lang.upper()}")
    out.add("version", "2.0")
    out.add("method", "PUBLISH")
    out.add("x-wr-calname", word(lang, "duties.title", site=site.named(lang)))
    for aged in found:
        if aged.duty.state != "dropped":
            out.add_component(_event(aged, site, now, lang))
    data: bytes = out.to_ical()
    return data


def _event(aged: Aged, site: Profile, now: datetime, lang: str) -> Event:
    duty = aged.duty
    event = Event()
    event.add("uid", f"{duty.id}@duties.incident-kit")
    event.add("dtstamp", _utc(now))
    event.add("dtstart", duty.due)
    event.add("dtend", duty.due + timedelta(days=1) if duty.due < date.max else duty.due)
    event.add("summary", said(duty, site, lang))
    parts = [who(duty, site, lang), interval(duty, lang), " ".join(duty.cites), state(aged, lang)]
    event.add("description", "\n".join(part for part in parts if part))
    event.add("transp", "TRANSPARENT")
    rule = rule_of(duty)
    if rule:
        event.add("rrule", rule)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", said(duty, site, lang))
    alarm.add("trigger", EVENING)
    event.add_component(alarm)
    return event


def _utc(now: datetime) -> datetime:
    """A fixed offset would be written as a zone that no calendar knows."""
    from datetime import UTC

    return now.astimezone(UTC).replace(microsecond=0)


def rule_of(duty: Duty) -> dict[str, Any]:
    """How it comes again. On the 29th, 30th or 31st a plain rule would leave short months out: then
    it is the last of the days that there are up to that one."""
    try:
        every = days.span(duty.every)
        until = _last(duty) if duty.season else None
    except ValueError:  # a span or a season of a later kit: this once
        return {}
    rule: dict[str, Any] = {"freq": UNITS[every.unit], "interval": every.count}
    if until is not None:
        rule["until"] = until
    elif every.unit in "MY" and duty.due.day > SHORT:
        rule["bymonthday"] = [*range(SHORT, duty.due.day + 1)]
        rule["bysetpos"] = -1
        if every.unit == "Y":
            rule["bymonth"] = duty.due.month
    return rule


def _last(duty: Duty) -> date:
    """The season's last day, from the day on which it is due."""
    eve = max(duty.due, date.min + timedelta(days=1)) - timedelta(days=1)
    return days.coming(eve, days.season_of(duty.season)[1])
