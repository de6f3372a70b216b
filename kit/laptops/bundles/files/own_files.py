"""The site's own files out of a backup, into a home that has none. What is there stays."""

from __future__ import annotations

import os

from kit.ground.journal.reader import read_part
from kit.ground.machine.disk import make_dir, replace_file
from kit.laptops.bundles.files.reading import Bundle
from kit.laptops.bundles.rules import manifest as m


def lay(bundle: Bundle, home: str) -> None:
    """May be done again at any time. Raises ``OSError``, ``Refused``."""
    for own in bundle.manifest.files:
        path = os.path.join(home, *own.path.split("/"))
        blob = bundle.own(own)
        if not os.path.lexists(path):
            make_dir(os.path.dirname(path))
            replace_file(path, blob)
        elif own.path.startswith(f"{m.SEEN}/") and blob not in (known := read_part(path)):
            replace_file(path, known + blob)  # lists that only grow, and are read as one
