"""The number in a line of who called is kept as it was typed."""

from __future__ import annotations

import pytest

from kit.ground.base.phones import digits
from kit.live.guide.talk.one_line import who


@pytest.mark.parametrize("number", ["555-0142", "555 01 42", "5550142"])
def test_the_number_of_a_line_stands_as_typed_and_is_one_with_its_digits(number: str) -> None:
    found = who(f"Ms Example {number} no heating")
    assert found == ("Ms Example", number, "no heating")
    assert digits(found.phone) == "5550142"
