"""Whether a number is known to reach somebody, said the same in every face: numbers with an
extension and addresses of mail no less than others."""

from __future__ import annotations

import pytest

from kit.people.contacts.rules.acts import guessed_kind
from kit.people.contacts.rules.book import Book, ContactSet, ContactVerified
from kit.people.contacts.rules.contact import Channel, same_number, tidy_channels
from tests.support.kit import Kit
from tests.support.world import minute_of

NUMBERS = (
    "13800000001", "021-55501234", "021-55501234转8012", "021-55501234 转 8013", "转8014", "分机8015", "5550100 ext 12", "5550101x7",
    "li01@example.com", "wang01@example.com", "wechat:example01", "other:room 5a", "radio:3",
)  # fmt: skip


@pytest.fixture
def held(bare: Kit) -> Kit:
    numbers = [part for number in NUMBERS[:12] for part in ("--number", number)]
    done = bare.at(0)("contact", "add", "Example", *numbers, "--post", "tech")
    assert done.code == 0, done.err
    return bare


def standing(kit: Kit) -> dict[str, str]:
    (contact,) = kit("contact", "list", "--json").json["contacts"]
    return {one["number"]: one["standing"] for one in contact["channels"]}


def test_no_number_swallows_another_that_only_has_its_digits(held: Kit) -> None:
    assert len(standing(held)) == 12
    assert not same_number("li01@example.com", "wang01@example.com") and not same_number("a2026@example.com", "转2026")
    assert same_number("+86 138 0000 0001", "13800000001") and same_number("转8012", "8012")
    kept = tidy_channels([Channel("li01@example.com", "email"), Channel("wang01@example.com", "email")])
    assert [one.number for one in kept] == ["li01@example.com", "wang01@example.com"]


def test_a_number_with_an_extension_is_one_that_is_dialled() -> None:
    for number in NUMBERS[1:8]:
        assert guessed_kind(number) == "phone", number
    assert Channel("021-55501234转8012", "other").dials, "as older entries have it"
    assert not Channel("room 5a", "other").dials and not Channel("li01@example.com", "email").dials


@pytest.mark.parametrize(("how", "right", "said"), [("--wrong-number", "wrong", "wrong"), ("--no-answer", "failed", "failed")])
def test_what_was_found_out_of_a_number_stands_in_every_face(held: Kit, how: str, right: str, said: str) -> None:
    held.at(1)
    before = standing(held)
    for number in before:
        assert held("contact", "verify", "Example", "--number", number, how).code == 0, number
    after = standing(held)
    assert after == dict.fromkeys(before, right)
    waiting = held("contact", "list", "--due", "--json").json["numbers"]
    assert {one["number"]: one["standing"] for one in waiting} == after and all(one["due"] for one in waiting)
    faces = {
        "show": held("contact", "show", "Example").out.split("==")[0].splitlines(),
        "due": held("contact", "list", "--due").out.splitlines(),
        "paper": held("contact", "print", "-o", "-").out.replace("</tr>", "\n").splitlines(),
    }
    for face, lines in faces.items():
        for number in before:
            found = [line for line in lines if number in line and "<ol>" not in line]
            assert found and said in found[0], (face, number, found)


def test_only_the_number_that_was_marked_is_wrong(held: Kit) -> None:
    for number in ("li01@example.com", "021-55501234转8012"):
        held("contact", "verify", "Example", "--number", number, "--wrong-number")
    found = standing(held)
    assert [number for number, each in found.items() if each == "wrong"] == ["021-55501234转8012", "li01@example.com"]


@pytest.mark.parametrize(
    ("heard", "wrong"),
    [
        ([(5, "wrong-number")], 5), ([(5, "no-answer")], None), ([(5, "reached"), (6, "no-answer")], None),
        ([(5, "reached"), (5, "wrong-number")], 5), ([(5, "wrong-number"), (5, "reached")], None),
        ([(6, "reached"), (5, "wrong-number")], None), ([(6, "wrong-number"), (5, "reached")], 6),
    ],
)  # fmt: skip
def test_a_number_is_wrong_from_who_found_so_last_until_it_reaches_somebody_whatever_is_read_first(heard: list[tuple[float, str]], wrong: float | None) -> None:
    """Of one and the same minute what is read later counts. What was heard of a number that the contact no longer has says nothing of it."""
    book = Book()
    book.take(ContactSet("aaaaa", name="Example", channels=[Channel("5550101")], begins=True), minute_of(0), "li")
    for minute, result in heard:
        for number in ("5550101", "5550102"):
            book.take(ContactVerified("aaaaa", number, result), minute_of(minute), "li")  # type: ignore[arg-type]
    assert {number: said.at for number, said in book.contacts["aaaaa"].wrong.items()} == ({} if wrong is None else {"5550101": minute_of(wrong)})
    assert {*book.contacts["aaaaa"].verified, *book.contacts["aaaaa"].failed} == {"5550101"}
