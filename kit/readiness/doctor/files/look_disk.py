"""What kind of disk a folder lies on, how much space is left there, and whether some service copies
it elsewhere."""

from __future__ import annotations

import os
import re
import shutil
import stat
import sys
from typing import Literal, NamedTuple

from kit.ground.base.clean import clean
from kit.ground.machine.disk import default_home
from kit.ground.machine.full_disk import RESERVE
from kit.incidents.incident.files.store import Store
from kit.readiness.doctor.files.look_home import nearest, reason, shown, tried
from kit.readiness.doctor.rules.cloud_names import MARKS
from kit.readiness.doctor.rules.facts import Place, Space

Drive = Literal["", "fixed", "removable", "remote", "memory", "volume"]
CLOUD_TAG = 0x9000001A  # Windows marks folders of OneDrive and the like with such a reparse tag
MOUNTS = "/proc/self/mounts"
CLOUD_VARIABLES = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")


class Mount(NamedTuple):
    device: str = ""
    point: str = ""
    fs: str = ""
    read_only: bool = False


def place(home: str) -> Place:
    """Everything about where the home folder lies. Never raises."""
    path = os.path.abspath(home)
    usual = shown(default_home())
    try:
        return _place(path, usual)
    except (OSError, ValueError) as error:
        return Place(shown(path), usual, error=reason(error))


def _place(path: str, usual: str) -> Place:
    real = os.path.realpath(path)
    error = ""
    exists, folder = os.path.lexists(path), True
    try:
        folder = not exists or stat.S_ISDIR(os.stat(path).st_mode)
    except FileNotFoundError:  # a symbolic link to nowhere
        folder = False
    except OSError as found:
        error = reason(found)
    mount, drive = _disk(real)
    return Place(
        shown(path),
        usual,
        real=shown(real),
        exists=exists,
        folder=folder,
        names=_names(path, real),
        cloud=_cloud(real),
        fs=clean(mount.fs, 40),
        mount=shown(mount.point),
        drive=drive,
        read_only=mount.read_only or _read_only(real),
        error=error,
    )


def space(store: Store) -> Space:
    return tried(lambda: _space(store.home), lambda error: Space(error=error))


def _space(home: str) -> Space:
    where = nearest(home)
    files = None
    if sys.platform == "win32":
        free = shutil.disk_usage(where).free
    else:
        disk = os.statvfs(where)
        free = disk.f_bavail * disk.f_frsize
        files = disk.f_favail if disk.f_files else None
    try:
        reserve = os.lstat(os.path.join(home, "reserve")).st_size
    except OSError:
        reserve = -1
    used = os.path.lexists(os.path.join(home, "laptop"))
    return Space(free, files, reserve, RESERVE, used)


def _names(path: str, real: str) -> list[str]:
    """Names of the folders on both ways, with the names of services whose marks lie there."""
    out: list[str] = []
    for way in dict.fromkeys((path, real)):
        out += [clean(name, 100) for name in re.split(r"[\\/]", way) if name]
        above = way
        while os.path.dirname(above) != above:
            out += [name for mark, name in MARKS.items() if _there(above, mark)]
            above = os.path.dirname(above)
        for variable in CLOUD_VARIABLES:
            root = os.environ.get(variable, "")
            if root and os.path.normcase(way).startswith(os.path.normcase(root) + os.sep):
                out.append("onedrive")
    return list(dict.fromkeys(out))


def _there(folder: str, name: str) -> bool:
    """Dropbox keeps a folder of that name in the user's home for itself: only a file counts."""
    if name == ".dropbox":
        return os.path.isfile(os.path.join(folder, name))
    return os.path.lexists(os.path.join(folder, name))


def _cloud(path: str) -> bool:
    """Whether Windows itself says that a cloud service fills this folder."""
    while sys.platform == "win32":
        try:
            tag = getattr(os.lstat(path), "st_reparse_tag", 0)
        except OSError:
            tag = 0
        if tag & 0xFFFF0FFF == CLOUD_TAG:
            return True
        if os.path.dirname(path) == path:
            break
        path = os.path.dirname(path)
    return False


def _read_only(path: str) -> bool:
    if sys.platform == "win32":
        return False
    try:
        return bool(os.statvfs(nearest(path)).f_flag & os.ST_RDONLY)
    except OSError:
        return False


def _disk(real: str) -> tuple[Mount, Drive]:
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
    removable = re.match(r"/(media|run/media)/", mount.point) or _removable(mount.device)
    return mount, "removable" if removable else ""


def mount_of(path: str, table: str) -> Mount:
    """The mount that holds ``path``, of a table such as ``/proc/self/mounts``: the longest, of
    equal ones the last, which lies on top."""
    best = Mount()
    for row in table.splitlines():
        fields = row.split(" ")
        if len(fields) < 4:
            continue
        point = re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), fields[1])
        inside = path == point or path.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best.point):
            read_only = "ro" in fields[3].split(",")
            best = Mount(fields[0], point, fields[2], read_only)
    return best


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
