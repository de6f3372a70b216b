"""Where things lie. Standard library only: the front door uses it before anything is imported."""

from __future__ import annotations

import os
import sys

APP = "incident-kit"


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


def make_dir(path: str) -> None:
    """Create a folder (0700) and those above it that are missing; sync the folder that got it."""
    if os.path.isdir(path):
        return
    parent = os.path.dirname(path)
    if parent and parent != path:
        make_dir(parent)
    try:
        os.mkdir(path, 0o700)
    except FileExistsError:
        return
    sync_dir(parent)


def sync_dir(path: str) -> None:
    """Make a new or renamed entry of a folder durable (Windows cannot and need not)."""
    if sys.platform == "win32":
        return
    fd = os.open(path or ".", os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def laptop_id(home: str) -> str:
    """This laptop's name in file names: six characters, made once. A copied home keeps it, which
    ``kit verify`` shows as a fork."""
    path = os.path.join(home, "laptop")
    try:
        fd = os.open(path, os.O_RDONLY)
        try:
            found = os.read(fd, 64).decode("ascii", "replace").strip()
        finally:
            os.close(fd)
        if found.isalnum() and 4 <= len(found) <= 16:
            return found
    except FileNotFoundError:
        pass
    make_dir(home)
    name = "".join("abcdefghjkmnpqrstvwxyz23456789"[b % 30] for b in os.urandom(6))
    temp = f"{path}.{os.getpid()}"
    fd = os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(fd, name.encode("ascii") + b"\n")
        os.fsync(fd)
    finally:
        os.close(fd)
    try:
        os.link(temp, path)
        os.unlink(temp)
    except FileExistsError:
        os.unlink(temp)
        return laptop_id(home)
    except OSError:
        os.replace(temp, path)
    sync_dir(home)
    return name
