"""Every key that stands in the line of keys works on that page: who reads it presses it. A walk through the pages
that a guide draws, from the first step to the closed incident."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import pytest

from kit.ground.terminal.fragments import text_of
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.acts import Draft
from kit.live.guide.talk.session import Session
from tests.live.conftest import Begin
from tests.support.blind import Blind
from tests.support.shipped import usual

NAMED = {"回车": "enter", "Enter": "enter", "Esc": "escape"}
DIGITS = {"数字", "Number"}  # those of the step's choices
JOINED = {"或", "or"}


def listed(session: Session) -> list[list[str]]:
    """What stands there, each entry's keys: those in front of what they do."""
    whole = " ".join(text_of(session.key_lines(2000)))
    return [[*keys_of(entry)] for entry in whole.strip().split("   ")]


def keys_of(entry: str) -> Iterator[str]:
    for part in entry.replace("或", " 或 ").split():
        if part in NAMED:
            yield NAMED[part]
        elif part in DIGITS:
            yield "1"
        elif len(part) == 1 and part.isascii() and part != "?":
            yield part
        elif part not in JOINED:
            return


def useless(blind: Blind) -> list[str]:
    """Of the keys that stand there those that answer nothing."""
    entries = listed(blind.session)
    assert all(entries), entries
    return [key for key in chain(*entries) if blind.screen.posed.meant(key) is None]


def does(draft: Draft, session: Session) -> None:
    view = session.incident.current(session.unfolded)
    assert view is not None
    if view.step.answer == "call":
        acts.call(draft, view.role or view.who or "li", "reached", step=view.key)
    else:
        acts.tick(draft, view.key, usual(view.step))


def at_keys(blind: Blind) -> None:
    """The keys are asked for anew."""
    blind.key("v", 3)
    blind.key("escape", 1)
    blind.loop.pass_(6)
    assert blind.asked == "step"


def to_the_end(blind: Blind, pages: list[str]) -> None:
    """Every step in turn; what is listed at each."""
    for _ in range(90):
        at_keys(blind)
        view = blind.session.step
        pages.append(view.key if view is not None else "")
        assert useless(blind) == [], pages[-1]
        if view is None:
            return
        blind.session.record(lambda d: does(d, blind.session))
    raise AssertionError(pages)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("type_", ["power-outage", "fire"])
def test_every_key_that_a_page_lists_works_on_that_page(begin: Begin, type_: str, lang: str) -> None:
    """Where the site's own steps were done ``e`` stood there and did nothing: the code typed behind it was a note."""
    blind = begin(type_, lang)
    pages: list[str] = []
    to_the_end(blind, pages)
    if any(view.folded for view in blind.session.incident.views()):
        blind.key(".", 3)
        blind.rests()
        to_the_end(blind, pages)
    assert len(pages) > 10 and pages[-1] == ""
    blind.key("e", 3)
    blind.loop.pass_(4)
    assert blind.asked == "close"
    for char in blind.session.incident.ref[-4:].lower():
        blind.key(char, 1)
    blind.key("enter", 1)
    blind.loop.pass_(4)
    assert blind.asked == "outcome"
    blind.key("v", 3)
    blind.rests()
    assert blind.asked == "closed" and useless(blind) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_so_does_every_key_of_the_pages_that_are_looked_at(begin: Begin, lang: str) -> None:
    blind = begin("power-outage", lang)
    blind.key("v", 3)
    blind.rests()
    blind.screen._fragments()
    assert blind.asked == "look" and useless(blind) == []


@pytest.mark.parametrize("code", ["e", "E"])
def test_where_the_own_steps_are_done_closing_is_its_key_and_no_first_letter_of_a_note(begin: Begin, code: str) -> None:
    blind = begin("power-outage", "zh")
    to_the_end(blind, [])
    blind.key(code, 3)
    blind.loop.pass_(4)
    assert blind.asked == "close" and blind.notes() == []
