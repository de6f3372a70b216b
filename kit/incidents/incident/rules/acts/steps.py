"""Dealing with steps: done, skipped, handed over, taken up again; notes and corrections."""

from __future__ import annotations

from datetime import datetime, timedelta

from kit.ground.base.clean import MAX_TEXT, clean, pieces
from kit.ground.base.refusal import Exit, Refused
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.acts.calls import call
from kit.incidents.incident.rules.acts.draft import Draft, find_step, kept, live, somebody
from kit.incidents.incident.rules.acts.outages import not_after_reopening, not_before_down
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.steps import overtaken_by
from kit.incidents.incident.rules.names import StepKey
from kit.incidents.incident.rules.views import StepView
from kit.plans.checklists.rules.format import Choice, Step

MEASURES = ("个", "人", "名", "位", "台", "张")
PERCENT = ("percent", "per cent")


def choice_for(step: Step, text: str) -> Choice | None:
    """The choice that ``text`` names: its number from 1, its id, or its words."""
    from kit.ground.base.typed.amounts import read_choice

    wanted = text.strip().lower()
    number = read_choice(text, len(step.choices))
    if number is not None:
        return step.choices[number - 1]
    for choice in step.choices:
        if wanted in (choice.id, choice.zh.lower(), choice.en.lower()):
            return choice
    return None


def _counted(step: Step, text: str) -> str:
    """A number, perhaps with the step's own unit or a measure word behind it; a share of a hundred
    is not over a hundred. Raises ``Refused``."""
    from kit.ground.base.typed.amounts import read_number
    from kit.ground.base.typed.spans import plain

    unit = step.unit
    share = unit is not None and unit.zh == "%"
    names = [unit.zh, unit.en, unit.en.rstrip("s")] if unit is not None else []
    bare = plain(text)  # a unit is typed full-width, too, where the input method is on
    if share:
        bare = bare.removeprefix("百分之")
    for name in [*sorted(names, key=len, reverse=True), *(PERCENT if share else MEASURES)]:
        if name and bare.endswith(name.lower()):
            bare = bare[: -len(name)].rstrip()
            break
    try:
        return f"{read_number(bare, 0.0, 100.0 if share else 1e9).value:.10g}"
    except Refused as refused:
        if refused.code == "amount":
            raise Refused("value-number", Exit.USAGE, text=text) from None
        raise


def _minutes(text: str) -> str:
    """Minutes; more than a day of them must have been asked back. Raises ``Refused``."""
    from kit.ground.base.typed.amounts import AskAmount, read_minutes

    try:
        found = read_minutes(text)
    except Refused as refused:
        if refused.code != "amount":
            raise
        raise Refused("value-number", Exit.USAGE, text=text) from None
    if isinstance(found, AskAmount):
        raise Refused("amount-far", Exit.USAGE, text=text, n=f"{found.value:.10g}")
    return f"{found.value:.10g}"


def _time(text: str, now: datetime) -> str:
    """A time that has passed; one with its date and offset has been asked about already. Raises
    ``Refused``."""
    from kit.ground.base.times import parse_when
    from kit.ground.base.typed.times import FAR, Field

    whole = text[10:11] == "T" and text[-6:-5] in ("+", "-")
    field = Field("past", ask=timedelta.max if whole else FAR, stands=True)
    return parse_when(text, now, field=field).isoformat(timespec="seconds")


def checked_value(step: Step, text: str, now: datetime) -> str:
    """``text`` as this step's answer is recorded, seen from ``now``, the act's own time. Raises
    ``Refused`` with what is wanted."""
    text = clean(text)
    kind = step.answer
    if kind in ("done", "know", "callback", "action", "call"):
        return text
    if not text:
        raise Refused("value-needed", Exit.USAGE, step=step.id)
    if kind == "minutes":
        return _minutes(text)
    if kind == "number":
        return _counted(step, text)
    if kind == "choice":
        choice = choice_for(step, text)
        if choice is None:
            names = [f"{i} {c.id}" for i, c in enumerate(step.choices, 1)]
            raise Refused("value-choice", Exit.USAGE, text=text, names=names)
        return choice.id
    if kind == "time":
        return _time(text, now)
    return text


def tick(draft: Draft, step: str, value: str = "", who: str = "") -> StepView:
    """Done. A step that asks for a value needs it (a time: now, if none is given, but never where
    it asks when all began); a call step means that the person was reached."""
    incident = live(draft)
    view = find_step(incident, step)
    if view.step.answer == "call":
        call(draft, who or view.role or view.who, "reached", step=view.key, said=value)
        return view
    if view.step.answer == "time" and not value.strip() and view.step.milestone != "detected":
        value = draft.at.isoformat(timespec="seconds")
    value = checked_value(view.step, kept(draft, value, MAX_TEXT), draft.at)
    at = draft.at
    if view.step.answer == "time":
        at = min(datetime.fromisoformat(value), draft.now)
        not_before_down(incident, view.step, at)
    not_after_reopening(incident, view, at)
    if view.step.each == "callbacks":
        _customer_called(draft, view, value)
        _level_by(draft, view, value, at)
        draft.settle()
    else:
        finish(draft, view, value, kept(draft, who, 100), at)
    return view


def finish(draft: Draft, view: StepView, value: str, who: str, at: datetime) -> None:
    """The step is done with a value that was checked, and what that leads to."""
    if overtaken_by(draft.incident, view.key, value, at, draft.now):
        draft.add(ev.StepDone(view.key, value, who), at)  # another came after it: nothing corrected
        _level_by(draft, view, value, at)
        draft.settle()
        return
    draft.add(ev.StepDone(view.key, value, who, _corrected(view, value)), at)
    if any(choice.again for choice in view.step.choices if choice.id == value):
        draft.add(ev.StepReopened(view.key), at)
    _level_by(draft, view, value, at)
    draft.settle()


def _level_by(draft: Draft, view: StepView, value: str, at: datetime) -> None:
    incident = draft.incident
    if view.step.sets_level and value in _level_ids(incident, view.plan):
        before = incident.level_of(view.plan, at)
        if value != before:
            draft.add(ev.LevelSet(value, before, plan=view.plan), at)


def _corrected(view: StepView, value: str) -> str:
    """The value that this one corrects. Another choice is news, and so is another reading of what
    runs down; what was counted, written or timed before was wrong."""
    state = view.state
    if view.step.answer in ("number", "text", "name", "time") and state.answered:
        return state.value if state.value != value else ""
    return ""


def _customer_called(draft: Draft, view: StepView, value: str) -> None:
    """A customer who was not reached, or whose matter was not settled, stays owed: the step comes
    back before its phase closes."""
    back = StepKey(view.key).about
    if value in ("done", "reached"):
        draft.add(ev.CallbackTried(back, "reached"))
    elif value in ("given-up", "gave-up"):
        draft.add(ev.CallbackTried(back, "given-up"))
    else:
        draft.add(ev.CallbackTried(back, "pending" if value == "pending" else "no-answer"))
        draft.add(ev.StepDeferred(view.key, value))
        return
    draft.add(ev.StepDone(view.key, value))


def _level_ids(incident: Incident, prefix: str) -> list[str]:
    plan = incident.plan(prefix)
    return plan.checklist.levels.ids() if plan and plan.checklist.levels else []


def skip(draft: Draft, step: str, reason: str) -> StepView:
    view = find_step(live(draft), step)
    reason = kept(draft, reason, 500)
    if not reason:
        raise Refused("reason-needed", Exit.USAGE, step=view.key)
    draft.add(ev.StepSkipped(view.key, reason))
    draft.settle()
    return view


def not_applicable(draft: Draft, step: str, reason: str = "") -> StepView:
    """A critical step is left out with a reason only."""
    view = find_step(live(draft), step)
    reason = kept(draft, reason, 500)
    if view.step.critical and not reason:
        raise Refused("reason-needed", Exit.USAGE, step=view.key)
    draft.add(ev.StepNotApplicable(view.key, reason))
    draft.settle()
    return view


def defer(draft: Draft, step: str, reason: str = "") -> StepView:
    view = find_step(live(draft), step)
    draft.add(ev.StepDeferred(view.key, kept(draft, reason, 500)))
    draft.settle()
    return view


def hand(
    draft: Draft, step: str, to: str, until: datetime | None = None, repeated: bool = False
) -> StepView:
    view = find_step(live(draft), step)
    to = draft.incident.one_name(kept(draft, to, 100))
    if not to:
        raise Refused("name-needed", Exit.USAGE, step=view.key)
    somebody(draft, to)
    draft.add(ev.StepHanded(view.key, to, until, repeated))
    draft.settle()
    return view


def take_up(draft: Draft, step: str) -> StepView:
    """Go to a step; one that was dealt with is opened again (the old entry stays)."""
    view = find_step(live(draft), step)
    if view.state.status in ("open", "doing", "deferred"):
        draft.add(ev.StepDoing(view.key))
    else:
        draft.add(ev.StepReopened(view.key))
    draft.settle()
    return view


def note(draft: Draft, text: str) -> None:
    """A text that is too long for one entry becomes several."""
    parts = pieces(text)
    if not parts:
        raise Refused("empty", Exit.USAGE)
    for part in parts:
        draft.add(ev.Noted(part))


def amend(draft: Draft, entry: str, text: str) -> None:
    """Correct an earlier entry: a new line that names it."""
    text = kept(draft, text, MAX_TEXT)
    if not text:
        raise Refused("empty", Exit.USAGE)
    draft.add(ev.Amended(entry, text))
