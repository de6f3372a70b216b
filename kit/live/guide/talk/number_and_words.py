"""One line with an answer's number and words behind it (``1 he is awake``, ``11 no need``): the
answer with that note or with these words for what it asks, or all of it a note; and the figure that
a sentence counts where the step wants one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.base.cells import width
from kit.ground.base.lean import re
from kit.ground.base.refusal import Refused
from kit.ground.terminal.ask import Option, Question
from kit.ground.terminal.keys import half_width
from kit.ground.terminal.printed import Printed
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.views import StepView
from kit.live.guide.talk.clear import against, clears
from kit.live.guide.talk.figure import OWN, WANT
from kit.live.guide.talk.kept import sentence
from kit.live.guide.talk.noted_first import noted_first
from kit.live.guide.talk.numbers import Doubt, deals, meaning, note_of
from kit.live.guide.talk.session import Session

if TYPE_CHECKING:
    from kit.live.guide.talk.plain import Run

TYPED = ("text", "name")  # answers that are words
SHORT = 16  # cells of a name or a reason; what is longer tells
ASK = ("skip", "hand")  # acts of every step that ask for words
_LINE = r"([1-9]|1[1-4])[.,)]?\s+(\S.*)"
_WORDS = r"[^\W\d_].*"
FILLED = (*TYPED, *WANT)
# What is counted so: such a line tells how many there are.
_COUNTED = "个人名位台张层楼号点分秒元岁年月日天次辆部间把条件只家户组车米"
_ONE = frozenset(
    (
        "man", "woman", "person", "people", "child", "boy", "girl", "staff", "agent", "customer",
        "caller", "guest", "visitor", "guard", "engine", "ambulance", "car", "lift", "door", "men",
        "women", "children", "police", "of", "more", "other", "floor", "line", "seat", "desk",
        "metre", "meter", "litre", "liter", "minute", "hour", "m", "cm", "h", "l", "pm", "am",
    )
)  # fmt: skip
_NO_PLURAL = ("is", "was", "has", "this", "yes", "his", "us")
_FIGURE = r"\d+(?:\.\d+)?"
_NO_COUNT = "楼层号点分时秒:.%°,-/年月日#第"  # beside a figure that counts nothing
_TOLD = (
    r"(?:到场|在场|到了|出来|撤出|清点|点到|数到|实到|[共总有是]|[:=]|\b(?:count|counted|total|all"
    r"|present|here|out|safe|is|are|have|got))$"
)
_HOW_MANY = (
    "people|persons?|staff|colleagues|agents|customers|out|here|there|present|safe|in all|counted"
    "|altogether|total"
)


def is_count(number: str, words: str) -> bool:
    """Whether the number only says how many (``2 engines are here``, ``1 man``)."""
    if not words[:1].isascii():
        return words[:1] in _COUNTED
    first = re.split(r"[^a-z]", words.lower(), maxsplit=1)[0]
    many = number != "1" and first.endswith("s") and first not in _NO_PLURAL
    return many or first in _ONE


def _asks(session: Session, act: str) -> bool:
    """Whether an act of every step asks for words; that it does not apply only where it matters."""
    view = session.step
    return act in ASK or (act == "na" and view is not None and view.step.critical)


def may_fill(session: Session, shown: Printed, act: str, text: str) -> bool:
    """Whether words are as short as what an act asks for, and do not count by its number."""
    short = sentence(text) and width(text) <= SHORT and note_of(text) == text
    return short and _asks(session, act) and not is_count(str(shown.numbers[act]), text)


def _parts(run: Run, shown: Printed, text: str, sure: str) -> tuple[str, str, bool]:
    """The number, the words, and whether that stands in front of them: short words behind an act
    that asks for such and is asked about (``sure``) may be these. Nothing where it is neither."""
    found = re.fullmatch(_LINE, half_width(text).strip())
    if found is not None:
        return found[1], text.strip()[found.start(2) :], True
    if may_fill(run.session, shown, sure, text):
        return str(shown.numbers[sure]), text.strip(), False
    return "", "", False


def answer_and_words(run: Run, shown: Printed, text: str, sure: str) -> str | None:
    """The answer where it is said to be meant; the words are what it asks for, or a note behind it.
    ``None`` for a line that is nothing of the kind. Raises ``TypedOn`` where all is a note."""
    from kit.ground.terminal.ask import TypedOn
    from kit.live.guide.talk.said_at_once import at_once, goes_back, said

    session, question = run.session, shown.question
    if question.name != "step":
        return None
    number, words, together = _parts(run, shown, text, sure)
    answer = shown.meant(number) if together else sure if number else None
    option = next((o for o in question.options if o.name == answer), None)
    if option is None or not deals(session, question, option.name):
        return None
    what, view = meaning(session, option, question), session.step
    own = option.name == OWN and view is not None
    wants = view.step.answer if own and view is not None else ""
    told = sentence(words) and re.fullmatch(_WORDS, half_width(words)) is not None
    # Behind the step's own number nothing becomes a note unasked.
    if (is_count(number, words) and wants not in FILLED) or not (told or own):
        return None
    if wants in TYPED and at_once(run, wants, words):
        run.kept.refused(question, words)
        run.leading.ahead = words
        return option.name
    fills = wants in TYPED or _asks(session, option.name)
    key = "with-value" if fills else "with-words"
    options = [
        Option("yes", session.word(f"{key}-yes", text=words), "y"),
        Option("note", session.word("read-back-note", text=text.strip()), "#"),
    ]
    run.doubt = Doubt()
    asked = session.word("ask-with-words", text=text.strip(), what=what)
    asks = Question("answer-sure", asked, options=options, lettered=True, rings=True)
    answer = said(run, asks, text.strip(), wants in TYPED)
    if answer is None:
        return goes_back(run, shown, text.strip() if told else "")
    if answer != "yes":
        if not together:
            _asks_still(run, option.name, what, question.of)
        raise TypedOn(text.strip(), sure=True)
    if clears(session, option.name) and against(session):
        _asks_still(run, option.name, what, question.of)
        raise TypedOn(words, sure=True)
    run.kept.refused(asks, words)  # a note, unless the answer takes them
    figure = figure_of(session, view, words) if wants in WANT and view is not None else ""
    run.leading.ahead = words if fills else figure
    if (option.opens or option.fills or option.slow) and not run.leading.ahead:
        noted_first(run, words)
    return option.name


def _asks_still(run: Run, answer: str, what: str, of: str) -> None:
    """The act is asked about once more, below the note that is made now."""
    run.doubt.ask(answer, what, of)
    run.doubt.beside = True


def figure_of(session: Session, view: StepView, text: str) -> str:
    """The one figure that a sentence counts, where the step wants such a one; "" for none."""
    from kit.ground.base.typed.spans import arabic, plain, spelt

    if view.step.answer != "number":
        return ""
    said = spelt(arabic(plain(text)))
    figures = list(re.finditer(_FIGURE, said))
    if len(figures) != 1:
        return ""
    found = figures[0]
    before, behind = said[: found.start()].rstrip(), said[found.end() :].strip()
    unit = view.step.unit
    units = [re.escape(unit.en.lower().rstrip("s")), re.escape(unit.zh)] if unit else []
    units = [each for each in units if each]
    counted = re.match(rf"[个人名位]|(?:{'|'.join([_HOW_MANY, *units])})", behind)
    counts = re.search(_TOLD, before) if not behind else counted
    if counts is None or behind[:1] in tuple(_NO_COUNT) or before[-1:] in tuple(_NO_COUNT):
        return ""
    try:
        return acts.checked_value(view.step, found[0], session.acting())
    except Refused:
        return ""
