"""Every text field of what is recorded says whether it is private, and of what sort."""

from __future__ import annotations

from typing import Annotated, Any, get_args, get_type_hints

import msgspec
import pytest

from kit.app import register_rooms
from kit.ground.base.private import Free, Plain, Private
from kit.ground.base.veil import Veil, unsaid
from kit.ground.journal.document import Document
from kit.incidents.incident.files.log import Incidents
from kit.people.contacts.files.store import Contacts
from kit.people.contacts.rules.book import Book
from kit.people.registers.files.store import Registering
from kit.people.registers.rules.books import BOOKS
from kit.people.registers.rules.items import fields_of
from kit.plans.sites.rules import Profile
from kit.readiness.drills.files.store import Drilling
from kit.readiness.drills.rules.state import Drill
from kit.review.archive.rules.digest import Digest
from kit.review.archive.rules.totals import Totals
from kit.review.period.files.filed import Filing
from kit.shifts.shift.files.store import Shifting
from tests.house.source import SOURCES

register_rooms()  # else the books there are would be those that an earlier test's room had told of
DOCUMENTS: dict[str, Document] = {"incident": Incidents(), "shift": Shifting(), "callback": Registering(), "contacts": Contacts(), "filed": Filing(), "drill": Drilling()}  # type: ignore[type-arg]
# No choices, and nobody's words: its command reads a hash, a day, a figure or the id of something, or takes an edition's label.
READ = {
    "edition": {"hash", "base", "edition", "in_force", "review_by", "answers"},
    "risk": {"cause", "action"},
    "training": {"topics", "hours", "score"},
}
BESIDE = (Book, Profile, Digest, Totals, Drill)  # what is shown and stands in no journal
VEIL = Veil(lambda text: "P", lambda text: "M")


def test_every_document_is_walked() -> None:
    made = [path for path in SOURCES if any(part in path.read_text(encoding="utf-8") for part in ("(Document[", "(Documents)"))]
    assert len(made) == len(DOCUMENTS)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_text_field_of_every_kind_of_event_says_of_what_sort_it_is(name: str) -> None:
    kinds = DOCUMENTS[name].kinds
    found = [each for word in kinds.words() for each in unsaid(kinds.of(word) or msgspec.Struct)]
    assert len(kinds.words()) >= 4 and found == []


@pytest.mark.parametrize("kind", BESIDE, ids=lambda kind: str(kind.__name__))
def test_every_text_field_of_what_is_kept_beside_the_journals_says_it_too(kind: type[msgspec.Struct]) -> None:
    assert unsaid(kind) == []


@pytest.mark.parametrize("name", sorted(BOOKS))
def test_every_field_of_every_register_says_of_what_sort_it_is(name: str) -> None:
    item = BOOKS[name].item
    fields = fields_of(item)
    assert unsaid(item) == [] and all(field.private for field in fields.values())
    told = [field.name for field in fields.values() if field.private == "plain"]
    assert {each for each in told if not fields[each].choices} == READ.get(name, set()), "what is no choice of a list is somebody's words"
    assert all(field.private != "plain" for field in fields.values() if field.personal or field.secret)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_sort_that_a_field_names_is_known_to_its_document(name: str) -> None:
    _, sorts = DOCUMENTS[name].sorts(VEIL, name, [])
    kinds = DOCUMENTS[name].kinds
    named = {sort for word in kinds.words() for found in sorts_of(kinds.of(word)).values() for sort in found}
    assert {"plain"} <= named and (name == "filed" or {"name", "free"} <= named)
    assert named <= set(sorts)


def sorts_of(kind: Any) -> dict[str, set[str]]:
    """The sorts that each field of a struct, and of those inside it, names."""

    def look(hint: Any) -> set[str]:
        marks = [mark.sort for mark in getattr(hint, "__metadata__", ()) if isinstance(mark, Private)]
        if marks:
            return {*marks}
        if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
            return {sort for found in sorts_of(hint).values() for sort in found}
        return {sort for part in get_args(hint) for sort in look(part)}

    hints = get_type_hints(kind, include_extras=True)
    return {name: look(hints[name]) for name in kind.__struct_fields__}


class Careless(msgspec.Struct):
    """Somebody adds a field and says nothing of it."""

    said: Free
    key: Plain
    new: str = ""
    parts: list[str] = []
    by_name: dict[str, int] = {}
    inner: Annotated[str, "anything"] | None = None


def test_a_field_that_says_nothing_is_found_and_hidden_all_the_same() -> None:
    names = [f"Careless.{name}" for name in ("new", "parts", "by_name", "inner")]
    assert unsaid(Careless) == names
    seen = VEIL.over(Careless("a", "b", "c", ["d"], {"e": 1}, "f"))
    assert seen == Careless("M", "b", "M", ["M"], {"M": 1}, "M")
