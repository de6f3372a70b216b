"""Processes that record one text after the other and say so, to be killed or stopped.

Run as a module it is a server that forks them ready-made. One connects to the test by a
local socket, opens its log, waits for ``go``, and sends ``ok TEXT`` after each record returned, or
``no WHY TEXT`` when it was refused.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from types import TracebackType

from tests.support.constants import ROOT
from tests.support.run import PATIENCE


class Process:
    """One process and what it has said."""

    def __init__(self, pid: int, line: socket.socket) -> None:
        self.pid = pid
        self._line = line
        self._text = b""

    def go(self) -> None:
        self._line.sendall(b"go\n")

    def _hear(self) -> bool:
        try:
            part = self._line.recv(1 << 16)
        except ConnectionResetError:
            return False
        self._text += part
        return bool(part)

    def until(self, count: int) -> Process:
        """Wait until it has said so much, or has ended."""
        while self._text.count(b"\n") < count and self._hear():
            pass
        return self

    def end(self) -> Process:
        """Wait until it has ended."""
        while self._hear():
            pass
        self._line.close()
        return self

    def signal(self, number: int) -> None:
        os.kill(self.pid, number)

    def kill(self) -> Process:
        try:
            self.signal(signal.SIGKILL)
        except ProcessLookupError:  # it had ended by itself
            pass
        return self.end()

    def _said(self, word: str) -> list[list[str]]:
        whole = self._text[: self._text.rfind(b"\n") + 1].decode("utf-8").splitlines()
        return [line.split(" ", 2)[1:] for line in whole if line.startswith(word)]

    @property
    def said(self) -> list[str]:
        """What it said to be recorded."""
        return [parts[-1] if len(parts) == 1 else " ".join(parts) for parts in self._said("ok ")]

    @property
    def refused(self) -> list[list[str]]:
        """Why and what it refused."""
        return self._said("no ")


class Processes:
    """The server, seen from the test."""

    def __enter__(self) -> Processes:
        self.dir = tempfile.mkdtemp(prefix="kit")
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind(f"{self.dir}/s")
        self._door.listen(8)
        self._door.settimeout(2 * PATIENCE)
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.proofs.processes", f"{self.dir}/s"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._server.communicate()
        self._door.close()
        shutil.rmtree(self.dir)

    def open(self, writer: str, home: Path, name: str, count: int, limit: int = 0) -> Process:
        """A process that will record ``NAME 0`` and so on; ``limit``: no file may be longer."""
        assert self._server.stdin is not None
        self._server.stdin.write(f"{writer}\t{home}\t{name}\t{count}\t{limit}\n")
        self._server.stdin.flush()
        line, _ = self._door.accept()
        line.settimeout(2 * PATIENCE)
        pid = b""
        while not pid.endswith(b"\n"):
            pid += line.recv(1)
        return Process(int(pid), line)


def record(address: str, writer: str, home: str, name: str, count: int, limit: int) -> None:
    from kit.ground.base.refusal import Refused
    from tests.proofs.careless import OPENERS

    with_anyone_as_tracer()
    log = OPENERS[writer](Path(home))
    line = socket.socket(socket.AF_UNIX)
    line.connect(address)
    line.sendall(b"%d\n" % os.getpid())
    line.recv(3)
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    for n in range(count):
        text = f"{name} {n}"
        try:
            log.record(text)
            answer = f"ok {text}\n"
        except Refused as refused:
            answer = f"no {refused.code}:{refused.fill.get('needed', '')} {text}\n"
        except Exception as error:
            answer = f"no crash:{type(error).__name__} {text}\n"
        line.sendall(answer.encode("utf-8"))


def with_anyone_as_tracer() -> None:
    """Let strace attach where only a parent may."""
    import ctypes

    try:
        ctypes.CDLL(None).prctl(0x59616D61, -1, 0, 0, 0)
    except (OSError, AttributeError):
        pass


def main() -> None:
    import tests.proofs.careless  # noqa: F401  imported once, for all

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for command in sys.stdin:
        writer, home, name, count, limit = command.rstrip("\n").split("\t")
        if os.fork() == 0:
            try:
                record(sys.argv[1], writer, home, name, int(count), int(limit))
            finally:
                os._exit(0)


if __name__ == "__main__":
    main()
