"""Keys beside the step: note, call, timers, going to another step, the level."""

from __future__ import annotations

from msgspec.structs import replace

from kit.ground.base.cells import clock
from kit.ground.terminal.ask import Flow, Option, Question, yes_or_no
from kit.ground.terminal.hand import DOING, pause
from kit.ground.terminal.keys import Key, always, called
from kit.ground.terminal.typed import ask_words
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.meant_calls import UNDONE
from kit.incidents.incident.rules.timers import with_level
from kit.incidents.incident.rules.views import StepView
from kit.incidents.incident.show.step_lines import answer_text, step_text
from kit.incidents.incident.show.timer_lines import timer_title
from kit.live.guide.show.parts import standing, to_do
from kit.live.guide.talk import fronted
from kit.live.guide.talk.counted import numbers_of, timed
from kit.live.guide.talk.foremost import seconds
from kit.live.guide.talk.keys.calling import call
from kit.live.guide.talk.keys.overview import stands_at
from kit.live.guide.talk.keys.undo import dealt_with_by, ended_with
from kit.live.guide.talk.session import Session


def note(session: Session) -> Flow[None]:
    from kit.live.guide.talk import noted

    text = yield from noted.line(session, "")
    while text and (yield from fronted.noted(session, text)) is None:
        text = yield from noted.line(session, text)


# ---- calls -----------------------------------------------------------------------------------


def timers(session: Session) -> Flow[None]:
    """Any timer that runs; Esc at its answers leads back to the list."""
    left = True
    while left and session.incident.running():
        now, running = session.now().wall, session.incident.running()
        options = [
            Option(
                t.key,
                f"{clock(t.due, now)}  {timer_title(session.incident, t, session.lang)}",
                opens=True,
            )
            for t in running
        ]
        asked, numbers = session.word("ask-timer"), timed(session, [t.key for t in running])
        picked = yield Question("timers", asked, options=options, numbers=numbers)
        left = bool(picked) and (yield from _due(session, str(picked)))


# What only a pressed key needs is read when it is pressed: the first picture does not wait for it.


def _due(session: Session, picked: str) -> Flow[bool]:
    from kit.live.guide.talk.due import answer_due

    return (yield from answer_due(session, picked))


def forecasts(session: Session) -> Flow[None]:
    from kit.live.guide.talk import forecast, form_over

    yield from form_over.whole(session, "j", forecast.forecasts(session))


def back(session: Session) -> Flow[None]:
    """To the step that was dealt with last. What a call answered is taken back, and so is what
    leaving a step out called off: it will be made anew."""
    ready = [
        v
        for v in session.incident.views()
        if v.state.at is not None and v.state.status not in ("open", "doing")
    ]
    if ready:
        named = session.incident.last[0] if session.incident.last else ""
        latest = max(ready, key=lambda v: v.state.at or session.clocks.seen)
        last = next((v for v in ready if v.key == named), latest)
        made = dealt_with_by(session, last.key)
        if made and _noted_since(session, made) and not (yield from _sure(session, last)):
            return
        if made:
            from kit.incidents.incident.files import taking_back

            done = session.moved(lambda d: taking_back.take_back(session.folder, d, made))
        else:
            done = session.moved(lambda d: acts.take_up(d, last.key))
        if done:
            key = "back-took" if made else "back-open"
            step = step_text(session.incident, last, session.lang)
            text = session.word(key, said=session.message, step=step)
            session.message = session.saved = text
    yield from ()


def _noted_since(session: Session, made: str) -> bool:
    """Whether something else was recorded behind that entry: a hand that types on may mean it."""
    ids = [entry.id for entry in session.folder.entries]
    later = session.folder.entries[ids.index(made) + 1 :] if made in ids else []
    return any(isinstance(entry.event, ev.Noted) for entry in later)


def _sure(session: Session, last: StepView) -> Flow[bool]:
    """What it takes back is named, and a letter of its own says that it is meant."""
    step = step_text(session.incident, last, session.lang)
    options = [
        Option("yes", session.word("undo-yes"), "y"),
        Option("no", session.word("no"), "b", opens=True),
    ]
    asked = session.word("ask-undo", what=step)
    question = Question(
        "back-sure", asked, options=options, lettered=True, rings=True, stands=True, last=True
    )
    return (yield question) == "yes"


def down_again(session: Session) -> Flow[None]:
    """It worked and does not any more; asked once, because much begins anew."""
    from kit.live.guide.talk.begins_anew import asks_down  # seldom asked

    asked = yes_or_no("down", asks_down(session), session.lang)
    key = next((key.key for key in session.keys if key.name == "down"), "")
    sure = yield replace(asked, owes=key, called=session.word("do-down"))
    if sure == "yes":
        session.record(acts.down_again)


def _restored(session: Session) -> bool:
    return bool(acts.restored_steps(session.incident))


def steps(session: Session) -> Flow[None]:
    """All steps with what was answered; one of them is gone to."""
    from kit.live.guide.talk.nearest import Nearest, other_words  # not for the first picture

    incident, lang = session.incident, session.lang
    options, numbered = [], to_do(incident.views())
    titles = {view.key: step_text(incident, view, lang) for view in numbered}
    others = {view.key: other_words(view, lang) for view in numbered}
    numbers = numbers_of(session, numbered)
    for view in numbered:
        status = session.word(f"status-{view.state.status}")
        value = answer_text(incident, view, lang)
        text = titles[view.key] + (f": {value}" if value else "")
        options.append(Option(view.key, f"{numbers[view.key]:>2}  {status}  {text}"))
    asked = session.word("ask-step")
    began = seconds(session)
    timed = {incident.timer_step(timer.key) for timer in incident.running()}
    waited = frozenset(v.key for v in numbered if v.key in timed and v.state.status in UNDONE)
    dealt = frozenset(view.key for view in numbered if view.state.status not in UNDONE)
    typed, nearest = "", Nearest(options, titles, others, waited, dealt)

    def seek(text: str) -> list[Option]:
        nonlocal typed
        typed = text
        return nearest.found(text)

    every = {view.key: numbers[view.key] for view in numbered}  # as in one line: a hint names them
    picked = yield Question(
        "steps", asked, "find", options, seek=seek, plainly=nearest.plainly, numbers=every
    )
    gone_to = next((v for v in incident.views() if v.key == picked), None)
    blind = seconds(session) - began < DOING * pause()
    number = nearest.number(typed) if blind else ""  # words find no other step than they name
    other = bool(number) and stands_at(session, int(number)) not in ("", picked)
    if gone_to is not None and (yield from _reopens(session, gone_to, other)):
        _gone_to(session, gone_to)


def step_gone_to(session: Session, view: StepView) -> Flow[None]:
    """The same of a step that something else leads to."""
    if (yield from _reopens(session, view, False)):
        _gone_to(session, view)


def _gone_to(session: Session, view: StepView) -> None:
    """Of a step that is opened again the answer is taken back where it had ended timers: they count
    by their first due times until it is answered again, as behind the key that takes back."""
    from kit.incidents.incident.files import taking_back

    done = view.state.status not in ("open", "doing", "deferred")
    made = ended_with(session, view.key) if done else ""
    if made and not session.moved(lambda d: taking_back.take_back(session.folder, d, made)):
        return
    said = session.message if made else ""
    if session.moved(lambda d: acts.take_up(d, view.key)) and said:
        session.message = session.saved = f"{said} {session.message}"


def _reopens(session: Session, view: StepView | None, other: bool) -> Flow[bool]:
    """Whether a step that was dealt with is to be done again: going there by mistake would take its
    answer off the list. ``other``: its number stands at another one on the screen, and nobody has
    read the list."""
    ready = view is not None and view.state.status in ("open", "doing", "deferred")
    if view is None or session.ctx.me.plain or (ready and not other):
        return True
    step = step_text(session.incident, view, session.lang)
    options = [
        Option("yes", session.word("moved-yes" if ready else "reopen-yes"), "y"),
        Option("no", session.word("due-back"), "b", opens=True),
    ]
    asked = session.word("ask-moved-step" if ready else "ask-done-step", step=step)
    lines = [] if ready else _runs_again(session, view)
    sure = yield Question(
        "reopen", asked, options=options, lettered=True, rings=True, stands=True, lines=lines
    )
    return sure == "yes"


def _runs_again(session: Session, view: StepView) -> list[str]:
    """That the timers which its answer had ended run again; of what says that it works, which key
    says that it is down again since then, which begins all that anew."""
    if not ended_with(session, view.key):
        return []
    down = next((key.key for key in session.offered() if key.name == "down"), "")
    outage = view.step.milestone == "restored" and bool(down)
    return [session.word("reopen-restored" if outage else "reopen-timed", by=down)]


def look(session: Session) -> Flow[None]:
    """What the window has no room for, page by page; without a window the red lines again."""
    if session.ctx.me.plain:
        _, rules = standing(session.incident, session.step, session.lang, session.incident.views())
        session.alert = "\n".join(text for _, text in rules)
        return
    ways = [
        Option("more", "", "enter"),
        Option("back", "", "escape"),
        Option("back", "", "v", opens=True),
    ]
    session.page = 0
    while session.page >= 0:
        options = [*ways, Option("back", "", "q", opens=True)]
        answer = yield Question("look", "", "keys", options, prose=True)
        session.page += 1
        if answer != "more" or session.page >= session.pages:
            session.page = -1


# ---- the level -------------------------------------------------------------------------------


def higher(session: Session) -> Flow[None]:
    session.record(lambda d: acts.set_level(d, "+"))
    yield from ()


def lower(session: Session) -> Flow[None]:
    """Asks why, unlike raising: what is raised by mistake only adds deadlines, what is lowered ends
    some, which are named. Where there is no lower one that is said at once."""
    plan = session.incident.level_plan()
    ids = plan.checklist.levels.ids() if plan and plan.checklist.levels else []
    now = session.incident.level_of(plan.prefix) if plan else ""
    at = ids.index(now) if now in ids else 1
    if not at or plan is None:
        session.record(lambda d: acts.set_level(d, "-"))
        return
    off = with_level(session.incident, plan, ids[at - 1])
    titles = [timer_title(session.incident, timer, session.lang) for timer in off]
    between = "、" if session.lang == "zh" else ", "
    lines = [session.word("level-ends", timers=between.join(titles))] if titles else []
    levels = plan.checklist.levels
    title = levels.get(ids[at - 1]) if levels else None
    asked = session.word("ask-level", level=title.title.get(session.lang) if title else "")
    why = Question("level-reason", asked, "text", optional=True, lines=lines, reason=True)
    reason = yield from ask_words(why, session.lang)
    if reason is not None:
        session.record(lambda d: acts.set_level(d, "-", reason))


def _graded(session: Session) -> bool:
    return session.incident.level_plan() is not None


KEYS: list[Key[Session]] = [
    Key("note", "n", "beside", "screen.key-n", called("screen.do-note"), always, note, opens=True),
    Key("call", "c", "beside", "screen.key-c", called("screen.do-call"), always, call, opens=True),
    Key(
        "timers",
        "t",
        "beside",
        "screen.key-t",
        called("screen.do-timers"),
        always,
        timers,
        opens=True,
    ),
    Key("back", "b", "beside", "screen.key-b", called("screen.do-back"), always, back),
    Key(
        "forecast",
        "j",
        "beside",
        "screen.key-j",
        called("screen.do-forecast"),
        always,
        forecasts,
        opens=True,
    ),
    Key(
        "down",
        "z",
        "beside",
        "screen.key-z",
        called("screen.do-down"),
        _restored,
        down_again,
        opens=True,
    ),
    Key(
        "steps",
        "g",
        "beside",
        "screen.key-g",
        called("screen.do-steps"),
        always,
        steps,
        opens=True,
    ),
    Key("look", "v", "beside", "screen.key-v", called("screen.do-look"), always, look, opens=True),
    Key(
        "raise",
        "+",
        "level",
        "screen.key-level",
        called("screen.do-raise"),
        _graded,
        higher,
        also="=",
    ),
    Key(
        "lower",
        "-",
        "level",
        "screen.key-level",
        called("screen.do-lower"),
        _graded,
        lower,
        opens=True,
    ),
]
