"""What the numbered guide says by itself: where things stand, what rings, a clock that was set."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kit.ground.base.cells import cut, fitted, width
from kit.ground.base.words import word
from kit.ground.machine.here import wall
from kit.ground.terminal.ask import Question
from kit.ground.terminal.fragments import Line, text_of
from kit.ground.terminal.keys import half_width
from kit.ground.terminal.plain import ask_again, columns, not_taken, write
from kit.ground.terminal.printed import NUMBER_ENDS, Printed
from kit.ground.terminal.session import Ring
from kit.incidents.incident.rules.at_hand import current_of
from kit.incidents.incident.rules.kinds.timers import TimerState
from kit.incidents.incident.rules.urgency import LIFE, grade
from kit.incidents.incident.show.timer_lines import headed, timer_line
from kit.live.guide.show.parts import (
    Extras,
    count,
    current_block,
    fold_line,
    header,
    other_line,
    standing,
    to_do,
    undone_lists,
)
from kit.live.guide.talk.counted import numbers_of
from kit.live.guide.talk.foot import Rows, last_lines
from kit.live.guide.talk.giving import gives
from kit.live.guide.talk.numbers import YES, Doubt, places
from kit.live.guide.talk.session import Session

if TYPE_CHECKING:
    from kit.live.guide.talk.plain import Run

WIDTH = 78
WIDEST = 120
ELSEWHERE = 2  # timers of other incidents that are told at once
LOW = 30  # rows of a window that a step and its answers may fill
BESIDE = ("saved-also", "saved-ended")
WHOLE = 3  # rows in which an act names in such a window what it ended beside its own


def cells() -> int:
    """Cells of a line: as many as a printed card has, fewer in a narrow window."""
    cols = columns()
    return min(WIDTH, cols) if cols > 0 else WIDTH


def wide() -> int:
    """Cells of a timer's line, at whose end the time stands: the window's, where it is wider."""
    return max(cells(), min(WIDEST, columns()))


def rows() -> int:
    """Of the window; 0 where there is none."""
    try:
        return os.get_terminal_size(sys.stdout.fileno()).lines
    except (OSError, ValueError):
        return 0


def tell_rings(session: Session) -> bool:
    """What rings now, with one bell for all of it; whether anything did. Many push the prompt off
    the screen: where one types stands below them again, with what is half typed. A silent type
    says nothing until somebody looks."""
    if session.silent or session.waiting:
        return False
    bell = "\a"
    rings, elsewhere = _rings(session)
    for ring in rings:
        key = "plain" if ring.own else "registered" if ring.how else "other"
        key = "said" if ring.said else key
        said = partial(word, session.lang, f"screen.ring-{key}", how=ring.how)
        text = cut(ring.text, wide() - width(said(what=""))) if key == "other" else ring.text
        write(f"{bell}\n{said(what=text)}")
        bell = ""
    if elsewhere:
        write(word(session.lang, "screen.ring-others", n=elsewhere))
    if rings:
        _stand(session)
    return bool(rings)


def _rings(session: Session) -> tuple[list[Ring], int]:
    """What rings now, of the other incidents no more than a few beside what a life hangs on, life
    first, as the step below them is what is looked for; and how many more there are."""
    rings = session.rings.new()
    life = {log.ref for log in session.others.logs if log.incident.checklist.danger == "life"}
    others = [ring for ring in rings if not (ring.own or ring.how or ring.said)]
    others.sort(key=lambda ring: (not ring.grave, ring.ref not in life))
    kept = [ring for ring in rings if ring not in others]
    most = max(ELSEWHERE, sum(ring.grave for ring in others))
    return [*kept, *others[:most]], max(0, len(others) - most)


def _stand(session: Session) -> list[TimerState]:
    """Those that are due, most urgent first, stand where somebody looks."""
    due = session.due()
    session.drawn = session.foremost.stand([timer.key for timer in due], wall())
    return due


def tell_clock(session: Session) -> bool:
    """A sleep or a clock that was set, once; whether there was one."""
    told = bool(session.clocks.news)
    if told:
        write(f"\n{session.clocks.news}")
        session.clocks.news = ""
    return told


def show_state(
    session: Session, question: Question, opened: str = "", below: Sequence[str] = ()
) -> str:
    """What the picture would show, as lines, before each step; only the acknowledgement else. That
    once more in one line, where it has scrolled away by the time one types. What was ``opened`` by
    a number stands above its first line, which alone may be asked by anything. ``below``: what was
    said of what was left, which stands last."""
    tell_clock(session)
    refused = bool(session.alert)
    if session.message != session.said_first:  # what was to be said with it was not recorded
        session.message = " ".join(filter(None, (session.said_first, session.message)))
    said = " ".join(filter(None, (session.message, session.alert, session.hint)))
    news = " ".join(filter(None, (session.message, session.hint)))
    noted = any(entry.event.kind == "note" for entry in session.folder.newest[-1:])
    more = [word(session.lang, f"screen.{key}", what="", timers="") for key in BESIDE]
    room = cells() * (WHOLE if any(sign in news for sign in more) else 1)
    parts = [news]
    if noted and session.hint and width(news) > room:  # a hint that is cut leads nowhere
        parts = [session.message, session.hint]
    alert = cut(session.alert, cells() * WHOLE)  # what a refusal says first was not recorded
    last = [*parts, alert, *below]
    hint = [cells() * WHOLE] * (len(parts) - 1)
    session.message = session.alert = session.hint = session.said_first = ""
    if said:
        (not_taken if refused else write)(said)
    if opened and question.kind == "text":
        write(opened)
    foot = _show(session, question, refused)
    low = question.name == "step" and 0 < rows() <= LOW
    fits = [room, *hint, cells() * WHOLE, *(cells() for _ in below)]
    fit = cut if noted else partial(fitted, gives=gives(session))
    lines = [fit(each, most) for each, most in zip(last, fits, strict=True)]
    return "\n".join(filter(None, (foot, *(lines if low else []))))


def _show(session: Session, question: Question, refused: bool) -> str:
    """The line that stands last where all this is more than the window has; "" for none."""
    if question.typed and not question.lines:
        key = "typed-refused" if refused else "typed"  # Enter takes no refused text
        (not_taken if refused else write)(word(session.lang, f"screen.{key}", text=question.typed))
    if question.kind == "text":
        key = "back-counts" if question.counts or question.zero else "back-text"
        write(session.word(key))
    if not session.others.looked:  # what is printed is not drawn again once they are read
        session.others.refresh()
    if question.name == "silent":
        for line in text_of(other_line(session.lang, cells(), session.extras(), True)):
            write(line)
    if question.name != "step":
        return ""
    incident, lang, now, cols = session.incident, session.lang, session.now().wall, cells()
    put = Rows(write, columns() or cols)
    put()
    named = replace(session.extras(), recorder=places(session)["recorder"])
    put(text_of([header(incident, now, lang, cols, named)])[0])
    session.advised.add("recorder")  # what stands in the head counts
    due = _stand(session)
    session.foremost.moved = ""  # this is what the hand knows from now on
    for timer in [*due, *(t for t in incident.running() if not t.ringing(now))]:
        put(text_of([timer_line(session.shown, timer, now, lang, wide())])[0])
    extras = session.extras()
    session.drawn_other = extras.other[0].ref if extras.other is not None else ""
    elsewhere = [*_elsewhere(session, extras, wide()), *extras.registered(cols, False)]
    for line in text_of(elsewhere):
        put(line)
    every = incident.views()
    view = current_of(incident, session.unfolded, every)
    goes = str(places(session)["steps"])
    for line in text_of(undone_lists(incident, view, lang, cols, goes, numbers_of(session))):
        put(line)
        session.advised.add("steps")
    behind = fold_line(every, lang, session.unfolded)
    if view is None:
        put(word(lang, "screen.own-done" if behind else "screen.all-done"))
        return last_lines(session, due, cols) if put.too_many(question, rows()) else ""
    for part in standing(incident, view, lang, every, now):
        for _, text in part:
            put(f" {text}")
    views = to_do(every, session.unfolded)
    put("  ".join(filter(None, (count(incident, views, view, view.phase, lang), behind))))
    block = current_block(session.shown, view, lang, cols, now)
    block = [line for line in block if line[0][0] != "choice"]
    for line in text_of(block):  # the choices come as numbered options
        put(line)
    return last_lines(session, due, cols) if put.too_many(question, rows()) else ""


def _elsewhere(session: Session, extras: Extras, cols: int) -> list[Line]:
    """Each other open incident, where one line is due or none; what is due first, life before all,
    and of what a life hangs on each by itself: nothing of that hides in a count."""
    out: list[Line] = []
    lang, dues = session.lang, session.others.due()
    for ref in dict.fromkeys(w.incident.ref for w in dues):
        there = [w for w in dues if w.incident.ref == ref]
        life = [w for w in there if grade(w.incident, w.timer) == LIFE] or there[:1]
        for n, w in enumerate(life, 1):
            more = len(there) - len(life) if n == len(life) else 0
            each = replace(extras, other=(w.incident, w.timer, w.now), more=more)
            out += other_line(lang, cols, each, False, keyed=not out, whole=True)
    due = {w.incident.ref for w in dues}
    for log in session.others.logs:
        if log.ref not in due:
            key = "" if out else f"  {word(lang, 'screen.other-key')}"
            what = cut(headed(log.incident, lang), cols - 3 - width(key))
            out.append([("detail", f"   {what}{key}")])
    return out


def show_ways(session: Session, question: Question) -> None:
    """Where nobody may type yet: the letters that lead out, below what is asked."""
    if question.name == "silent":
        there = {key.name for key in session.shown_keys()}
        ways = [f"{o.key} {o.label}" for o in question.options if o.name in there]
        write("  " + "   ".join(ways))


def once_more(shown: Printed, lang: str) -> None:
    if shown.question.kind == "keys":
        write(shown.question.text)
    ask_again(shown, lang)


def leave(session: Session) -> str:
    """A silent type's way in is left, and how to take the incident back is said."""
    write(word(session.lang, "screen.silent-left"))
    return "leave"


def lapse(session: Session, shown: Printed, twice: bool) -> None:
    """The time given before is given up, but by an Enter pressed ``twice`` behind it."""
    if not twice:
        session.earlier.given(None)
        shown.before = ""
        write(word(session.lang, "screen.for-now"))
    ask_again(shown, session.lang)


def is_over(session: Session, question: Question, shown: Printed, doubt: Doubt) -> bool:
    """Something fell due, or came from elsewhere: whether the question is over by it."""
    session.refresh()
    told = tell_clock(session)
    if question.kind == "choice" and session.moot(question):
        write(f"\n{word(session.lang, f'screen.{question.over}')}")
        return True
    if question.name == "step" and session.incident.closed is not None:
        write()  # closed at another terminal: what is said last says so
        return True
    if moved_on(session, question, doubt, None):
        return True
    if tell_rings(session) or told:
        doubt.covered = True
        ask_again(shown, session.lang)
    return False


def moved_on(session: Session, question: Question, doubt: Doubt, line: str | None) -> bool:
    """Whether another terminal dealt with the step that is asked about: another one is asked now,
    and a ``line`` that would have dealt with that one counts for none."""
    if question.name != "step" or not (line is None or at_a_step(line)):
        return False
    if not session.moot(question) or session.incident.closed is not None:
        return False
    if line is None:
        write(f"\n{word(session.lang, 'screen.moot-step')}")
    else:
        not_taken(word(session.lang, "screen.moot-line", text=line.strip()))
        doubt.open = True
    return True


def at_a_step(line: str) -> bool:
    """A number, a yes or an Enter: what it does depends on which step is asked about."""
    text = half_width(line).strip().lower()
    return not text or text.strip(NUMBER_ENDS).isdecimal() or text in YES


def none_due(run: Run, question: Question) -> None:
    """That nothing is due, and what comes: a line answers what is printed below it, so that there
    is no list to go back from; a number behind it may be meant for one all the same. It stands
    where one types, too, as the step has more lines than a low window."""
    for line in question.lines:
        write(line)
    run.leading.say(question.text)
    run.doubt.open = True
