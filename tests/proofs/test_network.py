"""No network: whole stories where there is none, and where the least use of one is an error."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pexpect
import pytest

from kit.incidents.incident.files.store import Store
from tests.proofs.worlds import cut_off
from tests.support.constants import ROOT
from tests.support.run import Done, environment, program

GUARD = '''
import sys
def _watch(event, args):
    if event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname",
                 "socket.sendto", "socket.sendmsg", "urllib.Request", "http.client.connect"):
        raise RuntimeError("the network was used: " + event)
    if event == "socket.__new__" and args[1] != 1:  # 1: a pipe inside this machine (asyncio)
        raise RuntimeError("the network was used: a socket of family %r" % (args[1],))
sys.addaudithook(_watch)
import socket
class _None(socket.socket):
    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        if family not in (-1, socket.AF_UNIX) or (family == -1 and fileno is None):
            raise RuntimeError("the network was used")
        super().__init__(family, type, proto, fileno)
socket.socket = _None
'''


@pytest.fixture
def world(tmp_path: Path) -> dict[str, str]:
    """An environment where using the network fails."""
    guard = tmp_path / "guard"
    guard.mkdir()
    (guard / "sitecustomize.py").write_text(GUARD, encoding="ascii")
    env = environment(tmp_path / "home", "en")
    env["PYTHONPATH"] = f"{guard}{os.pathsep}{ROOT}"
    return env


def run(env: dict[str, str], *words: str, python: tuple[str, ...] = ("-m", "kit")) -> Done:
    return program([*cut_off(), sys.executable, *python, *words], env)


def test_the_guard_bites(world: dict[str, str]) -> None:
    for code in (
        "import socket; socket.socket()",
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import _socket; _socket.socket(2, 1)",
        "import urllib.request; urllib.request.urlopen('http://example.org')",
    ):
        done = run(world, code, python=("-c",))
        assert done.returncode == 1 and "the network was used" in done.stderr, code


@pytest.mark.skipif(not cut_off(), reason="no network namespaces here")
def test_there_is_no_interface_to_use() -> None:
    plain = {"PATH": os.environ.get("PATH", "")}
    code = "import socket; s = socket.socket(); s.settimeout(2); s.connect(('1.1.1.1', 53))"
    done = program([*cut_off(), sys.executable, "-c", code], plain)
    assert done.returncode == 1 and "unreachable" in done.stderr


def test_a_story_without_network_from_start_to_summary(world: dict[str, str]) -> None:
    def kit(*argv: str) -> str:
        done = run(world, *argv)
        assert done.returncode == 0, (argv, done.stderr)
        return done.stdout

    ref = json.loads(kit("start", "application-outage", "--profile", "hotline", "--json"))["ref"]
    step = Store(world["KIT_HOME"]).pick(ref).incident.current()
    assert step is not None
    kit("tick", step.key)
    kit("call", "supervisor")
    kit("note", "water on the floor")
    kit("list", "--json")
    kit("close", "--yes", "--outcome", "resolved")
    assert ref in kit("summary", ref)
    assert json.loads(kit("verify", "--json"))
    kit("doctor")


def test_the_demonstration_needs_no_network(world: dict[str, str]) -> None:
    done = run(world, "demo")
    assert done.returncode == 0 and "Power" in done.stdout, done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminal")
def test_the_guide_in_a_terminal_needs_no_network(world: dict[str, str]) -> None:
    argv = [*cut_off(), sys.executable, "-m", "kit", "start", "fire", "--drill"]
    child = pexpect.spawn(argv[0], argv[1:], env=world, cwd=str(ROOT), dimensions=(24, 80), timeout=30)
    try:
        child.expect(b"1/3")
        child.expect(b"q leave")
        child.send("q")
        child.expect(b"b board")
        child.expect(b"q leave")
        child.send("q")
        child.expect(pexpect.EOF)
    finally:
        child.close(force=True)
    assert child.exitstatus == 0
