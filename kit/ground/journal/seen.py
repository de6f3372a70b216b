"""What must exist: the documents that were recorded here and how far their journals had come.

The logs stay the truth. This list only lets ``kit verify`` and ``kit doctor`` name what is gone: a
folder that a power cut took, an older copy that was laid over a newer one. A file per laptop in
``seen/``, to which lines are only ever appended; it is read by nobody else and may be deleted.
"""

import os
from typing import TYPE_CHECKING, Any

import msgspec

from kit.ground.journal.append import ENDING, sync
from kit.ground.journal.line import claimed_sha, number_of
from kit.ground.journal.reader import read_part
from kit.ground.machine.disk import close, make_dir, open_private, sync_dir

if TYPE_CHECKING:
    from kit.ground.journal.document import Where
    from kit.ground.journal.log import Log

FOLDER = "seen"
DIGITS = 12  # of a head's hash
END = 65536

Heads = dict[str, tuple[int, str]]  # by journal: its last entry's number, and how its hash begins


class Seen(msgspec.Struct, omit_defaults=True):
    ref: str
    type: str
    heads: Heads = {}


_decoder = msgspec.json.Decoder(Seen)


def heads_of(log: "Log[Any, Any]") -> Heads:
    return {
        stem: (journal.tail.n, journal.tail.sha[:DIGITS])
        for stem, journal in sorted(log.files.items())
        if journal.tail.n and "~" not in stem and not journal.base
    }


def heads_at(where: "Where") -> Heads:
    """The same by a look at the journals' ends, for logs that are known to be whole."""
    out: Heads = {}
    for name in sorted(os.listdir(where.path)):
        if not name.endswith(ENDING) or "~" in name:
            continue
        path = os.path.join(where.path, name)
        size = os.lstat(path).st_size
        blob = read_part(path, max(0, size - END))
        line = blob.rstrip(b"\n").rpartition(b"\n")[2]
        if not number_of(line):  # longer than what was read
            line = read_part(path).rstrip(b"\n").rpartition(b"\n")[2]
        if number_of(line):
            out[name.removesuffix(ENDING)] = (number_of(line), claimed_sha(line)[:DIGITS])
    return out


def remember(log: "Log[Any, Any]", laptop: str, sort: str, durable: bool = True) -> None:
    """Note that this document exists, of what sort, and how far it has come. Never fails."""
    add(log.keeper.home, laptop, [Seen(log.ref, sort, heads_of(log))], durable)


def add(home: str, laptop: str, these: list[Seen], durable: bool = True) -> None:
    """Append to this laptop's list. Never fails: what was recorded does not wait for it."""
    if not these:
        return
    path = os.path.join(home, FOLDER, laptop)
    lines = b"".join(b"\n" + msgspec.json.encode(one) for one in these)
    try:
        if not os.path.isdir(home):
            return
        fresh = not os.path.lexists(path)
        make_dir(os.path.dirname(path))
        fd = open_private(path, os.O_WRONLY | os.O_APPEND)
        try:
            os.write(fd, lines + b"\n")
            if durable:
                sync(fd)
        finally:
            close(fd)
        if fresh and durable:
            sync_dir(os.path.dirname(path))
    except OSError:
        pass


def known(home: str) -> dict[str, Seen]:
    """All that any laptop's list names, with the furthest that each journal had come. Lines that
    are torn are passed over."""
    out: dict[str, Seen] = {}
    folder = os.path.join(home, FOLDER)
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return out
    for name in names:
        try:
            blob = read_part(os.path.join(folder, name))
        except OSError:
            continue
        for line in blob.split(b"\n"):
            try:
                one = _decoder.decode(line) if line else None
            except msgspec.MsgspecError:
                continue
            if one is None:
                continue
            heads = out.setdefault(one.ref, one).heads
            for stem, head in one.heads.items():
                heads[stem] = max(heads.get(stem, head), head)
    return out
