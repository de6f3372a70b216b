"""The example month in ``data/example``: it is what its maker makes, its pages read as they were frozen,
and a reader of its own, of plain JSON lines, finds no number otherwise in any face."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.review.test_period import real, when
from tests.review.test_recount import Naive
from tests.support.example.month import MONTH, make
from tests.support.example.packed import packed, unpack
from tests.support.kit import Kit
from tests.support.machine import fast_folder

GOLD = Path(__file__).with_name("gold")
NOW = "2026-11-02T09:00:00+08:00"
Lines = list[dict[str, Any]]
LANGS = ("zh", "en")


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    with fast_folder() as folder:
        unpack(folder / "home")
        yield folder / "home"


@pytest.fixture
def month(home: Path, bare: Kit, tmp_path: Path) -> Callable[..., str]:
    """The page, on the terminal or in a file of some face."""
    clock = tmp_path / "now"
    clock.write_text(NOW, encoding="ascii")
    bare.env("KIT_CLOCK", f"file:{clock}")

    def said(lang: str, *more: str) -> str:
        done = bare("--home", str(home), "--lang", lang, "summary", "--month", MONTH, *more)
        assert done.code == 0, done.err
        return done.out

    return said


def test_the_same_seed_gives_the_same_bytes() -> None:
    with fast_folder() as folder:
        made = make(folder)
    frozen = packed()
    assert sorted(made) == sorted(frozen)
    assert [name for name, blob in made.items() if blob != frozen[name]] == [], "python -m tests.support.example"


def test_every_line_of_it_is_proved(home: Path, bare: Kit) -> None:
    assert bare("--home", str(home), "verify").code == 0


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("ending", ["txt", "md", "html"])
def test_the_page_of_the_month_is_the_golden_one(month: Callable[..., str], tmp_path: Path, lang: str, ending: str) -> None:
    path, gold = tmp_path / f"x.{ending}", GOLD / f"month.{lang}.{ending}"
    month(lang, "-o", str(path))
    text = path.read_text(encoding="utf-8")
    if os.environ.get("KIT_GOLD") == "update":
        gold.write_text(text, encoding="utf-8", newline="\n")
    assert text == gold.read_text(encoding="utf-8")


# ---- a reader of its own ---------------------------------------------------------------------------


@cache
def logs() -> dict[str, Lines]:
    """Each closed incident's lines by its reference, in the order of writing, without what was taken
    back; the opening laptop's first."""
    out: dict[str, list[tuple[str, Lines]]] = {}
    for name, blob in packed().items():
        if name.startswith("closed/"):
            folder = name.split("/")[2].partition(".")[0]
            out.setdefault(folder, []).append((name, [json.loads(line) for line in blob.splitlines()]))
    found = {}
    for ref, journals in out.items():
        lines = [line for _, each in journals for line in each]
        gone = {id_ for line in lines if line["kind"] == "undone" for id_ in (line["data"]["entry"], *line["data"].get("also", []))}
        found[ref] = sorted((line for line in lines if line["id"] not in gone), key=lambda line: (line["kind"] != "opened", line.get("wrote", line["at"])))
    return found


def counted() -> dict[str, Lines]:
    """The real incidents of the month that were not opened in error."""
    mine = {ref: lines for ref, lines in logs().items() if date(2026, 10, 1) <= when(lines) < date(2026, 11, 1)}
    return {ref: lines for ref, lines in mine.items() if real(lines) and closing(lines) != "opened-in-error"}


def closing(lines: Lines) -> str:
    return str([line for line in lines if line["kind"] == "closed"][-1]["data"]["outcome"])


def kept() -> dict[str, list[int]]:
    """Deadlines by sort: due, in time, under a minute late, late, never."""
    rows: dict[str, list[int]] = {}
    for lines in counted().values():
        own = [line for line in lines if line["kind"] not in ("joined", "continued")]
        for row, (due, ok, brief, late, never) in Naive(b"\n".join(json.dumps(line).encode() for line in own)).count().items():
            sums = rows.setdefault(row, [0, 0, 0, 0, 0])
            for place, more in enumerate((due, ok, brief, len(late), never)):
                sums[place] += more
    return rows


def owed() -> tuple[int, int, int, int]:
    """Calls owed to customers in incidents: noted, made, given up, still owed."""
    states: list[str] = []
    for lines in counted().values():
        last = {line["data"]["id"]: "" for line in lines if line["kind"] == "callback-added"}
        for line in lines:
            if line["kind"] == "callback-tried" and line["data"]["result"] != "no-answer":
                last[line["data"]["id"]] = line["data"]["result"]
        states += last.values()
    return len(states), states.count("reached"), states.count("given-up"), states.count("")


def causes() -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for ref, lines in sorted(counted().items()):
        said = [line["data"]["cause"] for line in lines if line["kind"] == "cause-set"]
        if said:
            out.setdefault(said[-1], []).append(ref)
    return out


def test_the_month_has_one_of_everything_that_a_supervisor_meets() -> None:
    kinds = Counter(line["kind"] for lines in logs().values() for line in lines)
    assert 50 <= len(counted()) <= 60 and len({name.rpartition("/")[2] for name in packed() if name.startswith("closed/")}) == 2
    assert min(kinds[kind] for kind in ("undone", "reopened", "joined", "callback-moved", "action-done", "action-checked", "cause-set", "reviewed")) > 0
    assert Counter(closing(lines) for lines in logs().values()) >= Counter({"false-alarm": 2, "opened-in-error": 1, "gaps": 2})
    leaders = {line["by"] for lines in logs().values() for line in lines if line["kind"] == "opened"}
    assert leaders == {"张三", "李四", "王五"}
    assert sum("drill" in lines[0]["data"] for lines in logs().values()) == 3
    assert all(kept()["told-ours"]), "in time, a little late, late and never"


def test_the_data_say_what_the_lines_say(month: Callable[..., str]) -> None:
    said = json.loads(month("zh", "--json"))
    there = counted()
    assert said["by_kind"]["incident"]["runs"] == len(there)
    assert said["by_outcome"] == Counter(closing(lines) for lines in there.values())
    assert {name: one["runs"] for name, one in said["by_type"].items()} == Counter(lines[0]["data"]["type"] for lines in there.values())
    assert {row: [one["fell_due"], one["in_time"], one["brief"], one["late"], one["never"]] for row, one in said["kept"].items()} == kept()
    tally = said["tally"]
    assert (tally["callback_count"], tally["called_back"], tally["given_up"]) == owed()[:3]
    assert {key: one["refs"] for key, one in said["by_cause"].items()} == causes()
    assert said["withdrawn"] == sum(closing(lines) == "opened-in-error" for lines in logs().values())


# ---- the same numbers in every face -----------------------------------------------------------------


def tables_html(path: Path) -> str:
    text = re.sub(r"<(style|script|svg).*?</\1>", "", path.read_text(encoding="utf-8"), flags=re.S)
    return unescape(re.sub(r"<[^>]+>", "\t", re.sub(r"\s*\n\s*", "", text)))


def office(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if re.search(r"document\.xml$|sharedStrings\.xml$|sheet\d+\.xml$", name)]
        return "\n".join(archive.read(name).decode("utf-8") for name in names)


def tables_docx(path: Path) -> str:
    return unescape(re.sub(r"<[^>]+>", "", re.sub(r"</w:(tc|p)>", "\t", office(path))))


def tables_xlsx(path: Path) -> str:
    import openpyxl

    book = openpyxl.load_workbook(path)
    found = [(sheet.title, (cell.value for row in sheet.iter_rows() for cell in row)) for sheet in book]
    return "\t".join(str(text) for title, cells in found for text in (title, *cells) if text is not None)


def tables_csv(path: Path) -> str:
    return "\t".join(cell for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))) for cell in row)


def tables_md(path: Path) -> str:
    return path.read_text(encoding="utf-8").replace("\\", "").replace("|", "\t")


def tables_txt(path: Path) -> str:
    return path.read_text(encoding="utf-8")


FACES = {"txt": tables_txt, "md": tables_md, "csv": tables_csv, "html": tables_html, "docx": tables_docx, "xlsx": tables_xlsx}
ROWS = {"told-plan": "告知（预案规定）", "told-ours": "告知（本系统自定）", "checks-plan": "核对（预案规定）", "checks-ours": "核对（本系统自定）", "promises": "答应的时间"}


@pytest.mark.parametrize("ending", FACES)
def test_every_face_says_what_the_lines_say(month: Callable[..., str], tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"x.{ending}"
    month("zh", "-o", str(path))
    text = re.sub(r"[\t \n]+", " ", FACES[ending](path))
    there, rows, (noted, called, given_up, open_) = counted(), kept(), owed()
    assert f"{len(there)} 件（按开始时间，已关闭的）" in text
    assert f"登记 {noted} 个：已回电 {called}，已放弃 {given_up}，还欠 {open_}" in text
    assert set(rows) == set(ROWS)
    for row, (due, ok, brief, late, never) in rows.items():
        found = re.search(re.escape(ROWS[row]) + r" (\d+) (\d+) (\S+) \S+ (\d+) (\d+) (?:(?!告知|核对|答应).)*? (\d+)(?= (?:告知|核对|答应|==|#|没按时))", text)
        assert found is not None, (row, text)
        assert [int(found[n]) for n in (1, 2, 4, 5, 6)] == [due, ok, brief, late, never], row
        assert found[3] in (f"{100 * ok / due:.1f}%", f"{ok / due:.3f}", f"{ok / due}"), row
    sections = text.partition("每件事件")[2].partition("时限：按时")[0]
    assert sorted(re.findall(r"2610\d\d-\w{3}-\w{4}", sections)) == sorted(there)
    for name, count in Counter(datetime.fromisoformat(lines[0]["at"]).strftime("%m-%d %H:%M") for lines in there.values()).items():
        assert ending == "xlsx" or sections.count(name) == count, name
