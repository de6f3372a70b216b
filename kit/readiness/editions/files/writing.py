"""One value of a list changed: only the table in which it stands is written anew, by tomlkit, which
keeps its comments; every other byte stays, and what the whole file says then is proved."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Sequence
from typing import Any

from kit.ground.base.lean import re
from kit.readiness.editions.files import blocks as bl
from kit.readiness.editions.files.blocks import Block

GROUPS = {
    "steps": "phases.steps", "phases": "phases", "timers": "timers", "levels": "levels.grades",
}  # fmt: skip


def with_values(text: str, changes: Sequence[tuple[str, str]]) -> str:
    """The text with each value in its place (``call-119.do.zh``, ``timers.report.minutes``,
    ``title.en``); "" takes it out. Raises ``KeyError`` for no such place, ``ValueError`` where
    the file would say something else besides."""
    for path, value in changes:
        text = _with_value(text, path, value)
    return text


def _with_value(text: str, path: str, value: str) -> str:
    import tomlkit  # only whoever changes a list waits for it

    blocks = bl.cut(text)
    at, names = _place(blocks, path)
    block = blocks[at]
    lines = block.body.splitlines(keepends=True)
    head, keys = ("", lines) if not block.name else (lines[0], lines[1:])
    table = tomlkit.parse("".join(keys).replace("\r\n", "\n"))
    before = table.unwrap()
    meant = _meant(before, names, value)
    _put(table, names, meant, tomlkit.inline_table)
    made = tomlkit.dumps(table)
    if not made.endswith("\n"):
        made += "\n"
    if "\r\n" in text:
        made = re.sub(r"(?<!\r)\n", "\r\n", made)
    new = [*blocks]
    new[at] = Block(block.name, block.lead, head + made, block.rest)
    out = bl.joined(new)
    wanted = copy.deepcopy(_read(text))
    _put(_table(wanted, blocks, at), names, meant, dict)
    if _read(out) != wanted:
        raise ValueError(path)
    return out


def _read(text: str) -> dict[str, Any]:
    return tomllib.loads(text.replace("\r\n", "\n"))


def _place(blocks: list[Block], path: str) -> tuple[int, list[str]]:
    """The block in which a path leads to a value, and the rest of the path. Raises ``KeyError``."""
    parts = path.strip().split(".")
    if not all(re.fullmatch("[A-Za-z0-9_-]+", part) for part in parts):
        raise KeyError(path)
    if parts[0] in GROUPS and len(parts) > 2:
        for at, block in enumerate(blocks):
            if block.name == GROUPS[parts[0]] and block.id == parts[1]:
                return at, parts[2:]
        raise KeyError(path)
    if len(parts) > 1:
        try:
            return bl.find(blocks, parts[0]), parts[1:]
        except KeyError:
            pass
        for at, block in enumerate(blocks):
            if block.name == parts[0] and parts[0] in ("find", "form", "levels"):
                return at, parts[1:]
    if blocks and not blocks[0].name:
        return 0, parts
    raise KeyError(path)


def _table(raw: dict[str, Any], blocks: list[Block], at: int) -> dict[str, Any]:
    """What a block is in the decoded file."""
    name = blocks[at].name
    if not name:
        return raw
    found: Any = raw
    for depth, part in enumerate(name.split(".")):
        found = found[part]
        if isinstance(found, list):
            whole = ".".join(name.split(".")[: depth + 1])
            found = found[_number(blocks, at, whole)]
    table: dict[str, Any] = found
    return table


def _number(blocks: list[Block], at: int, name: str) -> int:
    """The how-manieth of its list the last table of that name up to a block is."""
    above = name.rpartition(".")[0]
    count = -1
    for block in blocks[: at + 1]:
        if above and block.name == above:
            count = -1
        elif block.name == name:
            count += 1
    return count


def _meant(table: dict[str, Any], names: list[str], value: str) -> Any:
    """A value as the file is to hold it: words where words stand or belong, else as TOML reads it.
    ``None``: taken out."""
    if not value.strip():
        return None
    old: Any = table
    for name in names:
        old = old.get(name) if isinstance(old, dict) else None
    if isinstance(old, str) or (old is None and names[-1] in ("zh", "en")):
        return value
    try:
        return tomllib.loads(f"v = {value}")["v"]
    except tomllib.TOMLDecodeError:
        return value


def _put(into: Any, names: list[str], value: Any, table: Any) -> None:
    *above, last = names
    for name in above:
        if name not in into:
            if value is None:
                raise KeyError(last)
            into[name] = table()
        into = into[name]
        if not hasattr(into, "keys"):
            raise KeyError(last)
    if value is not None:
        into[last] = value
    elif last in into:
        del into[last]
    else:
        raise KeyError(last)


def new_step(id_: str, zh: str, en: str) -> Block:
    """A step that is ticked, with words in both languages, marked as the site's own."""
    import tomlkit

    said = tomlkit.inline_table()
    said.update({"zh": zh, "en": en})
    document = tomlkit.document()
    document["id"] = id_
    document["do"] = said
    document["own"] = True
    return Block("phases.steps", "", "[[phases.steps]]\n" + tomlkit.dumps(document), "\n")


def with_step(text: str, id_: str, zh: str, en: str, behind: str) -> str:
    """With a new step behind another, or as the first of a phase. Raises ``KeyError``,
    ``ValueError``."""
    block = new_step(id_, zh, en)
    if "\r\n" in text:
        block = Block(block.name, "", block.body.replace("\n", "\r\n"))
    return _steps_changed(text, bl.behind(bl.cut(text), behind, block), {id_}, set())


def without_step(text: str, id_: str) -> str:
    """Raises ``KeyError``, ``ValueError``."""
    return _steps_changed(text, bl.without(bl.cut(text), id_)[0], set(), {id_})


def moved_step(text: str, id_: str, behind: str) -> str:
    """Raises ``KeyError``, ``ValueError``."""
    kept, step = bl.without(bl.cut(text), id_)
    return _steps_changed(text, bl.behind(kept, behind, step), set(), set())


def _steps_changed(text: str, blocks: list[Block], more: set[str], less: set[str]) -> str:
    """Proves that all but the steps meant say what they said, comments too."""
    out = bl.joined(blocks)
    old, new = _read(text), _read(out)
    before, after = _by_id(old), _by_id(new)
    same = {i: s for i, s in after.items() if i not in more} == {
        i: s for i, s in before.items() if i not in less
    }
    if not same or _rest(old) != _rest(new):
        raise ValueError("steps")
    return out


def _by_id(raw: dict[str, Any]) -> dict[str, Any]:
    return {s.get("id", ""): s for phase in raw.get("phases", []) for s in phase.get("steps", [])}


def _rest(raw: dict[str, Any]) -> Any:
    phases = [{k: v for k, v in p.items() if k != "steps"} for p in raw.get("phases", [])]
    return {**raw, "phases": phases}
