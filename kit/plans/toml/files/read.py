"""One TOML file, decoded strictly; where that fails, ``broken`` says what is wrong, and where."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from kit.ground.base.refusal import Exit, Refused
from kit.ground.machine.disk import regular
from kit.plans.toml.files.library import shipped
from kit.plans.toml.files.parsed import parsed

T = TypeVar("T")
File = str | os.PathLike[str]
Allowed = Mapping[str, Sequence[str]]


def read_text(path: File) -> str:
    """The text of a file that has been decoded before."""
    with open(path, encoding="utf-8-sig", opener=regular) as file:
        return file.read()


def read_toml(path: File, cls: type[T], allowed: Allowed | None = None) -> T:
    """Strict decoding; ``Refused`` names the file, the line or path, and what is wrong there.
    ``allowed``: what may stand where a fixed word is wanted, by the key."""
    data = _bytes(path)
    kept = parsed(shipped(), os.fspath(path), data)
    if kept is not None:
        try:
            return msgspec.json.decode(kept, type=cls)
        except (msgspec.MsgspecError, UnicodeDecodeError):  # by the file it is said what is wrong
            pass
    raw = _tree(path, data)
    if isinstance(raw.get("format"), int) and raw["format"] > 1:
        raise Refused("checklist-newer", Exit.UNREADABLE, file=str(path), format=raw["format"])
    try:
        return msgspec.convert(raw, cls)
    except msgspec.ValidationError as error:
        from kit.plans.toml.files.broken import not_so

        raise not_so(path, data.decode("utf-8-sig"), raw, str(error), allowed or {}) from error


def _tree(path: File, data: bytes) -> dict[str, Any]:
    """What the file says."""
    import tomllib

    try:
        text = data.decode("utf-8-sig")
        return tomllib.loads(text)
    except UnicodeDecodeError as error:
        from kit.plans.toml.files.broken import not_utf8

        raise not_utf8(path, data, error) from error
    except RecursionError as error:
        from kit.plans.toml.files.broken import too_deep

        raise too_deep(path) from error
    except tomllib.TOMLDecodeError as error:
        from kit.plans.toml.files.broken import not_toml

        raise not_toml(path, text, str(error)) from error


def _bytes(path: File) -> bytes:
    try:
        with open(path, "rb", opener=regular) as file:
            return file.read()
    except OSError as error:
        from kit.plans.toml.files.broken import unopened

        raise unopened(path, error) from error
