"""The number by which a step is gone to: it has it for as long as the guide runs. What answers
bring in between two others is counted behind all that were there, and what goes leaves its number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.live.guide.show.parts import to_do

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kit.incidents.incident.rules.views import StepView
    from kit.live.guide.talk.session import Session


def numbers_of(session: Session, views: Sequence[StepView] = ()) -> dict[str, int]:
    """By the key of each step; ``views``: those that want something done, where they are known."""
    numbers = session.numbered
    for view in views or to_do(session.incident.views()):
        numbers.setdefault(view.key, len(numbers) + 1)
    return numbers
