"""Words behind the number of a step whose answer is words: the answer at once where the step has
stood there so long that it was read, and asked about where it has only just come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.base.cells import width
from kit.ground.base.lean import re
from kit.ground.base.person import told
from kit.ground.base.words import word
from kit.ground.terminal.ask import Question
from kit.ground.terminal.hand import READ as PAUSES
from kit.ground.terminal.hand import pause
from kit.ground.terminal.keys import half_width
from kit.ground.terminal.plain import lines, not_taken
from kit.live.guide.talk.numbers import READ

if TYPE_CHECKING:
    from kit.ground.terminal.printed import Printed
    from kit.live.guide.talk.plain import Run

_WORDS = r"[^\W\d_].*"
NAME = 6  # cells of a Chinese name
MEASURED = "张"  # counts tables, and is the family name of one in fourteen
# Of whom there may be one, where the number is none of the step.
ONE = ("man", "woman", "person", "child", "boy", "girl", "agent", "caller", "visitor", "of")


def _counts(words: str) -> bool:
    """Whether the number in front may be how many there are (``1 man at the gate``)."""
    from kit.live.guide.talk.number_and_words import is_count

    if words[:1].isascii():
        return re.split(r"[^a-z]", words.lower(), maxsplit=1)[0] in ONE
    return is_count("1", words) and not (words[:1] == MEASURED and width(words) <= NAME)


def _just_came(run: Run) -> bool:
    return lines().begun - run.pace.arrived < READ


def at_once(run: Run, wants: str, words: str) -> bool:
    """Whether they are the answer unasked: they begin as words do and count nothing, nor do they
    tell something where a name is wanted, and no line before them is in doubt."""
    read = not _just_came(run)
    shaped = re.fullmatch(_WORDS, half_width(words)) is not None and not _counts(words)
    return read and shaped and not run.doubt.there and not (wants == "name" and told(words))


def said(run: Run, asked: Question, text: str, own: bool) -> str | None:
    """What is said of words that are asked about: the yes that a hand types with them as one word
    was said to a step which nobody has read yet, where they are its ``own`` answer."""
    from kit.live.guide.talk.meant import picked

    fresh = own and _just_came(run)
    while True:
        answer = picked(run, asked, asked, text)
        quick = lines().begun - run.since < PAUSES * pause()
        if not (fresh and answer == "yes" and quick):
            return answer
        not_taken(word(run.session.lang, "screen.yes-early", text="y"))


def goes_back(run: Run, shown: Printed, text: str) -> str:
    """Back from what was asked of a line: nothing is recorded, and the next note begins with its
    words, if it had any. No answer comes of it."""
    if text:
        run.kept.went_back(text)
    not_taken(word(run.session.lang, f"screen.{'text-kept' if text else 'went-back'}", text=text))
    run.again(shown)
    return ""
