"""Keys for what is due, here and in the other open incidents."""

from __future__ import annotations

from collections.abc import Sequence

from kit.ground.terminal.ask import Flow, Option, Pressed, Question
from kit.ground.terminal.keys import Key, always, called
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.show.timer_lines import headed, named, timer_title
from kit.live.guide.talk.carried import Carried
from kit.live.guide.talk.keys.course import leave
from kit.live.guide.talk.leftover import parts
from kit.live.guide.talk.session import Session

NEXT = "next"  # in the list: the one that follows, wherever one stands


def other(session: Session) -> Flow[None]:
    """To the other incident where there is one; where there are more they stand there, the most
    urgent first, each time: a note typed behind the key went into whichever was due by then.
    Each has a letter of its own as long as it is open. Pressed again the key leads to the one that
    the screen names. Where there is no other it leads home."""
    if session.left_notes is not None:
        from kit.live.guide.talk.noted import whose_again  # it reads this file

        if (yield from whose_again(session)):
            return
    refs = _by_urgency(session)
    if not refs and session.ctx.me.plain:
        session.message = session.word("none-other")
    elif not refs:
        session.home = True  # where another one is opened
        yield from leave(session)
    elif len(refs) == 1:
        go(session, refs[0])
    else:
        from kit.live.guide.talk.fixed import keys_of

        keys = keys_of(session.ctx, session.folder, session.others.logs)
        options = [Option(ref, _about(session, ref), keys[ref], leaves=True) for ref in refs]
        following = again(session)
        label = session.word("other-next", what=_about(session, following))
        options.append(Option(NEXT, label, "o", leaves=True))
        options.append(Option("back", session.word("due-back"), "b"))
        asked = session.word("which")
        picked = yield Question("other", asked, options=options, lettered=True)
        if picked and picked != "back":
            go(session, following if picked == NEXT else picked)


def _by_urgency(session: Session) -> list[str]:
    """The other incidents, of which something is due first."""
    due = [each.incident.ref for each in session.others.due()]
    return list(dict.fromkeys([*due, *(log.ref for log in session.others.logs)]))


def again(session: Session) -> str:
    """Where the key leads that is pressed again: to the one that the line of what is due elsewhere
    names; where nothing is, back to the one that was left for this one, or else to the one that
    follows in the order of their references."""
    due = [each.incident.ref for each in session.others.due()]
    if session.drawn_other in due:
        return session.drawn_other
    refs = _by_urgency(session)
    back = session.came if session.came in refs else ""
    return next(iter(due), "") or back or after(session.incident.ref, refs)


def after(ref: str, others: Sequence[str]) -> str:
    """The one that follows in the order of their references."""
    return min(others, key=lambda other: (other < ref, other))


def _about(session: Session, ref: str) -> str:
    """The incident, and what of it is most urgent."""
    due = next((w for w in session.others.due() if w.incident.ref == ref), None)
    if due is not None:
        title = timer_title(due.incident, due.timer, session.lang)
        return "! " + named(due.incident, title, session.lang)
    log = next(log for log in session.others.logs if log.ref == ref)
    return headed(log.incident, session.lang)


def go(session: Session, ref: str, notes: Sequence[Carried] = ()) -> None:
    """This one is left as by its own key, and loses nothing. ``notes`` are recorded there."""
    parts(session)
    key = session.step.key if session.step is not None else ""
    session.moved(lambda d: d.add(ev.Left(key)))
    session.goto, session.carried, session.ended = ref, list(notes), True


def leading_on(session: Session) -> list[Option]:
    """Among the answers to what is due: the same key, as the heading names it there."""
    if not session.others.logs:
        return []
    return [Option(NEXT, session.word("do-other"), "o", leaves=True)]


def goes(picked: str | None) -> None:
    """Out of all that is asked, where that was ``picked``: by its key."""
    if picked == NEXT:
        raise Pressed("o")


def answer_first(session: Session) -> Flow[None]:
    from kit.live.guide.talk import due  # read when it is pressed

    yield from due.answer_first(session)


KEYS: list[Key[Session]] = [
    Key(
        "due",
        "d",
        "due",
        "screen.key-d",
        called("screen.do-due"),
        always,
        answer_first,
        opens=True,
    ),
    Key(
        "other",
        "o",
        "course",
        "screen.key-o",
        called("screen.do-other"),
        always,
        other,
        leaves=True,
    ),
    Key(
        "other",
        "o",
        "closed",
        "screen.key-o",
        called("screen.do-other"),
        lambda session: bool(session.others.logs),
        other,
        leaves=True,
    ),
]
