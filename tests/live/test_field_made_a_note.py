"""A field of a form that is read back, and a note typed over that: what the form had by then stays."""

from __future__ import annotations

import pytest

from tests.live.conftest import Begin
from tests.support.blind import Blind


def read_back(begin: Begin) -> Blind:
    """A customer's name and number, and what it is about typed before it can have been read."""
    blind = begin(lang="zh")
    blind.key("k", 2)
    blind.loop.pass_(1)
    blind.words("吴女士13600009999")
    blind.key("enter")
    blind.rests()
    blind.key("y", 2)  # a key that was meant for something else
    blind.key("enter", 1)
    blind.words("损失三千二")
    blind.key("enter")
    assert blind.asked == "read-back" and "损失三千二" in blind.screen.posed.question.text
    return blind


@pytest.mark.parametrize("noted", [True, False])
def test_a_customer_of_whom_one_field_was_a_note_is_registered_all_the_same(begin: Begin, noted: bool) -> None:
    """Name and number were in no file, and nothing said so."""
    blind = read_back(begin)
    notes = ["损失三千二"]
    if noted:
        blind.words("警察还在")
        blind.key("enter")
        blind.rests()
        notes.append("警察还在")
        assert blind.asked == "read-back"
    blind.key("#", 2)
    blind.rests()
    if noted:  # the form goes on, with what it had
        assert blind.asked == "customer-matter" and not blind.line()
        assert any("13600009999" in line for line in blind.screen.posed.question.lines)
        blind.key("enter", 4)
        blind.rests()
    back = [e.event for e in blind.session.folder.entries if e.event.kind == "callback-added"]
    assert [(b.name, b.phone, b.matter) for b in back] == [("吴女士", "13600009999", "")]  # type: ignore[attr-defined]
    assert blind.notes() == notes and blind.asked == "step"
