"""What others promised us stands under the post that promised it: a name typed half never is another post's."""

from __future__ import annotations

import pytest

from kit.incidents.incident.rules import acts
from tests.live.conftest import Begin
from tests.support.blind import Blind


def promised(begin: Begin, line: str, called: str = "", lang: str = "en") -> Blind:
    blind = begin("power-outage", lang)
    if called:
        blind.session.record(lambda d: acts.call(d, called, "reached"))
    blind.loop.pass_(4)
    blind.key("j", 1)
    blind.loop.pass_(3)
    blind.words(line)
    blind.key("enter")
    blind.loop.pass_(3)
    return blind


def answers(blind: Blind, key: str) -> None:
    blind.key(key, 3)
    blind.loop.pass_(3)


def found(blind: Blind) -> list[tuple[str, str, str]]:
    given = blind.session.incident.forecasts.values()
    return [(each.who, each.matter, f"{each.given[-1].due:%H:%M}") for each in given if each.given[-1].due]


def test_half_a_name_that_fits_several_posts_is_asked_about_with_the_one_that_was_reached_first(begin: Begin) -> None:
    """``supplier power 1910`` was noted for the system supplier, though the power supplier had been on the phone."""
    blind = promised(begin, "supplier power 1010", "power-company")
    question = blind.screen.posed.question
    assert blind.asked == "forecast-post" and not found(blind)
    assert [option.name for option in question.options][:2] == ["power-company", "supplier"]
    assert "power supplier" in question.options[0].label and "10:00" in question.options[0].label
    answers(blind, "y")
    assert blind.asked == "customer-which" and "power supplier" in blind.screen.posed.question.text  # and what of it
    answers(blind, "y")
    assert found(blind) == [("power-company", "power", "10:10")] and "power supplier" in blind.session.message


@pytest.mark.parametrize(
    ("line", "noted"),
    [
        ("power supplier back 10 min", ("power-company", "back", "10:10")),
        ("power company supply 20 min", ("power-company", "power company supply", "10:20")),
        ("centre manager 20 min", ("manager", "", "10:20")),
        ("roof firm ken 20 min", ("roof firm", "ken", "10:20")),
        ("roof firm (ken) 20 min", ("roof firm", "(ken)", "10:20")),
        ("mei from the vendor 20 min", ("mei", "from the vendor", "10:20")),
    ],
)
def test_a_whole_name_counts_at_once_and_what_is_no_post_is_kept_as_the_words(begin: Begin, line: str, noted: tuple[str, str, str]) -> None:
    """The post is called "power supplier" here: "power company", as it was typed, stood nowhere."""
    blind = promised(begin, line)
    assert found(blind) == [noted]


def test_what_only_begins_like_a_post_is_asked_about_and_may_be_somebody_else(begin: Begin) -> None:
    blind = promised(begin, "system house 20 min")
    assert blind.asked == "forecast-post" and not found(blind)
    answers(blind, blind.screen.posed.question.options[-1].key)
    assert [each[2] for each in found(blind)] == ["10:20"] and found(blind)[0][0] not in ("supplier", "sysops")


def test_a_line_left_where_its_post_is_asked_waits(begin: Begin) -> None:
    blind = promised(begin, "supplier power 1010")
    blind.screen.app.exit = lambda **_: None  # type: ignore[method-assign]
    answers(blind, "q")
    assert not found(blind) and "supplier power 1010" in " ".join(blind.session.unsaid)
