"""An act that was named where nothing counts unread: until it is said to be meant, or left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.base.words import word
from kit.ground.machine.here import wall
from kit.ground.terminal.ask import Question
from kit.ground.terminal.hand import pause
from kit.ground.terminal.keys import half_width
from kit.ground.terminal.plain import ask_again, bell, lines, not_taken, turned, understand
from kit.ground.terminal.printed import Printed
from kit.live.guide.talk.never import unread
from kit.live.guide.talk.numbers import NO, YES, Doubt, drawn_key, meaning, rested
from kit.live.guide.talk.pace import names_again
from kit.live.guide.talk.refusals import figure_left, refusal, tells
from kit.live.guide.talk.unmatched import says

if TYPE_CHECKING:
    from kit.live.guide.talk.plain import Run

UNREAD = 1.2  # pauses within which nobody has read what a yes would be said to
TAKES_BACK = ("undo", "withdraw")  # their keys are pressed twice on purpose
SIGNED = ("raise", "lower")  # acts whose key is a sign, which is no letter of any word


def named(run: Run, shown: Printed, text: str) -> str:
    """The answer that was asked about, once: a line that is neither ``y`` nor the same number once
    more, nor says otherwise how the same call went, leaves that. A note may be typed beside it, and
    it is asked again below that."""
    named = run.doubt.asked
    if named and shown.question.name == "step" and tells(run.session, text):
        run.doubt.beside = True
        return named
    answer = understand(shown, text) or ""
    same = answer == named or names_again(run.session, named, answer)
    if half_width(text).lower() not in YES and not same:
        let_go(run)
    run.doubt.asked = ""
    return named


def ask_sure(run: Run, shown: Printed, answer: str, key: str) -> None:
    """Name the answer: what is typed behind that says whether it is meant."""
    option = next(o for o in shown.question.options if o.name == answer)
    what = meaning(run.session, option, shown.question)
    if key != "late-sure":  # of that it is asked once more
        run.session.earlier.since = answer, run.session.now().wall
    not_taken(word(run.session.lang, f"screen.{key}", what=what))
    run.doubt.ask(answer, what, shown.question.of)
    run.again(shown)


def said_no(run: Run, shown: Printed, text: str) -> bool:
    """Whether a line is the no to what is asked about here: whoever gives it has read that, and
    the key for notes is none then."""
    what = run.doubt.what if run.doubt.asked and shown.question.name == "step" else ""
    if not what or half_width(text).strip().lower() not in NO:
        return False
    not_taken(word(run.session.lang, "screen.said-no", what=what))
    run.again(shown)
    run.doubt = Doubt()
    return True


def let_go(run: Run) -> None:
    """Whether a number was meant is not answered, and that is said."""
    if run.doubt.asked:
        run.leading.say(word(run.session.lang, "screen.left-open", asked=run.doubt.what))
        run.leading.dropped.append((run.doubt.what, len(run.session.folder.entries)))
    run.doubt.asked = ""


def stands_again(run: Run, question: Question) -> str:
    """What is asked about once more, below the note that was typed beside it; "" for nothing."""
    doubt, beside, run.doubt.beside = run.doubt, run.doubt.beside, False
    there = any(option.name == doubt.asked for option in question.options)
    if not (beside and question.name == "step" and question.of == doubt.of and there):
        let_go(run)
        return ""
    doubt.covered = False
    return f"{bell()}{word(run.session.lang, 'screen.asked-still', what=doubt.what)}"


def quick_yes(run: Run, shown: Printed, text: str, sure: str) -> bool:
    """Whether a line is a yes that was typed before anybody can have read to what: it counts for
    nothing, and what is asked stands."""
    asked = shown.question
    lettered = asked.lettered and asked.rings and asked.name not in TAKES_BACK
    lettered = lettered and any(option.key in YES for option in asked.options)
    yes = half_width(text).strip().lower() in YES and bool(sure or lettered)
    stood = lines().begun - run.since
    if not unread(asked, text, stood) and (not yes or stood >= UNREAD * pause()):
        return False
    run.doubt.asked = sure
    not_taken(word(run.session.lang, "screen.yes-early", text=text))
    ask_again(shown, run.session.lang)
    return True


def came_late(run: Run, shown: Printed, line: str) -> bool:
    """What was in doubt is over after a while; whether it is asked again, because of a late yes
    below which something else was printed: while it is the last that stands there it is answered.
    The number once more is no yes, however late, and is asked about again."""
    rest, run.heard = rested(lines().begun, run.heard), wall()
    said = half_width(line.strip()).lower()
    late = run.doubt.asked if said in YES else ""
    answers = run.doubt.asked and said in (*YES, *NO) and not run.doubt.covered
    if not rest or answers or _said_again(run, shown, line):
        return False
    let_go(run)
    run.doubt = Doubt()
    if late:
        ask_sure(run, shown, late, "late-sure")
    return bool(late)


def _said_again(run: Run, shown: Printed, line: str) -> bool:
    """Whether a line says once more what is asked about, or otherwise how the same call went: a
    hand that does not look types the next step's number so."""
    asked = run.doubt.asked
    if not asked or shown.question.name != "step" or run.doubt.of != shown.question.of:
        return False
    answer = shown.meant(half_width(line).strip()) or ""
    return answer == asked or names_again(run.session, asked, answer)


def no_answer(run: Run, shown: Printed, text: str) -> None:
    """A line that answers nothing: why, or the list as it is turned or narrowed by it."""
    refused = refusal(run.session, shown, text)
    if not refused and says(run.leading, shown):
        return
    if not refused:
        turned(shown, text, run.session.lang)
        return
    run.leading.figure = figure_left(shown, text)
    not_taken(refused)
    ask_again(shown, run.session.lang)


def signed(run: Run, shown: Printed, text: str) -> bool:
    """Whether a line is the sign of the drawn screen for an act that may be done now: that is asked
    about by name."""
    act = drawn_key(run.session, text) if shown.question.name == "step" else ""
    if act not in SIGNED:
        return False
    ask_sure(run, shown, act, "sign-sure")
    return True
