"""What a waiting screen costs: CPU time and wake-ups of a real process in a real pseudo-terminal."""

from __future__ import annotations

import os
import select
import signal
import sys
import time
from pathlib import Path


class Cost:
    """Per minute: milliseconds of CPU time, and how often the process was woken up."""

    def __init__(self, cpu_ms: float, wakes: float, seen: bytes) -> None:
        self.cpu_ms = cpu_ms
        self.wakes = wakes
        self.seen = seen


def possible() -> bool:
    return sys.platform == "linux" and Path("/proc/self/schedstat").exists()


def waiting(argv: list[str], env: dict[str, str], seconds: float) -> Cost:
    """Start ``argv`` on a terminal of 80x24, let it settle, and watch it doing nothing."""
    pid, fd = _started(argv, env)
    try:
        seen = _drain(fd, quiet=2.0, most=8.0)
        cpu, wakes, start = *_spent(pid), time.monotonic()
        _drain(fd, quiet=seconds, most=seconds)
        took = time.monotonic() - start
        more_cpu, more_wakes = _spent(pid)
    finally:
        _ended(pid, fd)
    scale = 60 / took
    return Cost((more_cpu - cpu) / 1e6 * scale, (more_wakes - wakes) * scale, seen)


def shown(argv: list[str], env: dict[str, str], text: str) -> None:
    """Start ``argv`` on a terminal and come back as soon as ``text`` stands there. Raises
    ``TimeoutError``."""
    pid, fd = _started(argv, env)
    try:
        if text.encode() not in _drain(fd, quiet=20.0, most=20.0, until=text.encode()):
            raise TimeoutError(text)
    finally:
        _ended(pid, fd)


def played_out(argv: list[str], env: dict[str, str], where: Path) -> bytes:
    """Run ``argv`` in the folder ``where`` on a terminal until it ends by itself; what it wrote."""
    pid, fd = _started(argv, env, where)
    try:
        return _drain(fd, quiet=300.0, most=300.0)
    finally:
        _ended(pid, fd)


def _started(argv: list[str], env: dict[str, str], where: Path | None = None) -> tuple[int, int]:
    """Process and terminal; the terminal has its size before the program starts."""
    import fcntl
    import struct
    import termios

    fd, end = os.openpty()
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    pid = os.fork()
    if pid == 0:  # the child
        os.setsid()
        fcntl.ioctl(end, termios.TIOCSCTTY, 0)
        for number in range(3):
            os.dup2(end, number)
        if where is not None:
            os.chdir(where)
        os.execvpe(argv[0], argv, env)
    os.close(end)
    return pid, fd


def _ended(pid: int, fd: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    except (ProcessLookupError, ChildProcessError):
        pass
    os.close(fd)


def _drain(fd: int, quiet: float, most: float, until: bytes = b"") -> bytes:
    """Read (as a terminal would) until nothing came for ``quiet`` seconds, ``most`` at most, or
    until something stands there."""
    seen = b""
    end = time.monotonic() + most
    while (left := end - time.monotonic()) > 0:
        ready, _, _ = select.select([fd], [], [], min(quiet, left))
        if not ready:
            if quiet < most:
                break
            continue
        try:
            part = os.read(fd, 65536)
        except OSError:  # it ended
            break
        seen += part
        if until and until in seen:
            break
        if b"\x1b[6n" in part:  # where is the cursor?
            os.write(fd, b"\x1b[1;1R")
    return seen


def _spent(pid: int) -> tuple[int, int]:
    """CPU time in nanoseconds and voluntary context switches, of all threads so far."""
    cpu = wakes = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        cpu += int((task / "schedstat").read_text(encoding="ascii").split()[0])
        for line in (task / "status").read_text(encoding="utf-8").splitlines():
            if line.startswith("voluntary_ctxt_switches"):
                wakes += int(line.split()[1])
    return cpu, wakes
