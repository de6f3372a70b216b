"""The kit's own modules are found as Python finds them, only sooner."""

from __future__ import annotations

import compileall
import json
import os
import shutil
from pathlib import Path

import pytest

from tests.support.constants import ROOT
from tests.support.run import environment, python

NAMES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for path in sorted((ROOT / "kit" / "ground" / "base").rglob("*.py"))
]
TELL = """
import json
print(json.dumps([[m.__name__, m.__file__, m.__cached__, m.__package__, list(getattr(m, "__path__", [])),
    m.__spec__.origin, m.__spec__.parent, m.__spec__.has_location, m.__loader__.get_source(m.__name__),
    isinstance(m.__loader__, type(kit.__loader__))]
    for name, m in sorted(sys.modules.items()) if name in NAMES]))
"""
FOUND = "from kit.found import Finder, find_here; find_here()\n"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A program of a few of the kit's modules, compiled."""
    folder = tmp_path / "site" / "kit" / "ground"
    shutil.copytree(ROOT / "kit" / "ground" / "base", folder / "base", ignore=shutil.ignore_patterns("__pycache__"))
    for package in (folder, folder.parent):
        shutil.copyfile(ROOT / package.relative_to(tmp_path / "site") / "__init__.py", package / "__init__.py")
    shutil.copyfile(ROOT / "kit" / "found.py", folder.parent / "found.py")
    compileall.compile_dir(folder.parent, quiet=2)
    return tmp_path / "site"


def told(site: Path, code: str, *more: str, **env: str) -> object:
    """What a fresh interpreter prints as JSON."""
    head = f"import sys; sys.path[0:0] = [{str(site)!r}]; NAMES = {NAMES!r}\nimport kit\n"
    done = python(environment(site, "en", **env), *more, "-c", head + code)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_every_module_is_what_it_would_be_without(small: Path) -> None:
    every = "from importlib import import_module\nfor name in NAMES: import_module(name)\n"
    assert told(small, FOUND + every + TELL) == told(small, every + FOUND + TELL)


def test_it_is_in_use_where_nothing_is_unusual(small: Path) -> None:
    code = FOUND + "import json; print(json.dumps(Finder in sys.meta_path))"
    assert told(small, code) is True
    assert told(small, code, "-O") is False
    assert told(small, code, PYTHONPYCACHEPREFIX=str(small / "else")) is False


CLEAN = FOUND + "from kit.ground.base import clean; import json; print(json.dumps(clean.MAX_TEXT))"


def test_a_source_that_was_changed_counts(small: Path) -> None:
    path = small / "kit" / "ground" / "base" / "clean.py"
    path.write_text(path.read_text(encoding="utf-8").replace("MAX_TEXT = 2000", "MAX_TEXT = 300"), encoding="utf-8")
    assert told(small, CLEAN) == 300


def test_a_source_of_the_same_size_with_another_time_counts(small: Path) -> None:
    path = small / "kit" / "ground" / "base" / "clean.py"
    path.write_text(path.read_text(encoding="utf-8").replace("MAX_TEXT = 2000", "MAX_TEXT = 3000"), encoding="utf-8")
    os.utime(path, (1, 1))
    assert told(small, CLEAN) == 3000


@pytest.mark.parametrize("damage", [b"", b"short", None])
def test_a_compiled_form_that_is_damaged_or_gone_is_made_anew(small: Path, damage: bytes | None) -> None:
    (compiled,) = (small / "kit" / "ground" / "base" / "__pycache__").glob("clean.*.pyc")
    if damage is None:
        compiled.unlink()
    else:
        compiled.write_bytes(damage)
    assert told(small, CLEAN) == 2000


def test_a_compiled_form_cut_behind_its_head_is_an_error_as_ever_or_made_anew(small: Path) -> None:
    (compiled,) = (small / "kit" / "ground" / "base" / "__pycache__").glob("clean.*.pyc")
    compiled.write_bytes(compiled.read_bytes()[:40])
    plain = CLEAN.replace("find_here()", "")
    results = []
    for code in (CLEAN, plain):
        done = python(environment(small, "en"), "-B", "-c", f"import sys; sys.path[0:0] = [{str(small)!r}]\n{code}")
        results.append((done.returncode, done.stdout))
    assert results[0] == results[1]


def test_what_is_not_there_is_said_as_ever(small: Path) -> None:
    code = """
try:
    import kit.ground.base.nothing
except ModuleNotFoundError as error:
    import json
    print(json.dumps([error.name, str(error)]))"""
    assert told(small, FOUND + code) == told(small, code)


def test_no_folder_has_a_module_of_its_name_beside_it() -> None:
    folders = [path for path in (ROOT / "kit").rglob("*") if path.is_dir()]
    assert [path for path in folders if path.with_suffix(".py").exists()] == []
