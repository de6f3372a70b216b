"""The leader's log as a page that people keep, in every face."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.kit import Kit

DEFUSED = "=1+1"


@pytest.fixture
def on(bare: Kit) -> Kit:
    bare.at(0)("shift", "start", "Example")
    bare("shift", "note", "lamp out in hall two")
    bare("shift", "note", f"{DEFUSED} <b>x</b>")
    bare("shift", "figure", "120", "110")
    bare("shift", "note", "a slip")
    bare("shift", "undo")
    bare("shift", "count", "radio", "7", "--should", "8")
    return bare.at(30)


def raw(kit: Kit) -> list[dict[str, object]]:
    """The lines as they lie in the shift's journals."""
    paths = [p for p in kit.home.rglob("*.jsonl") if "shift" in p.as_posix()]
    lines = [json.loads(x) for p in paths for x in p.read_text(encoding="utf-8").splitlines()]
    return [line for line in lines if "kind" in line]


@pytest.mark.parametrize("line", [("shift", "log"), ("shift", "show")])
@pytest.mark.parametrize("face", ["html", "md", "txt", "csv", "docx", "xlsx"])
def test_the_shifts_log_is_a_page_in_every_face(on: Kit, tmp_path: Path, line: tuple[str, ...], face: str) -> None:
    path = tmp_path / f"log.{face}"
    made = on(*line, "-o", str(path))
    assert (made.code, made.out) == (0, "") and str(path) in made.err
    refused = on(*line, "-o", str(path))
    assert refused.code == 2 and "--force" in refused.err
    if face in ("docx", "xlsx"):
        assert path.read_bytes().startswith(b"PK")
        return
    text = path.read_text(encoding="utf-8")
    text = text.replace("&#x27;", "'")
    assert "Leader's log" in text and "lamp out in hall two" in text and "a slip" in text and "taken back" in text
    assert "Signatures" in text and "radio" in text
    assert "<b>" not in text or face in ("txt", "csv")
    if face == "csv":
        assert all(not field.startswith("=") for row in text.splitlines() for field in row.split(","))


def test_every_line_of_the_journal_stands_on_it_once(on: Kit, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    assert on("shift", "log", "-o", str(path)).code == 0
    numbers = [row.split(",")[0] for row in path.read_text(encoding="utf-8").splitlines() if row.startswith("#")]
    assert sorted(numbers) == sorted(f"#{line['n']}" for line in raw(on)) and len(numbers) >= 7


def test_as_json_it_has_the_shift_and_its_entries_as_the_command_says_them(on: Kit, tmp_path: Path) -> None:
    path = tmp_path / "log.json"
    assert on("shift", "log", "-o", str(path)).code == 0
    data = json.loads(path.read_text(encoding="utf-8"))
    assert data["entries"] == on("shift", "log", "--json").json["entries"]
    assert data["shift"] == on("shift", "show", "--json").json["shift"]


def test_hidden_people_are_hidden_in_the_file_too(on: Kit, tmp_path: Path) -> None:
    path = tmp_path / "log.html"
    assert on("shift", "log", "--redact", "-o", str(path)).code == 0
    text = path.read_text(encoding="utf-8")
    assert "lamp out" not in text and "Example" not in text and "hidden" in text


def test_a_chinese_page_has_no_english_words(on: Kit, tmp_path: Path) -> None:
    path = tmp_path / "log.md"
    assert on("--lang", "zh", "shift", "log", "-o", str(path)).code == 0
    text = path.read_text(encoding="utf-8")
    assert "组长日志" in text and "签名" in text and "Signature" not in text and "Entry" not in text
