"""The record of a drill (service hall plan 1.3, power-outage plan 7.3.2): made from its log, a page in
every face; what is empty says why."""

from __future__ import annotations

import csv
import json
import re
from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.constants import TEN
from tests.support.kit import Kit, closed, opened

EMPTY = "nobody asked"


def played(kit: Kit) -> str:
    ref = opened(kit.at(0).home, drill=True).ref
    assert kit.at(4)("call", "supervisor").code == 0
    assert kit("redline", ref, "forecast", "unclear", "which forecast").code == 0
    kit.at(9)("tick", "forecast", "no")
    assert kit.at(60)("close", "--yes").code == 0
    kit.at(61)
    return ref


@pytest.fixture
def drilled(bare: Kit) -> tuple[Kit, str]:
    return bare, played(bare)


def rows(kit: Kit, ref: str, folder: Path) -> dict[str, str]:
    """The record's lines by their labels."""
    path = folder / "record.csv"
    assert kit("form", ref, "-o", str(path), "--force").code == 0
    found = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines(keepends=True)))
    start = next(n for n, row in enumerate(found) if row and row[0].endswith("Drill record"))
    return {row[0]: row[1] for row in found[start:] if len(row) > 1}


def raw(kit: Kit) -> list[dict[str, object]]:
    (path,) = [p for p in kit.home.rglob("*.jsonl") if "closed" in p.parts]
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_it_has_time_content_people_course_and_problems_of_the_log(drilled: tuple[Kit, str], tmp_path: Path) -> None:
    kit, ref = drilled
    told, lines = rows(kit, ref, tmp_path), raw(kit)
    opened, closed = (str(line["at"])[:19].replace("T", " ") for line in (lines[0], lines[-1]))
    assert told["Time"].split("\n")[:2] == [opened, closed]
    assert told["Content"] == "Application outage" and "supervisor" in told["People reached"]
    assert told["Recorded by"] == "li, wang"
    done = [line for line in lines if line["kind"] == "step-done"]
    assert told["Steps"].startswith(f"{len(done)} done")
    assert "which forecast" in told["What to change in the list"]


def test_its_problems_are_those_that_the_summary_names(drilled: tuple[Kit, str], tmp_path: Path) -> None:
    kit, ref = drilled
    told, data = rows(kit, ref, tmp_path), kit("summary", ref, "--json").json
    wrong = [d for d in [*data["notices"], *data["deadlines"]] if d["status"] in ("late", "not-told")]
    assert len(told["Problems: late and never"].splitlines()) == len(wrong) > 0
    due = sum(row["fell_due"] for row in data["kept"].values())
    assert sum(int(n) for n in re.findall(r"(\d+) due", told["Deadlines"])) == due


def test_what_only_people_can_say_is_empty_until_they_say_it_in_the_review(
    drilled: tuple[Kit, str], tmp_path: Path
) -> None:
    kit, ref = drilled
    before = rows(kit, ref, tmp_path)
    for label in ("What went well", "Comment on the spot", "Evaluation"):
        assert EMPTY in before[label], label
    assert "there was none" in before["Improvement actions"], "it could have been noted, and was not"
    assert kit("review", ref, "--question", "well", "--say", "the tree was known by heart", "--who", "Example").code == 0
    assert rows(kit, ref, tmp_path)["What went well"] == "Example: the tree was known by heart"


def test_a_real_incident_has_no_drill_record(bare: Kit) -> None:
    folder = opened(bare.at(0).home)
    closed(folder, TEN + timedelta(minutes=30))
    shown = bare.at(31)("form", folder.ref)
    assert shown.code == 0 and shown.out and "Drill record" not in shown.out


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("face", ["html", "md", "txt", "docx", "xlsx"])
def test_it_is_a_page_in_every_face(drilled: tuple[Kit, str], tmp_path: Path, face: str, lang: str) -> None:
    kit, ref = drilled
    path = tmp_path / f"record.{face}"
    assert kit("--lang", lang, "form", ref, "-o", str(path)).code == 0
    if face in ("docx", "xlsx"):
        assert path.read_bytes().startswith(b"PK")
    else:
        assert {"zh": "演练记录", "en": "Drill record"}[lang] in path.read_text(encoding="utf-8")


def test_hidden_people_are_hidden_in_it(drilled: tuple[Kit, str]) -> None:
    kit, ref = drilled
    kit("review", ref, "--question", "hard", "--say", "Zhou could not be reached", "--who", "Example")
    said = kit("form", ref, "--redact").out
    assert "Zhou" not in said and "Example" not in said and "wang" not in said
