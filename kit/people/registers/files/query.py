"""A register asked by TinyDB: by id, name, number, word; what is due first on top."""

from __future__ import annotations

from datetime import datetime

from tinydb import TinyDB, where
from tinydb.storages import MemoryStorage

from kit.ground.base.named import alike
from kit.ground.base.phones import digits, is_phone
from kit.people.registers.rules.books import Book
from kit.people.registers.rules.due import due_of
from kit.people.registers.rules.items import fields_of
from kit.people.registers.rules.state import Doc, Register


def ask(register: Register, book: Book, text: str, every: bool, now: datetime) -> list[Doc]:
    """``every``: also what is over. With ``text``: whatever has it in its id, its fields (but what
    is withheld), its owner or its number, in the order asked for: an id before a word."""
    hidden = {name for name, field in fields_of(book.item).items() if field.secret}
    table = TinyDB(storage=MemoryStorage).table("docs")
    wanted = alike(text)
    number = digits(text) if is_phone(text) else wanted  # 5550142 is 555-0142 too
    table.insert_multiple(_row(doc, hidden, wanted) for doc in register.docs.values())
    query = where("open").one_of([True, False] if every or wanted else [True])
    if wanted:
        query &= where("text").test(lambda said: wanted in said or number in said)
    docs = [register.docs[row["id"]] for row in table.search(query)]
    far = float("inf")

    def order(doc: Doc) -> tuple[bool, bool, float, str]:
        due = due_of(doc, book, now)
        ends = not doc.id.casefold().replace("-", "").endswith(wanted.replace("-", ""))
        return bool(wanted) and ends, not doc.open, due.at.timestamp() if due else far, doc.id

    return sorted(docs, key=order)


def _row(doc: Doc, hidden: set[str], wanted: str) -> dict[str, object]:
    """What is looked through stands in it where anything is ``wanted``."""
    if not wanted:
        return {"id": doc.id, "open": doc.open}
    said = [text for name, text in doc.fields.items() if name not in hidden]
    said += [digits(text) for text in said if is_phone(text)]
    whole = "\n".join([doc.id, doc.id.replace("-", ""), doc.number, doc.owner, *said])
    return {"id": doc.id, "open": doc.open, "text": "\n".join(map(alike, whole.split("\n")))}
