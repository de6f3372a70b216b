"""What tests of the incident in a terminal are given."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kit.ground.machine.clock import Now
from kit.incidents.incident.rules import acts
from tests.support.blind import Blind, Loop, typing
from tests.support.constants import TEN
from tests.support.play import Played


@pytest.fixture
def drill(tmp_path: Path) -> Played:
    """An outage at a hotline, played in Chinese."""
    return Played(tmp_path)


Begin = Callable[..., Blind]


@pytest.fixture
def loop(monkeypatch: pytest.MonkeyPatch) -> Iterator[Loop]:
    with typing(monkeypatch) as found:
        yield found


@pytest.fixture
def begin(loop: Loop, tmp_path: Path) -> Begin:
    """A guide, at its first step or at the step named."""

    def begun(
        type_: str = "application-outage", lang: str = "en", at: str = "", minute: float = 0, pick: float = 0
    ) -> Blind:
        blind = Blind(tmp_path, lang, type_, loop)
        views = [view.key for view in blind.session.incident.views()]
        step = at or views[int(pick * len(views))]
        blind.session.moved(lambda d: acts.take_up(d, step))
        blind.key("v")
        blind.key("escape")
        blind.rests()
        if minute:
            for look in (0, 2):  # what is due by then stands there, and is looked at
                now = Now(TEN + timedelta(minutes=minute, seconds=look))
                blind.hands.now = lambda now=now: now  # type: ignore[misc]
                blind.session.refresh()
                blind.session.picture(80, 20)
        return blind

    return begun


def critical(begin: Begin) -> Blind:
    """At a step about life."""
    blind = begin("fire", "zh")
    view = blind.session.incident.current()
    assert view is not None and view.step.critical
    return blind
