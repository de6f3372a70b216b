"""A bundle under a passphrase, in the age format (https://age-encryption.org): what is lost with a
stick nobody else reads. Needs the extra ``seal``."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from kit.ground.base.refusal import Exit, Refused
from kit.ground.journal.append import sync
from kit.ground.journal.left_over import UNSEALED
from kit.ground.journal.reader import why
from kit.ground.machine.disk import close, open_private, sync_dir, take_away, write_all
from kit.laptops.bundles.files.writing import places
from kit.laptops.bundles.rules.manifest import FILE

MAGIC = b"age-encryption.org/v1\n"
SHORTEST = 8  # characters of a passphrase
MOST = 256 << 20  # bytes that are sealed: it is done in memory


def sealer() -> Any:
    """The package, or ``Refused`` where it is not installed."""
    try:
        import pyrage
    except ImportError as error:
        raise Refused("seal-missing", Exit.USAGE) from error
    return pyrage


def is_sealed(path: str) -> bool:
    """Never fails: what cannot be read, or is no file, is refused where it is read."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # a pipe would wait for whoever writes into it
            return False
        with open(path, "rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError:
        return False


def checked(passphrase: str) -> str:
    if len(passphrase) < SHORTEST:
        raise Refused("seal-short", Exit.USAGE, n=SHORTEST)
    return passphrase


def seal(plain: str, path: str, passphrase: str, force: bool) -> int:
    """Write the file ``plain`` sealed, opened again before it counts; its bytes. Raises
    ``Refused``; then there is no file, or the former one."""
    target, made = places(path, force)
    try:
        if os.stat(plain).st_size > MOST:
            raise Refused("seal-large", megabytes=MOST >> 20)
        with open(plain, "rb") as file:
            blob = file.read()
        sealed: bytes = sealer().passphrase.encrypt(blob, passphrase)
        try:
            _write(made, sealed)
            with open(made, "rb") as file:
                if opened(file.read(), passphrase, path) != blob:
                    raise Refused("output", Exit.FAULT, path=path, why=os.strerror(5))
            if made != target:
                os.replace(made, target)
                sync_dir(os.path.dirname(target))
        except BaseException:
            take_away(made)
            raise
    except OSError as error:
        raise Refused("output", Exit.FAULT, path=path, why=why(error)) from error
    return len(sealed)


def opened(sealed: bytes, passphrase: str, path: str) -> bytes:
    """Raises ``Refused`` where the passphrase is another one, or a byte is."""
    pyrage = sealer()
    try:
        plain: bytes = pyrage.passphrase.decrypt(sealed, passphrase)
    except pyrage.DecryptError as error:
        raise Refused("seal-wrong", Exit.USAGE, path=path) from error
    return plain


@contextmanager
def unsealed(home: str, path: str, passphrase: str) -> Iterator[str]:
    """A private copy that is open, as long as it is needed. Raises ``Refused``."""
    base = home if os.path.isdir(home) else None
    folder = tempfile.mkdtemp(prefix=UNSEALED, dir=base)
    try:
        try:
            if os.stat(path).st_size > min(FILE, MOST + (1 << 20)):
                raise Refused("seal-large", megabytes=MOST >> 20)
            with open(path, "rb") as file:
                plain = opened(file.read(), passphrase, path)
            copy = os.path.join(folder, os.path.basename(path))
            _write(copy, plain)
        except OSError as error:
            raise Refused("bundle-unread", Exit.FAULT, path=path, why=why(error)) from error
        yield copy
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _write(path: str, blob: bytes) -> None:
    fd = open_private(path, os.O_WRONLY | os.O_TRUNC)
    try:
        write_all(fd, blob)
        sync(fd)
    finally:
        close(fd)
    sync_dir(os.path.dirname(path))
