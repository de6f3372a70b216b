"""``python -m tests.proofs.mutants [--only WORD]``: careless changes to a copy of the program, each
of which a test or a gate must catch. Prints a table: change, caught by, seconds.

A change is text that must stand exactly once in its file (an ordinary test checks that all do),
and the tests that must fail with it and pass without it.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from tests.support.constants import ROOT
from tests.support.run import program


class Mutant(NamedTuple):
    name: str
    file: str
    old: str
    new: str
    caught_by: str  # a test file, and "-k" words behind a blank


MUTANTS = [
    Mutant(
        "no fsync of the journal", "kit/ground/journal/append.py",
        "    def sync(fd: int) -> None:\n        os.fsync(fd)\n", "    def sync(fd: int) -> None:\n        pass\n",
        "tests/proofs/test_cuts.py nobody_is_told",
    ),
    Mutant(
        "no fsync: a note is not flushed", "kit/ground/journal/append.py",
        "    def sync(fd: int) -> None:\n        os.fsync(fd)\n", "    def sync(fd: int) -> None:\n        pass\n",
        "tests/bench/test_gates.py flushed_exactly_once",
    ),
    Mutant(
        "two fsyncs where one will do", "kit/ground/journal/append.py",
        "    def sync(fd: int) -> None:\n        os.fsync(fd)\n", "    def sync(fd: int) -> None:\n        os.fsync(fd)\n        os.fsync(fd)\n",
        "tests/bench/test_gates.py flushed_exactly_once",
    ),
    Mutant(
        "a new journal's folder is not synced", "kit/ground/journal/append.py",
        "        if tail.size == 0:\n            sync_dir(os.path.dirname(path))\n", "",
        "tests/proofs/test_cuts.py thousand_power_cuts",
    ),
    Mutant(
        "a new document's folder is not synced", "kit/ground/journal/recorder.py",
        "            made = path\n            sync_dir(os.path.dirname(path))\n", "            made = path\n",
        "tests/proofs/test_cuts.py thousand_power_cuts",
    ),
    Mutant(
        "no lock", "kit/ground/machine/lock.py",
        "            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)\n", "            pass\n",
        "tests/proofs/test_processes.py four_terminals_record",
    ),
    Mutant(
        "the hash is not checked", "kit/ground/journal/line.py",
        "        if sha.encode(\"ascii\") != line[cut + 8 : -2]:\n            return None\n        if line[cut", "        if line[cut",
        "tests/proofs/test_flips.py sixty_entries",
    ),
    Mutant(
        "the reserve is not let go on a full disk", "kit/ground/machine/full_disk.py",
        "        if not (is_full(error) and home and release_reserve(home)):\n", "        if True:\n",
        "tests/proofs/test_full_disk.py records_it_from_the_reserve",
    ),
    Mutant(
        "Rich at the top of the recording door", "kit/quick.py",
        "import os\nimport sys\n\nfrom kit.ground.journal import", "import os\nimport sys\n\nimport rich.console  # noqa\nfrom kit.ground.journal import",
        "tests/bench/test_gates.py recording_door",
    ),
    Mutant(
        "json at the top of the recording door", "kit/quick.py",
        "import os\nimport sys\n\nfrom kit.ground.journal import", "import json  # noqa\nimport os\nimport sys\n\nfrom kit.ground.journal import",
        "tests/bench/test_gates.py quarter_more",
    ),
    Mutant(
        "redraw every second", "kit/live/guide/talk/wakeups.py",
        "        wait = 60.0 - now.second - now.microsecond / 1e6\n", "        wait = 1.0\n",
        "tests/bench/test_gates.py ten_timers",
    ),
    Mutant(
        "redraw every second, in the real guide", "kit/live/guide/talk/wakeups.py",
        "        wait = 60.0 - now.second - now.microsecond / 1e6\n", "        wait = 1.0\n",
        "tests/bench/test_gates.py waiting_screens",
    ),
    Mutant(
        "typed text is not cleaned", "kit/ground/base/clean.py",
        "    text = re.sub(UNSEEN, \"\", re.sub(COMMANDING, \"\", text))\n", "    text = re.sub(UNSEEN, \"\", text)\n",
        "tests/proofs/test_hostile.py lies_clean",
    ),
    Mutant(
        "Markdown is not escaped", "kit/ground/documents/markdown.py",
        "    text = text.replace(\"&\", \"&amp;\").replace(\"<\", \"&lt;\").replace(\">\", \"&gt;\")\n", "",
        "tests/proofs/test_hostile.py every_command and raw-en",
    ),
    Mutant(
        "a clock that was set moves no timer", "kit/incidents/incident/rules/clock_set.py",
        "def clock_set(", "def clock_set(*_: object) -> None:\n    pass\n\n\ndef _not(",
        "tests/proofs/test_clocks.py moves_no_timer",
    ),
    Mutant(
        "Ctrl-Z does nothing", "kit/ground/terminal/bindings.py",
        "        event.app.suspend_to_background()\n", "        pass\n",
        "tests/proofs/test_flows.py ctrl-z and en",
    ),
]  # fmt: skip


def patched(source: str, mutant: Mutant) -> str:
    """The file with the change. Raises ``ValueError`` unless its text stands there exactly once."""
    count = source.count(mutant.old)
    if count != 1:
        raise ValueError(f"{mutant.name}: {count} places in {mutant.file}")
    return source.replace(mutant.old, mutant.new)


def written(path: Path, source: bytes) -> None:
    """The file anew; what was compiled of it before might pass for it: it looks at seconds and length."""
    path.write_bytes(source)
    Path(importlib.util.cache_from_source(str(path))).unlink(missing_ok=True)


def copied(to: Path) -> Path:
    ignore = shutil.ignore_patterns("__pycache__", ".*", "*.egg-info")
    shutil.copytree(ROOT, to, ignore=ignore)
    return to


def tested(tree: Path, what: str) -> bool:
    """Whether the tests pass in this tree. ``KIT_TEST_PATIENCE`` is short: many are meant to fail."""
    path, _, words = what.partition(" ")
    argv = [sys.executable, "-m", "pytest", "-q", "-n0", "-x", path, *(["-k", words] if words else [])]
    env = {**os.environ, "PYTHONPATH": str(tree)}
    done = program(argv, env, tree, seconds=1200)
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stdout[-1500:])
    return done.returncode == 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.proofs.mutants", description=__doc__)
    parser.add_argument("--only", default="")
    asked = parser.parse_args()
    missed = 0
    with tempfile.TemporaryDirectory(prefix="kit-mutants-") as work:
        tree = copied(Path(work) / "tree")
        whole: dict[str, bool] = {}
        for mutant in [m for m in MUTANTS if asked.only in m.name]:
            begun = time.monotonic()
            if mutant.caught_by not in whole:
                whole[mutant.caught_by] = tested(tree, mutant.caught_by)
            path = tree / mutant.file
            source = path.read_text(encoding="utf-8")
            written(path, patched(source, mutant).encode("utf-8"))
            try:
                caught = not tested(tree, mutant.caught_by)
            finally:
                written(path, source.encode("utf-8"))
            verdict = "caught by" if caught and whole[mutant.caught_by] else "NOT CAUGHT" if not caught else "fails without it, too:"
            missed += verdict != "caught by"
            sys.stdout.write(f"{mutant.name:44} {verdict} {mutant.caught_by}  ({time.monotonic() - begun:.0f} s)\n")
            sys.stdout.flush()
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
