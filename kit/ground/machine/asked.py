"""Another program's answer, within a bound of time and size."""

from __future__ import annotations

import subprocess
from threading import Thread, Timer
from typing import IO, NamedTuple

GRACE = 0.1  # seconds
MOST = 64 * 1024  # bytes that are read of each stream


class Said(NamedTuple):
    """``code``: ``None`` where it did not end in time."""

    code: int | None
    out: str
    err: str


def asked(argv: list[str], seconds: float) -> Said | None:
    """What a program says; ``None`` where there is no such program. It is stopped when its time is
    over, and whatever more than 64 KB it says is not read."""
    nothing, pipe = subprocess.DEVNULL, subprocess.PIPE
    try:
        process = subprocess.Popen(
            argv, stdin=nothing, stdout=pipe, stderr=pipe, start_new_session=True
        )
    except (OSError, ValueError):
        return None
    stopped: list[bool] = []

    def stop() -> None:
        stopped.append(True)
        process.kill()

    timer = Timer(seconds, stop)
    timer.start()
    parts: dict[int, bytes] = {}
    readers = [
        Thread(target=_read, args=(stream, parts, n), daemon=True)
        for n, stream in enumerate((process.stdout, process.stderr))
    ]
    for reader in readers:
        reader.start()
    readers[0].join(seconds + GRACE)
    readers[1].join(GRACE)  # a child of it may keep the stream open
    try:
        code = process.wait(GRACE)
    except subprocess.TimeoutExpired:  # it closed its streams, or says more than is read
        stop()
        code = process.wait()
    timer.cancel()
    texts = [parts.get(n, b"").decode("utf-8", "replace") for n in (0, 1)]
    return Said(None if stopped else code, *texts)


def _read(stream: IO[bytes] | None, parts: dict[int, bytes], n: int) -> None:
    if stream is not None:
        parts[n] = stream.read(MOST)
