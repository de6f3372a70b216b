"""What makes the pseudonyms of one home its own: the same for contacts and registers."""

from __future__ import annotations

import os

from kit.ground.base.refusal import Refused
from kit.ground.machine.disk import close, make_dir, open_private, regular, write_all


def salt(home: str) -> str:
    """Made when it is first needed, and never exported. Raises ``Refused`` where it can neither be
    read nor made."""
    path = os.path.join(home, "registers", ".salt")
    try:
        with open(path, encoding="ascii", opener=regular) as file:
            return file.read().strip()
    except FileNotFoundError:
        pass
    except (OSError, ValueError) as error:
        raise Refused("redact-salt", path=path) from error
    made = os.urandom(16).hex()
    try:
        make_dir(os.path.dirname(path))
        fd = open_private(path, os.O_WRONLY | os.O_EXCL)
        try:
            write_all(fd, made.encode("ascii"))
        finally:
            close(fd)
    except OSError as error:
        raise Refused("redact-salt", path=path) from error
    return made
