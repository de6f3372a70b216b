"""The questions, one after the other, and the table until somebody goes back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kit.ground.base.cells import cut, width
from kit.ground.base.refusal import Refused
from kit.ground.base.words import word
from kit.ground.terminal.ask import Flow, Option, Question
from kit.ground.terminal.fragments import Line
from kit.ground.terminal.typed import in_turn
from kit.shifts.staffing.rules import asked
from kit.shifts.staffing.rules.asked import Answer, Asked
from kit.shifts.staffing.rules.queue import Work
from kit.shifts.staffing.show import page, say

if TYPE_CHECKING:
    from kit.incidents.say.talk.speaker import Speaker


class Before:
    """What was typed last in this run: it stands there when it is asked again."""

    def __init__(self, home: str) -> None:
        self.texts: dict[str, str] = {}


def figures(before: Before, lang: str) -> Flow[Asked | None]:
    """Calls, talk time, seats, missing; ``None`` when somebody goes back from the first."""
    planned = 0

    def number(name: str, read: Callable[[str], float]) -> Callable[[str], Flow[str | None]]:
        return lambda typed: one(before, name, read, lang, typed)

    def seats(typed: str) -> Flow[str | None]:
        nonlocal planned
        text = yield from one(before, "seats", asked.seats, lang, typed)
        planned = asked.seats(text) if text is not None else 0
        return text

    given = yield from in_turn(
        number("calls", asked.calls_an_hour),
        number("talk", asked.talk),
        seats,
        number("missing", lambda text: asked.missing(text, planned)),
    )
    if given is None:
        return None
    calls, talk, _, missing = given
    work = Work(asked.calls_an_hour(calls), asked.talk(talk))
    return Asked(work, planned, asked.missing(missing, planned))


def one(
    before: Before, name: str, read: Callable[[str], float], lang: str, typed: str = ""
) -> Flow[str | None]:
    """One figure as it was typed, asked again with the reason until it is read."""
    typed = typed or before.texts.get(name, "")
    notes = [say(lang, f"hint-{name}")]
    while True:
        text = yield Question(
            f"staffing-{name}", say(lang, f"ask-{name}"), "text",
            typed=typed, lines=notes, safe=True, counts=True,
        )  # fmt: skip
        if text is None:
            return None
        typed = text.strip()
        try:
            read(typed)
        except Refused as refused:
            notes = [word(lang, f"refused.{refused.code}", **refused.fill)]
            continue
        before.texts[name] = typed
        return typed


def measured(speaker: Speaker) -> Flow[None]:
    """In the guide: asks, then shows. Nothing is recorded: an estimate is no reading."""
    ctx, lang = speaker.ctx, speaker.lang
    wanted = yield from figures(ctx.of(Before), lang)
    if wanted is None:
        return
    found = asked.answer(wanted)
    if ctx.me.plain:
        from kit.ground.console.put import put

        put(ctx, page(found, lang))
        return
    yield from shown(found, speaker)


def shown(found: Answer, speaker: Speaker) -> Flow[None]:
    """Page by page until Esc; what has fallen due meanwhile stands in the last row."""
    ways = [
        Option("next", "", "enter", " "),
        Option("back", "", "escape"),
        Option("back", "", "q", opens=True),
    ]
    at = count = 0

    def full(cols: int, rows: int) -> list[Line]:
        nonlocal at, count
        lines = _drawn(found, speaker.lang, cols)
        room = max(1, rows - 1)
        count = -(-len(lines) // room)
        at %= count
        part = lines[at * room : (at + 1) * room]
        gap: list[Line] = [[("", "")]] * (room - len(part))
        return [*part, *gap, _below(speaker, cols, at, count)]

    while True:
        answer = yield Question("staffing", "", "keys", ways, full=full)
        if answer != "next":
            return
        at += 1


def _drawn(found: Answer, lang: str, cols: int) -> list[Line]:
    from kit.ground.documents import terminal

    return [[("", text)] for text in terminal.show(page(found, lang), cols)]


def _below(speaker: Speaker, cols: int, at: int, count: int) -> Line:
    from kit.incidents.incident.rules import urgency
    from kit.incidents.incident.show.timer_lines import timer_title

    place = f"{at + 1}/{count}  " if count > 1 else ""
    keys = f" {place}{say(speaker.lang, 'keys-more' if count > 1 else 'keys')}"
    due = urgency.due(speaker.incident, speaker.now().wall)
    if not due:
        return [("keys", cut(keys, cols))]
    title = f" ! {timer_title(speaker.incident, due[0], speaker.lang)}"
    return [("ring", f"{cut(title, cols - width(keys) - 1)} {keys}")]
