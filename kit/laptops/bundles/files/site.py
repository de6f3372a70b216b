"""The site's own profile, as another laptop has it: it goes with every bundle but one incident's,
is laid beside and changes nothing here until somebody takes it (``kit setup --take``).

It lies where texts of lists do, as kits that do not know it yet keep files of that folder.
"""

from __future__ import annotations

import os
import re

from kit.ground.base.refusal import Refused
from kit.ground.journal.reader import read_part
from kit.ground.machine.disk import make_dir, names_in, replace_file
from kit.laptops.bundles.files.reading import Bundle
from kit.laptops.bundles.rules import manifest as m
from kit.plans.sites.files import Sites

FOLDER = "editions"
LARGEST = 1 << 20  # bytes of a profile
_NAME = re.compile(r"site-([a-z0-9]{4,16})\.toml")


def beside(home: str, laptop: str) -> list[tuple[str, bytes]]:
    """This home's own profile with its path; nothing where a shipped one is in use."""
    blob = here(home)
    return [(_path(laptop), blob)] if blob else []


def here(home: str) -> bytes:
    """The bytes of the own profile in use; none where there is none that can be read."""
    try:
        path = Sites(home, keep=False).own_file()
        blob = read_part(path) if path else b""
    except (OSError, ValueError, Refused):
        return b""
    return blob if len(blob) <= LARGEST else b""


def coming(manifest: m.Manifest, home: str) -> m.Own | None:
    """The profile of the laptop that wrote the bundle, where it is not here yet."""
    for own in manifest.files:
        if own.path == _path(manifest.laptop) and own.bytes <= LARGEST:
            known = (_read(os.path.join(home, *own.path.split("/"))), here(home))
            return own if own.sha256 not in map(_sha, known) else None
    return None


def lay(bundle: Bundle, home: str) -> None:
    """Lay it beside, in place of that laptop's former one. May be done again at any time. Raises
    ``OSError``, ``Refused``."""
    own = coming(bundle.manifest, home)
    if own is not None:
        path = os.path.join(home, *own.path.split("/"))
        make_dir(os.path.dirname(path))
        replace_file(path, bundle.own(own))


def offered(home: str) -> dict[str, str]:
    """By laptop the files that were laid beside and differ from the profile in use here."""
    folder, mine = os.path.join(home, FOLDER), here(home)
    found = {match[1]: name for name in names_in(folder) if (match := _NAME.fullmatch(name))}
    paths = {laptop: os.path.join(folder, found[laptop]) for laptop in sorted(found)}
    return {laptop: path for laptop, path in paths.items() if _read(path) not in (b"", mine)}


def keep(home: str, blob: bytes) -> str:
    """The file under which a profile that gives way lies from now on. Raises ``OSError``."""
    path = os.path.join(home, FOLDER, f"{_sha(blob)}.toml")
    make_dir(os.path.dirname(path))
    replace_file(path, blob)
    return path


def _path(laptop: str) -> str:
    return f"{FOLDER}/site-{laptop}.toml"


def _read(path: str) -> bytes:
    try:
        return read_part(path)
    except (OSError, ValueError):
        return b""


def _sha(blob: bytes) -> str:
    import hashlib

    return hashlib.sha256(blob).hexdigest()
