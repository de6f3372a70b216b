"""What tests of every room are given: a kit with a home of its own, in English, one with an open
drill at ten o'clock, a store, a quick folder."""

from __future__ import annotations

import gc
import importlib
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from types import FunctionType

import pytest
from _pytest.runner import runtestprotocol
from hypothesis import settings

from kit.ground.journal import append
from kit.incidents.incident.files.store import Store
from tests.support import drawn_lists
from tests.support.constants import ROOT, TEN
from tests.support.kit import Kit, closed, opened
from tests.support.logs import pending
from tests.support.machine import fast_folder

# Images that forbid compiled files would have every start of the kit compile it anew (0.2 s instead of 0.05).
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

settings.register_profile("untimed", deadline=None)  # a busy machine is no failure
settings.load_profile("untimed")

MEMORY, ROOM = "/dev/shm", 4 << 30
WHOLE = {"proofs", "stories", "bench"}  # no room of the house: exhaustive, all of it


def pytest_configure(config: pytest.Config) -> None:
    """Tests' folders lie in memory where there is room: a disk's flushes, five for each act that is
    recorded, find nothing and are a tenth of a run."""
    if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", MEMORY)


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Iterator[None]:
    """What is collected stays to the end: the collector of garbage looks at none of it again and again."""
    gc.disable()
    try:
        if [Path(arg).resolve() for arg in session.config.args] == [ROOT / "tests"]:  # all of them
            _share_the_rewriting()
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(50_000, 20, 20)  # a worker's heap is large by then, and looking through it dear
        gc.enable()


def _share_the_rewriting() -> None:
    """Of several workers each begins with other files: what one has prepared, the next finds prepared."""
    worker, many = os.environ.get("PYTEST_XDIST_WORKER", "gw0"), os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    first = len(files) * int(worker.removeprefix("gw")) // int(many)
    for path in (*files[first:], *files[:first]) if first else ():
        try:
            importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        except (Exception, pytest.skip.Exception):  # it is told when the file's turn comes
            continue


def pytest_runtest_setup() -> None:
    """A test that went to its own folder, which is cleared away behind it, leaves the next one nowhere."""
    os.chdir(ROOT)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """Of a test that passed a worker tells that it did, and not that it began, was set up, cleared up and ended:
    of two minutes in which workers tell and are heard, one. Whoever wants to read on (``-v``, ``--durations``) is
    told all of it, and so is what went wrong, wherever that was."""
    asked = item.config.getoption("verbose") > 0 or item.config.getoption("durations") is not None
    if asked or "PYTEST_XDIST_WORKER" not in os.environ:
        return None
    for report in runtestprotocol(item, log=False, nextitem=nextitem):
        if report.when == "call" or not report.passed:
            item.ihook.pytest_runtest_logreport(report=report)
    return True


drawn_lists.watch()


@pytest.fixture(autouse=True)
def every_drawn_list_says_what_one_chooses_by() -> Iterator[None]:
    """Whatever a test draws."""
    yield
    found, drawn_lists.wrong[:] = [*drawn_lists.wrong], []
    assert found == []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if WHOLE & set(item.path.relative_to(ROOT).parts) or _in_a_terminal(item):
            item.add_marker(pytest.mark.exhaustive)


def _in_a_terminal(item: pytest.Item) -> bool:
    """Whether the test itself opens a pseudo-terminal: it waits for what a person would see."""
    test = getattr(item, "function", None)
    named = getattr(test, "__globals__", {}).get("Terminal")
    opens = "Terminal" in test.__code__.co_names if isinstance(test, FunctionType) else False
    return opens and getattr(named, "__module__", "") == "tests.support.terminal"


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Kit:
    home = tmp_path / "home"
    for name in ("KIT_CLOCK", "KIT_PLAIN", "KIT_PROFILE", "KIT_CHECKLISTS", "KIT_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in (("KIT_HOME", str(home)), ("KIT_LANG", "en"), ("KIT_BY", "wang")):
        monkeypatch.setenv(name, value)
    return Kit(home, tmp_path / "clock", capsys.readouterr, monkeypatch.setenv)


@pytest.fixture(scope="session")
def opened_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the drill that ``kit`` begins with: its flushes are paid for once."""
    home = tmp_path_factory.mktemp("opened") / "home"
    opened(home, drill=True)
    return home


@pytest.fixture
def kit(bare: Kit, opened_once: Path) -> Kit:
    """An application outage at a hotline, opened at ten by ``li`` as a drill; now 10:01."""
    if bare.home.exists():  # with lists or a profile of its own
        opened(bare.home, drill=True)
    else:
        shutil.copytree(opened_once, bare.home)
    return bare.at(1)


@pytest.fixture
def over(bare: Kit) -> tuple[Kit, str]:
    """A drill that was closed after half an hour, and its reference; an hour after it began."""
    log = opened(bare.at(0).home, drill=True)
    closed(log, TEN + timedelta(minutes=30))
    return bare.at(60), log.ref


@pytest.fixture
def fast() -> Iterator[Path]:
    """A folder where fsync costs nothing, for thousands of appends; a plain one elsewhere."""
    with fast_folder() as path:
        yield path


@pytest.fixture
def home(tmp_path: Path) -> str:
    return str(tmp_path / "home")


@pytest.fixture
def store(home: str) -> Store:
    return Store(home)


@pytest.fixture
def log60(fast: Path) -> Callable[[], tuple[bytes, list[bytes]]]:
    """Bytes and lines of a journal of 60 entries, identity ``R/j``."""

    def make() -> tuple[bytes, list[bytes]]:
        path = str(fast / "j60.jsonl")
        lines: list[bytes] = []
        tail = None
        for n in range(60):
            tail, made, _ = append.append(path, "R/j", [pending(n)], tail)
            lines += made
        blob = Path(path).read_bytes()
        os.unlink(path)
        return blob, lines

    return make
