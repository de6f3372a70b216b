"""The faults: cutting, flipping, killing and failing at a system call, filling a disk."""

from __future__ import annotations

import errno
import fcntl
import os
import random
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import pytest

from tests.proofs.careless import Log, Opener
from tests.proofs.processes import Process, Processes
from tests.support.run import program

FILE_CALLS = frozenset(
    ["open", "openat", "stat", "lstat", "fstat", "newfstatat", "statx", "lseek", "read", "write", "pwrite64", "fsync", "flock", "ftruncate", "close", "unlink", "unlinkat", "rename", "renameat", "renameat2", "link", "linkat", "mkdir", "mkdirat", "rmdir", "getdents64", "statfs", "fstatfs", "chmod", "fchmod"]
)


class Score:
    """How a writer stood one kind of fault: how often it was hurt, how many texts it had said to
    be recorded, how many of them are lost, came twice, or were never written by anyone, and how
    often it could not go on."""

    def __init__(self) -> None:
        self.hurt = self.said = self.lost = self.twice = self.invented = self.stuck = 0

    def count(self, said: list[str], tried: list[str], there: list[str]) -> None:
        found = Counter(there)
        self.said += len(said)
        self.lost += sum(text not in found for text in said)
        self.twice += sum(number > 1 for number in found.values())
        self.invented += len(found.keys() - set(tried))

    @property
    def harm(self) -> int:
        return self.lost + self.twice + self.invented + self.stuck

    def __repr__(self) -> str:
        return ", ".join(f"{name} {value}" for name, value in vars(self).items())


def goes_on(score: Score, opener: Opener, home: Path, said: list[str], tried: list[str]) -> None:
    """After the fault: what is there, does the next entry go in, and is all still there then?"""
    score.hurt += 1
    try:
        log = opener(home)
        log.record("next")
        score.count([*said, "next"], [*tried, "next"], log.texts())
    except Exception:
        score.stuck += 1


def journal_of(home: Path) -> Path:
    """The one file that a writer keeps its texts in."""
    (path,) = [p for p in home.rglob("*") if p.suffix in (".jsonl", ".json")]
    return path


def tails(blob: bytes, rng: random.Random, count: int) -> Iterator[bytes]:
    """What may stand behind the end after a crash: rubbish, zeros, old bytes, old lines."""
    lines = blob.splitlines(keepends=True)
    for case in range(count):
        size = rng.randrange(1, 3000)
        begin = rng.randrange(len(blob) - 10)
        yield (
            rng.randbytes(size),
            bytes(size),
            blob[begin : begin + size],
            b"".join(rng.sample(lines, rng.randrange(1, 6))),
            rng.randbytes(size) + b"\n",
            b"".join(lines[-rng.randrange(1, 5) :]),
            bytes(size // 2) + blob[begin : begin + size] + rng.randbytes(3) + b"\n",
            bytes(size) + b"\n",
        )[case % 8]


# ---- a full disk --------------------------------------------------------------------------


class Space:
    """So many bytes are free. ``os.write`` writes what fits and then fails, as Linux does."""

    def __init__(self, free: int) -> None:
        self.free = free

    @contextmanager
    def limits(self) -> Iterator[Space]:
        write, unlink, cut = os.write, os.unlink, os.ftruncate

        def put(fd: int, data: bytes) -> int:
            size = os.fstat(fd).st_size
            append = fcntl.fcntl(fd, fcntl.F_GETFL) & os.O_APPEND
            over = 0 if append else max(0, size - os.lseek(fd, 0, os.SEEK_CUR))
            if len(data) and self.free + over <= 0:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            done = write(fd, bytes(data)[: self.free + over])
            self.free -= os.fstat(fd).st_size - size
            return done

        def remove(path: str) -> None:
            size = os.lstat(path).st_size
            unlink(path)
            self.free += size

        def shorten(fd: int, size: int) -> None:
            before = os.fstat(fd).st_size
            cut(fd, size)
            self.free += before - size

        with (
            mock.patch.object(os, "write", put),
            mock.patch.object(os, "unlink", remove),
            mock.patch.object(os, "ftruncate", shorten),
        ):
            yield self


@contextmanager
def small_disk(path: Path, size: str = "1m") -> Iterator[Path]:
    """A file system of its own. Skips where none may be mounted."""
    path.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(path)]
    if not shutil.which("mount") or program(mount).returncode:
        pytest.skip("no file system may be mounted here; the imitated full disks have run")
    try:
        yield path
    finally:
        assert program(["umount", "-l", str(path)]).returncode == 0


def fill(path: Path) -> None:
    """Leave not one free byte."""
    fd = os.open(path / "ballast", os.O_WRONLY | os.O_CREAT)
    for piece in (4096, 512, 1):
        try:
            while True:
                os.write(fd, bytes(piece))
        except OSError as error:
            assert error.errno == errno.ENOSPC
    os.close(fd)


# ---- system calls -------------------------------------------------------------------------

needs_strace = pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("strace") is None, reason="no strace here"
)


def attached(process: Process, *options: str) -> subprocess.Popen[str]:
    """strace, once it holds the process; where it may not the test is skipped."""
    strace = subprocess.Popen(
        ["strace", "-f", "-p", str(process.pid), *options],
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
    )
    assert strace.stderr is not None
    first = strace.stderr.readline()
    if "attached" not in first:
        process.kill()
        strace.communicate()
        pytest.skip(f"strace may not attach here: {first}")
    return strace


@contextmanager
def traced(process: Process, *options: str) -> Iterator[None]:
    """Have strace hold the process, and wait until it does."""
    strace = attached(process, *options)
    try:
        yield
    finally:
        strace.communicate()


def system_calls(processes: Processes, writer: str, home: Path, where: Path) -> Counter[str]:
    """How often one record makes each system call."""
    process = processes.open(writer, home, "probe", 1)
    with traced(process, "-o", str(where)):
        process.go()
        process.end()
    assert process.said == ["probe 0"]
    found: Counter[str] = Counter()
    for line in where.read_text(encoding="utf-8", errors="replace").splitlines():
        match = re.match(r"(?:\d+ +)?(\w+)\(", line)
        if match is None or match[1] == "recvfrom":
            continue
        found[match[1]] += 1
        if match[1] == "sendto":
            return found
    raise AssertionError("the record was not traced")


def at_call(process: Process, name: str, what: str, when: str) -> Process:
    """Let the process record, with ``what`` (``signal=KILL``, ``error=EIO``) injected at a call."""
    with traced(process, "-o", "/dev/null", "-e", f"trace={name}", "-e", f"inject={name}:{what}:when={when}"):
        process.go()
        process.end()
    return process


def stopped_at(process: Process, name: str) -> None:
    """Let the process run into SIGSTOP at a system call, and leave it there."""
    strace = attached(process, "-e", f"trace={name}", "-e", f"inject={name}:signal=STOP:when=1")
    assert strace.stderr is not None
    process.go()
    while "stopped by SIGSTOP" not in strace.stderr.readline():
        assert strace.poll() is None
    strace.send_signal(signal.SIGINT)
    strace.communicate()


def copied(template: Path, target: Path) -> Path:
    """A fresh copy of a home."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(template, target)
    return target


def filled(opener: Opener, home: Path, count: int) -> tuple[Log, list[str]]:
    """A log with so many texts in it."""
    log = opener(home)
    texts = [f"early {n}" for n in range(count)]
    for text in texts:
        log.record(text)
    return log, texts
