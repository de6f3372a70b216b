"""The answer of a step that wants one."""

from __future__ import annotations

from functools import partial

import msgspec

from kit.ground.base.cells import clock, cut
from kit.ground.base.refusal import Refused
from kit.ground.base.words import word
from kit.ground.terminal.ask import Flow, Option, Pressed, Question, TypedOn, yes_or_no
from kit.ground.terminal.keys import half_width
from kit.ground.terminal.typed import ask_time, bare
from kit.incidents.incident.files import desk
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.views import StepView
from kit.incidents.incident.show.read_back import far, sure_of
from kit.incidents.incident.show.step_lines import filled, step_text
from kit.live.guide.talk.asks_when import as_hour, as_time, asks_when
from kit.live.guide.talk.by_another import no_name_here
from kit.live.guide.talk.fronted import record
from kit.live.guide.talk.leftover import say_left
from kit.live.guide.talk.session import Session

STEP = 40  # cells of a step's text in front of what it asks
CALLED = 7  # digits of a number that one calls: no key was meant by it
PROMPTS = {"minutes": "ask-minutes", "name": "ask-name"}


def _prompt(session: Session, view: StepView, name: str) -> str:
    """What is asked; of which step, where what stands above is a timer or another
    step, or another list's step stood there until now."""
    step, lang = view.step, session.lang
    unit = step.unit.get(lang) if step.unit else ""
    if step.answer == "number" and unit:
        prompt = session.word("ask-number", unit=unit)
    else:
        prompt = session.word(PROMPTS.get(step.answer, "ask-value"))
    if name != "due-value" and session.foreseen.crossed != view.key:
        return prompt
    text = cut(step_text(session.incident, view, lang), STEP)
    return session.word("ask-of-step", step=text, asked=prompt)


def value_of(session: Session, view: StepView, name: str = "value") -> Flow[str | None]:
    """Asked again while it does not fit; ``None`` when Esc was pressed."""
    step, lang = view.step, session.lang
    if step.answer == "choice":
        options = [
            Option(c.id, filled(session.incident, c.get(lang), view, lang)) for c in step.choices
        ]
        text = step_text(session.incident, view, lang)
        return (yield Question(name, text, options=options))
    if step.answer == "time":
        return (yield from _time_of(session, view, name))
    prompt = _prompt(session, view, name)
    lines: list[str] = []
    typed, counts = "", step.answer in ("number", "minutes")
    while True:
        session.confirmed = ""
        value = yield Question(
            name, prompt, "text", lines=lines, typed=typed, safe=counts, counts=counts,
            foreign=partial(no_name_here, session) if step.answer == "name" else None,
        )  # fmt: skip
        if value is None:
            return None
        typed = value
        early = next(key.key for key in session.keys if key.name == "earlier")
        if half_width(value).lstrip().startswith(early):  # pressed when this was asked already
            lines = [session.word("at-key")]
            continue
        try:
            checked = acts.checked_value(step, value, session.acting())
        except Refused as refused:
            if refused.code == "amount-far":
                asked = session.word("amount-sure", text=value, span=far(value, lang))
                if (yield from _sure(session, f"{name}-sure", asked, value.strip())):
                    return sure_of(value)
                lines = []
                continue
            lines = [session.ctx.out.word(f"refused.{refused.code}", **refused.fill)]
            continue
        if asks_when(step) and (at := as_time(value) or as_hour(value, session.now().wall)):
            asked = session.word("hour-sure", text=value.strip(), at=at)
            if as_time(value) or (yield from _sure(session, f"{name}-sure", asked, value.strip())):
                return at
            continue
        if step.answer in ("text", "name") and bare(value.strip()):
            if step.answer == "name" or not value.strip().isdecimal():
                lines = [word(lang, "screen.words-wanted")]
                continue
            if not (yield from _figure_meant(session, f"{name}-sure", value.strip())):
                lines = []
                continue
        from kit.ground.base.typed.amounts import lower_end

        low = lower_end(value) if step.answer in ("minutes", "number") else None
        if low is not None:
            session.understood = session.word("lower-end", n=f"{low:g}", text=value.strip())
        return checked


def _figure_meant(session: Session, name: str, figure: str) -> Flow[bool]:
    """Whether a bare figure is the answer where words are wanted; a telephone number is one."""
    if len(figure) >= CALLED or session.confirmed.strip() == figure:
        return True
    return (yield from _sure(session, name, session.word("digits-sure", text=figure), figure))


def _sure(session: Session, name: str, asked: str, text: str) -> Flow[bool]:
    """Whether it is the answer. Whoever types on without saying so has it as a note, and that is
    said; the key that takes back takes it with it."""
    question = yes_or_no(name, asked, session.lang)
    question = msgspec.structs.replace(question, rings=True, holds=text)
    try:
        return (yield question) == "yes"
    except (TypedOn, Pressed) as led:
        back = led.back or (isinstance(led, Pressed) and led.key == "u")
        session.earlier.pressed = "n"
        if not back and record(session, text):
            say_left(session, led, session.word("value-kept", text=text))
        raise


def _time_of(session: Session, view: StepView, name: str) -> Flow[str | None]:
    """A time that has passed. Left empty it is now, when that was said, and not when it was asked;
    but where it is asked when all began it is the opening."""
    from kit.ground.base.typed.times import PAST, Field

    began = view.step.milestone == "detected"
    usual = session.incident.opened if began else None
    prompt = session.word("ask-time")
    if usual is not None:
        prompt = session.word("ask-began", at=clock(usual, session.acting()))
    given = yield from ask_time(
        Question(name, prompt, "text", optional=True),
        Field("past", PAST.ask, known=desk.known(session.incident), stands=True),
        session.acting,
        session.lang,
        session.refuse,
        session.walls(),
    )
    if given is None:
        return None
    acting = session.acting()
    at = given.at or min(usual or acting, acting)
    return at.isoformat(timespec="seconds")
