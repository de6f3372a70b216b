"""Keys that deal with the step on the screen: done, no answer, skip, later, hand over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kit.ground.terminal.ask import Flow, Option, Pressed, Question, TypedOn, yes_or_no
from kit.ground.terminal.keys import Key, called
from kit.ground.terminal.typed import Given, ask_time, ask_words, in_turn
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.meant_calls import told_before
from kit.incidents.incident.rules.timers import with_step
from kit.incidents.incident.rules.urgency import life_critical
from kit.incidents.incident.rules.views import StepView
from kit.incidents.incident.show.step_lines import climbed_to, filled
from kit.incidents.incident.show.timer_lines import timer_title
from kit.live.guide.talk.form_over import whole
from kit.live.guide.talk.keys.after import one_customer, one_improvement
from kit.live.guide.talk.session import Session
from kit.live.guide.talk.whom_now import which_post

OWN = ("call", "callback", "action", "done", "choice")  # every other answer is a value
NAMES = ("name", "text")  # who was told, of those whom no post names
MOST_CHOICES = 20  # a screen's digits reach nine, numbered lines all


def _wants(*answers: str) -> Callable[[Session], bool]:
    """For ``when``: the step is answered in one of these ways."""
    return lambda session: session.step is not None and session.step.step.answer in answers


def _phones(session: Session) -> bool:
    """Whether it is a call that may be in vain: to a post, or to somebody whose name it records."""
    if session.step is None:
        return False
    return session.step.step.answer == "call" or _phones_by_name(session)


def _phones_by_name(session: Session) -> bool:
    """Whether it phones somebody whom no post names, and records who was told."""
    if session.step is None:
        return False
    step = session.step.step
    return step.answer in NAMES and (step.do.zh[:1] == "打" or step.do.en[:6] == "Phone ")


def _wants_other(session: Session) -> bool:
    wants = session.step is not None and session.step.step.answer not in OWN
    return wants and not _phones_by_name(session)


def _there(session: Session) -> bool:
    return session.step is not None


# ---- done ------------------------------------------------------------------------------------


def done(session: Session) -> Flow[None]:
    view = session.step
    if view is not None:
        session.record(lambda d: acts.tick(d, view.key))
    yield from ()


def reached(session: Session) -> Flow[None]:
    yield from _called(session, "reached")


def not_reached(session: Session) -> Flow[None]:
    view = session.step
    if view is None or view.step.answer == "call":
        yield from _called(session, "no-answer")
        return
    from kit.live.guide.talk.by_another import whom as name_of  # few steps phone no post

    name = yield from name_of(session, "call-name")
    if name:
        session.record(lambda d: acts.call(d, name, "no-answer"))


def phone_off(session: Session) -> Flow[None]:
    yield from _called(session, "phone-off")


def _called(session: Session, result: ev.CallResult) -> Flow[None]:
    view = session.step
    if view is None:
        return
    session.earlier.begins(session.now().wall)
    whom = yield from _whom(session, view, result)
    made = told_before(session.incident, view) if result == "reached" else None
    if made is not None and whom == view.role:
        from kit.live.guide.talk.made import counted_then  # few calls are in another's place

        if (yield from counted_then(session, view, made)):
            return
    if whom:
        session.record(lambda d: acts.call(d, whom, result, step=view.key))


def called_by(session: Session, view: StepView) -> list[str]:
    """Whom a key of the call may mean: where it stands by now, and whom it was for; asked about
    where these are two."""
    own = view.role or view.who
    return [role for role in (climbed_to(session.incident, view), own) if role]


def once_more(session: Session, option: Option) -> str:
    """What a key of the call is named where it is asked about and the same one was called for this
    step before: which call it would be, and to whom; "" for every other key."""
    view = session.step
    if view is None or not option.slow or len(set(roles := called_by(session, view))) != 1:
        return ""
    made = [each.call for each in session.incident.calls if each.call.step == view.key]
    before = sum(roles[0] in (call.role, call.who) for call in made)
    if not before:
        return ""
    who = session.post(roles[0])
    return session.word("call-again", n=before + 1, who=who, what=option.label)


def _whom(session: Session, view: StepView, result: ev.CallResult) -> Flow[str | None]:
    """Whom a call step's key means: asked once the ladder stands at somebody else, by letters that
    mean nothing at a step. The result that waits is named: who does not look may mean another."""
    roles = called_by(session, view)
    if len(set(roles)) < 2:
        return view.role or view.who
    return (yield from which_post(session, roles, result))


def _at_hand(session: Session) -> str:
    """The post that the step's picture shows a number of."""
    view = session.step
    return "" if view is None else climbed_to(session.incident, view) or view.role


def _several_ways(session: Session) -> bool:
    role = _at_hand(session)
    return bool(role) and session.reach.several(role)


def other_way(session: Session) -> Flow[None]:
    """The next number of the post, or who stands in, takes the place of the one shown."""
    session.message, session.alert = session.reach.other_way(_at_hand(session)), ""
    yield from ()


def called_back(session: Session) -> Flow[None]:
    if (yield from one_customer(session, "done")):
        yield from done(session)


def improved(session: Session) -> Flow[None]:
    if (yield from one_improvement(session, "done")):
        yield from done(session)


def answered(session: Session) -> Flow[None]:
    view = session.step
    if view is None:
        return
    from kit.live.guide.talk.value import value_of  # the first picture does not wait for it

    value = yield from value_of(session, view)
    if value is not None:
        session.record(lambda d: acts.tick(d, view.key, value))


def _pick(number: int) -> Key[Session]:
    """The step's choice with this number, from 1."""

    def label(session: Session) -> str:
        view = session.step
        if view is None:
            return ""
        text = view.step.choices[number - 1].get(session.lang)
        return filled(session.incident, text, view, session.lang)

    def when(session: Session) -> bool:
        view = session.step
        return (
            view is not None
            and view.step.answer == "choice"
            and number <= len(view.step.choices)
        )

    def act(session: Session) -> Flow[None]:
        from kit.live.guide.talk.clear import sure  # read when it is pressed
        from kit.live.guide.talk.put_off import digit_behind

        view = session.step
        if digit_behind(session, str(number)):
            return
        if view is not None and (yield from sure(session, f"pick:{number}")):
            session.record(lambda d: acts.tick(d, view.key, str(number)))

    return Key(f"pick:{number}", str(number), "step", "screen.key-pick", label, when, act)


# ---- not done --------------------------------------------------------------------------------


def skip(session: Session) -> Flow[None]:
    yield from whole(session, "s", _skip(session), several=False)


def _skip(session: Session) -> Flow[None]:
    view = session.step
    reason = yield from _why_left_out(session, "skip-reason")
    if reason and view is not None:
        session.record(lambda d: acts.skip(d, view.key, reason))


def _why_left_out(session: Session, name: str) -> Flow[str | None]:
    """Why the step is left out; above the line stands which timers that calls off."""
    view = session.step
    grave = life_critical(session.incident, view)
    lines = []
    if view is not None:
        off = with_step(session.incident, view.key)
        titles = [timer_title(session.incident, timer, session.lang) for timer in off]
        between = "、" if session.lang == "zh" else ", "
        lines = [session.word("skip-ends", timers=between.join(titles))] if titles else []
    why = Question(name, session.word("ask-reason"), "text", lines=lines, grave=grave, reason=True)
    return (yield from ask_words(why, session.lang))


def later(session: Session) -> Flow[None]:
    view = session.step
    if view is not None:
        session.record(lambda d: acts.defer(d, view.key))
    yield from ()


def not_applicable(session: Session) -> Flow[None]:
    """A critical step is left out with a reason only, as by skipping."""
    view = session.step
    reason: str | None = ""
    if view is not None and view.step.critical:
        reason = yield from _why_left_out(session, "na-reason")
    if view is not None and reason is not None:
        session.record(lambda d: acts.not_applicable(d, view.key, reason))


def _na_label(session: Session) -> str:
    """Whether it wants a reason stands there before it is pressed."""
    critical = session.step is not None and session.step.step.critical
    return session.word("do-na-why" if critical else "do-na")


def hand(session: Session) -> Flow[None]:
    yield from whole(session, "h", _hand(session), several=False)


def _hand(session: Session) -> Flow[None]:
    """To a person; what else there is to say of it stands behind the name. In numbered lines, where
    everything is read, it is asked."""
    view = session.step
    if view is None:
        return
    if not session.ctx.me.plain:
        said = yield from _to(session, "")
        if said is not None:
            from kit.live.guide.talk.handed import handed  # read when it is pressed

            to, by, back = handed(said, session.acting(), session.walls())
            session.record(lambda d: acts.hand(d, view.key, to, by, back))
        return

    def record(given: list[Any]) -> None:
        to, until, repeated = given
        session.record(lambda d: acts.hand(d, view.key, to, until.at, repeated == "yes"))

    try:
        given = yield from in_turn(
            lambda typed: _to(session, typed),
            lambda typed: _until(session, typed),
            lambda _: _repeated(session),
        )
    except (TypedOn, Pressed) as led:
        if len(led.answers) == 2 and not led.back:  # handed over; that it was repeated nobody said
            record([*led.answers, "no"])
            session.said_first = session.message  # a note says itself in its place
        raise
    if given is not None:
        record(given)


def _to(session: Session, typed: str) -> Flow[str | None]:
    """A person; without one nothing is handed over."""
    hints = [] if session.ctx.me.plain else [session.word("hand-more")]
    to = Question("hand-to", session.word("ask-hand"), "text", typed=typed, lines=hints)
    return (yield from ask_words(to, session.lang))


def _until(session: Session, typed: str) -> Flow[Given | None]:
    from kit.ground.base.typed.times import COMING

    asked = session.word("ask-until")
    return (
        yield from ask_time(
            Question("hand-until", asked, "text", optional=True, typed=typed),
            COMING,
            session.acting,
            session.lang,
            session.refuse,
            session.walls(),
        )
    )


def _repeated(session: Session) -> Flow[str | None]:
    return (yield yes_or_no("hand-repeated", session.word("ask-repeated"), session.lang))


def _enter(
    shown: str,
    label: str,
    when: Callable[[Session], bool],
    act: Callable[[Session], Flow[None]],
    slow: bool = False,
) -> Key[Session]:
    """What Enter does at a step."""
    name, said = f"screen.{shown}", called(f"screen.{label}")
    fills = shown == "key-value"
    return Key("done", "enter", "step", name, said, when, act, slow=slow, fills=fills)


def _other(
    name: str, key: str, act: Callable[[Session], Flow[None]], opens: bool = False
) -> Key[Session]:
    label = called(f"screen.do-{name}")
    return Key(name, key, "step", f"screen.key-{key}", label, _there, act, opens=opens)


KEYS: list[Key[Session]] = [
    _enter("key-done", "status-done", _wants("done"), done),
    _enter("key-reached", "reached", _wants("call"), reached, slow=True),
    _enter("key-value", "do-answer", _wants("callback"), called_back),
    _enter("key-value", "do-answer", _wants("action"), improved),
    _enter("key-value", "do-told", _phones_by_name, answered),
    _enter("key-value", "do-answer", _wants_other, answered),
    Key(
        "no-answer",
        "x",
        "step",
        "screen.key-x",
        called("screen.not-reached"),
        _phones,
        not_reached,
        slow=True,
    ),
    Key(
        "phone-off",
        "f",
        "step",
        "screen.key-f",
        called("screen.phone-off"),
        _wants("call"),
        phone_off,
        slow=True,
    ),
    *(_pick(number) for number in range(1, MOST_CHOICES + 1)),
    _other("skip", "s", skip, True),
    _other("later", "l", later),
    _other("hand", "h", hand, True),
    Key("na", "a", "step", "screen.key-a", _na_label, _there, not_applicable),
    Key(
        "way",
        ">",
        "step",
        "screen.key-way",
        called("screen.do-way"),
        _several_ways,
        other_way,
        opens=True,
    ),
]
