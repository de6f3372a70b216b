"""A copy of what is recorded in which nobody can be told: names and numbers under pseudonyms, free
words under a mark, ids, keys, times and figures as they are.

It goes by what each field says of itself (``private``); a text that says nothing counts as free.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from types import UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.lean import re
from kit.ground.base.private import Private
from kit.ground.base.text import Text

S = TypeVar("S", bound=msgspec.Struct)
NOBODY = ("", "-")
FIGURE = (
    r"\d{1,6}(?:\.\d{1,3})?|\d{4}-\d\d?(?:-\d\d?)?|\d\d?-\d\d?(?:/\d\d?-\d\d?)?|P\d{1,4}[DWMY]"
)
AMOUNT = r"\d{1,5}(?:\.\d)?\s*(?:W|瓦)?\s*(?:[x×*]\s*\d{1,3})?\s*$"
CLAUSE = r"[A-Z]{2}-(?:[A-Z]|\d{1,2})(?:\.?(?:\d{1,2}|[a-z]{1,3}))*"
DATE = r"\d{4}-\d\d?-\d\d?(?:[ T]\d\d?:\d\d)?"
Sorts = Mapping[str, Callable[[Any, Any], Any]]  # what becomes of a value, and of what it is in
Change = Callable[[Any, Any, Sorts], Any]  # a value, the struct that it stands in, the sorts
BARE = "free"  # what a text counts as that says nothing of itself


class Veil:
    """``names``: gives pseudonyms, ``mark``: stands for free words (the same for the same),
    ``plain``: what is nobody's name (the titles of posts) though it stands where names stand."""

    def __init__(
        self, names: Callable[[str], str], mark: Callable[[str], str], plain: Iterable[str] = ()
    ) -> None:
        self._names, self._mark = names, mark
        self._plain = frozenset(map(_bare, plain))

    def knowing(self, more: Iterable[str]) -> Veil:
        """The same, with more that is nobody's name."""
        out = Veil(self._names, self._mark, more)
        out._plain |= self._plain
        return out

    def name(self, text: str) -> str:
        bare = _bare(text)
        return text if bare in NOBODY or bare in self._plain else self._names(text)

    number = name

    def figure(self, text: str) -> str:
        return text if re.fullmatch(FIGURE, text.strip()) else self.free(text)

    def figures(self, text: str) -> str:
        """Of things with their amounts the amounts stay."""
        parts = re.split(r"([,，、;；+])", text)
        return "".join(part if n % 2 else self._thing(part) for n, part in enumerate(parts))

    def _thing(self, part: str) -> str:
        amount = re.search(AMOUNT, part, re.I)
        thing, rest = (part[: amount.start()], amount[0]) if amount else (part, "")
        head = thing.strip()
        return thing.replace(head, self.free(head)) + rest if head else thing + rest

    def clause(self, text: str) -> str:
        known = all(re.fullmatch(CLAUSE, part) for part in text.split())
        return text if known else self.free(text)

    def free(self, text: str) -> str:
        return text if text.strip() in NOBODY else self._mark(text)

    def sorts(self, more: Sorts | None = None) -> Sorts:
        """What becomes of each sort of field; ``more``: of those that one document has."""
        return {
            "name": lambda text, _: each(text, self.name),
            "number": lambda text, _: each(text, self.number),
            "free": lambda text, _: each(text, self.free),
            "day": lambda text, _: text if re.fullmatch(DATE, text) else self.free(text),
            "figure": lambda text, _: each(text, self.figure),
            "figures": lambda text, _: each(text, self.figures),
            "clause": lambda text, _: each(text, self.clause),
            "plain": lambda text, _: text,
            **(more or {}),
        }

    def over(self, value: S, sorts: Sorts | None = None) -> S:
        """A copy of a struct under the veil."""
        return struct(value, sorts or self.sorts())


@lru_cache(4096)  # the same titles at every site
def _bare(text: str) -> str:
    return clean(text, 200)


def each(value: Any, change: Callable[[str], str]) -> Any:
    """A text, or each of those in a list, a map or a ``Text``, changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Text):
        return Text(change(value.zh), change(value.en))
    if isinstance(value, dict):
        return {key: each(one, change) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return type(value)([each(one, change) for one in value])
    return value


def struct(value: S, sorts: Sorts) -> S:
    changed = {}
    for name, change in changes(type(value)).items():
        before = getattr(value, name)
        if before is not None:
            changed[name] = change(before, value, sorts)
    return msgspec.structs.replace(value, **changed) if changed else value


@cache
def changes(kind: type[msgspec.Struct]) -> dict[str, Change]:
    """By field, what becomes of its value; nothing where it holds no text."""
    hints = get_type_hints(kind, include_extras=True)
    found = {name: _change(hints[name]) for name in kind.__struct_fields__}
    return {name: change for name, change in found.items() if change is not None}


def unsaid(kind: type[msgspec.Struct]) -> list[str]:
    """The fields (``Kind.field``) that hold a text and do not say of what sort, in this struct and
    in those inside it."""
    out: list[str] = []
    seen: set[type] = set()

    def look(hint: Any, where: str) -> None:
        if _marked(hint) is not None:
            return
        if hint in (str, Any):
            out.append(where)
        elif isinstance(hint, type) and issubclass(hint, msgspec.Struct):
            walk(hint)
        elif get_origin(hint) is not Literal:
            for part in get_args(hint):
                look(part, where)

    def walk(one: type[msgspec.Struct]) -> None:
        if one not in seen:
            seen.add(one)
            hints = get_type_hints(one, include_extras=True)
            for name in one.__struct_fields__:
                look(hints[name], f"{one.__name__}.{name}")

    walk(kind)
    return out


def _marked(hint: Any) -> str | None:
    """The sort that a type says; ``None`` where it says none."""
    if get_origin(hint) is not Annotated:
        return None
    marks = [mark for mark in get_args(hint)[1:] if isinstance(mark, Private)]
    return marks[0].sort if marks else None


def _change(hint: Any) -> Change | None:
    sort = _marked(hint)
    if sort == "plain":
        return None
    if sort is not None:
        return _by_sort(sort)
    if hint in (str, Any):
        return _by_sort(BARE)
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Literal:
        return None
    if origin is Annotated:
        return _change(parts[0])
    if origin in (Union, UnionType):
        return _one_of([part for part in parts if part is not type(None)])
    if origin in (list, tuple):
        return _row(origin, parts)
    if origin is dict:
        return _table(*map(_change, parts))
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return (lambda value, _, sorts: struct(value, sorts)) if changes(hint) else None
    return None


def _by_sort(sort: str) -> Change:
    return lambda value, within, sorts: sorts[sort](value, within)


def _one_of(parts: list[Any]) -> Change | None:
    """One thing or nothing; of several sorts of thing the first that says what becomes of it."""
    return next((found for found in map(_change, parts) if found is not None), None)


def _row(origin: Any, parts: tuple[Any, ...]) -> Change | None:
    if origin is tuple and parts[-1:] != (...,):
        inner = [_change(part) for part in parts]
        if not any(inner):
            return None
        return lambda value, within, sorts: tuple(
            change(one, within, sorts) if change else one
            for one, change in zip(value, inner, strict=True)
        )
    every = _change(parts[0])
    if every is None:
        return None
    return lambda value, within, sorts: origin(every(one, within, sorts) for one in value)


def _table(keys: Change | None, values: Change | None) -> Change | None:
    if keys is None and values is None:
        return None
    return lambda value, within, sorts: {
        keys(key, within, sorts) if keys else key: values(one, within, sorts) if values else one
        for key, one in value.items()
    }
