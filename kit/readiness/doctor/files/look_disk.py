"""What kind of disk a folder lies on, how much space is left there, and whether some service copies
it elsewhere."""

from __future__ import annotations

import os
import re
import stat
import sys

from kit.ground.base.clean import clean
from kit.ground.machine.disk import default_home
from kit.ground.machine.full_disk import RESERVE
from kit.ground.machine.mounts import PLAIN_FS, disk_of
from kit.incidents.incident.files.store import Store
from kit.readiness.doctor.files.look_home import nearest, reason, shown, tried
from kit.readiness.doctor.rules.cloud_names import MARKS
from kit.readiness.doctor.rules.facts import Place, Space

CLOUD_TAG = 0x9000001A  # Windows marks folders of OneDrive and the like with such a reparse tag
CLOUD_VARIABLES = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")


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
    mount, drive = disk_of(real)
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
        plain=mount.fs.lower() in PLAIN_FS - {"fuseblk"},
        read_only=mount.read_only or _read_only(real),
        error=error,
    )


def space(store: Store) -> Space:
    return tried(lambda: _space(store.home), lambda error: Space(error=error))


def _space(home: str) -> Space:
    where = nearest(home)
    files = None
    if sys.platform == "win32":
        import shutil  # with its packers: dear

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
