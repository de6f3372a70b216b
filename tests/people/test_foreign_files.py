"""Address books and sheets as other programs write them: what their readers give otherwise than one would
guess, and what of it reaches the contacts."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from kit.people.contacts.files import sheets, vcards
from kit.people.contacts.rules.card import Card
from tests.support.kit import Kit

PLAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


def read_card(*lines: str, version: str = "3.0") -> Card:
    text = "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])
    (found,) = vcards.read(io.BytesIO(text.encode())).cards
    return found


@pytest.mark.parametrize("version", ["2.1", "3.0", "4.0"])
def test_a_comma_that_is_not_escaped_cuts_nothing_off(version: str) -> None:
    """The reader drops what stands behind one: a dialled extension, half a note, a second nickname."""
    found = read_card(
        "FN:Example, Li", "NICKNAME:小张,阿三", "NOTE:先打手机,不通再打总机", "TITLE:主管,替补",
        "ORG:示例中心,三楼;运维", "TEL;TYPE=WORK:01055501234,8001", version=version,
    )  # fmt: skip
    assert (found.name, found.aliases, found.note) == ("Example, Li", ["小张", "阿三"], "先打手机,不通再打总机")
    assert (found.org, found.posts) == ("示例中心,三楼 运维", ["主管,替补"])
    assert [channel.number for channel in found.channels] == ["01055501234,8001"]


def test_a_comma_that_is_escaped_is_one_comma() -> None:
    found = read_card("FN:张三", r"NOTE:一\,二\\,三\;四", "TEL:5550100")
    assert found.note == "一,二\\,三;四"


def test_several_given_names_stay_several() -> None:
    assert read_card("N:Example;Li,Mei;;;", "TEL:5550100").name == "Li Mei Example"


@pytest.mark.parametrize("written", ["三丰 张", "张 三丰", "张三丰"])
def test_a_chinese_name_written_the_western_way_is_put_right(written: str) -> None:
    """Libraries that make cards put the given name first, whatever the script."""
    assert read_card(f"FN:{written}", "N:张;三丰;;;", "TEL:5550100").name == "张三丰"


@pytest.mark.parametrize(("written", "parts"), [("Li Example", "Example;Li;;;"), ("阿三", "张;三丰;;;"), ("张三丰 经理", "张;三丰;;;")])
def test_a_name_that_is_otherwise_stays_as_it_is_written(written: str, parts: str) -> None:
    assert read_card(f"FN:{written}", f"N:{parts}", "TEL:5550100").name == written


def test_numbers_of_two_sorts_in_one_quoted_list_are_known_as_both() -> None:
    (channel,) = read_card("FN:张三", 'TEL;TYPE="home,cell":5550100', version="4.0").channels
    assert channel.kind == "home"


# ---- sheets -------------------------------------------------------------------------------------


def sheet(folder: Path, rows: list[list[str]], before: str = "", main: str = PLAIN) -> str:
    """A sheet as programs write it that stream: every cell by itself, no table of texts."""
    relations = main.replace("/spreadsheetml/2006/main", "/officeDocument/2006/relationships")
    relations = relations.replace("/spreadsheetml/main", "/officeDocument/relationships")
    packages = "http://schemas.openxmlformats.org/package/2006"
    link = f'<Relationships xmlns="{packages}/relationships"><Relationship Id="rId1" Type="{relations}/%s" Target="%s"/></Relationships>'
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kinds}.worksheet+xml"/></Types>',
        "_rels/.rels": link % ("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relations}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": link % ("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}">{before}<sheetData>'
        + "".join(f'<row r="{n}">{"".join(_cell(text) for text in row)}</row>' for n, row in enumerate(rows, 1))
        + "</sheetData></worksheet>",
    }
    path = folder / "people.xlsx"
    with zipfile.ZipFile(path, "w") as packed:
        for name, text in parts.items():
            packed.writestr(name, text)
    return str(path)


def _cell(text: str) -> str:
    if text.startswith("#"):
        return f'<c t="e"><v>{text}</v></c>'
    return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


PEOPLE = [["姓名", "手机", "备注"], ["张三", "13800000001", "白班_x000D_\n夜班"], ["李四", "13800000002", "#N/A"]]


def test_a_sheet_that_claims_to_be_one_cell_is_read_whole(tmp_path: Path) -> None:
    """As exporting servers write it that do not know the end when they begin."""
    found = sheets.read_xlsx(sheet(tmp_path, PEOPLE, '<dimension ref="A1"/>'))
    assert [card.name for card in found.cards] == ["张三", "李四"]


def test_a_carriage_return_in_a_cell_is_no_text(tmp_path: Path) -> None:
    found = sheets.read_xlsx(sheet(tmp_path, PEOPLE))
    assert found.cards[0].note == "白班 夜班"


def test_a_formula_that_found_nothing_is_no_text(tmp_path: Path) -> None:
    found = sheets.read_xlsx(sheet(tmp_path, [*PEOPLE, ["#N/A", "13800000003", ""], ["王五", "#N/A", ""]]))
    assert found.cards[1].note == ""
    assert [(bad.where, bad.why) for bad in found.bad] == [(4, "no-name"), (5, "no-number")]


def test_a_strict_sheet_is_refused_with_the_way_out(bare: Kit, tmp_path: Path) -> None:
    """Its reader finds no sheet in it and only warns, of something else."""
    said = bare("--lang", "zh", "contact", "import", sheet(tmp_path, PEOPLE, main=STRICT))
    assert said.code == 5 and "另存为" in said.err and "Warning" not in said.err


@pytest.mark.parametrize("above", ["联系方式", "怎样找到"])
def test_titles_in_two_rows_are_read_as_one(tmp_path: Path, above: str) -> None:
    """Cells over both rows are joined, and one title stands above two columns of numbers."""
    rows = [["示例中心通讯录"], ["姓名", "部门", above, ""], ["", "", "手机", "办公电话"], ["张三", "运维", "13800000001", "01055501234"]]
    (found,) = sheets.read_xlsx(sheet(tmp_path, rows)).cards
    assert (found.name, found.org) == ("张三", "运维")
    assert [(channel.number, channel.kind) for channel in found.channels] == [("13800000001", "mobile"), ("01055501234", "phone")]


def test_a_first_row_of_people_is_no_second_row_of_titles(tmp_path: Path) -> None:
    rows = [["姓名", "手机", "电话"], ["张三", "", "01055501234"], ["", "13800000002", ""]]
    found = sheets.read_xlsx(sheet(tmp_path, rows))
    assert [card.name for card in found.cards] == ["张三"] and [bad.where for bad in found.bad] == [3]


@pytest.mark.parametrize(
    ("form", "value", "shown"),
    [("000-00000000", 1055501234, "010-55501234"), ("000000000000", 75555501234, "075555501234"), ("0", 13800000001, "13800000001"), ("General", 5550100, "5550100")],
)
def test_zeros_that_only_the_format_of_a_cell_shows_are_part_of_the_number(tmp_path: Path, form: str, value: int, shown: str) -> None:
    """A landline typed as a number has lost its first zero; whoever sees the sheet sees it."""
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["姓名", "电话"])
    book.active.append(["张三", value])
    book.active["B2"].number_format = form
    book.save(tmp_path / "zeros.xlsx")
    (found,) = sheets.read_xlsx(str(tmp_path / "zeros.xlsx")).cards
    assert [channel.number for channel in found.channels] == [shown]


def test_a_book_in_which_no_sheet_is_found_is_said_to_be_none(tmp_path: Path) -> None:
    """Its reader leaves out in silence what it does not find by the very letters of its name."""
    path = Path(sheet(tmp_path, PEOPLE))
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w") as packed:
        for name, data in parts.items():
            packed.writestr(name.replace("sheet1", "Sheet1"), data)
    with pytest.raises(ValueError, match="no sheet"):
        sheets.read_xlsx(str(path))
