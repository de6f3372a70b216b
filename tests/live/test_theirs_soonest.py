"""Of a figure in what others promise us the nearest time is offered first; what we promise keeps its order."""

from __future__ import annotations

import pytest

from tests.live.conftest import Begin


@pytest.mark.parametrize(
    ("lang", "key", "lines", "times"),
    [
        ("en", "j", ("brigade 20",), ["10:20", "20:00"]),
        ("en", "j", ("brigade back 9",), ["10:09", "21:00", "03-03 09:00"]),
        ("zh", "j", ("供电局 来电 20",), ["10:20", "20:00"]),
        ("en", "k", ("ms abe 5550123 bill 20",), ["20:00", "10:20"]),
    ],
)
def test_minutes_come_first(begin: Begin, lang: str, key: str, lines: tuple[str, ...], times: list[str]) -> None:
    """An hour of tomorrow stood before the minutes that the fire brigade had said."""
    blind = begin("fire", lang)
    blind.loop.pass_(4)
    blind.key(key, 1)
    blind.rests()
    for line in lines:
        blind.loop.pass_(4)
        blind.entered_in(lang, line)
    assert blind.asked.endswith("which"), blind.session.message
    labels = [option.label for option in blind.screen.posed.question.options]
    assert [label.startswith(at) for label, at in zip(labels, times, strict=False)] == [True] * len(times), labels
