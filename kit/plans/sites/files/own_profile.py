"""The site's own profile, changed in place: what else stands in the file stays as it was written,
comments too, and a file that cannot be read is named and left alone.
"""

from __future__ import annotations

import copy
import os
import re
import tomllib
from collections.abc import Mapping
from typing import Any

from kit.ground.base.refusal import Exit, Refused
from kit.ground.machine.disk import make_dir, regular, replace_file
from kit.ground.machine.unwritten import unwritten

NAME = "our-site"
HEAD = "# Written by `kit setup`. What you add by hand stays.\n"

Value = str | float | list[str]
Changes = Mapping[Any, Value | None]  # what stands at which path of names; None: nothing of our own


def changed(text: str, changes: Changes) -> str:
    """The file's text with the changes made. Raises ``ValueError`` where they cannot be made
    without touching anything else."""
    import tomlkit  # only whoever changes a profile waits for it

    document = tomlkit.parse(text)
    wanted = tomllib.loads(text.replace("\r\n", "\n"))
    for path, value in changes.items():
        _put(document, path, value, tomlkit.table)
        _put(wanted, path, copy.deepcopy(value), dict)
    made = tomlkit.dumps(document)
    if "\r\n" in text:
        made = re.sub(r"(?<!\r)\n", "\r\n", made)
    if _pruned(tomllib.loads(made.replace("\r\n", "\n"))) != _pruned(wanted):
        raise ValueError("the file would say something else besides")
    return made


def _pruned(value: Any) -> Any:
    """Without tables that say nothing."""
    if not isinstance(value, dict):
        return value
    inner = {name: _pruned(one) for name, one in value.items()}
    return {name: one for name, one in inner.items() if one != {}}


def _put(into: Any, path: tuple[str, ...], value: Value | None, table: Any) -> None:
    """Set what the path names, or take it out, with the tables above it that are then empty."""
    *above, last = path
    for depth, name in enumerate(above):
        inner = into.get(name)
        if not isinstance(inner, Mapping):
            if value is None:
                return
            into[name] = table() if inner is None else _split(inner, above[depth:], table)
        into = into[name]
    if isinstance(into.get(last), Mapping) and isinstance(value, str):
        into[last]["zh"] = value  # said otherwise in English, which stays
    elif value is not None:
        into[last] = value
    elif last in into:
        del into[last]


def _split(inner: Any, rest: list[str], table: Any) -> Any:
    """A value that was one text becomes a table, to have more beside it: Chinese first."""
    made = table()
    made["zh"] = inner
    return made


def write(home: str, path: str, text: str) -> None:
    """Raises ``Refused`` where the disk does not take it."""
    try:
        make_dir(home)
        make_dir(os.path.dirname(path))
        replace_file(path, text.encode("utf-8"))
    except OSError as error:
        raise unwritten(path, error, len(text)) from error


def read(path: str) -> str:
    """The file's text with its own ends of lines. Raises ``Refused`` where it cannot be read."""
    try:
        with open(path, encoding="utf-8-sig", newline="", opener=regular) as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise Refused("home", Exit.UNREADABLE, path=path, why=str(error)) from error


def begun(id_: str, title: Mapping[str, str], extends: str) -> str:
    """The text of a profile of its own that says nothing yet."""
    import tomlkit

    document = tomlkit.document()
    document["format"] = 1
    document["id"] = id_
    named = tomlkit.inline_table()
    named.update(title)
    document["title"] = named
    document["extends"] = extends
    return HEAD + tomlkit.dumps(document)
