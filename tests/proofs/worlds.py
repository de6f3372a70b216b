"""``python -m tests.proofs.worlds [pytest's words]``: the suite in two worse worlds, one after the
other: a network namespace without interfaces, and a GBK locale without UTF-8 mode in which a
forgotten encoding is an error. A world that this machine cannot make is said so and left out."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.support.constants import ROOT
from tests.support.run import program


def made_gbk(folder: Path) -> bool:
    tool = shutil.which("localedef")
    if tool is None:
        return False
    charmap = Path("/usr/share/i18n/charmaps/GBK.gz")
    names = ["GBK"]
    if charmap.exists():
        (folder / "GBK").write_bytes(gzip.decompress(charmap.read_bytes()))
        names.append(str(folder / "GBK"))
    target = folder / "zh_CN.GBK"
    for name in names:
        program([tool, "-c", "-i", "zh_CN", "-f", name, str(target)])
        if target.is_dir():
            return True
    return False


def cut_off() -> list[str]:
    """The words that start a program in a network namespace without interfaces; none where this
    machine does not let us."""
    tool = shutil.which("unshare")
    for words in ([tool, "-n"], [tool, "-rn"]) if tool else ():
        if program([*words, "true"]).returncode == 0:
            return [str(w) for w in words]
    return []


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
        if not made_gbk(Path(folder)):
            sys.stdout.write("no GBK locale can be made here\n")
            return worst
        env = {k: v for k, v in os.environ.items() if k not in ("LANG", "PYTHONIOENCODING")}
        env |= {"LOCPATH": folder, "LC_ALL": "zh_CN.GBK", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
        sys.stdout.write("in GBK\n")
        sys.stdout.flush()
        return max(worst, suite(words, env, []))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
