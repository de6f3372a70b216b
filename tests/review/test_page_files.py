"""Pages as files, from the commands: the ending names the face, whole or not at all, and shown."""

from __future__ import annotations

import errno
import io
import json
import os
import stat
import sys
import zipfile
from datetime import timedelta
from pathlib import Path

import docx as python_docx
import openpyxl
import pytest

from kit.ground.console import pages
from kit.ground.machine import disk
from kit.ground.machine.clock import Now
from kit.incidents.incident.rules import acts
from tests.support.constants import TEN
from tests.support.kit import Kit, closed, opened
from tests.support.run import environment, python

ENDINGS = ("md", "txt", "html", "docx", "xlsx", "csv", "json")
WRITERS = (("summary",), ("form",), ("report",), ("shift", "handover"), ("summary", "--shift"), ("summary", "--month", "2026-03"))


def later(minute: float) -> Now:
    return Now(TEN + timedelta(minutes=minute))


@pytest.fixture
def done(bare: Kit) -> Kit:
    """One closed incident within a shift."""
    bare.at(0)("shift", "start", "Example")
    folder = opened(bare.home)
    folder.store.record(folder, later(5), "li", lambda d: acts.note(d, "水漫到机房门口 =1+1 <script>alert(1)</script>"))
    closed(folder, later(80).wall)
    return bare.at(90)


@pytest.mark.parametrize("command", WRITERS, ids=" ".join)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_is_a_file_in_every_face(done: Kit, tmp_path: Path, command: tuple[str, ...], lang: str) -> None:
    for ending in ENDINGS:
        path = tmp_path / f"页.{ending}"
        made = done("--lang", lang, *command, "-o", str(path))
        assert (made.code, made.out) == (0, ""), (ending, made.err)
        assert str(path) in made.err
        data = path.read_bytes()
        if ending == "docx":
            assert python_docx.Document(io.BytesIO(data)).paragraphs[0].text
        elif ending == "xlsx":
            assert openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]["A1"].value
        elif ending == "json":
            assert json.loads(data)["format"] == 1
        else:
            assert data.decode("utf-8-sig").strip()
        assert sys.platform == "win32" or stat.S_IMODE(path.stat().st_mode) == 0o600
    assert sorted(p.name for p in tmp_path.glob("页*")) == sorted(f"页.{each}" for each in ENDINGS), "nothing is left beside them"


@pytest.mark.parametrize("command", WRITERS, ids=" ".join)
def test_a_file_of_json_is_the_answer_of_json(done: Kit, tmp_path: Path, command: tuple[str, ...]) -> None:
    """Where the report's own time is a part of it, too: the clock stands still."""
    assert done(*command, "-o", str(tmp_path / "x.json")).code == 0
    assert json.loads((tmp_path / "x.json").read_bytes()) == done(*command, "--json").json


def test_the_form_in_every_face_says_why_a_line_is_empty(done: Kit, tmp_path: Path) -> None:
    why = "(nobody asked; fill in by hand)"
    assert done("form", "-o", str(tmp_path / "f.docx")).code == done("form", "-o", str(tmp_path / "f.xlsx")).code == 0
    (table,) = python_docx.Document(str(tmp_path / "f.docx")).tables
    rows = {row.cells[0].text: row.cells[1].text for row in table.rows}
    sheet = openpyxl.load_workbook(tmp_path / "f.xlsx").worksheets[1]
    assert rows == {row[0].value: row[1].value for row in sheet.iter_rows()}
    assert why in rows.values() and "(there was none)" in rows.values()


def test_the_form_tells_a_step_that_was_skipped_from_one_that_did_not_apply_or_was_not_asked(bare: Kit) -> None:
    bare.at(0)
    folder = opened(bare.home, drill=True)
    plan = folder.incident.plans[0]
    assert plan.checklist.form is not None
    steps = [f.source.partition(":")[2] for f in plan.checklist.form.fields if f.source.startswith("answer:")]
    assert bare("skip", steps[0], "nobody here").code == 0
    assert bare("skip", steps[1], "none here", "--na").code == 0
    (form,) = bare("form", folder.ref, "--json").json["forms"]
    why = {f["source"]: f["empty"] for f in form["fields"]}
    assert [why[f"answer:{name}"] for name in steps[:3]] == ["skipped", "not-applicable", "not-asked"]
    assert why["notes"] == "nothing" and why["closed"] == "not-recorded" and why["opened"] is None
    shown = bare("--lang", "zh", "form", folder.ref).out
    assert "（这一步跳过了，手工填写）" in shown and "（不适用）" in shown


def test_an_extra_that_is_not_installed_is_named_with_its_command_before_anything_is_done(
    done: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import importlib.util

    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, *more: None if name in ("docx", "xlsxwriter") else real(name, *more))
    for extra in ("docx", "xlsx"):
        for lang in ("zh", "en"):
            refused = done("--lang", lang, "summary", "-o", str(tmp_path / f"x.{extra}"))
            assert refused.code == 3 and refused.err.count("\n") == 1
            assert f'pip install "incident-kit[{extra}]"' in refused.err
    assert not list(tmp_path.glob("x.*"))


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_full_disk_leaves_the_old_file_as_it_was(done: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str) -> None:
    path = tmp_path / f"x.{ending}"
    path.write_text("old", encoding="utf-8")

    def full(fd: int, data: bytes) -> None:
        os.write(fd, bytes(data)[:10])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(disk, "write_all", full)
    refused = done("summary", "-o", str(path), "--force")
    assert refused.code == 1 and refused.err.count("\n") == 1 and "Free at least" in refused.err
    assert [p.name for p in tmp_path.glob("x*")] == [path.name] and path.read_text(encoding="utf-8") == "old"


def test_ctrl_c_while_a_file_is_written_leaves_nothing_half_written(done: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.html"

    def stopped(fd: int, data: bytes) -> None:
        os.write(fd, bytes(data)[:10])
        raise KeyboardInterrupt

    monkeypatch.setattr(disk, "write_all", stopped)
    assert done("summary", "-o", str(path)).code == 130
    assert not list(tmp_path.glob("x*"))


# ---- kit open -------------------------------------------------------------------------------------------

linux = pytest.mark.skipif(sys.platform != "linux", reason="stands in for xdg-open")


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program of the system's that writes down what it was given."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "xdg-open").write_text('#!/bin/sh\nprintf %s "$1" > "$0.got"\nexit "${CODE:-0}"\n', encoding="utf-8")
    (folder / "xdg-open").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return folder / "xdg-open.got"


@linux
def test_kit_open_shows_the_page_that_was_written_last(done: Kit, tmp_path: Path, program: Path) -> None:
    for name in ("first.md", "总结 2.html"):
        assert done("summary", "-o", str(tmp_path / name)).code == 0
    shown = done("open")
    assert shown.code == 0 and str(tmp_path / "总结 2.html") in shown.out
    assert program.read_text(encoding="utf-8") == str(tmp_path / "总结 2.html")


@linux
def test_papers_are_opened_as_well(bare: Kit, tmp_path: Path, program: Path) -> None:
    assert bare("checklists", "print", "power-outage", "-o", str(tmp_path / "card.html")).code == 0
    assert bare("open").code == 0
    assert program.read_text(encoding="utf-8").endswith("card.html")


@linux
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_cannot_be_opened_is_said_in_one_line(
    done: Kit, tmp_path: Path, program: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    none = done("--lang", lang, "open")
    assert none.code == 4 and none.err.count("\n") == 1 and "kit summary -o" in none.err
    path = tmp_path / "x.html"
    assert done("summary", "-o", str(path)).code == 0
    monkeypatch.setenv("CODE", "3")
    failed = done("--lang", lang, "open")
    assert failed.code == 1 and failed.err.count("\n") == 1 and str(path) in failed.err
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "xdg-open" in done("--lang", lang, "open").err
    path.unlink()
    gone = done("--lang", lang, "open")
    assert gone.code == 4 and str(path) in gone.err


def test_what_was_written_last_may_be_forgotten(done: Kit, tmp_path: Path) -> None:
    """A cache: a home that cannot keep it writes all the same."""
    assert pages.last_written(str(tmp_path / "none")) == ""
    pages.remember("/dev/null/none", "x")
    (done.home / "cache").mkdir(exist_ok=True)
    (done.home / "cache" / pages.LAST).mkdir()
    assert done("summary", "-o", str(tmp_path / "x.md")).code == 0
    assert pages.last_written(str(done.home)) == ""


# ---- nothing is loaded that is not used --------------------------------------------------------------------


def test_a_page_on_the_terminal_loads_no_face_of_a_file(done: Kit) -> None:
    code = "import sys; from kit.main import main; main(['summary']); sys.exit(any(n in sys.modules for n in ('docx', 'xlsxwriter', 'lxml', 'kit.ground.documents.faces')))"
    ran = python(environment(done.home, "en"), "-c", code)
    assert ran.returncode == 0, ran.stderr


def test_office_files_have_a_time_that_the_clock_of_the_kit_gave(done: Kit, tmp_path: Path) -> None:
    assert done("summary", "-o", str(tmp_path / "x.xlsx")).code == 0
    with zipfile.ZipFile(tmp_path / "x.xlsx") as archive:
        assert later(90).wall.strftime("%Y-%m-%d") in archive.read("docProps/core.xml").decode()
