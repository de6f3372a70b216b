"""What is asked of a call beside the step, with whom it was to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kit.live.guide.talk.session import Session


def asked_of(session: Session, whom: str, key: str) -> str:
    """What is asked of a call: where lines are numbered whom it was to stands far above by then."""
    asked = session.word(key)
    return session.word("asked-of", who=whom, asked=asked) if session.ctx.me.plain else asked
