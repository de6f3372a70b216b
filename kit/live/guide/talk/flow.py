"""The guide: leads through an incident's checklist. A flow of questions over the shared store.

The flow only says what to ask and what to record; the screen and ``plain`` ask it. Nothing lives
here that is not in the log: killed at any moment, ``kit guide`` goes on at the same step.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from functools import partial

from msgspec.structs import replace

from kit.ground.base.cells import clock, cut
from kit.ground.base.refusal import Exit
from kit.ground.console.context import Context
from kit.ground.terminal.ask import Answer, Flow, Option, Pressed, Question, TypedOn
from kit.ground.terminal.keys import Key, options
from kit.incidents.incident.files import desk
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.events import IN_ERROR, Undone
from kit.incidents.incident.rules.meant_calls import told_before
from kit.incidents.incident.rules.views import StepView
from kit.incidents.incident.show.step_lines import step_text
from kit.incidents.incident.show.timer_lines import headed
from kit.live.guide.talk import form_over
from kit.live.guide.talk.code_typed import watched
from kit.live.guide.talk.fronted import record
from kit.live.guide.talk.keys import everything
from kit.live.guide.talk.keys.step import called_by, once_more
from kit.live.guide.talk.leftover import wanted
from kit.live.guide.talk.meanwhile import DEALT, stands
from kit.live.guide.talk.noted_number import number_of_note
from kit.live.guide.talk.session import Session
from kit.live.guide.talk.unseen import told_unseen
from kit.plans.checklists.rules.at_site import EMERGENCY

# What leads out of a list to what it opens: taking back, notes, customers, promises, improvements,
# calls, what is due, when something happened. None records by itself, nor deals with a step.
EVERYWHERE = "unkjicd@"
LEAVES = frozenset(("skip", "later", "hand", "na"))  # what says that nobody does it now
BESIDE = frozenset(("note", "callback-added", "action-added"))  # what deals with no step


def guide(ctx: Context, folder: Log, resumed: bool) -> Session:
    """A session with every key there is."""
    return Session(ctx, folder, everything(), resumed)


def flow(session: Session) -> Generator[Question, Answer, int]:
    """The whole guide; ends with the exit code."""
    if session.resumed and not session.message:
        session.message = _resumed(session)
        if session.ctx.me.plain:  # who typed its number reads where that led to
            at = session.word("resumed-at", what=headed(session.incident, session.lang))
            session.message = f"{at} {session.message}"
    passed = session.folder.ref in session.ctx.passed
    if session.silent and not session.incident.steps and not passed:
        yield from _until_safe(session)
    act: Callable[[Session], Flow[None]] = _one_key
    while not session.ended and (session.incident.closed is None or session.stays):
        try:
            if act is _one_key and not session.ctx.me.plain:
                session.foremost.looks()
            yield from watched(session, act(session))
            form_over.done_with(session)
            session.earlier.key_done()
            session.understood = ""  # of what was left: nothing else is said with it
            act = _one_key
        except TypedOn as typed:
            session.earlier.left()
            session.earlier.pressed = ""
            act = partial(_sentence, typed=typed)
        except Pressed as pressed:
            session.earlier.left()
            session.earlier.pressed = pressed.key
            form_over.led_out(session, pressed)
            act = next((k.act for k in session.offered() if k.key == pressed.key), _one_key)
        session.asked, session.page = None, -1  # in whatever way it was left
    return int(Exit.FAULT) if session.away() else 0


def _sentence(session: Session, typed: TypedOn) -> Flow[None]:
    if _over(session):
        from kit.live.guide.talk.behind import sentence as behind

        yield from behind(session, typed)
        return
    from kit.live.guide.talk.noted import sentence  # the first picture does not wait for it

    yield from sentence(session, typed)


def _over(session: Session) -> bool:
    """Whether it is closed, on the drawn screen: what is typed there waits."""
    return session.incident.closed is not None and not session.ctx.me.plain


def _one_key(session: Session) -> Flow[None]:
    """The step, and what a key there leads to."""
    session.step = session.incident.current(session.unfolded)
    closed = session.incident.closed is not None
    keys = session.offered()
    session.offered_at, session.said_then = session.incident.entries, session.said_of
    other = session.foreseen.stands(session.incident, session.step, session.unfolded)
    unannounced = other and _grave(session)
    told = unannounced and session.foreseen.new and not session.ctx.me.plain
    if told and not session.alert:
        session.alert = session.word("stepped-in")
    crossed = _crossed(session)
    asks = _asks_whom(session, keys)  # what such a key asks says that it was meant
    before = _minutes_ago(session)  # time enough for a call by then
    form, session.after_form = session.after_form, None
    answer = yield Question(
        "closed" if closed else "step",
        "",
        "keys",
        [replace(o, doubt=once_more(session, o)) for o in options(keys, session)],
        first=sum(key.group in ("step", "due") for key in keys),
        prose=True,
        everywhere=_everywhere(keys) if closed else EVERYWHERE,
        written=lambda: session.said_of,
        dealt=lambda: _dealt(session),
        refused=lambda key: session.earlier.refused(key, session.now().wall),
        confirmed=session.earlier.is_meant,
        noted=partial(_beside, session),
        undoes="u",
        unrecorded=partial(setattr, session, "void"),
        entry=partial(number_of_note, session),
        of="" if session.step is None else session.step.key,
        who=_whom(session),
        called=_called(session),
        owes="" if session.left_notes is None else "o",
        owed="" if session.left_notes is None else session.left_notes.named,
        took=session.took,
        fails=session.failed,
        wants=wanted(session),
        moved=[k.name for k in keys if unannounced and _of_step(k) and k.name not in asks],
        crossed=[k.name for k in keys if crossed and k.group == "step" and k.name not in asks],
        rings=told,
        unhurried=[k.name for k in keys if before or k.name in asks],
    )
    session.took = session.failed = False
    session.wants = ""
    if closed and answer is None:
        answer = "leave"  # an empty line
    if answer == "done" and form_over.refused(session, form):
        return
    pressed = next((key for key in keys if key.name == answer), None)
    if pressed is not None:
        yield from _acts(session, pressed)


def _acts(session: Session, pressed: Key[Session]) -> Flow[None]:
    session.earlier.pressed, session.foreseen.by = pressed.key, pressed.name
    entries = session.incident.entries
    session.stood = stands(session) if pressed.group == "step" else ()
    try:
        yield from pressed.act(session)
    finally:
        session.stood = ()
    if pressed.group == "step" and session.incident.entries > entries:
        session.foreseen.acted()


def _crossed(session: Session) -> bool:
    """Whether the step at hand is another list's than the one before, which is said once."""
    foreseen, view = session.foreseen, session.step
    if view is None or foreseen.crossed != view.key:
        return False
    plan = session.incident.plan(view.plan)
    if foreseen.new and plan is not None and not session.alert:
        title = plan.checklist.title.get(session.lang)
        session.hint = " ".join(filter(None, (session.word("crossed", title=title), session.hint)))
    return True


def _everywhere(keys: Sequence[Key[Session]]) -> str:
    """Of the keys that lead out of every list those that are offered: another one is refused."""
    return "".join(key.key for key in keys if key.key in EVERYWHERE)


def _grave(session: Session) -> bool:
    """Whether Enter at the step at hand says that somebody was called."""
    return session.step is not None and session.step.step.answer == "call"


def _of_step(key: Key[Session]) -> bool:
    """Whether it says of the step at hand that it was done, or that nobody does it now."""
    return key.slow or key.name in LEAVES


def _minutes_ago(session: Session) -> bool:
    """Whether the next act was given a time before this minute: it was not done just now."""
    at = session.earlier.at
    return at is not None and (session.now().wall - at).total_seconds() >= 60


def _whom(session: Session) -> str:
    """Whom a key of the call at hand means; "" at any other step."""
    view = session.step
    roles = called_by(session, view) if view is not None and view.step.answer == "call" else []
    return session.post(roles[0]) if roles else ""


def _asks_whom(session: Session, keys: Sequence[Key[Session]]) -> list[str]:
    """Which keys of the step at hand ask who was called, as its ladder has moved on; or, that of
    Enter alone, whether it was said in an earlier call."""
    view = session.step
    if session.ctx.me.plain or view is None or view.step.answer != "call":
        return []
    if len(set(called_by(session, view))) > 1:
        return [key.name for key in keys if key.group == "step"]
    return ["done"] if told_before(session.incident, view) is not None else []


def _beside(session: Session, text: str) -> bool:
    """A note typed where something else is asked: a time given for an act is none of it, and one
    that it takes is used up by it."""
    if _over(session):
        from kit.live.guide.talk.behind import kept

        session.earlier.pressed = "n"
        return kept(session, text)
    with session.earlier.beside():
        done = record(session, text)
        session.earlier.left()
    return done


def _called(session: Session) -> str:
    """The step, as it is named where one of its keys is asked about."""
    view = session.step
    return "" if view is None else cut(step_text(session.incident, view, session.lang), 40)


def _dealt(session: Session) -> bool:
    """Whether what was said to be recorded dealt with anything but a note or a promise, or with one
    of these taken back."""
    there = {entry.id: entry.event for entry in session.folder.newest}
    made = [event for id_, event in there.items() if id_ in session.said_of]
    while gone := [event for event in made if isinstance(event, Undone)]:
        back = [there[id_] for event in gone for id_ in event.ids if id_ in there]
        made = [event for event in made if event not in gone] + back
    return not BESIDE.intersection(event.kind for event in made)


def _until_safe(session: Session) -> Flow[None]:
    """A silent type: nothing but the way out until people are safe; who is elsewhere goes to the
    call for help at once."""
    session.step, session.waiting = None, True
    ways = [Option("away", "", "1", leaves=True), Option("go", "", "enter")]
    asked = session.word("silent-start")
    answer: str | None = ""
    while answer not in ("away", "go", "leave", None) and not session.ended:
        keys = session.offered()
        there = [*ways, *options(keys, session)]
        try:
            made = partial(getattr, session, "said_of")
            answer = yield Question("silent", asked, "keys", there, prose=True, written=made)
            for key in keys:
                if key.name == answer:
                    yield from _unseen(session, key)
        except (TypedOn, Pressed) as instead:
            if (yield from _noted_unseen(session, instead)) == "enter":
                answer = "go"
    if answer in ("away", "go"):
        session.ctx.passed.add(session.folder.ref)
    rescue = _rescue(session)
    if answer == "away" and rescue is not None:
        session.record(lambda d: acts.take_up(d, rescue.key))
    session.waiting = False


def _unseen(session: Session, key: Key[Session]) -> Flow[None]:
    """What a key does there; of what it took back no more is said than its number."""
    known = session.said_of
    yield from key.act(session)
    if session.said_of is not known and not session.ended:
        session.message = session.saved = told_unseen(session)


def _noted_unseen(session: Session, typed: TypedOn | Pressed) -> Flow[str]:
    """What was typed where nobody need type is a note; no more is said of it than its number. The
    key that led out of it, "" for none."""
    while isinstance(typed, TypedOn):
        known = session.said_of
        try:
            yield from _sentence(session, typed)
        except (TypedOn, Pressed) as more:
            typed = more
            continue
        if session.said_of is not known:
            session.message = session.saved = told_unseen(session)
        return ""
    return typed.key


def _rescue(session: Session) -> StepView | None:
    """The first call to who rescues."""
    calls = (v for v in session.incident.views() if v.step.answer == "call")
    return next((v for v in calls if v.role in EMERGENCY), None)


def _resumed(session: Session) -> str:
    """The step that was dealt with last, and how; where that one is open again, what was done
    last."""
    dealt = [v for v in session.incident.views() if v.state.at and v.state.status in DEALT]
    named = session.incident.last[0] if session.incident.last else ""
    view = next((v for v in dealt if v.key == named), None)
    done = [v for v in dealt if v.state.status == "done"]
    if view is None and done:
        view = max(done, key=lambda v: v.state.at or session.clocks.seen)
    if view is None or view.state.at is None:
        return session.word("resumed-first")
    what = cut(step_text(session.incident, view, session.lang), 40)
    at = clock(view.state.at, session.now().wall)
    if view.state.status == "done":
        return session.word("resumed", what=what, at=at)
    how = session.word(f"status-{view.state.status}")
    return session.word("resumed-other", what=what, how=how, at=at)


def goodbye(session: Session) -> str:
    """The last line after the guide ends; that its drill is over comes first."""
    over = "" if session.away() else desk.drill_over(session.ctx, session.incident)
    said = " ".join(filter(None, (over, _goodbye(session))))
    session.unsaid += [text for text in session.unkept.taken() if text not in session.unsaid]
    return said


def _goodbye(session: Session) -> str:
    if session.away():
        return session.word("left-away", path=session.folder.where.path, ref=session.folder.ref)
    if session.incident.closed is not None:
        if session.incident.outcome == IN_ERROR:
            return session.word("withdrawn", ref=session.folder.ref)
        from kit.incidents.incident.rules.codes import closing_code

        head = closing_code(session.folder.entries)
        key = "checked-now" if session.incident.preparation else "closed-now"
        closed = session.word(key, head=head, ref=session.folder.ref)
        return f"{closed} {session.unkept.told(session.lang)}".rstrip()
    texts, n = session.unkept.all(session.lang), len(session.unkept.texts)
    if texts:
        return session.word("left-unkept", n=n, texts=texts, ref=session.folder.ref)
    some = "-some" if session.unsaid or session.unanswered else ""
    return session.word(f"left-guide{some}", ref=session.folder.ref)
