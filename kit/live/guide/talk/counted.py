"""The number by which a step, or a timer, is gone to: it has it for as long as the guide runs. What
answers bring in between two others is counted behind all that were there, and what goes leaves its
number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.live.guide.show.parts import to_do

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kit.incidents.incident.rules.views import StepView
    from kit.live.guide.talk.session import Session

DIGITS = 9  # that choose on the drawn screen


def numbers_of(session: Session, views: Sequence[StepView] = ()) -> dict[str, int]:
    """By the key of each step; ``views``: those that want something done, where they are known."""
    numbers = session.numbered
    for view in views or to_do(session.incident.views()):
        numbers.setdefault(view.key, len(numbers) + 1)
    return numbers


def timed(session: Session, running: Sequence[str]) -> dict[str, int]:
    """The same of timers that are ``running``, by their keys. On the drawn screen, where digits
    choose, a new one takes a digit of one that is over once all nine were given."""
    held = session.timed
    for key in running:
        if key in held:
            continue
        over = [old for old in held if old not in running and held[old] <= DIGITS]
        most = max(held.values(), default=0)
        if over and most >= DIGITS and not session.ctx.me.plain:
            held[key] = held.pop(over[0])
        else:
            held[key] = most + 1
    return {key: held[key] for key in running}
