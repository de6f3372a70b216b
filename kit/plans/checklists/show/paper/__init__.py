"""Paper twins: an A4 card per checklist as one self-contained HTML page, made to be printed.

Same step numbers as everywhere; boxes for time and initials; contacts; a manual record sheet
(HL-7.2) and a log sheet. Nothing is loaded from anywhere, and typed text is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from html import escape
from importlib.resources import files

import msgspec

from kit.ground.base import blanks
from kit.ground.base.clean import clean
from kit.ground.base.text import Text
from kit.plans.checklists.rules.at_site import allows, counts, detail, for_site, meets
from kit.plans.checklists.rules.format import (
    Checklist,
    Condition,
    Phase,
    Step,
    TimerRule,
    Trigger,
)
from kit.plans.checklists.rules.texts import PLACEHOLDER
from kit.plans.checklists.rules.owners import given_by, owner_of
from kit.plans.checklists.show.amounts import comes_back
from kit.plans.sites.rules import FACTS, Profile
from kit.plans.sites.show import amount, whose
from kit.ground.base.words import word

SHEET_ROWS = 22
LOG_ROWS = 24
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


class Printed(msgspec.Struct, frozen=True):
    """What stands on every card: for which site, when printed, by which kit."""

    profile: Profile
    lang: str
    on: date
    version: str


def document(checklists: list[Checklist], printed: Printed) -> str:
    """The whole HTML page: a card per checklist, contacts, record sheet, log sheet."""
    paper = Paper(printed)
    one = len(checklists) == 1
    title = _title(checklists[0], printed) if one else paper.say("titles")
    parts = [] if one else [paper.section("index", paper.index(checklists))]
    here = [for_site(c, printed.profile) for c in checklists]
    parts += [paper.section("card", Card(printed, c).parts()) for c in here]
    parts += [
        paper.section("contacts", paper.contacts()),
        paper.section("sheet", paper.sheet()),
        paper.section("sheet", paper.log()),
    ]
    return shell(title, printed.lang, parts)


def shell(title: str, lang: str, parts: list[str]) -> str:
    style = files("kit.plans.checklists.show.paper").joinpath("style.css").read_text(encoding="utf-8")
    lang = "zh-CN" if lang == "zh" else "en"
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{lang}"><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
            f"<title>{escape(title)}</title>",
            f"<style>\n{style}</style></head><body>",
            *parts,
            "</body></html>\n",
        ]
    )


def _title(c: Checklist, printed: Printed) -> str:
    return clean(c.title.get(printed.lang))


def pdf(html: str) -> bytes | None:
    """The page as PDF; ``None`` where the library (the extra ``pdf``) is not installed."""
    try:
        from weasyprint import HTML
    except (ImportError, OSError):  # its own libraries may be missing too
        return None
    made: bytes = HTML(string=html).write_pdf()
    return made


class Paper:
    """Sheets that belong to no checklist, and small parts."""

    def __init__(self, printed: Printed) -> None:
        self.printed = printed
        self.profile = printed.profile
        self.lang = printed.lang

    def say(self, key: str, **fill: object) -> str:
        return word(self.lang, f"paper.{key}", **fill)

    def made(self) -> str:
        site = self.profile.named(self.lang)
        text = self.say(
            "made", site=site, date=f"{self.printed.on:%Y-%m-%d}", version=self.printed.version
        )
        return f'<p class="made">{escape(text)}</p>'

    def section(self, kind: str, parts: Iterable[str]) -> str:
        return f'<section class="{kind}">\n' + "\n".join(parts) + "\n</section>"

    def head(self, *names: str, classes: dict[str, str] | None = None) -> str:
        """A table's head row."""
        cells = "".join(
            f'<th class="{(classes or {}).get(name, "")}">{escape(self.say(name))}</th>'
            for name in names
        )
        return f"<thead><tr>{cells}</tr></thead>"

    def rows(self, count: int, columns: int) -> str:
        row = "<tr>" + "<td></td>" * columns + "</tr>"
        return "<tbody>" + row * count + "</tbody>"

    def index(self, checklists: list[Checklist]) -> Iterator[str]:
        yield f"<header><h1>{escape(self.say('titles'))}</h1>{self.made()}</header>"
        yield "<table class=\"index\">"
        for c in checklists:
            title, summary = (clean(t.get(self.lang)) for t in (c.title, c.summary))
            yield f"<tr><td><b>{escape(title)}</b></td><td>{escape(summary)}</td></tr>"
        yield "</table>"

    def contacts(self) -> Iterator[str]:
        """What is known of the place, and every post; empty cells are for the pen."""
        yield f"<header><h1>{escape(self.say('contacts'))}</h1>{self.made()}</header>"
        yield "<table><tbody>"
        for fact in FACTS:
            name = word(self.lang, f"sites.fact-{fact}")
            text = escape(self.profile.fact(fact, self.lang))
            yield f"<tr><td>{escape(name)}</td><td>{text}</td></tr>"
        yield "</tbody></table>"
        yield "<table>" + self.head("post", "name", "phone", "standin") + "<tbody>"
        for role in self.profile.roles.values():
            other = self.profile.roles.get(role.standin or "")
            cells = (
                clean(role.title.get(self.lang)),
                clean(role.name),
                "  ".join(clean(number) for number in (role.phone, role.phone2) if number),
                clean(other.title.get(self.lang)) if other else "",
            )
            yield "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
        yield "</tbody></table>"

    def sheet(self) -> Iterator[str]:
        yield f"<h2>{escape(self.say('sheet'))}</h2>"
        yield f"<p>{escape(self.say('sheet-note'))}</p>"
        names = ("number", "time", "customer", "phone", "matter", "promised", "by", "entered")
        yield "<table>" + self.head(*names) + self.rows(SHEET_ROWS, len(names)) + "</table>"

    def log(self) -> Iterator[str]:
        yield f"<h2>{escape(self.say('log'))}</h2>"
        names = ("number", "time", "happened", "initials")
        yield "<table>" + self.head(*names) + self.rows(LOG_ROWS, len(names)) + "</table>"


class Card(Paper):
    """One checklist."""

    def __init__(self, printed: Printed, c: Checklist) -> None:
        super().__init__(printed)
        self.c = c
        self.numbers = {
            step.id: f"{n}.{i}"
            for n, phase in enumerate(c.phases, 1)
            for i, step in enumerate(phase.steps, 1)
        }

    def text(self, text: Text) -> str:
        """Filled and escaped."""
        return escape(self.filled(text))

    def filled(self, text: Text) -> str:
        """Blanks filled for this site; an answer's blank names its step; what is not known of the
        place is left out with its part."""

        def known(found: blanks.Blank) -> str | None:
            kind, name = found[1], found[2]
            role = self.profile.roles.get(name)
            if kind == "role":
                return role.title.get(self.lang) if role else None
            if kind == "number":
                return role.phone or None if role else None
            if kind == "minutes" and name in self.profile.minutes:
                return self.profile.minutes[name].text.get(self.lang)
            if kind == "span" and name in self.profile.minutes:
                return self.profile.minutes[name].span.get(self.lang)
            if kind == "site":
                return self.profile.fact(name, self.lang) or None
            return self.say("see", step=self.numbers.get(name, name))

        def missing(found: blanks.Blank) -> str:
            if found[1] == "site":  # with room for the pen
                return self.say("own-site")
            return self.profile.title_of(found[2]).get(self.lang)

        raw = text.get(self.lang).replace("{who}", self.say("person"))
        raw = raw.replace("{opened}", self.say("own-site"))
        return clean(blanks.fill(raw, known, missing, plain=False))

    def role(self, role: str) -> str:
        """Title and number of a post."""
        found = self.profile.roles.get(role)
        if found is None:
            return ""
        parts = (found.title.get(self.lang), found.name, found.phone, found.phone2)
        return escape(" ".join(clean(part) for part in parts if part))

    def line_to(self, role: str) -> str:
        """Name and number beside a call, with room for the pen where they are not on file."""
        found = self.profile.roles[role]
        numbers = "  ".join(clean(number) for number in (found.phone, found.phone2) if number)
        number = escape(numbers) or '<span class="blank"></span>'
        return f"{escape(clean(found.name))} {escape(self.say('phone'))} {number}".strip()

    def parts(self) -> Iterator[str]:
        c = self.c
        yield f"<header><h1>{self.text(c.title)}</h1><p>{self.text(c.summary)}</p>"
        yield self.made() + "</header>"
        names = ["ref", "opened", "leader"] + (["level"] if c.levels else [])
        blanks = "".join(f"<span>{escape(self.say(name))}</span>" for name in names)
        yield f'<div class="blanks">{blanks}</div>'
        if c.silent:
            yield f'<p class="silent"><b>{escape(self.say("silent"))}</b></p>'
        if c.prohibitions:
            rules = "".join(f"<p>{self.text(rule.text)}</p>" for rule in c.prohibitions)
            yield f'<div class="never"><b>{escape(self.say("never"))}</b>{rules}</div>'
        for number, phase in enumerate(c.phases, 1):
            yield from self.phase(number, phase)
        yield from self.levels()
        yield from self.timers()
        late = self.say("late", step=next(iter(self.numbers.values()), "1.1"))
        yield f'<p class="small">{escape(late)}</p>'

    def phase(self, number: int, phase: Phase) -> Iterator[str]:
        steps = [
            (f"{number}.{index}", step)
            for index, step in enumerate(phase.steps, 1)
            if meets(self.profile, step)
        ]
        if not steps:
            return
        title = word(self.lang, f"screen.phase-{phase.id}")
        if phase.title:
            title = self.text(phase.title)
        yield f"<h2>{number} {title}</h2><table>"
        classes = {"time": "t", "initials": "i"}
        yield self.head("number", "step", "time", "initials", classes=classes)
        yield "<tbody>"
        for name, step in steps:
            yield from self.step(name, step)
        yield "</tbody></table>"

    def step(self, name: str, step: Step) -> Iterator[str]:
        out = []
        if step.caution:
            note = escape(self.say("caution")) + self.text(step.caution)
            out.append(f'<p class="caution">{note}</p>')
        mark = f' <span class="mark">{escape(self.say("critical"))}</span>' if step.critical else ""
        only = " + ".join(self.only(step.when))
        if only:
            only = escape(self.say("only")) + only
            out.append(f'<p class="small">{only}</p>')
        who = f' <span class="who">{self.line_to(step.call)}</span>' if step.call else ""
        out.append(f'<p><span class="do">{self.text(step.do)}</span>{mark}{who}</p>')
        known = detail(self.profile, step)
        if known and (text := self.text(known)):
            out.append(f'<p class="small">{text}</p>')
        if step.say and (said := self.text(step.say)):
            out.append(f'<p class="small">{escape(self.say("say"))}{said}</p>')
        answer = self.answer(step)
        if answer:
            out.append(f"<p>{answer}</p>")
        yield (
            f'<tr class="step-{escape(step.id)}"><td class="n"><b>{name}</b></td>'
            f'<td>{"".join(out)}</td><td class="t"></td><td class="i"></td></tr>'
        )

    def answer(self, step: Step) -> str:
        """Where the pen goes: boxes for choices and calls, a line for a value."""
        if step.each == "told":
            return escape(self.say("each-told"))
        if step.each == "callbacks":
            return escape(self.say("each-callbacks"))
        if step.answer == "choice":
            return "".join(self.box(self.text(Text(c.zh, c.en))) for c in step.choices)
        if step.answer == "call":
            names = ("reached", "no-answer", "again")
            return "".join(self.box(escape(self.say(name))) for name in names)
        if step.answer in ("done", "know", "callback"):
            return ""
        unit = f" {self.text(step.unit)}" if step.unit else ""
        return f'<span class="blank"></span>{unit}'

    def box(self, text: str) -> str:
        return f'<span class="choice"><span class="box"></span>{text}</span>'

    def only(self, conditions: list[Condition]) -> Iterator[str]:
        """What must hold besides, each as a short phrase with step numbers."""
        for cond in conditions:
            if cond.step:
                values = self.labels(cond.step, cond.is_ or cond.is_not)
                key = "not" if cond.is_not and not cond.is_ else "is"
                number = self.numbers.get(cond.step, cond.step)
                yield escape(self.say(key, step=number, values=values).strip())
            if cond.level:
                yield escape(self.either(self.grade(level) for level in cond.level))
            if cond.any_:
                there = [one for one in cond.any_ if allows(self.profile, [one])]
                inner = [part for one in there for part in self.only([one])]
                if inner:
                    yield self.either(inner)

    def either(self, parts: Iterable[str]) -> str:
        return self.say("or").join(parts)

    def grade(self, level: str) -> str:
        found = self.c.levels.get(level) if self.c.levels else None
        return clean(found.title.get(self.lang)) if found else level

    def labels(self, step: str, values: list[str]) -> str:
        found = self.c.step(step)
        choices = found.choices if found else []
        names = {c.id: self.filled(Text(c.zh, c.en)) for c in choices}
        return self.either(names.get(value, value) for value in values)

    def levels(self) -> Iterator[str]:
        levels = self.c.levels
        if levels is None:
            return
        who = self.profile.title_of(levels.decides).get(self.lang)
        yield f"<h2>{escape(self.say('levels', who=who))}</h2><table><tbody>"
        for grade in levels.grades:
            adds = f"<br>{self.text(grade.adds)}" if grade.adds else ""
            yield (
                f"<tr><td><b>{self.text(grade.title)}</b></td>"
                f"<td>{self.text(grade.criteria)}{adds}</td></tr>"
            )
        yield "</tbody></table>"

    def timers(self) -> Iterator[str]:
        rules = [t for t in self.c.timers if counts(self.profile, t)]
        if not rules:
            return
        yield f"<h2>{escape(self.say('timers'))}</h2><table>"
        classes = {"due": "t", "done": "t"}
        yield self.head("what", "from", "minutes", "tell", "due", "done", classes=classes)
        yield "<tbody>"
        for rule in rules:
            what = self.text(rule.ask) if rule.ask else self.text(rule.title)
            back = "<br>".join(map(escape, comes_back(rule, self.profile, self.lang)))
            tell = self.say("then").join(r for r in map(self.role, rule.tell) if r)
            tell += f"{'<br>' if tell else ''}<small>{back}</small>"
            yield (
                f"<tr><td>{what}</td><td>{self.start(rule.counts_from)}</td>"
                f"<td>{self.minutes(rule)}</td><td>{tell}</td>"
                f'<td class="t"></td><td class="t"></td></tr>'
            )
        yield "</tbody></table>"

    def minutes(self, rule: TimerRule) -> str:
        if rule.minutes_from:
            step = self.numbers.get(rule.minutes_from, rule.minutes_from)
            return escape(self.say("as-answered", step=step))
        found = self.profile.minutes.get(rule.minutes_of or "")
        if found is None and rule.minutes is None:
            return ""
        owner = whose(owner_of(rule, self.profile), given_by(rule, self.profile), self.lang)
        if found is not None and found.workdays is not None:
            shown = escape(amount(found, self.profile, self.lang))
        else:
            shown = f"{found.value if found else rule.minutes:g}"
        return f"{shown}<br><small>{escape(owner)}</small>"

    def start(self, t: Trigger) -> str:
        timer = self.c.timer(t.timer or "")
        step = self.numbers.get(t.step or "", t.step or "")
        text = self.say(
            f"from-{t.on}",
            step=step,
            values=self.labels(t.step or "", t.is_),
            levels=[self.grade(level) for level in t.level],
            timer=timer.title.get(self.lang) if timer else "",
        )
        return self.text(Text(text, text))


