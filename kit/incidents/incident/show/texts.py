"""What the things of an incident are called: times, posts, levels, steps, timers, ends, causes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from kit.ground.base import blanks
from kit.ground.base.cells import hour, on_the_wall, steady
from kit.ground.base.clean import MAX_TEXT, clean
from kit.ground.base.named import NOBODY
from kit.ground.base.named import writer as signed
from kit.ground.base.text import Text
from kit.ground.base.words import has, word
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.timers import TITLES, TimerState
from kit.incidents.incident.rules.names import Cause, StepKey, TimerKey
from kit.incidents.incident.rules.place import site_fact, site_name
from kit.incidents.incident.rules.undecided import undecided
from kit.incidents.incident.rules.views import told
from kit.plans.checklists.rules.format import Step
from kit.plans.sites.rules import FACTS

# ---- small parts -----------------------------------------------------------------------------


def say(lang: str, key: str, **fill: object) -> str:
    return word(lang, f"timeline.{key}", **fill)


def plain_number(value: float | str) -> str:
    """A figure as people write it: no trailing ``.0``."""
    text = str(value)
    return text[:-2] if text.endswith(".0") else text


def local(incident: Incident, at: datetime) -> datetime:
    """``at`` by the wall clock of the place where the incident was opened, so that times can be
    compared by eye: this machine's, summer time and all, if that is its offset; else by it."""
    first = incident.opened
    if first is None or first.tzinfo is None or at.tzinfo is None:
        return at
    today = first.date()
    if at.utcoffset() == first.utcoffset() and at.date() == today and steady(today):
        return at
    return on_the_wall(at, today, first.utcoffset())


def clock(incident: Incident, at: datetime) -> str:
    """``21:04``, with the date in front where it is not the incident's first day."""
    at = local(incident, at)
    first = incident.opened
    if first is None or at.date() == first.date():
        return hour(at)
    return f"{at:%m-%d} {hour(at)}" if at.year == first.year else f"{at:%Y-%m-%d} {hour(at)}"


def label(incident: Incident, who: str, lang: str) -> str:
    """A role id as its title here (with the name, where the profile has one); a name as it is."""
    profile = incident.profile
    if profile is not None and (who in profile.roles or who in profile.titles):
        return clean(incident.person(who, lang), 120)
    return clean(who, 120)


def writer(incident: Incident, by: str, lang: str) -> str:
    """Who recorded, by one name; where nobody is known that is said."""
    return signed(by if by in NOBODY else incident.one_name(by), lang)


def signed_right(incident: Incident, lang: str) -> list[str]:
    """Where names were put right that were wrong from the start: which, whose it is, who said so.
    Beside a page that has the right name alone."""
    return [
        say(lang, "signed-right", name=clean(one.name, 60), right=clean(one.right, 60), n=one.acts,
            at=clock(incident, one.at), who=writer(incident, one.by, lang))
        for one in incident.signed_right
    ]  # fmt: skip


def caller(incident: Incident, role: str, who: str, lang: str) -> str:
    """Who was called: the post, the person, or both."""
    if role and who:
        return f"{clean(incident.role_title(role).get(lang))} {clean(who, 100)}"
    return label(incident, role or who, lang)


def stood_in(who: str, deputy: bool, lang: str) -> str:
    """Behind a call: for whom that person only stood in; "" for nobody."""
    key = "deputy" if deputy else "standin"
    return word(lang, f"timeline.{key}", who=clean(who, 60)) if who else ""


def grade(incident: Incident, level: str, lang: str, prefix: str = "") -> str:
    """A level by its title in the plan with that prefix."""
    plan = incident.plan(prefix)
    found = plan.checklist.levels.get(level) if plan and plan.checklist.levels else None
    return found.title.get(lang) if found else clean(level, 40)


# ---- texts with blanks -----------------------------------------------------------------------


def _late(incident: Incident, prefix: str, now: datetime | None, name: str) -> bool:
    """Whether an answer names a time of recovery that is past, as it is said to somebody."""
    if now is None:
        return False
    from kit.incidents.incident.rules.passed import answer_passed  # said to somebody: seldom

    return answer_passed(incident, f"{prefix}{name}", now)


def _over(incident: Incident, prefix: str, now: datetime | None, name: str) -> datetime | None:
    """Since when it is recovered, of an answer that names a time for that."""
    if now is None:
        return None
    from kit.incidents.incident.rules.passed import answer_over

    return answer_over(incident, prefix, name)


def fill(
    text: Text | str,
    incident: Incident,
    lang: str,
    who: str = "",
    prefix: str = "",
    more: Callable[[str], str | None] | None = None,
    now: datetime | None = None,
) -> str:
    """A checklist's text with its blanks filled from the profile and the answers so far; a part in
    double brackets is left out where one of its blanks is not known.

    ``prefix`` is the plan's (``fire/``): its answers are looked up first there. ``who`` may be a
    role id or a name. ``more``: further blanks without a kind; ``None`` for what is not known.
    ``now``: when it is read out: an answer that names a time of recovery which is past says so, and
    so does one where it is recovered by then.
    """

    late, over = partial(_late, incident, prefix, now), partial(_over, incident, prefix, now)

    def known(found: blanks.Blank) -> str | None:
        kind, name = found[1], found[2]
        if found[3]:
            return _plain(found[3], incident, lang, who, more)
        if kind == "role":
            there = incident.has_role(name)
            return clean(incident.role_title(name).get(lang), 120) if there else None
        if kind == "number":
            role = incident.profile.roles.get(name) if incident.profile else None
            return clean(role.phone, 40) or None if role else None
        if kind in ("minutes", "span"):
            figure = incident.profile.minutes.get(name) if incident.profile else None
            if figure is None:
                return None
            return (figure.span if kind == "span" else figure.text).get(lang)
        if kind == "site":
            return site_fact(incident, name, lang) or None
        said = _answered(incident, f"{prefix}{name}", lang)
        gone = undecided(said) or late(name) or over(name)
        return None if gone else said  # its part is left out

    def missing(found: blanks.Blank) -> str:
        if found[1] == "role":
            return clean(incident.role_title(found[2]).get(lang), 120)
        if found[1] == "number":
            return say(lang, "no-number")
        if found[1] == "answer" and (since := over(found[2])) is not None:
            return say(lang, "over-at", at=clock(incident, since))
        if found[1] == "answer":
            said = _answered(incident, f"{prefix}{found[2]}", lang) or say(lang, "blank")
            return say(lang, "passed", text=said) if late(found[2]) else said
        if (found[1], found[2]) == ("site", "name"):  # as older lists say it, outside of any part
            return site_name(incident, lang) or say(lang, "blank")
        own = found[3] in ("who", "opened") or found[1]
        return say(lang, "blank") if own else found[0]

    plain = text if isinstance(text, str) else text.get(lang)
    return blanks.fill(plain, known, missing) if "{" in plain else plain


def _plain(
    name: str, incident: Incident, lang: str, who: str, more: Callable[[str], str | None] | None
) -> str | None:
    """A blank without a kind."""
    if name == "opened":  # since when, as it was found out later where it was
        from kit.incidents.incident.rules.milestones import milestones

        since = milestones(incident).get("detected", incident.opened)
        return f"{since:%H:%M}" if since else None
    if name == "who":
        return label(incident, who, lang) or None
    return more(name) if more is not None else None


def unknown_facts(incident: Incident, text: str, lang: str) -> list[str]:
    """What the text would say of this place and nobody knows, in the text's order."""
    named = [found[2] for found in blanks.found(text) if found[1] == "site"]
    return [name for name in dict.fromkeys(named) if not site_fact(incident, name, lang)]


def _answered(incident: Incident, key: str, lang: str) -> str:
    state = incident.steps.get(key)
    if state is None or not state.answered:
        return ""
    if not state.value:
        return label(incident, state.who, lang)
    return value_text(incident, key, state.value, lang, unit=False)


def step_of(incident: Incident, key: str) -> tuple[str, Step] | None:
    """(prefix, step) that a step key names; ``key`` may end in ``@WHO``."""
    name = StepKey(key)
    plan = incident.plan(name.plan)
    if plan is None:
        return None
    step = plan.checklist.step(name.step)
    step = step or next((s for _, s in plan.added if s.id == name.step), None)
    return (plan.prefix, step) if step is not None else None


def _about(incident: Incident, key: str) -> str:
    """Whom a repeated step is about: a role id or a name."""
    about = StepKey(key).about
    if about in incident.callbacks:
        return incident.callbacks[about].name
    for who, name in told(incident):
        if who == about:
            return name or who
    return about.replace("_", " ")


def step_text(incident: Incident, key: str, lang: str) -> str:
    """What a step says to do, blanks filled; its key where this kit does not know it."""
    found = step_of(incident, key)
    if found is None:
        return clean(key, 80)
    prefix, step = found
    return clean(fill(step.do, incident, lang, _about(incident, key), prefix))


def value_text(incident: Incident, key: str, value: str, lang: str, unit: bool = True) -> str:
    """An answer as people read it: a choice in words, a time as HH:MM, a number with its unit."""
    found = step_of(incident, key)
    if found is None or not value:
        return clean(value)
    prefix, step = found
    if step.answer == "choice":
        named = next((c.get(lang) for c in step.choices if c.id == value), "")
        return fill(named, incident, lang, _about(incident, key), prefix) or clean(value)
    if step.answer == "time":
        try:
            return clock(incident, datetime.fromisoformat(value))
        except ValueError:
            return clean(value)
    if step.answer in ("number", "minutes"):
        figure = plain_number(clean(value))
        return f"{figure} {step.unit.get(lang)}" if unit and step.unit else figure
    return clean(value)


def timer_text(incident: Incident, key: str, lang: str, note: str = "") -> str:
    """A timer's title, blanks filled. ``note`` names the person of a handed step or a promise."""
    if not note and key in incident.timers:
        note = incident.timers[key].note
    name = TimerKey(key)
    if name.sort == "hand":
        step = step_text(incident, name.of, lang)
        return fill(TITLES["hand"], incident, lang, note) + say(lang, "who", who=step)
    if name.sort in ("promise", "forecast"):
        return fill(TITLES[name.sort], incident, lang, note)
    if name.sort == "update":
        return update_title(key, lang)
    rule = incident.rule(key)
    if rule is None:
        return clean(key, 80)
    return fill(rule.title, incident, lang, prefix=name.plan)


def about(incident: Incident, timer: TimerState) -> str:
    """Of a call that was promised its number and matter, of what others promised the matter:
    nobody looks anything up, and two of one name are told apart."""
    name = TimerKey(timer.key)
    parts: list[str] = []
    if name.sort == "promise" and (back := incident.callbacks.get(name.of)) is not None:
        parts = [back.phone if back.phone != back.name else "", back.matter]
    if name.sort == "forecast" and (given := incident.forecasts.get(name.of)) is not None:
        parts = [given.matter]
    return "".join(f"  {clean(part)}" for part in parts if part)


def update_title(key: str, lang: str) -> str:
    """``update:customers`` in words."""
    return say(lang, "update", to=audience(TimerKey(key).of, lang))


# ---- words of ours, which a newer kit may have more of ----------------------------------------

TERMS = {  # where they stand, and how much is shown of one that is not known
    "to": ("timeline.to-", 40),
    "fact": ("timeline.fact-", 40),
    "outcome": ("screen.outcome-", 60),
    "control": ("report.control-", MAX_TEXT),
    "cause": ("timeline.cause-", MAX_TEXT),
}


def term(group: str, text: str, lang: str) -> str:
    """A word of one of the groups in words; any other text as it is."""
    table, limit = TERMS[group]
    if group == "fact" and text in FACTS:
        table = "sites.fact-"
    return word(lang, table + text) if has(table + text) else clean(text, limit)


def audience(to: str, lang: str) -> str:
    return term("to", to, lang)


def outcome(text: str, lang: str) -> str:
    return term("outcome", text, lang)


def cause(incident: Incident, text: str, lang: str) -> str:
    """Why a timer stopped by itself, or the reason that a person gave."""
    step = Cause(text).step
    if step:
        return say(lang, "cause-step", step=step_text(incident, step, lang))
    return term("cause", text, lang)
