"""A disk that keeps only what was synced, and any part of the rest.

While ``Disk.watch`` is active the ``os`` functions do their work and are written down. ``cut``
builds what a power cut at a given call may leave: everything that a later ``fsync`` of the file or
the folder covered, and of the rest any subset: of folder entries one by one, of data in sectors of
512 bytes; between them stand zeros, rubbish or old bytes, or the file is shorter.
"""

from __future__ import annotations

import os
import random
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

SECTOR = 512


class Op(NamedTuple):
    """``what`` on the file or folder ``node``; the rest as ``what`` needs it."""

    what: str
    node: int
    name: str = ""
    other: int = 0
    target: str = ""
    offset: int = 0
    data: bytes = b""


class Disk:
    def __init__(self, root: Path, stick: bool = False) -> None:
        """``stick``: a rename is two writes (FAT, exFAT), of which a cut leaves either."""
        self.root = root
        self.stick = stick
        self.ops: list[Op] = []
        self._nodes = {os.stat(root).st_ino: 0}
        self._fds: dict[int, tuple[int, int]] = {}

    # ---- writing down ---------------------------------------------------------------------

    @contextmanager
    def watch(self) -> Iterator[None]:
        names = ["open", "close", "write", "ftruncate", "fsync", "mkdir", "rename", "replace", "link", "unlink", "rmdir"]
        self._real = {name: getattr(os, name) for name in names}
        with ExitStack() as stack:
            for name in names:
                stack.enter_context(mock.patch.object(os, name, getattr(self, f"_{name}")))
            yield

    def tried(self, text: str) -> None:
        self.ops.append(Op("tried", -1, text))

    def said(self, text: str) -> None:
        self.ops.append(Op("said", -1, text))

    def _node(self, path: str | os.PathLike[str]) -> int:
        return self._nodes[os.stat(path).st_ino]

    def _place(self, path: str | os.PathLike[str]) -> tuple[int, str]:
        where, name = os.path.split(os.fspath(path))
        return self._node(where), name

    def _new(self, inode: int) -> int:
        self._nodes[inode] = node = len(self.ops) + 1
        return node

    def _open(self, path: str, flags: int, mode: int = 0o777) -> int:
        there = os.path.lexists(path)
        fd: int = self._real["open"](path, flags, mode)
        if not os.path.abspath(path).startswith(str(self.root)):
            return fd
        inode = os.fstat(fd).st_ino
        if not there:
            node, (where, name) = self._new(inode), self._place(path)
            self.ops.append(Op("create", where, name, node))
        self._fds[fd] = (self._nodes[inode], flags)
        if there and flags & os.O_TRUNC:
            self.ops.append(Op("truncate", self._nodes[inode]))
        return fd

    def _close(self, fd: int) -> None:
        self._fds.pop(fd, None)
        self._real["close"](fd)

    def _write(self, fd: int, data: Any) -> int:
        if fd not in self._fds:
            return int(self._real["write"](fd, data))
        node, flags = self._fds[fd]
        append = flags & os.O_APPEND
        offset = os.fstat(fd).st_size if append else os.lseek(fd, 0, os.SEEK_CUR)
        count = int(self._real["write"](fd, data))
        self.ops.append(Op("write", node, offset=offset, data=bytes(data)[:count]))
        return count

    def _ftruncate(self, fd: int, size: int) -> None:
        self._real["ftruncate"](fd, size)
        if fd in self._fds:
            self.ops.append(Op("truncate", self._fds[fd][0], offset=size))

    def _fsync(self, fd: int) -> None:
        if fd in self._fds:
            self.ops.append(Op("fsync", self._fds[fd][0]))

    def _mkdir(self, path: str, mode: int = 0o777) -> None:
        self._real["mkdir"](path, mode)
        where, name = self._place(path)
        self.ops.append(Op("mkdir", where, name, self._new(os.stat(path).st_ino)))

    def _rename(self, old: str, new: str) -> None:
        source, target = self._place(old), self._place(new)
        self._real["rename"](old, new)
        self.ops.append(Op("rename", *source, *target))

    _replace = _rename

    def _link(self, old: str, new: str) -> None:
        node, (where, name) = self._node(old), self._place(new)
        self._real["link"](old, new)
        self.ops.append(Op("create", where, name, node))

    def _unlink(self, path: str) -> None:
        where, name = self._place(path)
        self._real["unlink"](path)
        self.ops.append(Op("unlink", where, name))

    _rmdir = _unlink

    # ---- cutting the power ----------------------------------------------------------------

    def cut(self, at: int, target: Path, rng: random.Random) -> tuple[list[str], list[str]]:
        """Build in ``target`` what a cut before call ``at`` may leave. Returns what had been said
        to be recorded, and what had been tried."""
        ops = self.ops[:at]
        synced: dict[int, int] = {}
        for i, op in enumerate(ops):
            if op.what == "fsync":
                synced[op.node] = i
        keep = rng.choice((0.0, 0.2, 0.5, 0.8, 1.0))
        tree: dict[int, dict[str, int]] = {0: {}}
        for i, op in enumerate(ops):
            if self.stick and op.what == "rename":
                self._in_two(tree, op, i, synced, keep, rng)
                continue
            last = max(synced.get(op.node, -1), synced.get(op.other, -1) if op.target else -1)
            if i < last or rng.random() < keep:
                self._folder(tree, op)
        files: dict[int, list[tuple[int, Op]]] = {}
        for i, op in enumerate(ops):
            if op.what in ("write", "truncate"):
                files.setdefault(op.node, []).append((i, op))
        folders = {op.other for op in ops if op.what == "mkdir"}
        self._build(tree, 0, target, folders, files, synced, keep, rng)
        said = [op.name for op in ops if op.what == "said"]
        return said, [op.name for op in ops if op.what == "tried"]

    def _in_two(
        self,
        tree: dict[int, dict[str, int]],
        op: Op,
        at: int,
        synced: dict[int, int],
        keep: float,
        rng: random.Random,
    ) -> None:
        """The new name and the end of the old one, each by itself; syncing either folder is sure
        of its own only."""
        child = tree.get(op.node, {}).get(op.name)
        if child is None:
            return
        if at < synced.get(op.other, -1) or rng.random() < keep:
            tree.setdefault(op.other, {})[op.target] = child
        ends = at < synced.get(op.node, -1) or rng.random() < keep
        if ends and (op.node, op.name) != (op.other, op.target):
            tree[op.node].pop(op.name, None)

    def _folder(self, tree: dict[int, dict[str, int]], op: Op) -> None:
        there = tree.setdefault(op.node, {})
        if op.what in ("create", "mkdir"):
            there[op.name] = op.other
        elif op.what == "unlink":
            there.pop(op.name, None)
        elif op.what == "rename" and op.name in there:
            tree.setdefault(op.other, {})[op.target] = there.pop(op.name)

    def _build(
        self,
        tree: dict[int, dict[str, int]],
        node: int,
        path: Path,
        folders: set[int],
        files: dict[int, list[tuple[int, Op]]],
        synced: dict[int, int],
        keep: float,
        rng: random.Random,
    ) -> None:
        for name, child in tree.get(node, {}).items():
            if child in folders:
                (path / name).mkdir(mode=0o700)
                self._build(tree, child, path / name, folders, files, synced, keep, rng)
            else:
                data = content(files.get(child, []), synced.get(child, -1), keep, rng)
                (path / name).write_bytes(data)
                os.chmod(path / name, stat.S_IRUSR | stat.S_IWUSR)


def content(
    changes: list[tuple[int, Op]], synced: int, keep: float, rng: random.Random
) -> bytes:
    """What a file may hold: all that was written before its last sync, any sectors of the rest."""
    blob = bytearray()
    sure = 0
    whole = 0
    for i, op in changes:
        if i < synced:
            _whole(blob, op)
            sure = whole = len(blob)
        elif op.what == "truncate":
            if rng.random() < keep:
                del blob[op.offset :]
                sure = whole = len(blob)
        else:
            some_sectors(blob, op.offset, op.data, keep, rng)
            whole = max(whole, op.offset + len(op.data))
    if len(blob) < whole and rng.random() < 0.7:  # the size arrived, the bytes did not
        blob += filler(bytes(blob[:sure]), whole - len(blob), rng)
    return bytes(blob)


def _whole(blob: bytearray, op: Op) -> None:
    if op.what == "truncate":
        del blob[op.offset :]
        return
    blob.extend(bytes(max(0, op.offset - len(blob))))
    blob[op.offset : op.offset + len(op.data)] = op.data


def some_sectors(
    blob: bytearray, offset: int, data: bytes, keep: float, rng: random.Random
) -> None:
    """Let any subset of the sectors of one write arrive."""
    old = bytes(blob)
    start = offset
    while start < offset + len(data):
        end = min(start - start % SECTOR + SECTOR, offset + len(data))
        if rng.random() < keep:
            if len(blob) < start:
                blob += filler(old, start - len(blob), rng)
            blob[start:end] = data[start - offset : end - offset]
        start = end


def filler(old: bytes, size: int, rng: random.Random) -> bytes:
    """What stands where bytes did not arrive: zeros, rubbish, or old bytes of the same file."""
    kind = rng.randrange(3)
    if kind == 0 or (kind == 2 and len(old) < 2):
        return bytes(size)
    if kind == 1:
        return rng.randbytes(size)
    begin = rng.randrange(len(old) - 1)
    return (old[begin:] * (1 + size // max(1, len(old) - begin)))[:size]
