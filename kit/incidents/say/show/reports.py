"""A report to superiors in words: to be read out, written under its seven headings, or as data."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec

from kit.ground.base.cells import span
from kit.ground.base.clean import clean
from kit.ground.base.spans import lasting
from kit.ground.base.words import word
from kit.ground.documents.page import Page, Section, lines
from kit.incidents.incident.rules.all_clear import out_of_danger
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.older import older
from kit.incidents.incident.rules.place import site_fact, site_name
from kit.incidents.incident.show.standing_json import plan_named
from kit.incidents.incident.show.texts import (
    audience,
    caller,
    clock,
    grade,
    signed_right,
)
from kit.incidents.say.rules.reports import SCRIPTS, Call, Report, Said
from kit.incidents.say.show.deeds import Deeds
from kit.plans.checklists.rules.format import DANGER_ORDER
from kit.plans.sites.rules import joined

SHORT = 30  # characters of words said that stand in a list of who was told what


class Wording:
    """The pieces of one report of one incident in one language."""

    def __init__(self, incident: Incident, report: Report, lang: str) -> None:
        self.incident = incident
        self.report = report
        self.lang = lang
        self.deeds = Deeds(incident, report, lang, spoken=False)

    def say(self, key: str, **fill: object) -> str:
        return word(self.lang, f"report.{key}", **fill)

    def at(self, at: datetime) -> str:
        return clock(self.incident, at)

    def since(self) -> str:
        """Since when; where it was back and is down again, since when that is, too."""
        first = self.report.since
        return self.at(first) + self.again() if first else self.say("unknown")

    def again(self) -> str:
        """When it was back last and down again, where that happened by then; else ""."""
        downs = [each for each in self.incident.downs if each.at <= self.report.at]
        if not downs:
            return ""
        back, last = downs[-1].back, downs[-1].at
        key = "since-again" if back else "since-down"
        return self.say(key, back=self.at(back) if back else "", at=self.at(last))

    def unknown(self, text: str | None, name: str = "") -> str:
        """What is known; else that it is not, and by when it will be (heading ``name``)."""
        if text:
            return clean(text)
        until = self.report.known_by.get(name)
        if until is None:
            return self.say("unknown")
        late = until <= self.report.at
        return self.say("known-late" if late else "known-by", at=self.at(until))

    def part(self) -> str:
        """Which report this is: first, further number 2, final."""
        return self.say(f"part-{self.report.part}", n=self.report.number)

    def says(self, name: str) -> bool:
        """Whether this heading is said: always in a whole report, else where it reads otherwise or
        an answer is owed."""
        report = self.report
        return report.previous is None or name in report.changed or name in report.known_by

    def site(self) -> str:
        return site_name(self.incident, self.lang) or "-"

    def who(self) -> str:
        """Who speaks: the post with the site's name, where the site has one."""
        name = site_fact(self.incident, "name", self.lang)
        if not name:
            return self.leader()
        if self.lang == "zh":
            return joined(name, self.leader())
        return self.say("who-at", who=self.leader(), site=name)

    def leader(self) -> str:
        """The post that leads here, and the name where the log knows one."""
        post = self.incident.role_title("leader").get(self.lang)
        name = clean(self.report.leader, 60).removeprefix("-")
        return f"{post} {name}".strip() if name not in post else post

    def types(self) -> str:
        """Every plan at work: the one it was opened with first."""
        names = [plan.checklist.title.get(self.lang) for plan in self.incident.plans]
        title = clean(self.incident.title)
        return " + ".join(names) + (f" ({title})" if title else "")

    def levels(self) -> list[str]:
        return [grade(self.incident, lv, self.lang, prefix) for prefix, lv in self.report.levels]

    def items(self, items: Iterable[str]) -> str:
        return self.say("semicolon").join(items)

    def calls(self, calls: list[Call]) -> list[str]:
        return [f"{self.whom(c)} {self.at(c.at)}" for c in calls]

    def whom(self, call: Call) -> str:
        """Who was told: the post with whoever was reached there, or who stood in for it."""
        who = caller(self.incident, call.role, call.who, self.lang)
        return self.say("standin", who=who) if call.standin else who

    def told(self) -> list[str]:
        """Who was told what and when, calls and words said, in their order."""
        report = self.report
        heard = {(said.role, said.at) for said in report.said if said.role}
        told = [(c.at, self._call(c)) for c in report.told if (c.role, c.at) not in heard]
        told += [(said.at, self._said(said)) for said in report.said]
        return [text for _, text in sorted(told, key=lambda each: each[0])]

    def _call(self, call: Call) -> str:
        return self._heard(self.whom(call), call.at, self.short(call.text))

    def _said(self, said: Said) -> str:
        role = caller(self.incident, said.role, "", self.lang) if said.role else ""
        part = next((part for part, script in SCRIPTS.items() if script == said.script), "")
        what = self.say(f"told-{part}") if part else self.short(said.text)
        return self._heard(role or audience(said.to, self.lang), said.at, what)

    def _heard(self, who: str, at: datetime, what: str) -> str:
        if not what:
            return f"{who} {self.at(at)}"
        return self.say("told-what", who=who, at=self.at(at), what=what)

    def short(self, text: str) -> str:
        """The beginning of words that were said."""
        text = clean(text)
        return text if len(text) <= SHORT else text[:SHORT] + "…"

    def control(self) -> str:
        report = self.report
        at = report.closed or report.restored
        if report.control is None:
            return self.unknown(report.control_text, "control")
        text = self.say(f"control-{report.control}", at=self.at(at) if at else "")
        if report.control == "closed" and report.restored and not older(self.incident):
            return self.say("control-both", back=self.at(report.restored), text=text)
        return text

    def restore(self) -> str:
        report = self.report
        at = self.at(report.restore) if report.restore else ""
        text = " ".join(part for part in (at, clean(report.restore_text)) if part)
        return word(self.lang, "timeline.passed", text=text) if report.restore_passed else text

    def restored_at(self) -> str:
        """The sentence that says when it will be over, or that the time which was said is past."""
        report = self.report
        key = "say-restore" if report.restore and not report.restore_passed else "say-restore-text"
        return self.say(key, text=self.restore())


def spoken(incident: Incident, report: Report, lang: str) -> list[str]:
    """Sentences to read out on the telephone, in the order who, where, what, danger, effect,
    emergency services, measures, control, outlook, next update, confirmation. One after the first
    says which it is and only what is new."""
    p = Wording(incident, report, lang)
    phone = p.say("say-phone", phone=clean(report.phone)) if report.phone else ""
    out = [p.say("say-who", who=p.who(), phone=phone)]
    if report.drill:
        out.insert(0, p.say("say-drill"))
    if report.previous is not None:
        out.append(p.say("say-part", part=p.part(), at=p.at(report.previous)))
    if p.says("place"):
        out.append(p.say("say-where", place=p.unknown(report.place, "place")))
    level = "".join(p.say("say-level", level=one) for one in p.levels()) * p.says("levels")
    since = p.since()
    out.append(p.say("say-what", type=p.types(), level=level, since=since))
    out += _reached(p)
    out += _ahead(p)
    return out


def _reached(p: Wording) -> list[str]:
    """Danger, effect, who was called, what was done, how far it is under control."""
    report = p.report
    out = []
    danger = DANGER_ORDER[p.incident.danger]
    first = report.previous is None
    if danger in ("life", "security") and first and not out_of_danger(p.incident):
        out.append(p.say(f"say-danger-{danger}"))
    if p.says("effect"):
        out.append(p.say("say-effect", text=p.unknown(report.effect, "effect")))
    deeds = Deeds(p.incident, report, p.lang, spoken=True)
    found, done = deeds.found(), deeds.done()
    if found:
        out.append(p.say("say-observed", items=p.items(found)))
    if report.emergency:
        out.append(p.say("say-emergency", items=p.items(p.calls(report.emergency))))
    elif danger in ("life", "security") and first:
        out.append(p.say("say-no-emergency"))
    if done:
        out.append(p.say("say-measures", items=p.items(done)))
    if report.told:
        out.append(p.say("say-told", items=p.items(p.calls(report.told))))
    if not first and len(out) == 0 and not report.changed:
        out.append(p.say("say-nothing-new"))
    if report.control is not None or report.control_text:
        out.append(p.say("say-control", text=p.control()))
    elif "control" in report.known_by:
        out.append(p.say("say-control-by", text=p.unknown(None, "control")))
    else:
        out.append(p.say("say-control-unknown"))
    return out


def _ahead(p: Wording) -> list[str]:
    report = p.report
    out = []
    over = report.control in ("restored", "closed")
    if (report.outlook or "outlook" in report.known_by) and p.says("outlook") and not over:
        out.append(p.say("say-outlook", text=p.unknown(report.outlook, "outlook")))
    if report.restore or report.restore_text:
        out.append(p.restored_at())
    elif not over and "restore" in report.known_by:
        out.append(p.say("say-restore-by", text=p.unknown(None, "restore")))
    elif not over:
        out.append(p.say("say-restore-unknown"))
    if report.further and report.part != "final":
        out.append(p.say("say-further", items=p.items(p.deeds.next(report.further[:1]))))
    if report.part == "final":
        out += _final(p)
    coming = report.next_update is not None and report.next_update > report.at
    if coming and report.next_update is not None:
        out.append(p.say("say-next", at=p.at(report.next_update)))
    else:
        out.append(p.say("say-end"))
    return out


def _final(p: Wording) -> list[str]:
    """How long it lasted, and what is still owed."""
    report = p.report
    out = []
    end = report.closed or report.restored
    if end and report.lasted is not None:
        out.append(p.say("say-lasted", span=span(report.lasted, p.lang)))
    owed = report.customers_owed
    out.append(p.say("say-owed", count=owed) if owed else p.say("say-owed-none"))
    return out


def headings(incident: Incident, report: Report, lang: str) -> list[tuple[str, list[str]]]:
    """The seven headings, each with at least one line; "no change" where an earlier report has
    said it."""
    p = Wording(incident, report, lang)
    same = p.say("same" if report.previous is not None else "none")
    other = [clean(report.other)] if report.other and p.says("other") else []
    if report.notes:
        other.append(p.say("notes", items=p.items(clean(note) for note in report.notes)))
    where = f"{p.site()}  {p.unknown(report.place, 'place')}"
    return [
        (p.say("head-place"), [where]),
        (p.say("head-time"), [_since(p)]),
        (p.say("head-type"), ["  ".join([p.types(), *p.levels()])]),
        (p.say("head-effect"), _effect(p) or [same]),
        (p.say("head-measures"), _measures(p)),
        (p.say("head-outlook"), _outlook(p) or [same]),
        (p.say("head-other"), other or [same]),
    ]


def _since(p: Wording) -> str:
    """Since when; in the final report until when, and how long it lasted."""
    report = p.report
    if not report.since:
        return p.say("unknown")
    end = report.closed or report.restored
    ago = span(lasting(report.since, report.at), p.lang)
    since = p.say(
        "time-over" if end else "time", since=f"{report.since:%Y-%m-%d %H:%M}", span=ago
    )
    since += p.again()
    if end and report.lasted is not None and report.part == "final":
        lasted = span(report.lasted, p.lang)
        since += p.say("time-lasted", end=f"{end:%Y-%m-%d %H:%M}", span=lasted)
    return since


def _effect(p: Wording) -> list[str]:
    report = p.report
    out = [p.unknown(report.effect, "effect")] if p.says("effect") else []
    if found := p.deeds.found():
        out.append(p.say("observed", items=p.items(found)))
    if report.customers_owed:
        out.append(p.say("owed", count=report.customers_owed))
    return out


def _measures(p: Wording) -> list[str]:
    found = (
        ("emergency", p.calls(p.report.emergency)),
        ("measures", p.deeds.done()),
        ("told", p.told()),
    )
    out = [p.say(key, items=p.items(items)) for key, items in found if items]
    return [*out, p.say("control", text=p.control())]


def _outlook(p: Wording) -> list[str]:
    report = p.report
    over = report.control in ("restored", "closed")
    out = []
    if p.says("outlook"):
        out.append(p.say("outlook", text=p.unknown(report.outlook, "outlook")))
    if not over:
        out.append(p.say("restore", text=p.restore() or p.unknown(None, "restore")))
    if report.further:
        out.append(p.say("further", items=p.items(p.deeds.next(report.further))))
    return out


def written(incident: Incident, report: Report, lang: str) -> list[str]:
    """The written form as plain lines, not wrapped."""
    p = Wording(incident, report, lang)
    mark = word(lang, "screen.drill-mark") + " " if report.drill else ""
    out = [mark + _title(p) + "  " + _made(p)]
    for title, said in headings(incident, report, lang):
        out += [title, *(f"  {line}" for line in said)]
    return [*out, _signed(p), *signed_right(incident, lang)]


def page(incident: Incident, report: Report, lang: str) -> Page:
    """The written form, with a section for each heading."""
    p = Wording(incident, report, lang)
    mark = word(lang, "screen.drill-mark") + " " if report.drill else ""
    sections = [
        Section(f"heading-{number}", title, lines=lines(said))
        for number, (title, said) in enumerate(headings(incident, report, lang), 1)
    ]
    below = [_signed(p), *signed_right(incident, lang)]
    sections.append(Section("signed", lines=lines(below)))
    return Page(mark + _title(p), _made(p), sections=sections)


def _title(p: Wording) -> str:
    return p.say("title", part=p.part())


def _signed(p: Wording) -> str:
    phone = p.say("signed-phone", phone=clean(p.report.phone)) if p.report.phone else ""
    return p.say("signed", who=p.leader()) + phone


def _made(p: Wording) -> str:
    made = p.say("made", at=f"{p.report.at:%Y-%m-%d %H:%M}", ref=p.report.ref)
    if p.report.previous is None:
        return made
    return made + p.say("made-after", at=f"{p.report.previous:%Y-%m-%d %H:%M}")


def as_json(incident: Incident, report: Report, lang: str) -> dict[str, Any]:
    """The values with stable keys, and both forms in words."""
    return {
        **msgspec.to_builtins(report),
        "levels": [
            {"plan": plan_named(incident, prefix), "level": level}
            for prefix, level in report.levels
        ],
        "known_by": [{"heading": name, "due": at} for name, at in report.known_by.items()],
        "spoken": spoken(incident, report, lang),
        "headings": [
            {"title": title, "lines": said} for title, said in headings(incident, report, lang)
        ],
    }


def missing(report: Report, lang: str) -> tuple[list[str], str]:
    """Names of what is unknown, and the options that fill it in."""
    names = [word(lang, f"report.name-{name}") for name in report.unknown]
    blank = word(lang, "report.text")
    values = {"control": "none|partly|full"}
    options = " ".join(
        f"--{name} {values.get(name, chr(34) + blank + chr(34))}" for name in report.unknown
    )
    return names, options
