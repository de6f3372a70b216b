"""An import is done whole or not at all.

The bundles are copied into the home first (``incoming/``) and proved there; a note ``go`` beside
them is the moment from which they count. What stops it after that moment, the next command goes on
with: taking a bundle in twice is taking it in once. What stops it before leaves copies that are
cleared away.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator

import msgspec

from kit.ground.base.refusal import Exit, Refused
from kit.ground.journal.append import sync
from kit.ground.journal.document import FAULTS
from kit.ground.journal.reader import read_part, why
from kit.ground.machine.disk import (
    close,
    laptop_id,
    make_dir,
    name_anew,
    names_in,
    open_private,
    replace_file,
    sync_dir,
    take_away,
    write_all,
)
from kit.ground.machine.lock import Held, Lock
from kit.ground.machine.unwritten import unwritten
from kit.laptops.bundles.files import merging, own_files, site, texts
from kit.laptops.bundles.files.reading import Bundle
from kit.laptops.bundles.files.sorts import REGISTERS, Keepers

INCOMING, GO = "incoming", "go"
LOCK = "import.lock"
PIECE = 1 << 20


class Coming(msgspec.Struct, omit_defaults=True):
    """The bundles that are taken in, by the sha256 of their files. ``laptop``: the new name that
    this computer takes where a backup is restored, with the site's own files."""

    files: dict[str, str]
    laptop: str = ""


def bring(
    paths: list[str],
    kept: Keepers,
    laptop: str,
    restored: bool = False,
    proved: list[str] | None = None,
) -> int:
    """Take in bundles that were proved; how many journals changed. ``restored``: with the site's
    own files, and this computer is called ``laptop`` from now on. ``proved``: what each file's
    bytes were then (``Bundle.digest``), for it may have been written anew while somebody read the
    question. Raises ``Refused``."""
    home = kept.home
    folder = os.path.join(home, INCOMING)
    try:
        make_dir(os.path.join(home, "locks"))
        with Lock(os.path.join(home, "locks", LOCK), 0.5):
            try:
                _clear(home)
                make_dir(folder)
                files = {
                    name: _copied(path, os.path.join(folder, name))
                    for name, path in ((f"{n}.zip", path) for n, path in enumerate(paths, 1))
                }
                for path, digest, then in zip(paths, files.values(), proved or [], strict=False):
                    if digest != then:
                        raise Refused("bundle-changed", Exit.UNREADABLE, path=path)
                for path, name in zip(paths, files, strict=True):
                    with Bundle(os.path.join(folder, name), REGISTERS, path):
                        pass
                sync_dir(folder)
                coming = Coming(files, laptop if restored else "")
                replace_file(os.path.join(folder, GO), msgspec.json.encode(coming))
            except BaseException:
                if not os.path.lexists(os.path.join(folder, GO)):
                    _clear(home)
                raise
            try:
                return _go(kept)
            except OSError as error:
                raise Refused("import-stopped", Exit.FAULT, why=why(error)) from error
            except Held as error:
                raise Refused("import-stopped", Exit.FAULT, why=error.holder) from error
            except FAULTS as error:
                raise Refused("import-stopped", Exit.FAULT, why=_said(error)) from error
    except Held as error:
        raise Refused("import-held") from error
    except OSError as error:
        raise unwritten(home, error, sum(map(_size, paths))) from error


def finish(home: str) -> str:
    """Go on with what was stopped; why that cannot be done, "" where it was. Never raises."""
    try:
        make_dir(os.path.join(home, "locks"))
        with Lock(os.path.join(home, "locks", LOCK), 0):
            folder = os.path.join(home, INCOMING)
            if os.path.lexists(os.path.join(folder, GO)) and not os.path.islink(folder):
                _go(Keepers(home))
            else:
                _clear(home)
    except Held:  # another terminal takes it in just now, or writes in one of the logs
        return ""
    except OSError as error:
        return why(error)
    except Refused as refused:
        return str(refused.fill.get("what") or refused.fill.get("why") or refused.code)
    except FAULTS as error:  # no command is to fail for what another laptop wrote
        return _said(error)
    return ""


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".replace("\n", " ")


def _go(kept: Keepers) -> int:
    """From the note to the end. Raises ``OSError``, ``Held``, ``Refused``; then the note stays."""
    folder = os.path.join(kept.home, INCOMING)
    try:
        coming = msgspec.json.decode(read_part(os.path.join(folder, GO)), type=Coming)
    except (msgspec.MsgspecError, ValueError):  # a note that was never written to its end
        _clear(kept.home)
        return 0
    changed = 0
    if coming.laptop:
        name_anew(kept.home, coming.laptop)
    laptop = laptop_id(kept.home)
    for name, digest in sorted(coming.files.items()):
        path = os.path.join(folder, os.path.basename(name))
        if _digest(path) == digest:
            with Bundle(path, REGISTERS) as bundle:
                changed += merging.take(bundle, kept, laptop)
                texts.lay(bundle, kept.home)
                site.lay(bundle, kept.home)
                if coming.laptop:
                    own_files.lay(bundle, kept.home)
    os.unlink(os.path.join(folder, GO))
    sync_dir(folder)
    _clear(kept.home)
    return changed


def _copied(source: str, target: str) -> str:
    """The sha256 of what was copied, which is on the disk. Raises ``OSError``, ``Refused``."""
    hasher = hashlib.sha256()
    fd = open_private(target, os.O_WRONLY | os.O_TRUNC)
    try:
        for piece in _pieces(source):
            hasher.update(piece)
            write_all(fd, piece)
        sync(fd)
    finally:
        close(fd)
    return hasher.hexdigest()


def _pieces(source: str) -> Iterator[bytes]:
    """Raises ``Refused``: it is the stick that fails then, and not the home."""
    try:
        with open(source, "rb") as file:
            while piece := file.read(PIECE):
                yield piece
    except OSError as error:
        raise Refused("bundle-unread", Exit.FAULT, path=source, why=why(error)) from error


def _size(path: str) -> int:
    """Bytes that taking it in needs at least: a copy, and what is in it."""
    try:
        return 3 * os.stat(path).st_size
    except OSError:
        return 0


def _digest(path: str) -> str:
    hasher = hashlib.sha256()
    try:
        with open(path, "rb") as file:
            while piece := file.read(PIECE):
                hasher.update(piece)
    except FileNotFoundError:
        return ""
    return hasher.hexdigest()


def _clear(home: str) -> None:
    """Copies that no note names, and what a stopped import left of new folders. Never fails."""
    folder = os.path.join(home, INCOMING)
    if os.path.islink(folder):  # none of ours; what it leads to is somebody's own
        take_away(folder)
        return
    for name in names_in(folder):
        take_away(os.path.join(folder, name))
    shutil.rmtree(folder, ignore_errors=True)
