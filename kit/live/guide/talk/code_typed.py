"""The code by which an incident is closed, typed where something else is asked: it closes nothing
there, and is nobody's name, no note and no answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from kit.ground.base.words import word
from kit.ground.terminal.ask import Answer, Flow, Question, yes_or_no
from kit.ground.terminal.keys import half_width

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from kit.live.guide.talk.session import Session

CODE = 4  # characters at the end of a reference
NAMES = (  # lines that want somebody's name
    "hand-to", "handed-to", "action-owner", "due-who", "call-name", "customer", "recorder",
    "forecast-who", "callback-agreed",
)  # fmt: skip
KEY = "E"  # the key for closing, in front of them
NOTE = "N"  # with which one may begin, and which opened the line


def refused_code(session: Session, text: str) -> str:
    """That it was taken for nothing, and what closes an incident; "" for what is no such code. What
    may be a word or a figure is one only behind the key for closing."""
    typed = "".join(half_width(text).split())
    one = typed.upper()
    if not CODE - 1 <= len(one) <= CODE + 1:
        return ""
    refs = [session.folder.ref, *(log.ref for log in session.others.logs)]
    codes = (ref[-CODE:] for ref in refs)
    code = next((c for c in codes if one in (c, KEY + c) or NOTE + one == c), "")
    if not code:
        return ""
    plain = typed.isdecimal() or (typed.isalpha() and not typed.isupper())
    if one == code and plain:
        return ""
    from kit.live.guide.talk.keys.course import key_for  # only where it is said

    key = "code-of-other" if code != session.folder.ref[-CODE:] else "code-here"
    if key == "code-here" and session.incident.closed is not None:
        key = "code-closed"
    how = key_for(session, "close")
    return session.ctx.out.word(f"refused.{key}", text=text.strip(), press=how, code=code)


def watched(session: Session, asking: Flow[None]) -> Flow[None]:
    """What is asked, and where such a code is typed into a line it is asked again."""
    try:
        question = next(asking)
    except StopIteration:
        return
    while True:
        step: Callable[[], Question]
        try:
            answer = yield question
        except Exception as led:  # a sentence, or a key that leads out
            step = _thrown(asking, led)
        else:
            said = _of_line(session, question, answer)
            if said:
                lines = [said, *(line for line in question.lines if line != said)]
                question = replace(question, lines=lines, typed="")  # the sentence names it
                continue
            if answer and _mixed(session, question, answer):
                asked = word(session.lang, "screen.name-sure", asked=question.text, text=answer)
                sure = replace(yes_or_no("name-typed", asked, session.lang), rings=True)
                try:
                    meant = yield sure
                except Exception as led:  # it is left, with what the form had by then
                    meant, step = "", _thrown(asking, led)
                else:
                    step = _sent(asking, answer)
                if meant in ("no", None):
                    question = replace(question, typed=answer)
                    continue
            else:
                step = _sent(asking, answer)
        try:
            question = step()
        except StopIteration:
            return


def _of_line(session: Session, question: Question, answer: Answer) -> str:
    if not answer or question.kind != "text" or question.coded:
        return ""
    return refused_code(session, answer)


def _mixed(session: Session, question: Question, text: str) -> bool:
    """Whether it would be a name made of letters and figures: keys that were meant for the step."""
    if session.ctx.me.plain or question.name not in NAMES:
        return False
    one = half_width(text).strip()
    figures = sum(char.isdecimal() for char in one)
    return one.isascii() and one.isalnum() and 0 < figures < len(one)


def _sent(asking: Generator[Question, Answer, None], answer: Answer) -> Callable[[], Question]:
    return lambda: asking.send(answer)


def _thrown(asking: Generator[Question, Answer, None], led: Exception) -> Callable[[], Question]:
    return lambda: asking.throw(led)
