"""Two folders of one document become one: what merging laptops' files comes to."""

from __future__ import annotations

import os

from kit.ground.journal.reader import read_part
from kit.ground.machine.disk import sync_dir


def unite(old: str, new: str) -> None:
    """Everything of the old folder is laid into the new one; a file that is there twice with other
    bytes is kept beside as ``STEM~2``. Raises ``OSError``."""
    for name in sorted(os.listdir(old)):
        source, target = os.path.join(old, name), os.path.join(new, name)
        stem, dot, ending = name.partition(".")
        count = 1
        while os.path.lexists(target):
            if read_part(source) == read_part(target):
                os.unlink(source)
                break
            count += 1
            target = os.path.join(new, f"{stem}~{count}{dot}{ending}")
        else:
            os.rename(source, target)
    sync_dir(new)
    os.rmdir(old)
