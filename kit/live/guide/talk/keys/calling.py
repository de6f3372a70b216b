"""The key for a call to anybody: whom, how it went, what was said, and whether it was repeated."""

from __future__ import annotations

from kit.ground.terminal.ask import Flow, Option, Question, TypedOn, yes_or_no
from kit.ground.terminal.keys import holding
from kit.ground.terminal.typed import ask_words, begun, in_turn
from kit.incidents.incident.rules import acts
from kit.incidents.incident.show.step_lines import phone_line
from kit.live.guide.talk.form_over import whole
from kit.live.guide.talk.of_call import asked_of
from kit.live.guide.talk.session import Session
from kit.plans.checklists.rules.at_site import meets


def call(session: Session) -> Flow[None]:
    """A call to anybody, whatever the step; Enter behind it as behind every form."""
    yield from whole(session, "c", _call(session))


def _call(session: Session) -> Flow[None]:
    """Recorded once it is said how it went."""
    result = whom = ""
    began = session.acting()

    def ask_whom(_: str) -> Flow[str | None]:
        nonlocal whom
        picked = yield from _whom(session)
        known = session.incident.profile is not None and picked in session.incident.profile.roles
        whom = session.post(picked) if picked and known else picked or ""
        return picked

    def ask_result(_: str) -> Flow[str | None]:
        nonlocal result, began
        picked = yield Question(
            "call-result",
            session.word("ask-result-of", who=whom),
            options=_results(session),
            enters="reached",
        )
        result, began = picked or "", session.acting()
        return picked

    given = yield from in_turn(ask_whom, ask_result)
    if given is None:
        return
    role, went = given
    made = session.record(lambda d: acts.call(d, role, went), begun(began, session.acting()))
    if made and went == "reached":
        yield from _told(session, whom)


def _told(session: Session, whom: str) -> Flow[None]:
    """What was said, and whether it was repeated: notes behind the call, each once it is typed, as
    that stands by then whatever becomes of this."""
    asked = asked_of(session, whom, "ask-said")
    said = Question("call-said", asked, "text", optional=True, grave=True)
    text = yield from ask_words(said, session.lang)
    if text is None:
        return
    if text:
        _note(session, session.word("call-said", who=whom, text=text))
    asked = asked_of(session, whom, "ask-repeated")
    if (yield yes_or_no("call-repeated", asked, session.lang)) == "yes":
        _note(session, session.word("call-repeated", who=whom))


def _note(session: Session, text: str) -> None:
    if session.message:  # what was recorded just before stands with it
        session.said_first = session.message  # two sentences: one inside the other read as neither
    session.record(lambda d: acts.note(d, text))


def _whom(session: Session) -> Flow[str | None]:
    waited = {timer.target() for timer in session.incident.running()}
    options = []
    for role in posts_to_call(session):
        mark = "! " if role in waited else ""
        phone = phone_line(session.shown, role, session.lang)
        post = session.incident.role_title(role).get(session.lang)
        options.append(Option(role, f"{mark}{post}  {phone}", opens=True))
    options.append(Option("@other", session.word("told-other"), opens=True))
    while True:
        whom = yield from _chosen(session, options)
        if whom != "@other":
            return whom
        from kit.live.guide.talk.by_another import whom as name_of

        name = yield from name_of(session, "call-name")
        if name is not None:
            return name


def _chosen(session: Session, options: list[Option]) -> Flow[str | None]:
    """By its digit, or by words of the post or of the name that stands there; a sentence that no
    line holds is a note, as behind every list."""
    asked = session.word("ask-who")
    try:
        return (yield Question("call-who", asked, options=options, later="c"))
    except TypedOn as typed:
        if session.ctx.me.plain or typed.lead or not holds(typed.text, options):
            raise
        begun = typed.text
    from kit.live.guide.talk.nearest import Nearest  # read when it is wanted

    nearest = Nearest(options, {o.name: o.label for o in options}, {})
    question = Question(
        "call-who",
        asked,
        "find",
        options,
        typed=begun,
        seek=nearest.found,
        plainly=nearest.plainly,
        lettered=True,
        safe=True,
    )
    try:
        return (yield question)
    except TypedOn as typed:
        typed.sure = True  # its Enter was pressed
        raise


def holds(text: str, options: list[Option]) -> bool:
    """Whether a line has these words."""
    return bool(holding(text, ((o, o.label) for o in options)))


def posts_to_call(session: Session) -> list[str]:
    """Posts one may want to call, in the same order at every press: those whom a step calls at
    this site, then all."""
    profile = session.incident.profile
    if profile is None:
        return []
    steps = (step for plan in session.incident.plans for _, step in plan.checklist.steps())
    wanted = [step.call for step in steps if step.call and meets(profile, step)]
    wanted += [role for role in profile.roles if role not in ("leader", "agents")]
    return [r for r in dict.fromkeys(wanted) if r in profile.roles]


# ---- timers and steps ------------------------------------------------------------------------


def _results(session: Session) -> list[Option]:
    return [
        Option("reached", session.word("reached")),
        Option("no-answer", session.word("not-reached"), "x"),
        Option("phone-off", session.word("phone-off"), "f"),
        Option("busy", session.word("busy")),
        Option("wrong-number", session.word("wrong-number")),
    ]
