"""Customers of an incident, of its log and of the manual sheet, in one shape."""

from __future__ import annotations

from kit.incidents.incident.rules import callers
from kit.people.registers.rules.state import Doc
from tests.support.constants import TEN
from tests.support.world import minute_of


def owed(name: str = "", **fields: object) -> Doc:
    """A call promised for minute ten."""
    doc = Doc("C1", TEN, "li", {"name": name, "phone": "5550100"} if name else {"phone": "5550100"}, TEN, minute_of(10))
    for field, value in fields.items():
        setattr(doc, field, value)
    return doc


def test_who_gave_no_name_is_called_by_the_number() -> None:
    assert [callers.as_callback(doc).name for doc in (owed(), owed("陈"))] == ["5550100", "陈"]
