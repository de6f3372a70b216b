"""What ``kit doctor`` finds out about the home folder: rights, locks, its logs and their clock.

It only looks: nothing is created, signed or locked for longer than a glance. What cannot be
looked at is said in the facts' ``error``, never raised.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Refused
from kit.ground.journal.append import ENDING
from kit.ground.journal.entry import Entry
from kit.ground.journal.line import sha_of
from kit.ground.journal.prove_log import DAMAGE, RIGHTS
from kit.ground.journal.reader import decoded, read_part, why
from kit.ground.journal.refs import is_ref
from kit.ground.machine.clock import Now, jumped
from kit.ground.machine.disk import read_laptop
from kit.ground.machine.mounts import keeps_rights
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules.events import KINDS
from kit.laptops.bundles.rules.manifest import OWN_FOLDERS
from kit.readiness.doctor.rules.facts import HeldLock, Locks, Logs, Rights
from kit.review.verify.files.verify import examine

T = TypeVar("T")
END = 65536  # bytes read of a journal's end to find its last entry
FILES = 20000  # most files whose rights are looked at
GLANCES, PAUSE = 10, 0.02  # a lock that somebody holds for longer is worth a word


def shown(path: str) -> str:
    """A path as it may be shown and encoded."""
    return clean(path, 500)


def reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return clean(why(error), 200)
    if isinstance(error, Refused):
        return clean(str(error.fill.get("why", error.code)), 200)
    return clean(f"{type(error).__name__}: {error}", 200)


def tried(work: Callable[[], T], failed: Callable[[str], T]) -> T:
    """The facts; where they cannot be gathered, facts that say why."""
    try:
        return work()
    except Exception as error:
        return failed(reason(error))


# ---- rights ------------------------------------------------------------------------------


def rights(store: Store) -> Rights:
    return tried(lambda: _rights(store.home), lambda error: Rights(error=error))


def _rights(home: str) -> Rights:
    posix = sys.platform != "win32"
    wide: list[tuple[str, str, str]] = []
    closed: list[str] = []
    locked: list[str] = []
    shut: list[str] = []
    if not os.path.isdir(home):  # what lies in its way is the place's finding
        above = nearest(home)
        free = os.path.lexists(home) or _may(above, True)
        return Rights(posix=posix, above="" if free else shown(above))
    opened = os.path.join(home, "open")
    needed = {opened if os.path.isdir(opened) else home, os.path.join(home, "laptop")}
    for count, (path, folder) in enumerate(_everything(home)):
        if count > FILES:
            break
        try:
            mode = os.lstat(path).st_mode
        except OSError:
            continue
        if stat.S_ISLNK(mode) and path != home:
            continue
        inner = os.path.relpath(path, home).split(os.sep)[0]
        ours = inner not in OWN_FOLDERS
        if posix and ours and stat.S_IMODE(os.stat(path).st_mode) & 0o077:
            found = f"{stat.S_IMODE(os.stat(path).st_mode):04o}"
            wide.append((shown(path), found, "700" if folder else "600"))
        if path in needed and not _may(path, folder):
            closed.append(shown(path))
        elif folder and ours and _of_incident(path, opened) and not _may(path, True):
            shut.append(shown(path))
        elif ours and not _may(path, folder):
            locked.append(shown(path))
    return Rights(wide, closed, locked, posix, shut=shut, kept=not wide or keeps_rights(home))


def _of_incident(path: str, opened: str) -> bool:
    """Whether it is the folder of an incident that is open: nothing more can be written into it,
    also by no other file."""
    return os.path.dirname(path) == opened and is_ref(os.path.basename(path).partition(".")[0])


def nearest(path: str) -> str:
    """The nearest folder above that exists."""
    path = os.path.abspath(path)
    while not os.path.exists(path) and os.path.dirname(path) != path:
        path = os.path.dirname(path)
    return path


def _may(path: str, folder: bool) -> bool:
    """Whether this person may write it (and look into it, a folder)."""
    need = os.R_OK | os.W_OK | (os.X_OK if folder else 0)
    return os.access(path, need, effective_ids=os.access in os.supports_effective_ids)


def _everything(home: str) -> Iterator[tuple[str, bool]]:
    """Paths below the home and itself, each with whether it is a folder. Folders that cannot be
    read are named too."""
    yield home, True
    for where, folders, files in os.walk(home):
        for name in sorted(folders):
            yield os.path.join(where, name), True
        for name in sorted(files):
            yield os.path.join(where, name), False


# ---- locks -----------------------------------------------------------------------------


def locks(store: Store) -> Locks:
    """Who holds a lock now. A lock is the kernel's: the file of a process that has ended, or was
    killed, holds nothing."""
    return tried(lambda: _locks(store.home), lambda error: Locks(error=error))


def _locks(home: str) -> Locks:
    folder = os.path.join(home, "locks")
    try:
        names = sorted(name for name in os.listdir(folder) if name.endswith(".lock"))
    except FileNotFoundError:
        return Locks()
    held: list[HeldLock] = []
    left = 0
    error = ""
    for name in names:
        path = os.path.join(folder, name)
        try:
            pid = _held_for_long(path)
            if pid is None:
                left += _alive(_signer(path)) is False
            else:
                held.append(HeldLock(shown(path), pid or "?", _alive(pid), _stopped(pid)))
        except OSError as found:
            error = error or clean(why(found), 200)
    return Locks(len(names), held, left, error)


def _held_for_long(path: str) -> str | None:
    """The holder's process id (empty when unknown), or ``None`` when nobody holds it. Recording
    takes milliseconds, so only who stays for a fifth of a second is named."""
    for _ in range(GLANCES):
        if not _held(path):
            return None
        time.sleep(PAUSE)
    return _signer(path)


def _held(path: str) -> bool:
    """Whether it is held now. Asked with a shared lock that is let go at once."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    fd = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(fd, 0x7FFF0000, os.SEEK_SET)
            try:
                msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
            except OSError:
                return True
            os.lseek(fd, 0x7FFF0000, os.SEEK_SET)
            msvcrt.locking(fd, msvcrt.LK_UNLCK, 1)
        else:
            import fcntl

            try:
                fcntl.flock(fd, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
            fcntl.flock(fd, fcntl.LOCK_UN)
        return False
    finally:
        os.close(fd)


def _signer(path: str) -> str:
    try:
        found = read_part(path, 0, 10).decode("ascii", "replace").strip()
    except OSError:
        return ""
    return found if found.isdigit() else ""


def _alive(pid: str) -> bool | None:
    """``None`` where it cannot be known; on Windows asking would end the process."""
    if not pid or sys.platform == "win32":
        return None
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return None
    return True


def _stopped(pid: str) -> bool:
    """Whether it was suspended (Ctrl-Z); Linux only."""
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as file:
            return file.read().rpartition(")")[2].split()[0] in ("T", "t")
    except (OSError, IndexError):
        return False


# ---- logs and clock ----------------------------------------------------------------------


def logs(store: Store) -> Logs:
    return tried(lambda: _logs(store), lambda error: Logs(error=error))


def _logs(store: Store) -> Logs:
    examined = examine(store, locked=False)
    bad = [f for f in examined.findings if f.kind in DAMAGE]
    rest = [f for f in examined.findings if f.kind not in DAMAGE and f.kind not in RIGHTS]
    return Logs(
        examined.incidents,
        len(store.open_logs()),
        examined.entries,
        len(bad),
        len(rest),
        sorted({clean(f.ref or f.path) for f in bad}),
    )


def clock_against_logs(store: Store, now: Now) -> tuple[float, float]:
    """Seconds by which the clock was set since this laptop's last entry of the same machine
    start, and seconds by which it is behind the last entry of an earlier one. Drills with a clock
    of their own do not count."""
    return tried(lambda: _against(store, now), lambda _: (0.0, 0.0))


def _against(store: Store, now: Now) -> tuple[float, float]:
    laptop = read_laptop(os.path.join(store.home, "laptop"))
    last = None
    newest = None
    for found in store.all_found():
        for name in os.listdir(found.path):
            stem = name.removesuffix(ENDING).partition("~")[0]
            if not name.endswith(ENDING) or stem.partition("-")[0] != laptop:
                continue
            entry = _last_entry(os.path.join(found.path, name), f"{found.ref}/{stem}", stem)
            if entry is None or not entry.boot:
                continue
            if entry.boot == now.boot and (last is None or entry.tick > last.tick):
                last = entry
            if newest is None or entry.written > newest.written:
                newest = entry
    if last is not None:
        return jumped((last.written, last.tick, last.boot), now), 0.0
    return 0.0, (newest.written - now.wall).total_seconds() if newest is not None else 0.0


def _last_entry(path: str, identity: str, stem: str) -> Entry | None:
    """The last whole entry near a journal's end."""
    try:
        size = os.lstat(path).st_size
        blob = read_part(path, max(0, size - END))
    except OSError:
        return None
    for line in reversed(blob.split(b"\n")):
        sha = sha_of(line, identity) if line else None
        if sha is not None:
            return decoded(KINDS, line, stem, sha, "")
    return None
