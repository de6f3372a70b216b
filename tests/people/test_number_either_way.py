"""A number that is kept as it was typed is found by its digits, too."""

from __future__ import annotations

from tests.support.kit import Kit


def test_a_call_back_is_found_by_its_number_with_and_without_hyphens(bare: Kit) -> None:
    bare.at(0)("callback", "add", "Example", "555-0142", "heating", "--outside")
    bare("callback", "add", "Other", "555-0199", "heating", "--outside")
    for typed in ("555-0142", "5550142"):
        (found,) = bare("callback", "list", typed, "--json").json["items"]
        assert "555-0142" in str(found), typed
