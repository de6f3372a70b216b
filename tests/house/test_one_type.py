"""One name is one type in the payloads of all kinds of event that `kit export --tables` writes, so
that no engine guesses a column from the first kind it meets."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import inspect

from kit.ground.journal.document import Document
from kit.incidents.incident.files.log import Incidents
from kit.laptops.tables.rules.events import RENAMED, named_types
from kit.shifts.shift.files.store import Shifting

DOCUMENTS: dict[str, Document[Any, Any]] = {"incident": Incidents(), "shift": Shifting()}
SIMPLE = {"StrType": "text", "DateTimeType": "text", "DateType": "text", "IntType": "number", "FloatType": "number", "BoolType": "yes/no",
          "ListType": "list", "TupleType": "list", "VarTupleType": "list", "StructType": "object", "DictType": "object"}  # fmt: skip


def word(hint: Any) -> str:
    """One for what a field is in JSON; several where it may be several things, null left out."""
    return " or ".join(sorted(_words(inspect.type_info(hint))))


def _words(info: Any) -> set[str]:
    name = type(info).__name__
    if name == "Metadata":
        return _words(info.type)
    if name == "UnionType":
        return set[str]().union(*map(_words, info.types))
    if name == "LiteralType":
        return {"text" if isinstance(value, str) else "number" for value in info.values}
    return set() if name == "NoneType" else {SIMPLE[name]}


def _kinds() -> list[tuple[str, str, Any]]:
    return [(name, one, document.kinds.of(one)) for name, document in DOCUMENTS.items() for one in document.kinds.words()]


def test_one_name_is_one_type_in_all_kinds_of_event() -> None:
    found = named_types(_kinds(), word)
    assert len(found) > 60
    assert {name: said for name, said in found.items() if len(said) > 1 or " or " in next(iter(said))} == {}


def test_only_what_would_differ_is_renamed() -> None:
    plain = named_types(_kinds(), word)
    for document, kind, name in RENAMED:
        fields = {field.encode_name for field in msgspec.structs.fields(DOCUMENTS[document].kinds.of(kind) or msgspec.Struct)}
        assert name in fields and name in plain and RENAMED[document, kind, name] not in fields
