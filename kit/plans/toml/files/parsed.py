"""The shipped TOML files as the build parsed them: Python's reader takes a file apart character by
character, and that is a third of the first start of all.

A copy says of which bytes it was made and counts for no others. Without copies, as in a checkout
that was never installed, the files are parsed. Standard library only: the build runs this file
before anything is installed.
"""

from __future__ import annotations

import os

try:
    from _blake2 import blake2b
except ImportError:  # an interpreter that is built in another way
    from hashlib import blake2b

FOLDER = ".parsed"
SORTS = ("checklists", "data", "seeds")


def write_all(above: str, target: str) -> None:
    """Copies of every TOML file of ``above`` in ``target``. Raises ``OSError``, and ``ValueError``
    for a file that cannot be parsed."""
    import json
    import tomllib

    for sort in SORTS:
        for folder, _, names in os.walk(os.path.join(above, sort)):
            for name in names:
                if not name.endswith(".toml"):
                    continue
                path = os.path.join(folder, name)
                with open(path, "rb") as file:
                    data = file.read()
                tree = tomllib.loads(data.decode("utf-8-sig"))
                try:
                    text = json.dumps(tree)
                except TypeError:  # a date: JSON has none
                    continue
                copy = _copy(os.path.relpath(path, above), target)
                os.makedirs(os.path.dirname(copy), exist_ok=True)
                with open(copy, "wb") as file:
                    file.write(_stamp(data) + text.encode("ascii"))


def parsed(above: str, path: str, data: bytes) -> bytes | None:
    """What the file ``path`` with the bytes ``data`` says, as JSON; ``None`` where it has to be
    parsed. ``above``: where the shipped files lie."""
    if not path.startswith(above + os.sep):
        return None
    copy = _copy(path[len(above) + 1 :], os.path.join(above, FOLDER))
    try:
        with open(copy, "rb") as file:
            kept = file.read()
    except OSError:
        return None
    stamp = _stamp(data)
    return kept[len(stamp) :] if kept.startswith(stamp) else None


def _copy(inside: str, target: str) -> str:
    return os.path.join(target, inside.removesuffix(".toml") + ".json")


def _stamp(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).hexdigest().encode("ascii") + b"\n"
