"""Files that people ask for (reports, forms): whole or not at all, readable by their owner only."""

from __future__ import annotations

import os

from kit.ground.base.refusal import Exit, Refused
from kit.ground.machine.disk import replace_file


def write_file(path: str, text: str | bytes) -> str:
    """Write ``text`` (as UTF-8) in the place of ``path``; the full path. Raises ``Refused``."""
    target = os.path.realpath(os.path.expanduser(path))
    if os.path.exists(target) and not os.path.isfile(target):
        raise Refused("output", Exit.FAULT, path=path, why=os.strerror(_wrong(target)))
    try:
        data = text if isinstance(text, bytes) else text.encode("utf-8", "replace")
        replace_file(target, data)
    except OSError as error:
        why = (error.strerror or str(error)).strip()
        raise Refused("output", Exit.FAULT, path=path, why=why) from error
    except ValueError as error:
        raise Refused("output", Exit.FAULT, path=path, why=str(error)) from error
    return target


def _wrong(target: str) -> int:
    import errno

    return errno.EISDIR if os.path.isdir(target) else errno.EINVAL
