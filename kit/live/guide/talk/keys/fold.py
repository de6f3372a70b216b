"""The key that shows the steps which the site's own plan does not ask for, and folds them again."""

from __future__ import annotations

from kit.ground.terminal.ask import Flow
from kit.ground.terminal.keys import Key
from kit.live.guide.talk.session import Session


def fold(session: Session) -> Flow[None]:
    """A view of this run only: nothing is recorded, nothing is lost."""
    session.unfolded = not session.unfolded
    said = "unfolded" if session.unfolded else "folded-again"
    session.hint = session.word(said, n=_behind(session))  # what was recorded stays said
    yield from ()


def _behind(session: Session) -> int:
    return sum(view.folded for view in session.incident.views())


def _any(session: Session) -> bool:
    return _behind(session) > 0


def _label(session: Session) -> str:
    return session.word("do-fold" if session.unfolded else "do-unfold", n=_behind(session))


KEYS: list[Key[Session]] = [Key("fold", ".", "after", "screen.key-fold", _label, _any, fold)]
