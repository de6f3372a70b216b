"""The first report in words: to be read out, written under its seven headings, or as data."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec

from kit.ground.base.cells import span
from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.names import StepKey
from kit.incidents.incident.show.standing_json import plan_named
from kit.incidents.incident.show.texts import caller, clock, grade, step_text, value_text
from kit.incidents.say.rules.first_report import Call, Report
from kit.plans.checklists.rules.format import DANGER_ORDER

SPOKEN_STEPS = 3


class Wording:
    """The pieces of one report of one incident in one language."""

    def __init__(self, incident: Incident, report: Report, lang: str) -> None:
        self.incident = incident
        self.report = report
        self.lang = lang

    def say(self, key: str, **fill: object) -> str:
        return word(self.lang, f"report.{key}", **fill)

    def at(self, at: datetime) -> str:
        return clock(self.incident, at)

    def unknown(self, text: str | None) -> str:
        return clean(text) if text else self.say("unknown")

    def site(self) -> str:
        profile = self.incident.profile
        return clean(profile.title.get(self.lang)) if profile else "-"

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

    def steps(self, keys: Iterable[str]) -> list[str]:
        return [step_text(self.incident, key, self.lang) for key in keys]

    def observed(self) -> list[str]:
        """What was seen: the step and its value."""
        out = []
        for key in self.report.observed:
            state = self.incident.steps[key]
            value = value_text(self.incident, key, state.value, self.lang)
            out.append(self.label(key) + self.say("colon") + value)
        return out

    def label(self, key: str) -> str:
        """What an answer is called: by the form, else by the step, which may be a question."""
        name = StepKey(key)
        plan = None if name.about else self.incident.plan(name.plan)
        form = plan.checklist.form if plan else None
        for item in form.fields if form else []:
            if item.source == f"answer:{name.step}":
                return clean(item.label.get(self.lang))
        return step_text(self.incident, key, self.lang).rstrip("?？。. ")

    def done(self) -> list[str]:
        """Measures with what was answered, where something was."""
        out = []
        for key in self.report.measures:
            state = self.incident.steps[key]
            text = step_text(self.incident, key, self.lang)
            value = value_text(self.incident, key, state.value, self.lang)
            out.append(text + (self.say("colon") + value if value else ""))
        return out

    def calls(self, calls: list[Call]) -> list[str]:
        return [f"{caller(self.incident, c.role, c.who, self.lang)} {self.at(c.at)}" for c in calls]

    def control(self) -> str:
        report = self.report
        at = report.closed or report.restored
        if report.control is None:
            return self.unknown(report.control_text)
        return self.say(f"control-{report.control}", at=self.at(at) if at else "")

    def restore(self) -> str:
        report = self.report
        at = self.at(report.restore) if report.restore else ""
        return " ".join(part for part in (at, clean(report.restore_text)) if part)


def spoken(incident: Incident, report: Report, lang: str) -> list[str]:
    """Sentences to read out on the telephone, in the order who, where, what, danger, effect,
    emergency services, measures, control, outlook, next update, read-back."""
    p = Wording(incident, report, lang)
    out = [p.say("say-who", site=p.site(), who=p.leader())]
    if report.drill:
        out.insert(0, p.say("say-drill"))
    out.append(p.say("say-where", place=p.unknown(report.place)))
    level = "".join(p.say("say-level", level=one) for one in p.levels())
    since = p.at(report.since) if report.since else p.say("unknown")
    out.append(p.say("say-what", type=p.types(), level=level, since=since))
    danger = DANGER_ORDER[incident.danger]
    if danger in ("life", "security"):
        out.append(p.say(f"say-danger-{danger}"))
    out.append(p.say("say-effect", text=p.unknown(report.effect)))
    if report.observed:
        out.append(p.say("say-observed", items=p.items(p.observed()[-SPOKEN_STEPS:])))
    if report.emergency:
        out.append(p.say("say-emergency", items=p.items(p.calls(report.emergency))))
    elif danger in ("life", "security"):
        out.append(p.say("say-no-emergency"))
    if report.measures:
        out.append(p.say("say-measures", items=p.items(p.done()[-SPOKEN_STEPS:])))
    known = report.control is not None or report.control_text
    out.append(p.say("say-control", text=p.control()) if known else p.say("say-control-unknown"))
    out += _ahead(p)
    return out


def _ahead(p: Wording) -> list[str]:
    report = p.report
    out = []
    if report.outlook:
        out.append(p.say("say-outlook", text=clean(report.outlook)))
    if report.restore or report.restore_text:
        out.append(p.say("say-restore", text=p.restore()))
    elif report.control not in ("restored", "closed"):
        out.append(p.say("say-restore-unknown"))
    if report.further:
        out.append(p.say("say-further", items=p.items(p.steps(report.further[:1]))))
    coming = report.next_update is not None and report.next_update > report.at
    if coming and report.next_update is not None:
        out.append(p.say("say-next", at=p.at(report.next_update)))
    else:
        out.append(p.say("say-end"))
    return out


def headings(incident: Incident, report: Report, lang: str) -> list[tuple[str, list[str]]]:
    """The seven headings, each with at least one line."""
    p = Wording(incident, report, lang)
    since = p.say("unknown")
    if report.since:
        end = report.closed or report.restored
        key = "time-over" if end else "time"
        ago = span((report.at - report.since).total_seconds(), lang)
        since = p.say(key, since=f"{report.since:%Y-%m-%d %H:%M}", span=ago)
    effect = [p.unknown(report.effect)]
    if report.observed:
        effect.append(p.say("observed", items=p.items(p.observed())))
    if report.customers_owed:
        effect.append(p.say("owed", count=report.customers_owed))
    measures = []
    for key, items in (
        ("emergency", p.calls(report.emergency)),
        ("measures", p.done()),
        ("told", p.calls(report.told)),
    ):
        if items:
            measures.append(p.say(key, items=p.items(items)))
    measures.append(p.say("control", text=p.control()))
    outlook = [p.say("outlook", text=p.unknown(report.outlook))]
    if report.control not in ("restored", "closed"):
        outlook.append(p.say("restore", text=p.restore() or p.say("unknown")))
    if report.further:
        outlook.append(p.say("further", items=p.items(p.steps(report.further))))
    other = [clean(report.other)] if report.other else []
    if report.notes:
        other.append(p.say("notes", items=p.items(clean(note) for note in report.notes)))
    return [
        (p.say("head-place"), [f"{p.site()}  {p.unknown(report.place)}"]),
        (p.say("head-time"), [since]),
        (p.say("head-type"), ["  ".join([p.types(), *p.levels()])]),
        (p.say("head-effect"), effect),
        (p.say("head-measures"), measures),
        (p.say("head-outlook"), outlook),
        (p.say("head-other"), other or [p.say("none")]),
    ]


def written(incident: Incident, report: Report, lang: str) -> list[str]:
    """The written form as plain lines, not wrapped."""
    p = Wording(incident, report, lang)
    mark = word(lang, "screen.drill-mark") + " " if report.drill else ""
    out = [mark + p.say("title") + "  " + _made(p)]
    for title, lines in headings(incident, report, lang):
        out += [title, *(f"  {line}" for line in lines)]
    out.append(p.say("signed", who=p.leader()))
    return out


def markdown(incident: Incident, report: Report, lang: str) -> str:
    from kit.ground.documents.markdown import escape

    p = Wording(incident, report, lang)
    mark = word(lang, "screen.drill-mark") + " " if report.drill else ""
    out = [f"# {escape(mark + p.say('title'))}", "", escape(_made(p)), ""]
    for title, lines in headings(incident, report, lang):
        out += [f"## {escape(title)}", "", *(f"{escape(line)}\n" for line in lines)]
    out += [escape(p.say("signed", who=p.leader())), ""]
    return "\n".join(out)


def _made(p: Wording) -> str:
    return p.say("made", at=f"{p.report.at:%Y-%m-%d %H:%M}", ref=p.report.ref)


def as_json(incident: Incident, report: Report, lang: str) -> dict[str, Any]:
    """The values with stable keys, and both forms in words."""
    return {
        **msgspec.to_builtins(report),
        "levels": [
            {"plan": plan_named(incident, prefix), "level": level}
            for prefix, level in report.levels
        ],
        "spoken": spoken(incident, report, lang),
        "headings": [
            {"title": title, "lines": lines} for title, lines in headings(incident, report, lang)
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
