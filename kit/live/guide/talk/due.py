"""Answering a timer that is due, by letters: whoever is in a hurry presses digits for steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from kit.ground.base.cells import clock
from kit.ground.base.refusal import Refused
from kit.ground.terminal.ask import Flow, Option, Question
from kit.incidents.incident.rules import acts, urgency
from kit.incidents.incident.rules.acts import Draft
from kit.incidents.incident.rules.kinds.timers import TimerState
from kit.incidents.incident.rules.ladder import following_timer
from kit.incidents.incident.rules.names import StepKey, TimerKey
from kit.incidents.incident.rules.views import StepView
from kit.incidents.incident.show.step_lines import (
    customer_phone,
    filled,
    phone_line,
    untold_line,
    words,
)
from kit.incidents.incident.show.timer_lines import timer_named, timer_title
from kit.live.guide.talk.by_another import whom
from kit.live.guide.talk.callback import in_guide, moved, reached_at_least, then
from kit.live.guide.talk.clear import sure_due, sure_value
from kit.live.guide.talk.due_over import ENDS, goes_there, offered
from kit.live.guide.talk.forecast import changed
from kit.live.guide.talk.foremost import answered_since, meant_for, strays, watched
from kit.live.guide.talk.keys.elsewhere import goes, leading_on
from kit.live.guide.talk.letters import ANSWERS, DUE, HERE, LETTERS, VAIN, lettered
from kit.live.guide.talk.made import answered_by_call
from kit.live.guide.talk.nothing_due import coming, nothing, titled
from kit.live.guide.talk.registered import answer_line, listed
from kit.live.guide.talk.session import Session, Stand
from kit.live.guide.talk.snooze import put_off
from kit.live.guide.talk.value import value_of
from kit.live.guide.talk.whom_now import of_timer

ALL = "all"  # those that are due, as a list


def answer_first(session: Session) -> Flow[None]:
    """The timer that is due, of several the most urgent, with a key for the list of them; the list
    where others are than stood on the screen."""
    left, listed = True, False
    while left:
        left = yield from _first(session, listed)
        listed = True


def _first(session: Session, as_list: bool) -> Flow[bool]:
    """Whether somebody went on to the list, or back to it, which then stands there."""
    found = urgency.due(session.incident, session.now().wall)
    found += (waits := _put_off(session, bool(found)))
    session.foremost.early = ()
    early = [] if found else coming(session)
    found, waits = found or early, waits or early
    options = _listed(session, found)
    if not options:
        yield from nothing(session)
        return bool(session.due() or session.registered.due())
    alone = len(options) == 1
    stood = [*session.drawn, *(t.key for t in waits)] if alone else session.drawn[:1]
    if found and found[0].key in stood and (alone or not as_list):
        picked = yield from _most_urgent(session, found[0].key, () if alone else options)
        return picked == ALL or (bool(picked) and (yield from _picked(session, picked)))
    key = "ask-due" if len(options) == len(found) else "ask-due-lines"
    asked = session.word("ask-due-early" if early else key, n=len(options))
    options += [*leading_on(session), Option("back", session.word("due-back"), "b", opens=True)]
    chosen = yield Question(
        "due-list",
        asked,
        options=options,
        lettered=True,
        later=ANSWERS + HERE,
        rings=True,
        same=DUE,
    )
    goes(chosen)
    if not chosen or chosen == "back":
        return False
    return (yield from _picked(session, chosen))


def _picked(session: Session, picked: str) -> Flow[bool]:
    """The answers to one of the list; whether somebody went back to that."""
    if picked in session.registered.names():
        return (yield from answer_line(session, picked))
    return (yield from answer_due(session, picked))


def _put_off(session: Session, rings: bool) -> list[TimerState]:
    """Those that wait for their next ring can be answered sooner: what was not yet so, and what is
    late where nothing ``rings``."""
    now = session.now().wall
    waits = [t for t in session.incident.running() if not t.ringing(now) and not session.waiting]
    return [t for t in waits if t.failed or (t.due <= now and not rings)]


def _listed(session: Session, found: list[TimerState]) -> list[Option]:
    """Timers that are due and lines of registers, what is real before drills, then by danger
    (nobody grades a promise), then by their letters, then by time."""
    now, incident = session.now().wall, session.incident
    letters = _letters(session)
    rows: list[tuple[bool, int, int, datetime, Option]] = []
    for timer in found:
        line = f"{clock(timer.due, now)}  {timer_named(incident, timer, session.lang)}"
        option = Option(timer.key, line, letters.get(timer.key, ""), opens=True)
        grade, place = urgency.grade(incident, timer), _place(letters, timer.key)
        rows.append((incident.is_drill, grade, place, timer.due, option))
    for due, option in listed(session, letters.values()):
        rows.append((due.doc.drill, urgency.LEAST, len(LETTERS), due.at, option))
    return [option for *_, option in sorted(rows, key=lambda row: row[:4])]


def _letters(session: Session) -> dict[str, str]:
    running = [timer.key for timer in session.incident.running()]
    return lettered(session.folder.entries, running)


def _place(letters: dict[str, str], key: str) -> int:
    """Among equally grave ones they stand in the order of their letters, which never change."""
    return LETTERS.find(letters[key]) if key in letters else len(LETTERS)


def answer_due(session: Session, key: str) -> Flow[bool]:
    """Told whom, no answer, or later with a reason; a check: yes, not yet, or later. Esc at what
    an answer asks leads back to the answers. Whether they were left without one."""
    again: bool | str | None = True
    while again:
        again = yield from watched(session, key, _answer(session, key))
    return again is None


def _most_urgent(session: Session, key: str, others: Sequence[Option]) -> Flow[str]:
    """The same of one of several that are due (no ``others``: it alone); ``ALL`` where the list is
    wanted, or another one of it, whose letter leads there as on the list."""
    again: bool | str | None = True
    while again is True:
        again = yield from watched(session, key, _answer(session, key, others))
    return again if isinstance(again, str) else ""


def _answer(session: Session, key: str, others: Sequence[Option] = ()) -> Flow[bool | str | None]:
    """Whether somebody went back to the answers, or wants the list; ``None`` where they were left.
    """
    timer = session.incident.timers.get(key)
    if timer is None or timer.status != "running":
        return False
    if TimerKey(key).sort == "forecast":
        yield from changed(session, session.incident.forecasts[TimerKey(key).of], key)
        return False
    what = timer_title(session.incident, timer, session.lang)
    asked, target = Stand.of(timer), timer.target()
    session.asked = asked
    question = _asks(session, timer, others)
    goes(answer := (yield from meant_for(session, key, question)))
    session.asked = None
    if answer is None or answer == "back":
        return None
    if answer == ALL or any(answer == other.name for other in others):
        return answer
    if answer == ENDS:
        return (yield from goes_there(session, timer))
    if answer == "way":
        session.reach.other_way(target)
        return True
    if answer in ("told", "no-answer") and TimerKey(key).sort != "promise":
        by, heard = partial(_answered, session, asked), answer == "told"
        whom_now: str | None = target
        if asked.holds(session.incident) and not session.foremost.named:  # else it is refused
            whom_now = yield from of_timer(session, timer, heard, answered_since(session, key))
        if not whom_now:
            return True
        return (yield from answered_by_call(session, timer, whom_now, heard, by))
    if answer in ("yes", "other") and not (yield from sure_due(session, key, what)):
        return True
    if answer == "other":
        who = yield from whom(session)
        if who is None:
            return True
        _answered(session, asked, lambda d: acts.timer_told(d, key, who))
    elif answer == "no-answer":
        _answered(session, asked, lambda d: _in_vain(d, key))
    elif answer == "yes":
        return (yield from _yes(session, asked))
    elif answer == "no":
        _answered(session, asked, lambda d: acts.timer_no(d, key))
    elif answer == "raise":
        _raised(session, asked, what)
    elif answer == "moved":
        back = session.incident.callbacks[TimerKey(key).of]
        agreed = yield from moved(session, back, session.acting)
        if agreed is None:
            return True
        _answered(session, asked, agreed)
    elif answer == "snooze":
        given = yield from put_off(session)
        if given is None:
            return True
        reason, to = given
        _answered(session, asked, lambda d: acts.timer_snooze(d, key, to, reason))
    return False


def _asks(session: Session, timer: TimerState, others: Sequence[Option]) -> Question:
    options = _options(session, timer)
    if others:
        all_of = Option(ALL, session.word("due-all", n=len(others)), DUE, opens=True)
        options.insert(len(options) - 1, all_of)
        options += _letters_free(others, options, timer.key)
    own = _letters(session).get(timer.key, "")
    return Question(
        "due",
        titled(session, timer),
        options=options,
        lines=_lines(session, timer),
        lettered=True,
        later=_elsewhere(options),
        enters=options[0].name,
        same=own if others else own + DUE,
        settled=answered_since(session, timer.key),
        refused=strays(session, timer.key, options, own),
    )


def _letters_free(others: Sequence[Option], taken: Sequence[Option], own: str) -> list[Option]:
    """Those that are due beside this one, whose letter answers nothing of it."""
    keys = {key for option in taken for key in (option.key, option.also)} | {""}
    return [each for each in others if each.name != own and each.key not in keys]


def _answered(
    session: Session, asked: Stand, act: Callable[[Draft], object], at: datetime | None = None
) -> None:
    """Record the answer to what was asked, unless another terminal was first: then it is another
    round or another rung by now, to which this is no answer. ``at``: when it was given."""
    timer = session.incident.timers.get(asked.key)
    what = timer_title(session.incident, timer, session.lang) if timer is not None else asked.key

    def decide(draft: Draft) -> None:
        if not asked.holds(draft.incident):
            raise Refused("done-elsewhere", what=what)
        act(draft)

    session.record(decide, at)


def _elsewhere(options: Sequence[Option]) -> str:
    """Letters that chose this timer, or answer one of another sort."""
    here = {key for option in options for key in (option.key, option.also)}
    return HERE + "".join(key for key in ANSWERS if key not in here)


# ---- what can be answered --------------------------------------------------------------------


def _options(session: Session, timer: TimerState) -> list[Option]:
    rule, target = session.incident.rule(timer.key), timer.target()
    if target and (rule is None or rule.kind == "tell"):
        who = session.post(target)
        options = [
            Option("told", session.word("told", who=who), "r"),
            Option("no-answer", session.word("no-answer", who=who), "n", VAIN),
            Option("other", session.word("told-other"), "h", opens=True),
        ]
        if session.reach.several(target):
            options.append(Option("way", session.word("do-way"), ">", opens=True))
    else:
        update = TimerKey(timer.key).sort == "update"
        yes = session.ctx.out.word("scripts.due-yes") if update else session.word("yes")
        options = [Option("yes", yes, "y"), Option("no", session.word("not-yet"), "n")]
        if TimerKey(timer.key).sort == "promise":
            options[0] = Option("yes", session.word("reached"), "r", "y", opens=True)
            options[1] = Option("no-answer", session.word("not-reached"), "n", VAIN)
            options.append(Option("moved", session.word("owed-moved"), "m", opens=True))
        if rule is not None and rule.down:
            options[1] = Option("no", session.word("do-down"), "n")
        if rule is not None and rule.raise_to and (title := _higher(session, rule.raise_to)):
            options.append(Option("raise", session.word("raise", level=title), "+", "="))
        if rule is not None and rule.step and not rule.minutes_from:
            options.append(Option("other", session.word("done-by-other"), "h", opens=True))
    options += offered(session, timer)
    options.append(Option("snooze", session.word("snooze"), "s", opens=True))
    back = Option("back", session.word("due-back"), "b", opens=True)
    return [*options, *leading_on(session), back]


def _lines(session: Session, timer: TimerState) -> list[str]:
    """The number to call or the check to make, and the words to say."""
    incident, lang = session.incident, session.lang
    rule = incident.rule(timer.key)
    target = timer.target()
    lines: list[str] = []
    if target and (rule is None or rule.kind == "tell"):
        lines.append(phone_line(session.shown, target, lang, following_timer(timer)))
    elif rule is not None and rule.ask is not None:
        lines.append(filled(incident, rule.ask.get(lang), None, lang))
    name = TimerKey(timer.key)
    back = incident.callbacks.get(name.of) if name.sort == "promise" else None
    if back is not None:
        lines.append(customer_phone(back, lang))
    said = words(incident, name.plan, rule) if rule is not None else None
    if said is not None:
        say = filled(incident, said.get(lang), None, lang, name.plan, session.now().wall)
        lines.append(session.word("say") + say)
        untold = untold_line(incident, said, lang)
        lines += [untold] if untold else []
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


def _in_vain(draft: Draft, key: str) -> None:
    """The customer did not answer; the promise comes back after a while."""
    acts.callback_try(draft, TimerKey(key).of, "no-answer")
    acts.timer_no(draft, key)


def _raised(session: Session, asked: Stand, why: str) -> None:
    rule = session.incident.rule(asked.key)
    level = rule.raise_to if rule is not None and rule.raise_to else "+"

    def act(draft: Draft) -> None:
        acts.timer_no(draft, asked.key)
        acts.set_level(draft, level, why)

    _answered(session, asked, act)


def _yes(session: Session, asked: Stand) -> Flow[bool]:
    """Whether somebody went back from what it asks."""
    key = asked.key
    name = TimerKey(key)
    if name.sort == "update":
        from kit.incidents.say.talk.words import say_to

        return not (yield from say_to(session, name.of))
    if name.sort == "promise":
        back = session.incident.callbacks[name.of]
        owed = in_guide(session, back)
        asking = then(session, owed, session.acting)
        came = yield from reached_at_least(session, back, owed, asking)
        if came is not None:
            _answered(session, asked, came)
        return came is None
    rule = session.incident.rule(key)
    if rule is not None and rule.minutes_from:
        # Still running: how long now? The new reading starts the countdown anew.
        read = session.incident.view(StepKey.of(name.plan, rule.minutes_from))
        if read is not None:
            reading = yield from value_of(session, read, "due-value")
            if reading is None:
                return True
            _answered(session, asked, lambda d: acts.tick(d, read.key, reading))
        return False
    return (yield from _linked(session, asked))


def _linked(session: Session, asked: Stand) -> Flow[bool]:
    """Yes answers the timer, and a step that was handed over by what its answer is; where that is a
    name it is theirs."""
    key = asked.key
    linked = session.incident.timer_step(key)
    view: StepView | None = session.incident.view(linked) if linked else None
    value, handed = "", TimerKey(key).sort == "hand"
    if view is not None and handed and view.step.answer not in ("done", "call", "name"):
        got = yield from value_of(session, view, "due-value")
        if got is None or not (yield from sure_value(session, view, got)):
            return True
        value = got

    def act(draft: Draft) -> None:
        acts.timer_yes(draft, key)
        if value and view is not None:
            acts.tick(draft, view.key, value)

    _answered(session, asked, act)
    return False
