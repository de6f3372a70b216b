"""What is wrong with a TOML file, and on which line: most starts need none of it."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from typing import Any

from kit.ground.base.refusal import Exit, Refused
from kit.ground.base.text import Text
from kit.plans.toml.rules.toml_lines import TomlLines
from kit.plans.toml.rules.toml_mistakes import chinese_sign, explain, explain_os

File = str | os.PathLike[str]
Allowed = Mapping[str, Sequence[str]]
FORMAT: Allowed = {"format": ("1",)}  # every file has one


def unopened(path: File, error: OSError) -> Refused:
    """The system does not give the file."""
    return unreadable(path, "-", explain_os(error.errno, error.strerror))


def not_utf8(path: File, data: bytes, error: UnicodeDecodeError) -> Refused:
    line = data[: error.start].count(b"\n") + 1
    fill = {"file": str(path), "where": where("", line), "line": line}
    return Refused("checklist-encoding", Exit.UNREADABLE, **fill)


def misnamed(path: File, id_: str, text: str) -> Refused:
    """The refusal of a file whose id is not its name."""
    name = os.path.basename(path).removesuffix(".toml")
    why = Text(
        f"编号 {id_} 与文件名 {name} 不同，请改成一样",
        f"the id {id_} is not the file's name {name}; make them the same",
    )
    return unreadable(path, "id", why, text, "id")


def too_deep(path: File) -> Refused:
    """Nobody writes so; the parser gives up."""
    why = Text("括号套得太深", "brackets are nested too deep")
    return unreadable(path, "-", why)


def not_toml(path: File, text: str, message: str) -> Refused:
    """The file is not TOML: the parser names the line, or means the end of the file."""
    why, _, where = message.partition(" (at ")
    found = re.match(r"line (\d+)", where)
    line = int(found[1]) if found else len(text.splitlines())
    sign = chinese_sign(text, line)
    return unreadable(path, "", sign[1] if sign else explain(why), line=sign[0] if sign else line)


def not_so(path: File, text: str, raw: dict[str, Any], message: str, allowed: Allowed) -> Refused:
    """It is TOML, but not what the format asks for: the decoder names the path."""
    why, _, at = message.partition(" - at `")
    at = at.rstrip("`").removeprefix("$").lstrip(".")
    field = re.fullmatch(r"Object contains unknown field `(.+)`", why)
    full = ".".join(part for part in (at, field[1] if field else "") if part)
    key = re.sub(r"\[\d+\]$", "", at).rpartition(".")[2]
    if key == "id" and "phases[" not in at:  # only a phase's is one of fixed words
        key = ""
    complaint = explain(why, {**FORMAT, **allowed}.get(key, ()))
    return unreadable(path, _named(raw, at), complaint, text, full)


def unreadable(
    path: File, place: str, why: Text, text: str = "", at: str = "", line: int = 0
) -> Refused:
    """Its ``fill`` has file, where and why for people, line and path for ``checklists check``.
    ``at`` is looked up in ``text`` where the line is not known."""
    if text:
        line = TomlLines(text).line(at)
    return Refused(
        "checklist-broken",
        Exit.UNREADABLE,
        file=str(path),
        where=where(place, line),
        why=why,
        line=line,
        path=place,
    )


def where(place: str, line: int) -> Text:
    if not line:
        return Text(place or "-", place or "-")
    return Text(f"第 {line} 行 {place}".rstrip(), f"line {line} {place}".rstrip())


def _named(raw: dict[str, Any], where: str) -> str:
    """A path such as ``phases[1].steps[0].do`` with the ids of what it passes through."""
    value: Any = raw
    names = []
    for part in where.replace("[", ".[").split("."):
        if not part:
            continue
        try:
            value = value[int(part[1:-1])] if part.startswith("[") else value[part]
        except (KeyError, IndexError, TypeError, ValueError):
            break
        if part.startswith("[") and isinstance(value, dict) and "id" in value:
            names.append(str(value["id"])[:40])
    return f"{where} ({' / '.join(names)})" if names else where
