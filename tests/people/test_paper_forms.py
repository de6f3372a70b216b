"""Every register has a form on paper: numbered as it is asked for electronically, typed in later with
the time it was written, who wrote it and who types."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kit.ground.base.refusal import Refused
from kit.people.registers.rules.books import BOOKS
from kit.people.registers.rules.items import fields_of
from kit.people.registers.rules.paper import numbered, typed
from tests.support.kit import Kit

FORMS = [name for name in BOOKS if name != "callback" and BOOKS[name].item.__module__.startswith("kit.people")]


def full_line(name: str, number: str) -> tuple[str, dict[str, str]]:
    """A line with every field of the form, and what must be kept of it."""
    known, wanted, parts = fields_of(BOOKS[name].item), {}, []
    for place, field in enumerate(BOOKS[name].asks, 1):
        choices = known[field].choices
        wanted[field] = choices[-1] if choices else f"made up {field}"
        parts.append(f"{place}={len(choices) if choices else wanted[field]}")
    due = len(BOOKS[name].asks) + 1
    return f"{number} 10:05 {' '.join(parts)} {due}=10:45", wanted


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", FORMS)
def test_an_empty_form_has_each_field_by_its_number_in_every_block(bare: Kit, name: str, lang: str) -> None:
    html = bare.at(0)("--lang", lang, "sheet", "--register", name, "--blank", "-", "--rows", "7").out
    assert html.count("<table>") == 7 and "-07<" in html
    for place in range(1, len(numbered(BOOKS[name])) + 1):
        assert html.count(f"<b>{place}</b>") == 7
    assert "http" not in html and "<script" not in html and "{" not in re.sub("<style>.*</style>", "", html)


@pytest.mark.parametrize("name", FORMS)
def test_what_was_written_is_typed_in_whole_with_its_time_and_its_number(
    bare: Kit, tmp_path: Path, name: str
) -> None:
    line, wanted = full_line(name, "7qmt-1")
    path = tmp_path / "paper.txt"
    bad = ["7QMT-03 1=made up", "7QMT-03 10:06 99=x", "7QMT-03 10:06 no number", line]
    path.write_bytes("\n".join([line, *bad, full_line(name, "7QMT-02")[0]]).encode("gb18030"))
    argv = ("sheet", "--register", name, "--paper", "--who", "Wu", "--by", "Ma", "--file", str(path))
    done = bare.at(60)(*argv)
    assert done.code == 3 and "2 lines taken, 4 not" in done.err
    for n in range(2, 6):
        assert f"Line {n}" in done.err
    items = bare(name, "show", "7QMT-01", "--withheld", "--json").json["items"]
    (first,) = items
    assert (first["id"], first["by"], first["typed_by"]) == ("7QMT-01", "Wu", "Ma")
    assert first["at"][11:16] == "10:05" and (first["promised"] or first["stage_due"])[11:16] == "10:45"
    assert {key: first["content"][key] for key in wanted} == wanted


def test_a_choice_is_taken_by_its_number_its_name_or_its_word() -> None:
    for said in ("2", "written", "书面", "Written"):
        assert typed(BOOKS["complaint"], f"10:05 1=Li 5={said}").fields["how"] == "written"
    with pytest.raises(Refused):
        typed(BOOKS["complaint"], "10:05 1=Li 5=7")


def test_full_width_signs_and_spaces_around_the_number_are_read() -> None:
    found = typed(BOOKS["complaint"], "7QMT-02 10:05 １＝张三 2 = 5550100 3=等了 一小时")
    assert found.fields == {"name": "张三", "phone": "5550100", "matter": "等了 一小时"}


def test_a_register_that_is_none_is_refused(bare: Kit) -> None:
    assert bare("sheet", "--register", "letters", "--blank", "-").code == 2


def test_a_sheet_is_typed_in_on_another_day_by_the_date_before_the_time(bare: Kit, tmp_path: Path) -> None:
    path = tmp_path / "paper.txt"
    path.write_text("7QMT-01 03-02 09:05 Li 5550100 bill\n7QMT-02 2026-03-02 9:10 Wu 5550101 bill\n7QMT-03 12:05 Ma 5550102 bill", encoding="utf-8")
    done = bare.at(3 * 24 * 60 + 60)("sheet", "--paper", "--who", "Wu", "--drill", "--file", str(path))
    assert done.code == 3 and "2 lines taken, 1 not" in done.err and "Line 3" in done.err
    items = bare("callback", "list", "--all", "--json").json["items"]
    assert sorted(item["at"][:16] for item in items) == ["2026-03-02T09:05", "2026-03-02T09:10"]
    path.write_text("7QMT-01 3月2日 09:05 1=mend 3=crew", encoding="utf-8")
    done = bare("sheet", "--register", "order", "--paper", "--who", "Wu", "--drill", "--file", str(path))
    assert done.code == 0, done.err
    (item,) = bare("order", "list", "--json").json["items"]
    assert item["at"][:16] == "2026-03-02T09:05"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_paper_has_room_for_the_date_and_most_of_it_for_what_is_written_most(bare: Kit, lang: str) -> None:
    day = "日期" if lang == "zh" else "Date"
    sheet = bare.at(0)("--lang", lang, "sheet", "--blank", "-").out
    widths = [int(width) for width in re.findall(r"width:(\d+)%\">", sheet)]
    assert sum(widths) == 100 and max(widths) == widths[4], "the matter has the most"
    assert day in sheet
    for name in FORMS:
        form = bare("--lang", lang, "sheet", "--register", name, "--blank", "-", "--rows", "2").out
        assert form.count(f"{day} ____") == 2 and 'class="long"' in form


def test_a_work_orders_paper_asks_for_what_is_to_be_done_and_not_for_the_reason_of_a_call(bare: Kit) -> None:
    form = bare.at(0)("sheet", "--register", "order", "--blank", "-").out
    assert "What is to be done" in form and "Reason for call" not in form and "To be done by" in form
