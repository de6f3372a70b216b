"""What the screen shows: the session's picture, below it the question that is posed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kit.ground.base.cells import cut, width, wrap
from kit.ground.base.lean import re
from kit.ground.base.words import word
from kit.ground.terminal.ask import Option, sort_of
from kit.ground.terminal.fragments import Line
from kit.ground.terminal.posed import PAGE, TURN, Posed

if TYPE_CHECKING:
    from kit.ground.terminal.session import Session


TYPED = 24  # cells of a line that are kept for what is typed
HINTS = re.compile(r"\s*[（(].*[)）](\s*[:：]\s*)$")
MARK = 7  # cells for ``+99 v``
FEW = 4  # lines of a list that is looked through, however much has to stand above it
PICTURE = 5  # rows of what goes on: the heading, what is due, the step at hand and its phase
ROWS = 16  # of a window that has room for four lines to be read


def whole(session: Session, posed: Posed, said: Sequence[str], cols: int, rows: int) -> list[Line]:
    """All lines of a screen of this size but the one that is typed into. ``said``: of the last key,
    and of those before that did not count."""
    if small(cols, rows):
        told = "small" if posed.question.kind == "text" else "small-keys"
        room = rows - (1 if posed.typing else 0)
        return [[("", line)] for line in wrap(word(session.lang, f"screen.{told}"), max(4, cols))][
            :room
        ]
    if posed.question.full is not None:
        *lines, last = posed.question.full(cols, rows)[:rows]
        keys = last if posed.ready else [("", "")]
        text = cut(f" {' '.join(said)} ", cols) if said else ""
        return [*lines, [("message", text), *((s, cut(t, cols - width(text))) for s, t in keys)]]
    area = below(session, posed, said, cols, rows)
    room = rows - len(area) - (1 if posed.typing else 0)
    lines = session.picture(cols, max(1, room))
    lines += [[("", "")] for _ in range(room - len(lines))]
    return [*lines[:room], *area]


def small(cols: int, rows: int) -> bool:
    """Whether a window has no room for what a key would do: none counts there."""
    return cols < 40 or rows < 12


def prompt(posed: Posed, cols: int) -> str:
    """What stands before the line that is typed into; where that has no room for all of it, which
    stands above it then, what it asks without its hints."""
    text, room = posed.question.text, max(12, cols - TYPED)
    if width(text) > room and (bare := HINTS.sub(r"\1", text)) != text:
        text = bare
    return cut(text, room)


def _whole_prompt(posed: Posed, cols: int) -> list[str]:
    """All of what is asked, where the line that is typed into has no room for it."""
    fits = width(posed.question.text) <= max(12, cols - TYPED)
    return [] if fits else [posed.question.text.strip()]


def below(session: Session, posed: Posed, said: Sequence[str], cols: int, rows: int) -> list[Line]:
    """What is below the picture: the question, its choices, the keys."""
    question = posed.question
    rules = _rule(said, cols)
    if question.kind == "keys":
        keys = session.key_lines(cols, rows)
        return [*rules, *(keys if posed.ready else [[("", "")] for _ in keys])]
    lines: list[Line] = [*rules]
    room = max(0, rows - 12)
    if posed.typing:
        lines += [[("", f" {line}")] for line in _wrapped(question.lines, cols - 2)[:room]]
        lines += [[("", f" {line}")] for line in _wrapped(_whole_prompt(posed, cols), cols - 2)]
        if posed.finding:
            # A list goes on behind its end; of the lines that must not give way one has its room.
            fewer = max(FEW, room - max(0, getattr(session, "reds", 0) - 1))
            lines += _choices(posed, posed.options(), cols, min(room, fewer))[0]
        key = "screen.find-line" if posed.finding else "screen.type-line"
        key = "screen.seek-line" if question.spills and posed.finding else key
        known = posed.ready or not question.spills
        lines.append([("keys", " " + word(session.lang, key) if known else "")])
        return lines
    lines += [[("phase", f" {line}")] for line in wrap(question.text, cols - 2)]
    few = min(len(question.options), FEW + 1)  # and how many more there are
    left = rows - PICTURE - len(lines) - few - 1
    floor = 2 if rows < ROWS or (left < 4 and posed.looks) else 4
    notes = _notes(posed, cols, max(floor, room - len(question.options)))
    lines += notes
    space = min(rows - 10 - len(notes), rows - PICTURE - len(lines) - 2)
    choices, drawn = _choices(posed, question.options, cols, max(FEW, space))
    lines += choices
    key = "found" if question.default and question.spills else "pick"
    hint = word(session.lang, f"screen.{key}-{sort_of(drawn)}") if posed.ready else ""
    lines.append([("keys", f" {hint}")])
    return lines


def _wrapped(texts: Sequence[str], cols: int) -> list[str]:
    return [part for text in texts for part in wrap(text, cols)]


def _notes(posed: Posed, cols: int, room: int) -> list[Line]:
    """What is to be read above the choices; where it is longer than its ``room`` a part of it, and
    how many lines are behind that and the key that leads to them."""
    notes = _wrapped(posed.question.lines, cols - 2)
    long = len(notes) > room and posed.looks
    if long:
        notes = _wrapped(posed.question.lines, cols - 2 - MARK)
    posed.read_from(room, len(notes) if long else 0)
    shown = [f" {line}" for line in notes[posed.start : posed.start + room]]
    lines: list[Line] = [[("", line)] for line in shown]
    left = len(notes) - posed.start - room
    if left > 0 and long:
        mark = f"+{left} {TURN}"
        lines[-1].append(("keys", " " * (cols - 1 - width(shown[-1]) - len(mark)) + mark))
    return lines


def _rule(said: Sequence[str], cols: int) -> list[Line]:
    """The line between the picture and the rest, with what is said; what it has no room for stands
    below it."""
    if not said:
        return [[("rule", "-" * cols)]]
    whole = f" {'  '.join(said)} "
    if width(whole) <= cols - 4:
        return [[("rule", "--"), ("message", whole), ("rule", "-" * (cols - 2 - width(whole)))]]
    parts = [part for text in said for part in wrap(text, cols - 4)]
    first = f" {parts[0]} "
    rule: Line = [("rule", "--"), ("message", first), ("rule", "-" * (cols - 2 - width(first)))]
    return [rule, *([("message", f"   {cut(part, cols - 3)}")] for part in parts[1:])]


def _choices(
    posed: Posed, options: Sequence[Option], cols: int, room: int
) -> tuple[list[Line], list[str]]:
    """The lines of a list, and the keys that stand in front of them."""
    many = max(1, room if posed.finding and not posed.digits else min(room, PAGE))
    start, mark = posed.first(many), posed.mark
    out: list[Line] = []
    drawn = []
    for offset, option in enumerate(options[start : start + many]):
        marked = start + offset == mark
        lettered = posed.question.lettered and not posed.finding
        own = lettered or (posed.question.spills and option.key)
        key = option.key if own else f"{offset + 1}" if posed.digits else ""
        if key and not own and posed.question.numbers is not None:
            key = str(posed.question.numbers[option.name])
        drawn.append(key)
        lead = f"{key}  " if key else ""
        text = cut(f" {'>' if marked else ' '} {lead}{option.label}", cols)
        out.append([("selected" if marked else "", text)])
    if len(options) > start + many:
        out.append([("", f"     +{len(options) - start - many}")])
    return out, drawn
