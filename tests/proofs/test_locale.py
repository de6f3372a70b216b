"""A Chinese Windows console in miniature: everything under a GBK locale without UTF-8 mode."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

from kit.ground.machine.clock import Now
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from tests.proofs.worlds import made_gbk
from tests.support.constants import ROOT, TEN
from tests.support.run import environment, python
from tests.support.run import run as command

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the real thing")
NOT_IN_GBK = "漏水\U0001f6b0\u2713 caf\u00f1"


@pytest.fixture(scope="module")
def locales(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path | None]:
    """A folder with the locale zh_CN.GBK; None where it cannot be made (then only the streams are
    GBK, through PYTHONIOENCODING)."""
    folder = tmp_path_factory.mktemp("locale")
    yield folder if made_gbk(folder) else None


@pytest.fixture
def world(tmp_path: Path, locales: Path | None) -> dict[str, str]:
    """GBK wherever the system decides; a forgotten encoding is an error."""
    env = environment(tmp_path / "home", "zh")
    for name in ("PYTHONUTF8", "LANG", "LC_ALL", "PYTHONIOENCODING"):
        env.pop(name, None)
    env |= {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    env |= {"PYTHONWARNDEFAULTENCODING": "1", "PYTHONWARNINGS": "error::EncodingWarning"}
    if locales is None:
        return env | {"LC_ALL": "C.UTF-8", "PYTHONIOENCODING": "gbk"}
    return env | {"LOCPATH": str(locales), "LC_ALL": "zh_CN.GBK"}


def run(env: dict[str, str], *argv: str, code: int = 0) -> str:
    """A command's answer, which must be whole GBK; so must be what it says beside."""
    raw = [word.encode(arguments(env)) for word in argv]
    done = command(env, *raw, encoding=None)
    said = done.stderr.decode("gbk")
    assert done.returncode == code, (argv, said)
    assert "Traceback" not in said and "EncodingWarning" not in said
    return done.stdout.decode("gbk")


def arguments(env: dict[str, str]) -> str:
    return "gbk" if "LOCPATH" in env else "utf-8"


def test_the_locale_is_what_it_says_and_the_warning_bites(world: dict[str, str]) -> None:
    code = "import sys, locale; print(sys.stdout.encoding, locale.getencoding(), sys.flags.utf8_mode)"
    done = python(world, "-c", code, encoding="ascii")
    said = done.stdout.lower().split()
    assert said[0] == "gbk" and said[2] == "0"
    assert "LOCPATH" not in world or said[1] == "gbk"
    careless = python(world, "-c", "open('/dev/null')", encoding=None)
    assert careless.returncode == 1 and b"EncodingWarning" in careless.stderr
    crash = python(world, "-c", "print('\\u2713')", encoding=None)
    assert crash.returncode == 1 and b"UnicodeEncodeError" in crash.stderr


def test_a_story_by_commands_is_right_gbk_from_start_to_summary(world: dict[str, str], tmp_path: Path) -> None:
    begun = run(world, "start", "application-outage", "--profile", "hotline", "--no-guide")
    assert "业务系统故障" in begun and "通知全体：不得退出系统" in begun
    assert "备注：三号柜台漏水" in run(world, "note", "三号柜台漏水")
    assert "呼叫中心主管" in run(world, "call", "supervisor", "--said", "知道了")
    store = Store(str(tmp_path / "home"))
    folder = store.default_open()
    now = Now(TEN.replace(year=2026, month=11))
    store.record(folder, now, "王", lambda d: acts.note(d, NOT_IN_GBK))
    for argv in (["log"], ["show"], ["list"], ["timer"], ["board"], ["summary", folder.ref], ["checklists", "list"], ["doctor"], ["verify"], []):
        done = run(world, *argv)
        assert any("\u4e00" <= char <= "\u9fff" for char in done), argv
    assert "漏水?? caf?" in run(world, "log")
    found = [json.loads(line) for line in run(world, "log", "--json").splitlines()]
    assert any("三号柜台漏水" in json.dumps(entry, ensure_ascii=False) for entry in found)
    run(world, "close", "--yes", "--outcome", "resolved")
    report = tmp_path / "report.md"
    run(world, "summary", folder.ref, "-o", str(report))
    text = report.read_text(encoding="utf-8-sig")
    assert NOT_IN_GBK in text and "三号柜台漏水" in text
    again = Store(str(tmp_path / "home"))
    notes = [e.event.text for e in again.load(again.all_found()[0]).entries if e.kind == "note"]  # type: ignore[attr-defined]
    assert set(notes) == {"三号柜台漏水", NOT_IN_GBK}


def test_a_note_with_bytes_that_are_no_gbk_is_refused_and_nothing_half_is_recorded(world: dict[str, str]) -> None:
    run(world, "start", "fire", "--no-guide")
    done = command(world, b"note", b"a \xff\xfe b", encoding=None)
    assert done.returncode == 2, done.stderr
    assert "没有记录" in done.stderr.decode("gbk")
    run(world, "log")
    run(world, "verify")


def test_help_and_errors_are_right_gbk(world: dict[str, str]) -> None:
    assert "用法" in run(world, "--help")
    run(world, "start", "zzzzqq", "--no-guide", code=4)
    run(world, "tick", "x", code=4)
    run(world, "demo")


def test_a_plain_story_in_a_gbk_terminal(world: dict[str, str]) -> None:
    argv = ["-m", "kit", "--plain", "start", "application-outage", "--drill", "--profile", "hotline"]
    child = pexpect.spawn(sys.executable, argv, env=world, cwd=str(ROOT), dimensions=(24, 80), timeout=30)
    seen = b""

    def expect(text: str) -> None:
        nonlocal seen
        child.expect_exact(text.encode("gbk"))
        seen += child.before + child.after

    def line(text: str) -> None:
        child.sendline(text.encode("gbk"))

    try:
        expect("通知全体：不得退出系统")
        expect("编号")
        line("n")
        expect("备注")
        line("三号柜台漏水")
        expect("已记录 #")
        expect("三号柜台漏水")
        expect("编号")
        line("1")
        expect("打电话通知系统运维专员")
        expect("编号")
        line("q")  # home first, as an incident is open
        expect("开始一个事件")
        expect("编号")
        line("0")
        child.expect(pexpect.EOF)
        seen += child.before
    finally:
        child.close(force=True)
    assert child.exitstatus == 0
    seen.replace(b"\r", b"").decode("gbk")
    assert b"Traceback" not in seen
    assert os.path.isdir(world["KIT_HOME"])
