"""Why a line of the numbered guide counts for nothing, said in one line."""

from __future__ import annotations

from collections.abc import Sequence

from kit.ground.base.person import told
from kit.ground.base.phones import RESCUE
from kit.ground.base.words import word
from kit.ground.terminal.ask import Question
from kit.ground.terminal.echo import ESCAPE
from kit.ground.terminal.keys import half_width
from kit.ground.terminal.plain import ask_again, not_taken
from kit.ground.terminal.printed import BACK, MORE, NUMBER_ENDS, Printed
from kit.live.guide.talk.code_typed import NAMES
from kit.live.guide.talk.kept import LONG, sentence
from kit.live.guide.talk.numbers import YES, drawn_key, names_act
from kit.live.guide.talk.session import Session

TWICE = 2  # characters of a line that a hand types twice
EMPTY_RECORDS = ("value", "due-value", "level-reason")  # questions where Enter alone records
UNLEFT = "outcome-sure"  # a number or an Enter behind it may be typed for what comes next
EMPTY_IS_NOW = ("value", "due-value")  # where Enter behind a refused text may mean that text


def too_soon(
    session: Session, question: Question, text: str, last: str, early: bool, twice: bool
) -> str:
    """Why a line of words answers nothing, as a word: it is the one that led here (``last``), typed
    twice, or an Enter pressed ``twice``, or early where an empty line records; a letter answers no
    line of words, and a bare figure is no note."""
    if question.kind != "text":
        return ""
    if early and text == last and 0 < len(text) <= TWICE:
        return "line-twice"
    if not text and (twice or (early and question.name in EMPTY_RECORDS)):
        return "key-early"
    letter = is_letter(text)
    if question.name == "note":
        figure = text.isdecimal() and len(text) < LONG and text not in RESCUE
        return "words-wanted" if letter or figure or names_act(session, text) else ""
    return "letter-no-answer" if letter and question.name != "close" else ""


def is_letter(text: str) -> bool:
    """Whether a line is one letter of the keyboard, once or pressed more often: a key, never
    anybody's name, reason, place or time."""
    one = half_width(text).strip().lower()
    return one.isascii() and one.isalpha() and len(set(one)) == 1


def nothing_asked(session: Session, text: str, before: int | None) -> bool:
    """Whether a yes comes where nothing is asked: the act in front of it counted at once (there
    were so many entries ``before``), or something else was recorded over what was asked; that is
    said, and nothing is in doubt by it."""
    if half_width(text).lower() not in YES:
        return False
    entries = session.folder.entries
    if before is None or len(entries) <= before:
        not_taken(word(session.lang, "screen.yes-to-none", text=text))
    else:
        not_taken(word(session.lang, "screen.yes-to-nothing", text=text, n=entries[-1].n))
    return True


def tells(session: Session, text: str) -> bool:
    """Whether a line is a sentence, and no code by which an open incident is closed."""
    codes = {ref[-4:] for ref in (session.folder.ref, *(log.ref for log in session.others.logs))}
    return sentence(text) and half_width(text).strip().upper() not in codes


def withdrawn(text: str) -> bool:
    """Whether a line goes back, or takes back."""
    return half_width(text).strip().lower() in (BACK, "u", "uu")


def no_name(question: Question, text: str) -> bool:
    """Whether a line that wants a name looks like a sentence: who types the last line of a form and
    does not see that one more is asked types on."""
    if question.name not in NAMES or text.isdecimal() or not sentence(text):
        return False
    if question.name == "customer":
        from kit.live.guide.talk.by_line import whole  # it reads what is asked for by lines

        if whole(text):  # with his number, which nobody types into a sentence's place
            return False
    return told(text)


def refusal(session: Session, shown: Printed, text: str) -> str:
    """Why a short line counts for nothing, and the number that would; "" where the list itself
    answers: one that is narrowed by typing answers no letter."""
    narrows = shown.long and is_letter(text)
    return _why(session, shown, text) or (word(session.lang, "screen.again") if narrows else "")


def _why(session: Session, shown: Printed, text: str) -> str:
    question, lang = shown.question, session.lang
    if question.name == UNLEFT:
        return word(lang, "screen.close-open", text=text or "Enter", asked=question.text)
    if not text or text in MORE or text == "？" or question.kind == "text" or question.lettered:
        return ""
    there = {str(shown.numbers[o.name]) for o in question.options}
    if half_width(text).strip(NUMBER_ENDS) in there:
        stand = sorted(shown.numbers[o.name] for o in shown.listed if o.name in shown.seen)
        if shown.long and stand:
            return word(lang, "screen.again-narrowed", text=text, numbers=in_spans(stand))
        return word(lang, "screen.again-unseen", text=text)
    if question.name == "undo-which" and text.isdecimal():
        return word(lang, "screen.undo-none", text=text)
    if question.name != "step":
        return ""
    meant = drawn_key(session, text)
    option = next((o for o in question.options if o.name == meant), None)
    if option is None:
        figure = figure_left(shown, text)
        return word(lang, f"screen.again-{'figure' if figure else 'step'}", text=figure or text)
    number = shown.numbers[option.name]
    shown.seen.add(option.name)  # what is named counts
    return word(lang, "screen.again-number", text=text, what=option.label, n=number)


def in_spans(numbers: Sequence[int]) -> str:
    """Each of them in a few words: ``1-18 23``."""
    spans: list[list[int]] = []
    for n in numbers:
        if spans and n == spans[-1][-1] + 1:
            spans[-1].append(n)
        else:
            spans.append([n])
    said = [[f"{s[0]}-{s[-1]}"] if len(s) > 2 else map(str, s) for s in spans]
    return " ".join(each for one in said for each in one)


def figure_left(shown: Printed, text: str) -> str:
    """A figure of two digits and more at a step, which names nothing there: how many there are, as
    often as not; "" for any other line."""
    number = half_width(text).strip(NUMBER_ENDS)
    there = {str(shown.numbers[o.name]) for o in shown.question.options}
    bare = number.isdecimal() and 1 < len(number) < LONG and number not in there
    return number if bare and shown.question.name == "step" else ""


def goes_back(question: Question, text: str) -> bool:
    """Whether the line goes back: an empty note is none."""
    if question.name == "step":
        return False
    if question.name == UNLEFT:
        return text in (ESCAPE, "<", "esc")
    needed = question.kind == "text" and (question.optional or question.default)
    back = text == BACK and not (question.counts or question.zero)
    return back or text in (ESCAPE, "<", "esc") or (text == "" and not needed)


def wants_time(session: Session, shown: Printed) -> bool:
    """Whether an empty line behind a refused text might mean that text, and not now."""
    question = shown.question
    if not question.typed or question.name not in EMPTY_IS_NOW:
        return False
    not_taken(word(session.lang, "screen.time-empty"))
    ask_again(shown, session.lang)
    return True
