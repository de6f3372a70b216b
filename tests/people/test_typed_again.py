"""A refused line that is typed again and taken does not count as not taken any more."""

from __future__ import annotations

import sys

import pytest

from kit.ground.console.context import Context, Me, Out
from kit.ground.machine.clock import from_environment
from kit.people.registers.rules.retyped import retyped
from kit.people.registers.talk.commands import KNOWN
from kit.people.registers.talk.sheet import Sheet
from tests.support.kit import Kit


def left(bare: Kit, *lines: str, paper: bool = False) -> list[str]:
    """What stands aside after these lines."""
    bare.at(14 * 60)
    out = Out(sys.stdout, "en", True)
    ctx = Context(str(bare.home), from_environment(), lambda: None, out, out, Me("li", "en", True, ""))  # type: ignore[arg-type, return-value]
    sheet = Sheet(ctx, paper, "", "Wu" if paper else "")
    flow = sheet.flow()
    next(flow)
    for line in lines:
        flow.send(line)
    return [laid.text for laid in sheet.aside.told()]


def test_a_line_of_paper_typed_right_the_second_time_is_over(bare: Kit) -> None:
    wrong, right = "7QMT-01 Zhang 5550101 bill", "7QMT-01 23:05 Zhang 5550101 bill"
    assert left(bare, wrong, paper=True) == [wrong]
    assert left(bare, wrong, right, paper=True) == []


def test_another_callers_line_leaves_what_was_refused(bare: Kit) -> None:
    wrong = "7QMT-03 Zhang 5550101 bill"
    assert left(bare, wrong, "7QMT-04 23:06 Zhang 5550102 bill", paper=True) == [wrong]


def test_a_command_put_right_is_over_and_another_callers_is_not(bare: Kit) -> None:
    assert left(bare, "Zhang 5550101 bill", "/m Zhang 18:00", "/m Zhang 18:00 herself busy") == []
    assert left(bare, "Li 5550102 bill", "Wu 5550103 bill", "/m Li 18:00", "/m Wu 18:00 herself busy") == ["/m Li 18:00"]


def test_a_second_refusal_keeps_the_first(bare: Kit) -> None:
    assert len(left(bare, "7QMT-01 Zhang 5550101 bill", "7QMT-01 25:00 Zhang 5550101 bill", paper=True)) == 2


@pytest.mark.parametrize(
    ("refused", "taken", "same"),
    [
        ("/g 7QMT", "/d 7QMT", True), ("/d 7QMT", "/n 7QMT", False), ("/d 7QMT", "/d 7QMX", False),
        ("/d 7QMT", "Zhang 5550101 bill", False), ("Zhang bill", "Zhang bill", True),
        ("Zhang 5550101 25:00", "Zhang 5550101 15:00", True), ("Zhang bill", "Li bill", False),
    ],
)  # fmt: skip
def test_what_is_the_same_line_typed_again(refused: str, taken: str, same: bool) -> None:
    assert retyped(taken, KNOWN, False, refused) is same


def test_what_a_file_cannot_answer_is_advised_as_a_command(bare: Kit) -> None:
    """It offered numbers to type and ``/t``, where nobody can type."""
    bare.at(14 * 60)
    file = bare.home.parent / "paper.txt"
    file.write_text("23:00 Zhang 5550101 bill COB\n", encoding="utf-8")
    said = bare("sheet", "--paper", "--who", "Wu", "--file", str(file))
    assert said.code == 0 and "/t" not in said.out and "1=" not in said.out
    how = next(line for line in said.out.splitlines() if "kit callback edit" in line)
    argv = how[how.index("kit callback") :].split()[1:5]
    assert bare(*argv, "2026-03-03 17:30").code == 0
    (item,) = bare("callback", "list", "--json").json["items"]
    assert item["promised"].startswith("2026-03-03T17:30") and not item["time_unread"]


def test_one_line_of_paper_can_stand_in_the_command(bare: Kit) -> None:
    bare.at(14 * 60)
    made = bare("sheet", "--paper", "--who", "Wu", "23:00", "Li", "5550102", "bill")
    assert made.code == 0 and "noted on paper by Wu" in made.out
    assert bare("sheet", "--paper", "--who", "Wu", "Li", "5550102").code == 2
