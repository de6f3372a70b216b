"""A copy under a veil: by what each field says of itself, at any depth, and nothing else of it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

import msgspec
import pytest

from kit.ground.base.private import FREE, Day, Free, Name, Number, Plain
from kit.ground.base.text import Text
from kit.ground.base.veil import Veil
from kit.ground.journal.entry import Entry, Event, Unknown
from kit.ground.journal.veiled import veiled
from kit.people.contacts.rules.redact import Pseudonyms
from tests.support.constants import TEN

VEIL = Veil(lambda text: f"<{text}>", lambda text: f"[{text}]", ["manager", "主管", "119"])


class Part(msgspec.Struct, frozen=True):
    who: Name
    at: datetime | None = None


class Whole(Event, frozen=True):
    id: Plain
    who: Name
    number: Number = ""
    said: Free = ""
    day: Day = ""
    sort: Literal["a", "b"] = "a"
    names: list[Name] = []
    pairs: list[tuple[datetime, Plain, Free]] = []
    parts: dict[Name, Part] = {}
    part: Part | None = None
    text: Annotated[Text, FREE] = Text("", "")
    title: Text = Text("标题", "title")
    count: int = 0


def test_names_numbers_and_words_are_changed_at_any_depth_and_nothing_else() -> None:
    whole = Whole("x1", "安", "1", "OK", "下周", "b", ["1", "安"], [(TEN, "x1", "OK")], {"安": Part("安", TEN)}, Part("李"), Text("好", "fine"))
    assert VEIL.over(whole) == Whole(
        "x1", "<安>", "<1>", "[OK]", "[下周]", "b", ["<1>", "<安>"], [(TEN, "x1", "[OK]")],
        {"<安>": Part("<安>", TEN)}, Part("<李>"), Text("[好]", "[fine]"), Text("标题", "title"), 0,
    )  # fmt: skip


@pytest.mark.parametrize("text", ["", "-", "manager", "主管", "119", " 119 "])
def test_nobody_a_post_and_a_number_that_everybody_knows_are_no_names(text: str) -> None:
    assert VEIL.over(Whole("x", text, text)) == Whole("x", text, text)


@pytest.mark.parametrize("day", ["2026-12-01", "2026-12-01 10:30"])
def test_a_date_stays_where_a_date_or_words_may_stand(day: str) -> None:
    assert VEIL.over(Whole("x", "", day=day)).day == day


def test_an_entry_keeps_all_but_who_wrote_it_and_what_its_fields_tell() -> None:
    entry = Entry(3, "abc", TEN, "王", Whole("x", "李"), TEN, 1.0, "boot", "laptop", "sha")
    (seen,) = veiled([entry], VEIL, VEIL.sorts())
    assert seen == Entry(3, "abc", TEN, "<王>", Whole("x", "<李>"), TEN, 1.0, "boot", "laptop", "sha")


def test_of_a_kind_that_a_newer_kit_wrote_only_its_word_is_left() -> None:
    """Nobody knows here which of its fields are private."""
    entry = Entry(1, "a", TEN, "-", Unknown("moon-landed", {"who": "李", "deep": [{"said": "OK"}]}))
    (seen,) = veiled([entry], VEIL, VEIL.sorts())
    assert seen.event == Unknown("moon-landed", {})


def test_one_person_has_one_pseudonym_however_the_name_is_written() -> None:
    names = Pseudonyms("salt", lambda name: "张 敏" if name == "zhangmin" else name)
    assert len({names(each) for each in ("张 敏", "张敏", "张_敏", " 张敏 ", "zhangmin")}) == 1
    assert names("张") != names("敏") and names(names("张")) == names("张")
    assert Pseudonyms("other")("张") != names("张")
    assert names.tag("OK") == names.tag(" OK ") != names.tag("ok")


@pytest.mark.parametrize("text", ["12", "12.5", "2027-01", "2027-01-31", "05-01/09-30", "05-01", "P6M"])
def test_an_amount_a_day_and_a_span_stay(text: str) -> None:
    assert VEIL.figure(text) == text


@pytest.mark.parametrize("text", ["安", "13912345678", "12 of Li", "P6M Li"])
def test_what_is_no_amount_is_hidden_where_an_amount_should_stand(text: str) -> None:
    assert VEIL.figure(text) == f"[{text}]"


def test_things_are_hidden_and_their_amounts_stay() -> None:
    assert VEIL.figures("PC of Li 150 x2, 屏幕30瓦；Li") == "[PC of Li] 150 x2, [屏幕]30瓦；[Li]"
    assert VEIL.clause("PO-4.2.1 CB-U.6a") == "PO-4.2.1 CB-U.6a" and VEIL.clause("by Li") == "[by Li]"
