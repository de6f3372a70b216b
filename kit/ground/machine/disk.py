"""Where things lie. Standard library only: the front door uses it before anything is imported."""

import errno
import os
import stat
import sys

from kit.ground.machine.here import machine

APP = "incident-kit"
_BINARY = getattr(os, "O_BINARY", 0)
_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)
_CLOEXEC = getattr(os, "O_CLOEXEC", 0)
_NONBLOCK = getattr(os, "O_NONBLOCK", 0)


def default_home() -> str:
    """The platform's folder for a user's own data (the same place that platformdirs names; a
    test proves it, because importing that library costs the front door 2.8 bare starts)."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.join(
            os.path.expanduser("~"), "AppData", "Local"
        )
        return os.path.join(base, APP)
    if sys.platform == "darwin":
        return os.path.expanduser(f"~/Library/Application Support/{APP}")
    base = os.environ.get("XDG_DATA_HOME", "").strip() or os.path.expanduser("~/.local/share")
    return os.path.join(base, APP)


def home_from_environment() -> str:
    return os.environ.get("KIT_HOME") or default_home()


def open_private(path: str, flags: int) -> int:
    """Create a file that only its owner can read (0600 whatever the umask); follows no symlink.
    Raises ``OSError``."""
    fd = os.open(path, flags | os.O_CREAT | _BINARY | _NOFOLLOW | _CLOEXEC, 0o600)
    if sys.platform != "win32" and os.fstat(fd).st_mode & 0o777 != 0o600:
        os.fchmod(fd, 0o600)
    return fd


def open_existing(path: str) -> int:
    """A file to read; follows no symlink. Raises ``OSError``."""
    return regular(path, os.O_RDONLY | _BINARY | _NOFOLLOW | _CLOEXEC)


def regular(path: str, flags: int) -> int:
    """What a home's files are opened with (``opener``): a pipe would wait for whoever writes into
    it, a device has no end. Raises ``OSError`` for whatever is no file."""
    fd = os.open(path, flags | _NONBLOCK)
    mode = os.fstat(fd).st_mode
    if not stat.S_ISREG(mode):
        os.close(fd)
        number = errno.EISDIR if stat.S_ISDIR(mode) else errno.EINVAL
        raise OSError(number, os.strerror(number), path)
    return fd


def write_all(fd: int, data: bytes) -> None:
    """However many calls the system wants for it. Raises ``OSError``."""
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]


def close(fd: int) -> None:
    """Close a file whose fate is known: what was synced stays, what was not is lost either way.
    A close that fails (a network share, a signal) must not turn "recorded" into a refusal."""
    try:
        os.close(fd)
    except OSError:
        pass


def make_dir(path: str) -> None:
    """Create a folder (0700 whatever the umask) and those above it that are missing; sync the
    folder that got it. Raises ``OSError``."""
    if os.path.isdir(path):
        return
    parent = os.path.dirname(path)
    if parent and parent != path:
        make_dir(parent)
    try:
        os.mkdir(path, 0o700)
    except FileExistsError:
        if not os.path.isdir(path):
            raise
        return
    if sys.platform != "win32" and os.stat(path).st_mode & 0o777 != 0o700:
        os.chmod(path, 0o700)
    sync_dir(parent)


def sync_dir(path: str) -> None:
    """Make a new or renamed entry of a folder durable (Windows cannot and need not)."""
    if sys.platform == "win32":
        return
    fd = os.open(path or ".", os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        close(fd)


def take_away(path: str) -> None:
    """A file that nobody needs any more, if it is there. Never fails."""
    try:
        os.unlink(path)
    except OSError:
        pass


def size_and_time(path: str) -> tuple[int, int]:
    """By which a change of the file is seen; zeros where it is not there."""
    try:
        found = os.stat(path)
    except OSError:
        return (0, 0)
    return (found.st_size, found.st_mtime_ns)


def replace_file(path: str, data: bytes, durable: bool = True) -> None:
    """Put a whole new file in the place of an old one: either is there after a power cut, never
    half of one (unless not ``durable``: what may be made anew is not waited for). Raises
    ``OSError``; then the old one is as it was."""
    temp = f"{path}.{os.getpid()}.{os.urandom(3).hex()}"
    fd = open_private(temp, os.O_WRONLY | os.O_EXCL)
    try:
        try:
            write_all(fd, data)
            if durable:
                os.fsync(fd)
        finally:
            close(fd)
        os.replace(temp, path)
    except BaseException:
        take_away(temp)
        raise
    if durable:
        sync_dir(os.path.dirname(path))


def read_laptop(path: str, sure: bool = False) -> str:
    """This computer's name, as the file ``laptop`` tells; "" where it has none yet. A name without
    a computer's mark is an older kit's, and of the first computer that writes: not ``sure``."""
    mark, unmarked = machine(), ""
    for name, whose in laptops(path):
        if whose == mark or not mark:
            return name
        unmarked = unmarked or ("" if whose else name)
    return "" if sure else unmarked


def laptops(path: str) -> list[tuple[str, str]]:
    """Names, each with the mark of its computer ("" where an older kit wrote none)."""
    try:
        fd = regular(path, os.O_RDONLY)
    except FileNotFoundError:
        return []
    try:
        text = os.read(fd, 4096).decode("ascii", "replace")
    finally:
        close(fd)
    out = []
    for line in text.split("\n"):
        name, _, mark = line.strip().partition(" ")
        if name.isalnum() and name.isascii() and 4 <= len(name) <= 16:
            out.append((name, mark))
    return out


def laptop_id(home: str) -> str:
    """This computer's name in file names: six characters, made once (again when its file is
    damaged). A home that was copied from another computer has none for this one, and it takes a
    new one; back on the first it has the old one again."""
    path = os.path.join(home, "laptop")
    name = read_laptop(path, sure=True)
    if name:
        return name
    make_dir(home)
    others, mark = laptops(path), machine()
    old = next((name for name, whose in others if not whose), "")
    name = old or new_name({n for n, _ in others})
    lines = [f"{n} {m}".rstrip() for n, m in others if n != old]
    blob = "\n".join([*lines, f"{name} {mark}".rstrip(), ""]).encode("ascii")
    if os.path.lexists(path):
        try:
            replace_file(path, blob)
        except OSError:
            if not old:
                raise
        return name
    temp = f"{path}.{os.getpid()}.{name}"
    replace_file(temp, blob)
    try:
        os.link(temp, path)
    except FileExistsError:  # another process was first: its name holds
        return read_laptop(path, sure=True) or name
    except OSError:  # a file system without links
        os.replace(temp, path)
    finally:
        if os.path.lexists(temp):
            os.unlink(temp)
    sync_dir(home)
    return name


def new_name(taken: "set[str]") -> str:
    """A laptop's name that none of those has."""
    while True:
        name = "".join("abcdefghjkmnpqrstvwxyz23456789"[b % 30] for b in os.urandom(6))
        if name not in taken:
            return name


def name_anew(home: str, name: str) -> None:
    """This computer is called so from now on, and no other one is known here. Raises
    ``OSError``."""
    path = os.path.join(home, "laptop")
    blob = f"{name} {machine()}".rstrip().encode("ascii") + b"\n"
    make_dir(home)
    if laptops(path) != [(name, machine())]:
        replace_file(path, blob)


def names_in(path: str) -> list[str]:
    """What lies in a folder; nothing where it cannot be read."""
    try:
        return sorted(os.listdir(path))
    except OSError:
        return []
