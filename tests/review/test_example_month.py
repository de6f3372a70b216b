"""The example month in ``data/example``: it is what its maker makes, its pages read as they were frozen,
and a reader of its own, of plain JSON lines, finds no number otherwise in any face."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from kit.review.period.show import listed
from tests.review.test_callers_counted import Raw, recount
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


@pytest.fixture
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


def test_a_second_look_out_of_what_was_kept_says_the_same(month: Callable[..., str], home: Path) -> None:
    """As long after the last change as kept figures are trusted; every time has its offset still."""
    for path in [home / "closed", *(home / "closed").rglob("*")]:
        os.utime(path, (1, 1))
    first = month("zh")
    assert (home / "cache" / "months").exists() and month("zh") == first
    assert "10-19 11:30" in first


def between(page: str, first: str, second: str) -> str:
    return page.partition(f"== {first}")[2].partition(f"== {second}")[0]


def test_what_is_done_is_not_overdue_while_another_person_has_still_to_look(month: Callable[..., str], tmp_path: Path) -> None:
    month("zh", "-o", str(tmp_path / "x.csv"))
    rows = csv_rows(tmp_path / "x.csv")
    (row,) = [row for row in rows if "a1  261006-E00-WCK1" in row]
    assert row[-1] == "12 天前做完，待验证"
    late = sum(row[-1].startswith("过期 ") for row in rows if len(row) == 7)
    assert any(f"现在有 {late} 件已过期限" in row[0] for row in rows if row)


def test_an_open_incident_stands_first_among_what_is_open_and_is_never_cut_off(
    month: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listed, "MOST_OPEN", 20)
    rows = between(month("zh"), "未处理完毕的", "每件事件").partition("情况\n")[2].splitlines()
    assert rows[0].startswith("未关闭的事") and "另有 1 件" in month("zh")


def test_an_incident_that_was_open_for_more_than_a_day_is_to_be_decided_about(month: Callable[..., str]) -> None:
    page = month("zh")
    (ref,) = {name.split("/")[1].partition(".")[0] for name in packed() if name.startswith("open/") and name.count("/") == 2}
    assert f"1 件事件开始一天多还没关闭：{ref}" in between(page, "要决定的", "未处理完毕的")


def test_all_types_together_are_what_the_headline_counts(month: Callable[..., str], tmp_path: Path) -> None:
    """Late and never were the plans' alone there, and all deadlines' above."""
    month("zh", "-o", str(tmp_path / "x.csv"))
    rows = csv_rows(tmp_path / "x.csv")
    told = [row for row in rows if row and row[0].removeprefix("! ").startswith("告知（")]
    headline = [sum(int(row[column]) for row in told) for column in (1, 2, 5, 6, 9)]  # due, in time, <1 min, late, never
    (total,) = [row for row in rows if row[:1] == ["合计"]]
    assert [int(total[column]) for column in (2, 3, 5, 6, 7)] == headline
    heads = next(n for n, row in enumerate(rows) if row[:2] == ["类型", "件数"])
    types = rows[heads + 1 : rows.index(total)]
    assert [sum(int(row[column]) for row in types) for column in (2, 3, 5, 6, 7)] == headline


def test_what_was_opened_in_error_stands_among_no_incidents(month: Callable[..., str]) -> None:
    (ref,) = [ref for ref, lines in logs().items() if closing(lines) == "opened-in-error"]
    assert ref not in month("zh")


def test_at_most_five_causes_are_to_be_decided_about_and_repeats_come_first(month: Callable[..., str]) -> None:
    page = between(month("zh"), "要决定的", "未处理完毕的")
    named = re.findall("同一原因：([^，]+)，", page)
    assert len(named) == 5 and named[:2] == ["业务系统故障", "系统变更或上线"]
    several = sum(len(refs) > 1 for refs in causes().values())
    assert f"另有 {several - 5} 个原因不止一件" in page


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


def callers(home: Path) -> list[Raw]:
    """Customers owed a call: those of the incidents that count, closed or open, and those whom the sheet
    took down in the month."""
    mine = {*counted(), *(folder.name.partition(".")[0] for folder in (home / "open").glob("2610*"))}
    return [one for one in recount(home) if (one.at.month == 10 if one.sheet else one.ref in mine)]


def owed(home: Path) -> tuple[int, int, int, int]:
    """Noted, made, given up, still owed."""
    ends = [one.end for one in callers(home)]
    return len(ends), ends.count("reached"), ends.count("given-up"), ends.count("")


def promises(home: Path) -> list[int]:
    """The calls that were promised by a time, as ``kept`` counts deadlines."""
    now = datetime.fromisoformat(NOW)
    found = [(one, one.result(now)) for one in callers(home)]
    brief = sum(result == "kept" and one.over(now).total_seconds() >= 1 for one, result in found)
    told = Counter(result for _, result in found)
    return [told["kept"] + told["late"] + told["broken"], told["kept"] - brief, brief, told["late"], told["broken"]]


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


def test_the_data_say_what_the_lines_say(month: Callable[..., str], home: Path) -> None:
    said = json.loads(month("zh", "--json"))
    there = counted()
    assert said["by_kind"]["incident"]["runs"] == len(there)
    assert said["by_outcome"] == Counter(closing(lines) for lines in there.values())
    assert {name: one["runs"] for name, one in said["by_type"].items()} == Counter(lines[0]["data"]["type"] for lines in there.values())
    assert {row: [one["fell_due"], one["in_time"], one["brief"], one["late"], one["never"]] for row, one in said["kept"].items()} == kept() | {"promises": promises(home)}
    tally = said["tally"]
    assert (tally["callback_count"], tally["called_back"], tally["given_up"]) == owed(home)[:3]
    assert {key: one["refs"] for key, one in said["by_cause"].items()} == causes()
    assert said["withdrawn"] == sum(closing(lines) == "opened-in-error" for lines in logs().values())


# ---- the same numbers in every face -----------------------------------------------------------------

Rows = list[list[str]]


def bare_text(markup: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", markup)).strip()


def html_rows(path: Path) -> Rows:
    """Cells end where the next begins: HTML asks for no end tags there."""
    text = re.sub(r"<(style|script|svg).*?</\1>", "", path.read_text(encoding="utf-8"), flags=re.S)
    rows = [re.split(r"<t[hd]\b[^>]*>", row.partition("</table>")[0])[1:] for row in re.split(r"<tr\b[^>]*>", text)[1:]]
    return [[bare_text(cell) for cell in row] for row in rows] + [[bare_text(text)]]


def docx_rows(path: Path) -> Rows:
    import docx

    document = docx.Document(str(path))
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    return rows + [[paragraph.text] for paragraph in document.paragraphs]


def xlsx_rows(path: Path) -> Rows:
    import openpyxl

    book = openpyxl.load_workbook(path)
    return [["" if cell.value is None else str(cell.value) for cell in row] for sheet in book for row in sheet.iter_rows()]


def csv_rows(path: Path) -> Rows:
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def md_rows(path: Path) -> Rows:
    lines = path.read_text(encoding="utf-8").replace("\\", "").splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] if line.startswith("|") else [line] for line in lines]


def txt_rows(path: Path) -> Rows:
    return [re.split(r"\s{2,}", line.strip()) for line in path.read_text(encoding="utf-8").splitlines()]


FACES: dict[str, Callable[[Path], Rows]] = {
    "txt": txt_rows, "md": md_rows, "csv": csv_rows, "html": html_rows, "docx": docx_rows, "xlsx": xlsx_rows,
}  # fmt: skip
ROWS = {
    "told-plan": "告知（预案规定）", "told-ours": "告知（本系统自定）", "checks-plan": "核对（预案规定）",
    "checks-ours": "核对（本系统自定）", "promises": "答应的时间",
}  # fmt: skip


class Face:
    """One file's rows, found by their first cell."""

    def __init__(self, rows: Rows) -> None:
        plain = [[re.sub(r"^! | \(n = \d+\)$", "", cell.strip()) for cell in row] for row in rows]
        self.rows = [[cell for cell in row if cell and cell != "!"] for row in plain]
        self.text = "\n".join("\t".join(row) for row in self.rows)

    def of(self, name: str, cells: int) -> list[str]:
        """The first row of so many cells that begins with the name."""
        return next(row for row in self.rows if row[:1] == [name] and len(row) >= cells)


def numbers(cells: list[str]) -> list[float]:
    return [float(cell) for cell in cells]


def told(lines: Lines) -> str:
    """How many of the people to be told of one incident were told in time, as its row says it."""
    own = [line for line in lines if line["kind"] not in ("joined", "continued")]
    rows = [row for name, row in Naive(b"\n".join(json.dumps(line).encode() for line in own)).count().items() if name.startswith("told")]
    due, ok, late, never = (sum(row[n] if n != 3 else len(row[3]) for row in rows) for n in (0, 1, 3, 4))
    texts = [f"{due} 中 {ok}"] + [f"逾期 {late}"] * bool(late) + [f"没通知 {never}"] * bool(never)
    return "，".join(texts) if due else "-"


@pytest.mark.parametrize("ending", FACES)
def test_every_face_says_what_the_lines_say(month: Callable[..., str], home: Path, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"x.{ending}"
    month("zh", "-o", str(path))
    face = Face(FACES[ending](path))
    there, rows, (noted, called, given_up, open_) = counted(), kept() | {"promises": promises(home)}, owed(home)
    for fact in (
        f"{len(there)} 件（按开始时间，已关闭的）",
        f"登记 {noted} 个：已回电 {called}，已放弃 {given_up}，还欠 {open_}",
        f"{len(there)} 件中 {sum(map(len, causes().values()))} 件写了原因",
    ):
        assert fact in face.text
    assert set(rows) == set(ROWS)
    for name, (due, ok, brief, late, never) in rows.items():
        cells = face.of(ROWS[name], 9)
        assert numbers([*cells[1:3], *cells[5:7], cells[-1]]) == [due, ok, brief, late, never], name
        share = cells[3].rstrip("%")
        assert round(float(share) / (100 if "%" in cells[3] else 1), 3) == round(ok / due, 3), name
    titles = {lines[0]["data"]["type"]: lines[0]["data"]["checklist"]["title"]["zh"] for lines in there.values()}
    for type_, count in Counter(lines[0]["data"]["type"] for lines in there.values()).items():
        assert float(face.of(titles[type_], 8)[1]) == count, type_
    for ref, lines in there.items():
        row = face.of(ref, 6)
        at = datetime.fromisoformat(lines[0]["at"])
        assert row[1] in (f"{at:%m-%d %H:%M}", f"{at:%Y-%m-%d %H:%M:%S}", f"{at:%Y-%m-%d %H:%M}"), row
        said = next((cell for cell in row[3:] if " 中 " in cell), "-")
        assert told(lines) == said or (ending == "txt" and told(lines).startswith(said)), row
    for key, refs in causes().items():
        said = next(row for row in face.rows if len(row) > 3 and row[3].startswith(refs[0]) and row[1].isdigit())
        assert int(said[1]) == len(refs), key
    undone = [row for row in face.rows if row[-1:] in (["关闭时没做"], ["跳过"]) and len(row) == 3]
    assert f"关键的 {len(undone)} 步" in face.text
