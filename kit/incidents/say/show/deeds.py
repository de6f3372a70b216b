"""What was done and what was found out, in words: a step's title is no proof of a deed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.calls import Called
from kit.incidents.incident.rules.names import StepKey
from kit.incidents.incident.rules.views import StepView
from kit.incidents.incident.show.texts import caller, clock, step_text, value_text
from kit.incidents.say.rules.deeds import is_deed, that_matter, what_is_recorded, without_record
from kit.incidents.say.rules.reports import Report


class Deeds:
    """Of one report: ``spoken`` leaves out who was called, which is said by itself, and all but
    what matters."""

    def __init__(self, incident: Incident, report: Report, lang: str, spoken: bool) -> None:
        self.incident = incident
        self.lang = lang
        self.spoken = spoken
        self.called = {call.role for call in [*report.told, *report.emergency]}
        self.heard = _heard(incident)
        self.seen = [v for v in map(incident.view, report.observed) if v is not None]
        self.measures = [v for v in map(incident.view, report.measures) if v is not None]

    def done(self) -> list[str]:
        """Deeds, each with what was answered, where something was."""
        return [self._did(key) for key in self._chosen(self._deeds())]

    def found(self) -> list[str]:
        """What was seen, counted and settled: what it is about, and its value."""
        facts = [v for v in self.measures if v.state.value and not is_deed(v.step)]
        facts = [v for v in facts if v.step.answer not in ("time", "callback")]
        keys = [*(v.key for v in self.seen), *self._chosen(facts)]
        return [self._named(key) for key in dict.fromkeys(keys)]

    def next(self, keys: Iterable[str]) -> list[str]:
        return [without_record(step_text(self.incident, key, self.lang)) for key in keys]

    def _deeds(self) -> Iterator[StepView]:
        for view in self.measures:
            named = view.step.call in self.called or view.key in self.heard
            if is_deed(view.step) and not (self.spoken and named):
                yield view

    def _chosen(self, views: Iterable[StepView]) -> list[str]:
        return that_matter(list(views)) if self.spoken else [view.key for view in views]

    def _value(self, key: str) -> str:
        """Minutes that were left are so of the time at which somebody read them."""
        state, view = self.incident.steps[key], self.incident.view(key)
        text = value_text(self.incident, key, state.value, self.lang)
        if view is not None and view.step.answer == "minutes" and state.done_at is not None:
            text += word(self.lang, "report.read-at", at=clock(self.incident, state.done_at))
        return text

    def _did(self, key: str) -> str:
        value = self._value(key)
        text = without_record(step_text(self.incident, key, self.lang))
        view, call = self.incident.view(key), self.heard.get(key)
        if view is not None and call is not None and call.role not in ("", view.role):
            who = caller(self.incident, call.role, call.whom, self.lang)
            text += word(self.lang, "report.instead", who=who)
        return text + (self._colon() + value if value else "")

    def _named(self, key: str) -> str:
        """By the form's name for it, else by the step, which may be a question."""
        name = StepKey(key)
        plan = None if name.about else self.incident.plan(name.plan)
        form = plan.checklist.form if plan else None
        for item in form.fields if form else []:
            if item.source == f"answer:{name.step}":
                return clean(item.label.get(self.lang)) + self._colon() + self._value(key)
        about = what_is_recorded(step_text(self.incident, key, self.lang)).rstrip("?？。. ")
        return about + self._colon() + self._value(key)

    def _colon(self) -> str:
        return word(self.lang, "report.colon")


def _heard(incident: Incident) -> dict[str, Called]:
    """By step, the call that dealt with it: of its own, or of a timer that asks for it. Who was
    reached may be another than the step names."""
    found: dict[str, Called] = {}
    for made in incident.calls:
        if made.call.result == "reached":
            asked = [incident.timer_step(timer) for timer in made.call.timers]
            found.update({step: made.call for step in (made.call.step, *asked) if step})
    return found
