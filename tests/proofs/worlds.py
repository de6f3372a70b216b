"""``python -m tests.proofs.worlds [pytest's words]``: the suite in two worse worlds, one after the
other: a network namespace without interfaces, and a GBK locale without UTF-8 mode in which a
forgotten encoding is an error. A world that this machine cannot make is said so and left out."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.proofs.test_locale import _made
from tests.proofs.test_network import cut_off
from tests.support.constants import ROOT


def suite(words: list[str], env: dict[str, str], before: list[str]) -> int:
    strict = ["-X", "warn_default_encoding"]
    argv = [*before, sys.executable, *strict, "-m", "pytest", "-q", *words]
    return subprocess.run(argv, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, check=False).returncode


def main(words: list[str]) -> int:
    worst = 0
    if before := cut_off():
        sys.stdout.write("without network\n")
        sys.stdout.flush()
        worst = max(worst, suite(words, dict(os.environ), before))
    else:
        sys.stdout.write("no network namespaces here\n")
    with tempfile.TemporaryDirectory(prefix="kit-gbk-") as folder:
        if not _made(Path(folder)):
            sys.stdout.write("no GBK locale can be made here\n")
            return worst
        env = {k: v for k, v in os.environ.items() if k not in ("LANG", "PYTHONIOENCODING")}
        env |= {"LOCPATH": folder, "LC_ALL": "zh_CN.GBK", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
        sys.stdout.write("in GBK\n")
        sys.stdout.flush()
        return max(worst, suite(words, env, []))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
