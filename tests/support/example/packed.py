"""``data/example/2026-10.tar.xz``: one archive, because a home that is used in a checkout would be
written to, because no line end and no mode may change on the way, and because the lists that stand at
the head of every log are much alike."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

from tests.support.constants import ROOT

ARCHIVE = ROOT / "data" / "example" / "2026-10.tar.xz"


def pack(files: dict[str, bytes], archive: Path = ARCHIVE) -> None:
    archive.parent.mkdir(exist_ok=True)
    with tarfile.open(archive, "w:xz", format=tarfile.USTAR_FORMAT) as tar:
        for name, blob in sorted(files.items()):
            info = tarfile.TarInfo(name)
            info.size, info.mode, info.mtime = len(blob), 0o600, 1793491200
            tar.addfile(info, io.BytesIO(blob))


def packed(archive: Path = ARCHIVE) -> dict[str, bytes]:
    """The files in it, by their path."""
    with tarfile.open(archive) as tar:
        found = ((info.name, tar.extractfile(info)) for info in tar)
        return {name: file.read() for name, file in found if file is not None}


def unpack(home: Path) -> None:
    """As a home that nobody else may read."""
    for name, blob in packed().items():
        path = home / name
        for folder in reversed([path.parent, *path.parent.parents]):
            folder.mkdir(mode=0o700, exist_ok=True)
        path.write_bytes(blob)
        path.chmod(0o600)
