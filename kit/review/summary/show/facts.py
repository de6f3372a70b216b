"""The facts of one incident: what, where, who, when, how it ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from kit.ground.base.cells import hour, span
from kit.ground.base.clean import clean
from kit.ground.base.named import NOBODY, named
from kit.ground.base.spans import lasting
from kit.ground.base.words import word
from kit.ground.documents.page import Cell, Fact, cells
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.outages import Outage
from kit.incidents.incident.rules.place import site_name
from kit.incidents.incident.show.texts import clock, local, outcome
from kit.review.summary.show.writer import Writer

STEPS = ("done", "skipped", "not_applicable", "handed", "open")

def titles(incident: Incident, lang: str) -> str:
    plus = word(lang, "summary.plus")
    return plus.join(clean(plan.checklist.title.get(lang)) for plan in incident.plans)


def outage_line(incident: Incident, one: Outage, until: datetime, lang: str) -> str:
    """From when to when it was down, and how long; what lasts yet is counted to ``until``."""
    back = clock(incident, one.back) if one.back else word(lang, "summary.still-down")
    lasted = span(lasting(one.down, one.back or until), lang)
    return word(
        lang, "summary.outage", down=clock(incident, one.down), back=back, lasted=lasted
    )


def handed_on(
    incident: Incident, took: Sequence[tuple[datetime, str]], lang: str
) -> list[str]:
    """Who was in charge after the first, from when on."""
    return [
        word(lang, "summary.leader-then", at=clock(incident, at), who=clean(who, 60))
        for at, who in took
    ]


class FactsWriter(Writer):
    """``on``: who led the shift in which the incident began; "" for nobody. ``took``: who took
    over by a signed hand-over, and when."""

    on = ""
    took: Sequence[tuple[datetime, str]] = ()

    def facts(self) -> list[Fact]:
        s = self.summary
        known: list[tuple[str, str | Cell]] = [
            ("ref", s.ref),
            ("type", titles(self.incident, self.lang)),
        ]
        if s.title:
            known.append(("about", clean(s.title)))
        if self.incident.profile:
            known.append(("site", site_name(self.incident, self.lang)))
        if s.drill:
            known.append(("drill", self.say("drill-yes")))
        led = [self._leader(), *handed_on(self.incident, self.took, self.lang)]
        known.append(("leader", self.say("semicolon").join(led)))
        if s.opened:
            known.append(("opened", self._exactly(s.opened)))
        known.append(("closed", self._closed()))
        known.append(("lasted", self._lasted()))
        known.append(("points", self._points()))
        if s.closed:
            known.append(("outcome", self._outcome()))
        if s.reopened:
            known.append(("reopened", self._times(s.reopened)))
            known.append(("spells", self._spells()))
        known.append(("steps", self._steps()))
        values = cells(value for _, value in known)
        return [Fact(self.say(key), value) for (key, _), value in zip(known, values, strict=True)]

    def _lasted(self) -> Cell:
        """A length that nobody can tell is said so, never as a figure."""
        s = self.summary
        if s.opened and s.opened > s.until:
            return Cell(self.say("lasted-behind" if s.closed else "lasted-ahead"))
        return Cell(span(s.seconds, self.lang), "duration", s.seconds)

    def _leader(self) -> str:
        """Where nobody was named: who led the shift it began in, and who recorded, each as such."""
        text = named(self.summary.leader, self.lang, 4000)
        if self.summary.leader.strip() not in NOBODY:
            return text
        known = [self.say("leader-shift", who=clean(self.on))] if self.on else []
        recorded = self.recorders()
        known += [self.say("leader-recorded", names=recorded)] if recorded else []
        return self.say("semicolon").join([text, *known])

    def _exactly(self, at: datetime) -> Cell:
        shown = local(self.incident, at)
        which = hour(shown)[len("00:00") :]  # of the hour that the wall's clock shows twice
        return Cell(f"{shown:%Y-%m-%d %H:%M:%S}{which}", "time", at)

    def _points(self) -> str:
        """When each milestone was reached, and how long after the detection."""
        there = [one for one in self.summary.durations if one.milestone != "closed"]
        told = [
            self.say(
                "point",
                name=self.say(f"milestone-{one.milestone}"),
                at=self.clock(one.at),
                after=self._after(one.from_detection),
            )
            for one in there
            if one.at is not None and one.from_detection is not None
        ]
        return self.say("semicolon").join(told) or self.say("unknown")

    def _after(self, seconds: int) -> str:
        if seconds >= 0:
            return self.minutes(seconds)
        return self.say("before-detection", after=self.minutes(-seconds))

    def _steps(self) -> str:
        phases = self.summary.phases
        counts = {name: sum(getattr(each, name) for each in phases) for name in STEPS}
        shown = [name for name in STEPS if counts[name] or name in ("done", "open")]
        return self.say("comma").join(self.say(f"count-{n}", n=counts[n]) for n in shown)

    def _closed(self) -> str | Cell:
        s = self.summary
        if s.closed is None:
            return self.say("still-open", at=f"{local(self.incident, s.until):%H:%M}")
        return self._exactly(s.closed)

    def _outcome(self) -> str:
        note = clean(self.summary.closing_note)
        text = outcome(self.summary.outcome, self.lang)
        return self.say("with-note", text=text, note=note) if note else text

    def _times(self, times: list[datetime]) -> str:
        comma = self.say("comma")
        return comma.join(self.clock(at) for at in times)

    def _spells(self) -> str:
        """How long it was open each time."""
        each = [self.minutes(one.seconds) for one in self.summary.spells]
        return self.say("plus").join(each)
