"""A bare number that may be a figure and no act: typed at a step that wants one, or where the act
of that number is not printed, or leaves a step of the first minutes. It does nothing in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.base.phones import RESCUE
from kit.ground.base.words import word
from kit.ground.terminal.ask import Option, Pressed, Question, TypedOn
from kit.ground.terminal.keys import half_width
from kit.ground.terminal.plain import not_taken
from kit.ground.terminal.printed import NUMBER_ENDS, Printed
from kit.live.guide.talk.kept import LONG
from kit.live.guide.talk.numbers import EVERY, Doubt, meaning, names_act, places

if TYPE_CHECKING:
    from kit.live.guide.talk.plain import Run

WANT = ("number", "minutes", "time")
LEAVE = tuple(act for act in EVERY if act != "way")  # acts by which a step is left undone
FIGURE, ACT, NOTE = "v", "g", "n"  # where a number may be either, as a call may (``made``)
HEAD = ("recorder", "steps")  # acts whose number the head of the screen shows
OWN = "done"  # what opens the step's own line; counts as ever


def may_be_meant(run: Run, shown: Printed, text: str) -> bool:
    """Whether it may be no act. What the program itself named here is the act; the own number of a
    step that wants a figure only opens the line for it."""
    number = half_width(text).strip(NUMBER_ENDS)
    bare = number.isdecimal() and len(number) < LONG and int(number) > 0
    if shown.question.name != "step" or not bare:
        return False
    if _rescued(run, number):
        return True
    act = _act(shown, number)
    if act is not None and act.name in shown.always | run.session.advised:
        return act.name in HEAD and _wanted(run, number)
    return _wanted(run, number) or (act is not None and unlisted(run, shown, act.name))


def unlisted(run: Run, shown: Printed, act: str) -> bool:
    """Whether nobody can have read the act's number here, or it leaves a step that cannot wait."""
    view = run.session.step
    grave = view is not None and view.phase == "immediate" and act in LEAVE
    return grave or act not in shown.seen


def _wanted(run: Run, number: str) -> bool:
    view = run.session.step
    wants = view is not None and view.step.answer in WANT
    return wants and int(number) != places(run.session)[OWN]


def _rescued(run: Run, number: str) -> str:
    """The post that is called by that number: who rescues; "" for no such number."""
    if number not in RESCUE or _wanted(run, number):
        return ""
    incident = run.session.incident
    roles = incident.profile.roles if incident.profile is not None else {}
    return next((role for role, held in roles.items() if number in (held.phone, held.phone2)), "")


def _call_rescue(run: Run, shown: Printed, role: str, number: str) -> str | None:
    """Its call, where somebody says that he made it: how it went is asked next."""
    from kit.live.guide.talk.meant import picked

    session = run.session
    options = [
        Option("yes", session.word("read-back-yes"), "y"),
        Option("back", session.word("due-back"), "b"),
    ]
    asked = session.word("ask-rescue", text=number, who=session.post(role))
    run.doubt = Doubt()
    sure = Question("answer-sure", asked, options=options, lettered=True, rings=True)
    if picked(run, sure, sure, "") != "yes":
        return _went_back(run, shown)
    run.leading.ahead = role
    return "call"


def _act(shown: Printed, number: str) -> Option | None:
    there = (o for o in shown.question.options if shown.numbers[o.name] == int(number))
    return next(there, None)


def figure_or_act(run: Run, shown: Printed, text: str) -> str | None:
    """What it is, as an answer of the step: its own, with the figure typed into it, or the act of
    that number; ``None`` for neither, and the step stands again."""
    number = half_width(text).strip(NUMBER_ENDS)
    act, role = _act(shown, number), _rescued(run, number)
    if role:
        return _call_rescue(run, shown, role, number)
    if act is not None and not _wanted(run, number):
        return _act_or_note(run, shown, act, number)
    said, number = _own(run, shown, number)
    if said == "yes":
        run.leading.ahead = number
        return OWN
    act = _act(shown, number)
    if said == "act" and act is not None:
        return act.name
    if said == "note":
        raise TypedOn(number, sure=True)
    return _went_back(run, shown)


def _went_back(run: Run, shown: Printed) -> str | None:
    """The step stands again, and that nothing came of it is said."""
    not_taken(word(run.session.lang, "screen.went-back"))
    run.again(shown)
    return None


def _own(run: Run, shown: Printed, number: str) -> tuple[str | None, str]:
    """What was said of a figure that the step may want, and which: another one typed over it is
    asked about in its place, as who counts counts again."""
    from kit.live.guide.talk.meant import picked

    session, lang = run.session, run.session.lang
    own = next(o for o in shown.question.options if o.name == OWN)
    while True:
        act = _act(shown, number)
        either = act is not None and names_act(session, number)  # y elsewhere means the act
        yes, note = (FIGURE, NOTE) if either else ("y", "#")
        options = [Option("yes", session.word("number-yes", text=number), yes)]
        if act is not None and either:
            what = word(lang, "screen.figure-act", text=number, what=act.label)
            options.append(Option("act", what, ACT))
        options.append(Option("note", session.word("read-back-note", text=number), note))
        options.append(Option("back", word(lang, "screen.due-back"), "b"))
        what = meaning(session, own, shown.question)
        asked = word(lang, "screen.ask-figure", text=number, what=what)
        run.doubt = Doubt()
        sure = Question("figure-sure", asked, options=options, lettered=True, rings=True)
        try:
            return picked(run, sure, sure, ""), number
        except Pressed:
            number, run.leading.figure = run.leading.figure, ""
            if not number:
                raise


def _act_or_note(run: Run, shown: Printed, act: Option, number: str) -> str | None:
    """The act of that number where somebody says that it is meant; else a note, or nothing."""
    from kit.live.guide.talk.meant import picked
    from kit.live.guide.talk.number_and_words import answer_and_words, may_fill
    from kit.live.guide.talk.sought import CALL, finds, named_step, numbered_step, opens

    session = run.session
    what = meaning(session, act, shown.question)
    options = [
        Option("act", session.word("read-back-yes"), "y"),
        Option("note", session.word("read-back-note", text=number), "#"),
        Option("back", session.word("due-back"), "b"),
    ]
    asked = session.word("ask-unlisted", text=number, what=what)
    run.doubt = Doubt()
    sure = Question("answer-sure", asked, options=options, lettered=True, rings=True)
    run.leading.lists = lambda typed: named_step(session, act.name, typed)

    def fits(typed: str) -> bool:
        there = named_step(session, act.name, typed) or finds(session, act.name, typed)
        return there or may_fill(session, shown, act.name, typed)

    try:
        said = picked(run, sure, sure, "", fits)
    finally:
        run.leading.lists = None
    if run.over:  # whom, or what is looked for, which says that the act is meant
        over, run.over = run.over, ""
        if step := numbered_step(session, act.name, over):
            run.leading.ahead = step
            return act.name
        if may_fill(session, shown, act.name, over):
            return answer_and_words(run, shown, over, act.name)
        if act.name != CALL:
            return opens(run, act.name, over)
        run.leading.ahead = over
        return act.name
    if said == "act":
        return act.name
    if said == "note":
        raise TypedOn(number, sure=True)
    return _went_back(run, shown)
