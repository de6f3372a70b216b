"""An option that a verb has no use for is never dropped without a word."""

from __future__ import annotations

import pytest

from tests.support.kit import Kit


@pytest.mark.parametrize(
    ("argv", "option", "right"),
    [
        (["callback", "add", "Zhang", "--phone", "5550100", "--until", "17:00"], "--until", "--due"),
        (["callback", "add", "Zhang", "--phone", "5550100", "--to", "17:00"], "--to", "--due"),
        (["item", "add", "the pump", "--sort", "degraded", "--until", "18:00"], "--until", "--due"),
        (["complaint", "add", "Zhang", "--matter", "noise", "--to", "17:00"], "--to", "--due"),
        (["order", "add", "a leak", "--unit", "pipes", "--until", "17:00"], "--until", "--due"),
        (["action", "add", "a pump", "--to", "2027-01-31"], "--to", "--due"),
        (["callback", "move", "Zhang", "--due", "17:00", "--note", "x", "--agreed-by", "y"], "--due", "--to"),
        (["callback", "wait", "Zhang", "--due", "17:00"], "--due", "--until"),
        (["callback", "add", "Zhang", "--phone", "5550100", "--agreed-by", "Li"], "--agreed-by", "move"),
        (["callback", "add", "Zhang", "--phone", "5550100", "--note", "urgent"], "--note", "note"),
        (["callback", "note", "Zhang", "he called", "--phone", "5550100"], "--phone", "edit"),
        (["callback", "edit", "Zhang", "--owner", "Li"], "--owner", "hand"),
        (["callback", "list", "--due", "17:00"], "--due", "add"),
    ],
)
def test_an_option_that_a_verb_has_no_use_for_is_refused_in_one_line_and_nothing_is_noted(
    bare: Kit, argv: list[str], option: str, right: str
) -> None:
    bare.at(0)("callback", "add", "Zhang", "--phone", "5550100", "--outside")
    before = bare("callback", "list", "--all", "--json").out
    for lang in ("zh", "en"):
        said = bare("--lang", lang, *argv)
        assert said.code == 2 and said.out == "" and len(said.err.splitlines()) == 1, said.err
        assert option in said.err and right in said.err
    assert bare("callback", "list", "--all", "--json").out == before
    assert bare(argv[0], "list", "--all", "--json").code == 0


def test_a_permission_without_an_end_names_the_option_of_the_command_that_was_typed(bare: Kit) -> None:
    bare.at(0)("shift", "start", "Example")
    for argv, option in ((["shift", "allow", "a lift"], "--until"), (["shift", "silence", "an alarm"], "--until"),
                         (["item", "add", "a lift", "--sort", "allowed"], "--due")):  # fmt: skip
        said = bare(*argv)
        assert said.code == 2 and f"{option} TIME" in said.err, said.err
        assert bare(*argv, option, "18:00").code == 0
