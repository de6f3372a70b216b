"""A timer that falls due: its question and answers, and that it goes before any other question."""

from __future__ import annotations

from collections.abc import Generator

import msgspec

from kit.ground.base.typed.times import SNOOZE
from kit.ground.terminal.ask import Answer, Due, Flow, Option, Question
from kit.ground.terminal.typed import ask_time
from kit.incidents.guide.talk.callback import moved
from kit.incidents.guide.talk.forecast import changed
from kit.incidents.guide.talk.session import Session
from kit.incidents.guide.talk.value import value_of
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.acts import Draft
from kit.incidents.incident.rules.kinds.timers import TimerState
from kit.incidents.incident.rules.names import StepKey, TimerKey
from kit.incidents.incident.rules.views import StepView
from kit.incidents.incident.show.step_lines import filled, phone_line
from kit.incidents.incident.show.timer_lines import timer_title


def due_first(session: Session, flow: Flow[int]) -> Generator[Question, Answer, int]:
    """The flow, where a timer that falls due is answered before the question that is open; that
    one is put again with what was typed, or a step anew."""
    question = next(flow)
    while True:
        answer = yield question
        if isinstance(answer, Due):
            yield from answer_due(session, answer.timer)
            if question.name != "step":
                question = msgspec.structs.replace(question, typed=answer.typed)
                continue
            answer = None
        try:
            question = flow.send(answer)
        except StopIteration as stop:
            return int(stop.value)


def answer_due(session: Session, key: str) -> Flow[None]:
    """Told whom, no answer, or later with a reason; a check: yes, not yet, or later."""
    timer = session.incident.timers.get(key)
    if timer is None or timer.status != "running":
        return
    if TimerKey(key).sort == "forecast":
        found = session.incident.forecasts[TimerKey(key).of]
        asked = len(session.folder.entries)
        yield from changed(session, found, undisturbed=True)
        if len(session.folder.entries) == asked:
            session.rings.put_aside()
        return
    what = timer_title(session.incident, timer, session.lang)
    answer = yield Question(
        f"due:{key}",
        session.word("due-title", what=what),
        options=_options(session, timer),
        lines=_lines(session, timer),
        uncalled=True,
        undisturbed=True,
    )
    if answer is None:
        session.rings.put_aside()
    elif answer == "told":
        session.record(lambda d: acts.timer_told(d, key))
    elif answer == "other":
        who = yield Question("due-who", session.word("ask-who-name"), "text", undisturbed=True)
        if who is not None and who.strip():
            session.record(lambda d: acts.timer_told(d, key, who))
    elif answer == "no-answer":
        session.record(lambda d: acts.timer_no_answer(d, key))
    elif answer == "yes":
        yield from _yes(session, timer)
    elif answer == "no":
        session.record(lambda d: acts.timer_no(d, key))
    elif answer.startswith("raise:"):
        level = answer[6:]

        def act(draft: Draft) -> None:
            acts.timer_no(draft, key)
            acts.set_level(draft, level, what)

        session.record(act)
    elif answer == "moved":
        back = session.incident.callbacks[TimerKey(key).of]
        agreed = yield from moved(session, back, lambda: session.now().wall, undisturbed=True)
        if agreed is not None:
            session.record(agreed)
    elif answer == "snooze":
        yield from _snooze(session, key)


# ---- what can be answered --------------------------------------------------------------------


def _options(session: Session, timer: TimerState) -> list[Option]:
    rule = session.incident.rule(timer.key)
    target = timer.target()
    if target and (rule is None or rule.kind == "tell"):
        who = session.post(target)
        options = [
            Option("told", session.word("told", who=who)),
            Option("no-answer", session.word("no-answer", who=who)),
            Option("other", session.word("told-other")),
        ]
    elif TimerKey(timer.key).sort == "update":
        now = session.ctx.out.word("scripts.due-yes")
        options = [Option("yes", now), Option("no", session.word("not-yet"))]
    else:
        options = [Option("yes", session.word("yes")), Option("no", session.word("not-yet"))]
        if TimerKey(timer.key).sort == "promise":
            options.append(Option("moved", session.word("owed-moved")))
        if rule is not None and rule.down:
            options[1] = Option("no", session.word("do-down"))
        if rule is not None and rule.raise_to:
            title = _higher(session, rule.raise_to)
            if title:
                label = session.word("raise", level=title)
                options.append(Option(f"raise:{rule.raise_to}", label))
    options.append(Option("snooze", session.word("snooze")))
    return options


def _lines(session: Session, timer: TimerState) -> list[str]:
    """The number to call or the check to make, and the words to say."""
    incident, lang = session.incident, session.lang
    rule = incident.rule(timer.key)
    target = timer.target()
    lines: list[str] = []
    if target and (rule is None or rule.kind == "tell"):
        lines.append(phone_line(incident, target, lang))
    elif rule is not None and rule.ask is not None:
        lines.append(filled(incident, rule.ask.get(lang), None, lang))
    if rule is not None and rule.say is not None:
        say = filled(incident, rule.say.get(lang), None, lang)
        lines.append(session.word("say") + say)
    return lines


def _higher(session: Session, level: str) -> str:
    """The level's title where it is above the one the incident stands at; else ""."""
    plan = session.incident.level_plan()
    levels = plan.checklist.levels if plan else None
    grade = levels.get(level) if levels else None
    if levels is None or grade is None:
        return ""
    ids, here = levels.ids(), session.incident.level
    above = ids.index(level) > (ids.index(here) if here in ids else -1)
    return grade.title.get(session.lang) if above else ""


# ---- what an answer leads to -----------------------------------------------------------------


def _yes(session: Session, timer: TimerState) -> Flow[None]:
    key = timer.key
    name = TimerKey(key)
    if name.sort == "update":
        from kit.incidents.say.talk.words import say_to

        yield from say_to(session, name.of, undisturbed=True)
        return
    if name.sort == "promise":
        session.record(lambda d: acts.callback_try(d, name.of, "reached"))
        return
    rule = session.incident.rule(key)
    if rule is not None and rule.minutes_from:
        # Still running: how long now? The new reading starts the countdown anew.
        read = session.incident.view(StepKey.of(name.plan, rule.minutes_from))
        if read is not None:
            reading = yield from value_of(session, read, "due-value", undisturbed=True)
            if reading is not None:
                session.record(lambda d: acts.tick(d, read.key, reading))
        return
    yield from _linked(session, key)


def _linked(session: Session, key: str) -> Flow[None]:
    """Yes answers the timer, and a step that was handed over by what its answer is."""
    linked = session.incident.timer_step(key)
    view: StepView | None = session.incident.view(linked) if linked else None
    value = ""
    handed = TimerKey(key).sort == "hand"
    if view is not None and handed and view.step.answer not in ("done", "call"):
        got = yield from value_of(session, view, "due-value", undisturbed=True)
        if got is None:
            return
        value = got

    def act(draft: Draft) -> None:
        acts.timer_yes(draft, key)
        if value and view is not None:
            acts.tick(draft, view.key, value)

    session.record(act)


def _snooze(session: Session, key: str) -> Flow[None]:
    asked = session.word("ask-snooze")
    given = yield from ask_time(
        Question("snooze-minutes", asked, "text", default="5", undisturbed=True),
        SNOOZE,
        lambda: session.now().wall,
        session.lang,
        session.refuse,
        usual="5",
    )
    if given is None or given.at is None:
        return
    until = given.at
    reason = yield Question("snooze-reason", session.word("ask-reason"), "text", undisturbed=True)
    if reason is not None:
        session.record(lambda d: acts.timer_snooze(d, key, until, reason))
