"""Several sentences that stand in no log may be of several incidents: asked one after the other,
and a key of its own says that all that are left are of one."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING

from kit.ground.base.words import word
from kit.ground.terminal.ask import Answer, Option, Question
from kit.live.home.show import ABOVE
from kit.live.home.talk.belonging import (
    EACH,
    LOG,
    as_listed,
    each_own,
    log_of,
    may_be_of,
    own,
    told,
)
from kit.live.home.talk.note import TEXT, Notes

if TYPE_CHECKING:
    from collections.abc import Callable

    from kit.incidents.incident.files.log import Log
    from kit.live.home.talk.home import Home
    from kit.live.home.talk.unrecorded import Sentence

# Of incidents, in the order of their numbers at home: none of them records at a step. The one
# behind the last of them is the shift's log.
LETTERS = "vgmptwzjfcei"
ALL, LATER = "all", "later"

Typed = Generator[Question, Answer, None]


def apart(lines: Sequence[Sentence]) -> bool:
    """Whether they may be of different incidents: not where all were typed in the same one."""
    return len(lines) > 1 and not (lines[0].of and len({line.of for line in lines}) == 1)


def places(home: Home, folders: list[Log], lines: Sequence[Sentence], of_each: str) -> list[Option]:
    """Where they may belong: where they were typed (``of_each``), the shift's log next where that
    is none of the open ones, and each of these."""
    options = [Option(EACH, of_each, "y")] if of_each else []
    found = [
        Option(log.ref, as_listed(home, log), letter)
        for log, letter in zip(folders, [*LETTERS, *[""] * len(folders)], strict=False)
    ]
    refs = {log.ref for log in folders}
    if any(above.note is not None for above in ABOVE) and any(x.of not in refs for x in lines):
        letter = [*LETTERS, ""][min(len(folders), len(LETTERS))]
        found.insert(0, Option(LOG, word(home.lang, "screen.home-log"), letter))
    return [*options, *found]


def asked_one(home: Home, folders: list[Log], left: Sequence[Sentence], nth: int) -> Question:
    """Of the first that is left, the ``nth`` of all of them."""
    lang, line = home.lang, left[0]
    options = places(home, folders, [line], each_own(home, [line]) if log_of(home, line) else "")
    if len(left) > 1:
        options.append(Option(ALL, word(lang, "screen.home-all-left", n=len(left)), "#"))
    options.append(Option(LATER, word(lang, "screen.home-later-one"), "q"))
    asked = word(lang, "screen.home-whose-one", nth=nth, n=nth + len(left) - 1)
    return Question(
        "whose",
        asked,
        options=options,
        lines=[told(home, line)],
        lettered=True,
        spills=True,
        rings=True,
    )


def one_by_one(
    home: Home, typed_on: Callable[[Home, str], Typed]
) -> Generator[Question, Answer, tuple[list[tuple[str, Sentence]], bool]]:
    """Each with the reference of its incident, "" for the shift's log; and whether those that are
    left are all of one, which is asked next. What is answered counts, whatever is left."""
    found: list[tuple[str, Sentence]] = []
    asked: list[Sentence] = []
    while left := [line for line in home.unrecorded.fresh() if line not in asked]:
        folders = may_be_of(home, left[:1])
        picked = yield asked_one(home, folders, left, len(asked) + 1)
        if picked is not None and picked.startswith(TEXT):
            yield from typed_on(home, picked)
        elif picked is None:
            break
        elif picked == ALL:
            return found, True
        elif picked == LATER:
            left[0].held = True  # it waits, and the next one is asked of
            asked += left[:1]
        elif picked == EACH:
            found += own(home, left[:1])
            asked += left[:1]
        elif picked == LOG or any(log.ref == picked for log in folders):
            found.append(("" if picked == LOG else str(picked), left[0]))
            asked += left[:1]
    return found, False


def as_notes(found: Sequence[tuple[str, Sentence]]) -> Notes | None:
    """Each of its own; ``None`` where none of them was given a place."""
    if not found:
        return None
    return Notes(found[0][0], [line for _, line in found], [ref for ref, _ in found])
