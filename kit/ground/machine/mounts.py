"""What kind of disk a path lies on, as the system tells."""

from __future__ import annotations

import os
import sys
from typing import Literal, NamedTuple

from kit.ground.base.lean import re

Drive = Literal["", "fixed", "removable", "remote", "memory", "volume"]
MOUNTS = "/proc/self/mounts"
# What sticks and memory cards have. They rename in two steps: a power cut between them leaves no
# name at all, or two for the same bytes.
PLAIN_FS = frozenset(
    ("exfat", "vfat", "msdos", "fat", "fat32", "fuse.exfat", "fuseblk.exfat", "fuseblk")
)


class Mount(NamedTuple):
    device: str = ""
    point: str = ""
    fs: str = ""
    read_only: bool = False


def whole_renames(path: str) -> bool:
    """Whether the file system is known to rename in one step, so that two names never share their
    bytes after a power cut. Never raises."""
    try:
        mount, drive = disk_of(os.path.realpath(path))
    except (OSError, ValueError, AttributeError):
        return False
    known = bool(mount.fs) or sys.platform == "darwin"
    return known and drive != "volume" and mount.fs.lower() not in PLAIN_FS


def keeps_rights(path: str) -> bool:
    """Whether a file there has rights of its own. A stick (FAT, exFAT) knows no owners: all on it
    may be read by whoever has it, and no chmod changes that. Never raises."""
    try:
        return disk_of(os.path.realpath(path))[0].fs.lower() not in PLAIN_FS
    except (OSError, ValueError, AttributeError):
        return True


def disk_of(real: str) -> tuple[Mount, Drive]:
    """The mount that holds a path without symbolic links, and what the system calls the disk."""
    if sys.platform == "win32":
        return _windows(real)
    if sys.platform == "darwin":
        outside = real.startswith("/Volumes/")
        return Mount(point="/".join(real.split("/")[:3]) if outside else "/"), (
            "volume" if outside else ""
        )
    try:
        with open(MOUNTS, encoding="utf-8", errors="surrogateescape") as file:
            mount = mount_of(real, file.read())
    except OSError:
        return Mount(), ""
    removable = mount.point.startswith(("/media/", "/run/media/")) or _removable(mount.device)
    return mount, "removable" if removable else ""


def mount_of(path: str, table: str) -> Mount:
    """The mount that holds ``path``, of a table such as ``/proc/self/mounts``: the longest, of
    equal ones the last, which lies on top."""
    best = Mount()
    for row in table.splitlines():
        fields = row.split(" ")
        if len(fields) < 4:
            continue
        point = _unescaped(fields[1])
        inside = path == point or path.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best.point):
            read_only = "ro" in fields[3].split(",")
            best = Mount(fields[0], point, fields[2], read_only)
    return best


def _unescaped(point: str) -> str:
    """The table writes a space as ``\\040``."""
    if "\\" not in point:
        return point
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), point)


def _removable(device: str) -> bool:
    """Whether Linux says that the disk below a device (or its partition) can be taken out."""
    block = os.path.realpath(f"/sys/class/block/{os.path.basename(os.path.realpath(device))}")
    for folder in (block, os.path.dirname(block)):
        try:
            with open(os.path.join(folder, "removable"), encoding="ascii") as file:
                return file.read().strip() == "1"
        except OSError:
            continue
    return False


def _windows(real: str) -> tuple[Mount, Drive]:
    """The kind and file system of the drive, as Windows names them."""
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009
    root = os.path.splitdrive(real)[0] + "\\"
    kinds: dict[int, Drive] = {2: "removable", 3: "fixed", 4: "remote", 6: "memory"}
    drive = kinds.get(kernel.GetDriveTypeW(ctypes.c_wchar_p(root)), "")
    if root.startswith("\\\\") and not root.startswith("\\\\?\\"):
        drive = "remote"
    name = ctypes.create_unicode_buffer(64)
    flags = ctypes.c_ulong(0)
    known = kernel.GetVolumeInformationW(
        ctypes.c_wchar_p(root), None, 0, None, None, ctypes.byref(flags), name, 64
    )
    read_only = bool(known and flags.value & 0x00080000)
    return Mount(root, root, name.value.lower() if known else "", read_only), drive
