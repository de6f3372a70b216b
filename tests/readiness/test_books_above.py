"""A register of a room above is kept as any other: recorded, read, carried to another laptop,
proved, taken back; and what comes again on quiet days disturbs no incident."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from kit import app
from kit.ground.base.refusal import Refused
from kit.ground.console import context
from kit.ground.machine.clock import Now
from kit.people.registers.files.store import Registers
from kit.people.registers.rules import acts
from kit.people.registers.rules.books import BOOKS, CALLBACK, Book, Books
from kit.people.registers.rules.dates import End
from kit.people.registers.rules.due import dues
from tests.support.constants import TEN
from tests.support.kit import Kit


def minute(count: float) -> datetime:
    return TEN + timedelta(minutes=count)


TESTED = {"what": "walk the drains", "every": "P1D", "who": "duty-leader"}


@pytest.fixture(autouse=True)
def rooms() -> None:
    app.register_rooms()


def noted(home: Path, id_: str = "drains") -> Registers:
    store = Registers(str(home))
    act = partial(acts.add, book=BOOKS["duty"], id_=id_, fields=TESTED, due=End(minute(60)))
    store.record("duty", Now(TEN), "wang", act)
    return store


def test_a_room_above_is_not_imported_before_its_register_is_looked_into() -> None:
    books = Books([CALLBACK])
    books.above(lamps="kit.readiness.duties.rules.book:NOTHING")
    assert "lamps" in books and [*books] == ["callback", "lamps"] and len(books) == 2
    with pytest.raises(AttributeError):
        books["lamps"]
    with pytest.raises(KeyError):
        books["never"]
    books.above(callback="kit.readiness.duties.rules.book:DUTY")
    assert books["callback"] is CALLBACK, "nobody takes a name of the room itself"
    assert isinstance(BOOKS["duty"], Book)


def test_what_comes_again_is_due_by_the_day_and_disturbs_no_incident(bare: Kit) -> None:
    assert bare.at(0)("start", "power-outage", "--drill").code == 0
    assert bare.at(0)("shift", "start", "wang").code == 0
    register = noted(bare.home).load("duty").register  # type: ignore[union-attr]
    assert dues([register], minute(60 * 24 * 9)) == []
    later = bare.at(60 * 24 * 9)
    for argv in (["board"], ["list"], ["show"], ["shift", "show"], ["summary", "--shift"]):
        ran = later(*argv)
        assert ran.code == 0 and ran.out, (argv, ran.err)
        assert "drains" not in ran.out, argv
    assert register.docs["drains"].incident == ""


def test_it_is_done_as_of_a_day_before_it_was_noted_and_named_by_its_words(bare: Kit) -> None:
    store = noted(bare.home)
    done = partial(acts.stage, book=BOOKS["duty"], text="walk", verb="done", fields={"evidence": "drains clear"})
    book, _ = store.record("duty", Now(minute(5)), "li", partial(done, due=End(minute(1440))), at=minute(-3000))
    doc = book.register.docs["drains"]
    assert [(step.at, step.said["evidence"]) for step in doc.steps] == [(minute(-3000), "drains clear")]
    assert doc.open and doc.due == minute(1440)
    call = partial(acts.add, book=CALLBACK, id_="one", fields={"name": "Zhang"})
    store.record("callback", Now(TEN), "li", call)
    with pytest.raises(Refused, match="before-noted"):
        store.record("callback", Now(minute(5)), "li", partial(acts.stage, book=CALLBACK, text="one", verb="done"), at=minute(-3000))


def test_it_goes_with_a_bundle_and_is_proved_there(bare: Kit, tmp_path: Path) -> None:
    assert bare.at(0)("start", "power-outage", "--drill").code == 0
    noted(bare.home)
    bundle = tmp_path / "to.zip"
    assert bare("export", "--all", "-o", str(bundle)).code == 0
    other = tmp_path / "other"
    assert bare("--home", str(other), "import", str(bundle), "--yes").code == 0
    book = Registers(str(other)).load("duty")
    assert book is not None and book.register.docs["drains"].get("what") == "walk the drains"
    assert bare("--home", str(other), "verify", "duty").code == 0
    file = next(Path(other, "registers", "duty").glob("*.jsonl"))
    file.write_bytes(file.read_bytes().replace(b"drains", b"brains", 1))
    assert bare("--home", str(other), "verify", "duty").code != 0


def test_what_a_stage_was_done_with_is_read_in_both_languages(bare: Kit) -> None:
    from kit.people.registers.show.lines import said_text

    store = noted(bare.home)
    done = partial(acts.stage, book=BOOKS["duty"], text="drains", verb="done", fields={"evidence": "照片3张"})
    book, entries = store.record("duty", Now(minute(5)), "li", partial(done, due=End(minute(1440))))
    read = [said_text(book.register, book.entries, entries[0], minute(6), lang) for lang in ("zh", "en")]
    assert all("照片3张" in text for text in read)
    assert "2026-" in read[0] and "做过" in read[0] and "done" in read[1]


def test_a_home_is_looked_at_with_its_people_hidden(bare: Kit) -> None:
    noted(bare.home)
    built = context.build(str(bare.home), "en", True, pytest.fail)
    from kit.people.contacts.files.looking import looking

    book = looking(built, True).of(Registers).load("duty")
    assert book is not None and "drains" in book.register.docs
