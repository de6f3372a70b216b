"""Whatever was recorded of contacts is taken back by a later line that names it, and restored the
same way; both stay to be read, and the book is that of a log without it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from kit.ground.base.refusal import Refused
from kit.ground.machine.clock import Now
from kit.people.contacts.files.store import ContactStore
from kit.people.contacts.rules import acts, withdrawal
from kit.people.contacts.rules.acts import Fields
from kit.people.contacts.rules.book import Book, Draft, fold
from kit.people.contacts.rules.contact import Channel
from tests.support.constants import TEN
from tests.support.kit import Kit

Act = Callable[[Draft], object]


def mobile(*numbers: str) -> list[Channel]:
    return [Channel(number) for number in numbers]


def numbered(id_: str, *numbers: str) -> Act:
    """Add numbers behind those that are there, as ``kit contact edit`` does."""

    def act(draft: Draft) -> None:
        known = draft.book.contacts[id_].channels
        acts.edit(draft, id_, Fields(channels=[*known, *mobile(*numbers)]))

    return act


LIFE: list[Act] = [
    lambda d: acts.add(d, "aaaaa", Fields(name="Li", channels=mobile("1001"), posts=["tech"])),
    lambda d: acts.add(d, "bbbbb", Fields(name="Wu", channels=mobile("2001"), posts=["tech"])),
    numbered("aaaaa", "1002"),
    numbered("aaaaa", "1003"),
    lambda d: acts.edit(d, "bbbbb", Fields(name="Wu Lan", aliases=["wulan"], standins=["aaaaa"]), True),
    lambda d: acts.verify(d, "aaaaa", "1001", "reached"),
    lambda d: acts.verify(d, "aaaaa", "1001", "no-answer"),
    lambda d: acts.edit(d, "aaaaa", Fields(note="new", posts=["tech", "supervisor"])),
    lambda d: acts.remove(d, "bbbbb", "left"),
    lambda d: acts.bring_back(d, "bbbbb"),
]
RESTS = {0: {2, 3, 5, 6, 7}, 1: {4, 8, 9}, 8: {9}}  # what cannot be done without it


def played(home: Path, without: int = -1) -> ContactStore:
    store = ContactStore(str(home))
    left_out = {without, *RESTS.get(without, ())}
    store.record(Now(TEN), "li", lambda d: acts.add(d, "zzzzz", Fields(name="First")))
    for minute, act in enumerate(LIFE, 1):
        if minute - 1 not in left_out:
            store.record(Now(TEN + timedelta(minutes=minute)), "li", act)
    return store


def take_back(store: ContactStore, named: str = "", redo: bool = False) -> None:
    found = withdrawal.redo if redo else withdrawal.undo
    laptop = store.recorder.laptop
    store.record(Now(TEN + timedelta(hours=1)), "li", lambda d: d.add(found(store.entries(), laptop, named)))


def plain(book: Book) -> object:
    return book.here(), book.order, {id_: c for id_, c in book.contacts.items() if c.gone}


@pytest.mark.parametrize("place", range(len(LIFE)))
def test_a_book_without_an_entry_is_that_of_a_log_in_which_it_was_never_written(fast: Path, place: int) -> None:
    """Also where later entries changed the same list, or rest on it."""
    store = played(fast / "with")
    whole = plain(store.book())
    take_back(store, f"#{place + 3}")
    never = played(fast / "without", place)
    for book in (store.book(), never.book()) if place == 0 else ():
        book.contacts["bbbbb"].standins.clear()  # nobody could have named who is not there
    assert plain(store.book()) == plain(never.book())
    take_back(store, redo=True)
    assert plain(store.book()) == whole
    assert plain(ContactStore(store.home).book()) == whole


def test_the_last_act_is_taken_back_first_and_nothing_when_nothing_is_left(fast: Path) -> None:
    store = ContactStore(str(fast))
    store.record(Now(TEN), "li", lambda d: acts.add(d, "aaaaa", Fields(name="Li")))
    store.record(Now(TEN), "li", lambda d: acts.edit(d, "aaaaa", Fields(note="x")))
    take_back(store)
    assert store.book().contacts["aaaaa"].note == ""
    take_back(store)
    assert store.book().here() == []
    with pytest.raises(Refused, match="contact-undo"):
        take_back(store)
    with pytest.raises(Refused, match="contact-entry"):
        take_back(store, "#99")
    take_back(store, redo=True)
    take_back(store, redo=True)
    assert store.book().contacts["aaaaa"].note == "x"
    with pytest.raises(Refused):
        take_back(store, redo=True)


def apart(first: ContactStore, *done: Act) -> Book:
    """Each on a laptop of its own that has seen nothing of the others, then all copied together."""
    for n in range(1, len(done) + 1):
        shutil.copytree(first.path, Path(first.home).parent / f"laptop{n}" / "contacts")
    for n, act in enumerate(done, 1):
        other = ContactStore(str(Path(first.home).parent / f"laptop{n}"))
        other.recorder._laptop = f"lap{n}"
        other.record(Now(TEN + timedelta(minutes=n)), "li", act)
        shutil.copy(Path(other.path) / f"lap{n}.jsonl", first.path)
    return ContactStore(first.home).book()


def test_two_laptops_that_add_a_number_each_lose_none(fast: Path) -> None:
    first = ContactStore(str(fast / "first"))
    first.record(Now(TEN), "li", lambda d: acts.add(d, "aaaaa", Fields(name="Li", channels=mobile("1001"))))
    book = apart(first, numbered("aaaaa", "2001"), numbered("aaaaa", "2002"))
    assert [c.number for c in book.contacts["aaaaa"].channels] == ["1001", "2002", "2001"]


def noted(id_: str, number: str, note: str) -> Act:
    """Say something of a number that is there, as ``kit contact edit`` does."""

    def act(draft: Draft) -> None:
        known = draft.book.contacts[id_].channels
        acts.edit(draft, id_, Fields(channels=[Channel(each.number, note=note) if each.number == number else each for each in known]))

    return act


@pytest.mark.parametrize("noted_by", [1, 2])
def test_what_one_laptop_says_of_a_number_stands_beside_the_number_that_another_adds(fast: Path, noted_by: int) -> None:
    """Whichever of the two came first; a number of which it said nothing is as the other says."""
    first = ContactStore(str(fast / "first"))
    first.record(Now(TEN), "li", lambda d: acts.add(d, "aaaaa", Fields(name="Li", channels=mobile("1001", "1002"))))
    done = [noted("aaaaa", "1001", "ring twice"), numbered("aaaaa", "2001")]
    book = apart(first, *(done if noted_by == 1 else reversed(done)))
    assert [(each.number, each.note) for each in book.contacts["aaaaa"].channels] == [("1001", "ring twice"), ("1002", ""), ("2001", "")]


def rewritten(*numbers: str) -> Act:
    """Say anew which numbers there are."""
    return lambda draft: acts.edit(draft, "aaaaa", Fields(channels=mobile(*numbers)))


@pytest.mark.parametrize(
    ("one", "two", "stand"),
    [
        (["1001"], ["1001", "1002", "2001"], ["1001", "2001"]),  # what one takes out is out, whoever adds one beside it
        (["1001", "1002", "2001"], ["1001"], ["1001", "2001"]),
        (["1001", "1002", "2001"], ["2001", "1001", "1002"], ["2001", "1001", "1002"]),  # what both add is there once
    ],
)
def test_numbers_that_two_laptops_took_out_and_added_are_out_and_there_once(fast: Path, one: list[str], two: list[str], stand: list[str]) -> None:
    first = ContactStore(str(fast / "first"))
    first.record(Now(TEN), "li", lambda d: acts.add(d, "aaaaa", Fields(name="Li", channels=mobile("1001", "1002"))))
    book = apart(first, rewritten(*one), rewritten(*two))
    assert [each.number for each in book.contacts["aaaaa"].channels] == stand


def test_a_line_of_an_older_kit_begins_a_contact_with_its_name() -> None:
    from kit.ground.journal.entry import Entry
    from kit.people.contacts.rules.book import ContactSet

    book = fold([Entry(1, "a", TEN, "li", ContactSet("aaaaa", name="Li")), Entry(2, "b", TEN, "li", ContactSet("bbbbb", note="x"))])
    assert [c.name for c in book.here()] == ["Li"] and [*book.early] == ["bbbbb"]


# ---- commands ----------------------------------------------------------------------------------


def test_undo_says_what_it_took_back_and_how_it_comes_again(bare: Kit) -> None:
    bare("contact", "add", "张敏", "--number", "13800000001", "--post", "tech")
    bare("contact", "edit", "张敏", "--number", "5550100")
    said = bare("contact", "undo", "--reason", "another Zhang")
    assert "5550100" in said.out and "kit contact redo" in said.err
    shown = bare("contact", "show", "张敏")
    assert "5550100" in shown.out and "taken back by #4" in shown.out and "another Zhang" in shown.out
    (contact,) = bare("contact", "list", "--json").json["contacts"]
    assert [c["number"] for c in contact["channels"]] == ["13800000001"]
    assert "5550100" in bare("contact", "redo").out
    (contact,) = bare("contact", "list", "--json").json["contacts"]
    assert [c["number"] for c in contact["channels"]] == ["13800000001", "5550100"]


def test_a_contact_that_was_taken_back_is_in_no_list_and_can_still_be_read(bare: Kit) -> None:
    bare("contact", "add", "张敏", "--number", "13800000001", "--post", "tech")
    bare("contact", "undo")
    assert "张敏" not in bare("contact", "list", "--all").out
    assert bare("contact", "list", "--post", "tech", "--json").json["numbers"] == []
    shown = bare("contact", "show", "张敏")
    assert shown.code == 0 and "not among the contacts" in shown.out and "13800000001" in shown.out
    entries = bare("contact", "show", "张敏", "--json").json["entries"]
    assert [(e["kind"], bool(e["undone_by"])) for e in entries] == [("contact-set", True), ("undone", False)]
    assert bare("contact", "edit", "张敏", "--note", "x").code == 4
    assert bare("verify").code == 0


def test_where_nothing_was_entered_undo_says_so(bare: Kit) -> None:
    assert bare("contact", "undo").code == 4 and not (bare.home / "contacts").exists()
    bare("contact", "add", "Li")
    assert bare("contact", "undo", "#9").code == 4


def test_a_whole_file_that_was_imported_is_taken_back_at_once(bare: Kit, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("姓名,手机\n甲,13800000001\n乙,13800000002\n", encoding="utf-8")
    bare("contact", "import", str(sheet), "--yes")
    assert "and 1 more" in bare("contact", "undo").out
    assert bare("contact", "list", "--json").json["contacts"] == []
