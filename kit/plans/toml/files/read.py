"""One TOML file, decoded strictly; where that fails, what is wrong and on which line."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from kit.ground.base.refusal import Exit, Refused
from kit.ground.base.text import Text
from kit.plans.toml.rules.toml_lines import TomlLines
from kit.plans.toml.rules.toml_mistakes import explain, explain_os

T = TypeVar("T")
File = str | os.PathLike[str]
Allowed = Mapping[str, Sequence[str]]
FORMAT: Allowed = {"format": ("1",)}  # every file has one


def read_text(path: File) -> str:
    """The text of a file that has been decoded before."""
    return Path(path).read_text(encoding="utf-8-sig")


def read_toml(path: File, cls: type[T], allowed: Allowed | None = None) -> T:
    """Strict decoding; ``Refused`` names the file, the line or path, and what is wrong there.
    ``allowed``: what may stand where a fixed word is wanted, by the key."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise _broken(path, "-", explain_os(error.errno, error.strerror)) from error
    try:
        text = data.decode("utf-8-sig")
        raw = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        where = _where("", line)
        fill = {"file": str(path), "where": where, "line": line}
        raise Refused("checklist-encoding", Exit.UNREADABLE, **fill) from error
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(path, text, str(error)) from error
    if isinstance(raw.get("format"), int) and raw["format"] > 1:
        raise Refused("checklist-newer", Exit.UNREADABLE, file=str(path), format=raw["format"])
    try:
        return msgspec.convert(raw, cls)
    except msgspec.ValidationError as error:
        raise _not_so(path, text, raw, str(error), allowed or {}) from error


def misnamed(path: File, id_: str) -> Refused:
    """The refusal of a file whose id is not its name."""
    name = Path(path).stem
    why = Text(
        f"编号 {id_} 与文件名 {name} 不同，请改成一样",
        f"the id {id_} is not the file's name {name}; make them the same",
    )
    return _broken(path, "id", why, read_text(path), "id")


def _not_toml(path: File, text: str, message: str) -> Refused:
    """The file is not TOML: the parser names the line, or means the end of the file."""
    why, _, where = message.partition(" (at ")
    found = re.match(r"line (\d+)", where)
    line = int(found[1]) if found else len(text.splitlines())
    return _broken(path, "", explain(why), line=line)


def _not_so(
    path: File, text: str, raw: dict[str, Any], message: str, allowed: Allowed
) -> Refused:
    """It is TOML, but not what the format asks for: the decoder names the path."""
    why, _, at = message.partition(" - at `")
    at = at.rstrip("`").removeprefix("$").lstrip(".")
    field = re.fullmatch(r"Object contains unknown field `(.+)`", why)
    full = ".".join(part for part in (at, field[1] if field else "") if part)
    key = re.sub(r"\[\d+\]$", "", at).rpartition(".")[2]
    if key == "id" and "phases[" not in at:  # only a phase's is one of fixed words
        key = ""
    complaint = explain(why, {**FORMAT, **allowed}.get(key, ()))
    return _broken(path, _named(raw, at), complaint, text, full)


def _broken(
    path: File, where: str, why: Text, text: str = "", at: str = "", line: int = 0
) -> Refused:
    """Its ``fill`` has file, where and why for people, line and path for ``checklists check``.
    ``at`` is looked up in ``text`` where the line is not known."""
    if text:
        line = TomlLines(text).line(at)
    return Refused(
        "checklist-broken",
        Exit.UNREADABLE,
        file=str(path),
        where=_where(where, line),
        why=why,
        line=line,
        path=where,
    )


def _where(where: str, line: int) -> Text:
    if not line:
        return Text(where or "-", where or "-")
    return Text(f"第 {line} 行 {where}".rstrip(), f"line {line} {where}".rstrip())


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
