"""Twelve shapes of sheets and cards that offices really have: everything of them comes in, or is named with
the reason. Everybody in them is made up."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl

from kit.people.contacts.files.foreign import read_foreign
from kit.people.contacts.rules.card import ReadFile
from kit.people.contacts.rules.contact import Channel
from tests.people.books import as_csv, as_xlsx, card
from tests.support.kit import Kit


def read(folder: Path, name: str, data: bytes) -> ReadFile:
    path = folder / name
    path.write_bytes(data)
    return read_foreign(str(path))


def numbers(channels: list[Channel]) -> list[str]:
    return [channel.number for channel in channels]


def two_sheets(*sheets: tuple[str, list[list[object]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for title, rows in sheets:
        made = book.create_sheet(title)
        for row in rows:
            made.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_post_is_found_in_whichever_of_two_columns_it_stands(bare: Kit, tmp_path: Path) -> None:
    """岗位 and 职务 beside each other; what is no post of the site is named and stays in the note."""
    rows = [["姓名", "岗位", "职务", "手机"], ["张敏", "系统运维专员", "班长", "13800000001"], ["李强", "", "呼叫中心主管", "13800000002"]]
    path = tmp_path / "a.csv"
    path.write_bytes(as_csv(rows, "utf-8-sig"))
    said = bare("--lang", "zh", "contact", "import", str(path), "--yes").out
    assert "岗位名称对不上本处的，写进备注 1 个" in said and "张敏  班长" in said
    found = {c["name"]: c for c in bare("contact", "list", "--json").json["contacts"]}
    assert found["张敏"]["fills"] == ["tech"] and found["张敏"]["note"] == "班长"
    assert found["李强"]["fills"] == ["supervisor"]


def test_every_sheet_of_a_file_is_read_and_one_without_titles_is_named(bare: Kit, tmp_path: Path) -> None:
    data = two_sheets(
        ("通讯录", [["江淮 13800000099"], ["序号", "姓名", "联系电话", "短号"], [1, "马保安", 13800000081, 6081]]),
        ("旧", [["姓名", "电话"], ["第二页人", 13800000089], ["没号码", None]]),
        ("说明", [["本表每月更新"]]),
        ("空", []),
    )
    path = tmp_path / "book.xlsx"
    path.write_bytes(data)
    found = read_foreign(str(path))
    assert {c.name: numbers(c.channels) for c in found.cards} == {"马保安": ["13800000081", "6081"], "第二页人": ["13800000089"]}
    assert found.cards[0].channels[1].note == "短号"
    assert [(b.sheet, b.where, b.why) for b in found.bad] == [("", 1, "early"), ("旧", 3, "no-number"), ("说明", 0, "no-titles")]
    said = bare("--lang", "zh", "contact", "import", str(path)).out
    assert "“旧”第 3 行  没号码  没有号码" in said and "“说明”  整张表没有表头" in said and "第 1 行" in said


def test_what_a_chat_program_exports_is_taken_or_its_column_is_named(bare: Kit, tmp_path: Path) -> None:
    """As DingTalk writes it: department, post, number of the person, extension, short number, mail."""
    head: list[object] = ["员工UserID", "姓名", "部门", "职位", "工号", "手机号", "分机号", "短号", "邮箱", "是否部门主管", "入职时间"]
    row: list[object] = ["u1", "杨帆", "客服部", "主管", "A17", "+86-13800000028", "8029", "6028", "yang@example.com", "否", ""]
    path = tmp_path / "ding.xlsx"
    path.write_bytes(as_xlsx([head, row]))
    found = read_foreign(str(path))
    (one,) = found.cards
    assert numbers(one.channels) == ["+86-13800000028", "8029", "6028", "yang@example.com"]
    assert (one.org, one.posts, one.note, one.aliases) == ("客服部", ["主管"], "工号 A17", ["u1"])
    assert [c.note for c in one.channels] == ["", "分机号", "短号", ""]
    assert found.unused == ["是否部门主管"], "a column in which nothing stands is missed by nobody"
    assert "没有用到的列：“是否部门主管”" in bare("--lang", "zh", "contact", "import", str(path)).out
    assert bare("contact", "import", str(path), "--json").json["unused"] == ["是否部门主管"]


def test_company_and_department_stand_both_in_the_organisation(tmp_path: Path) -> None:
    head: list[object] = ["姓名", "帐号", "别名", "职务", "部门", "公司", "手机", "座机", "企业邮箱", "地址"]
    data = as_xlsx([["填写须知"], head, ["钱明", "qm", "", "值班经理", "客服部", "示例公司", 13800000025, "5550026", "q@example.com", "虚构路1号"]])
    (one,) = read(tmp_path, "wecom.xlsx", data).cards
    assert one.org == "客服部 示例公司" and one.note == "地址 虚构路1号" and one.aliases == ["qm"]


def test_outlook_in_chinese(tmp_path: Path) -> None:
    head = ["称谓", "名", "中间名", "姓", "单位", "部门", "职务", "商务传真", "商务电话", "商务电话 2", "住宅电话", "移动电话", "其他电话", "电子邮件地址", "电子邮件 2 地址", "附注"]
    row = ["", "敏", "", "张", "示例公司", "运维", "专员", "055160000009", "0551-60000001", "0551-60000002", "0551-60000003", "13800000001", "5550001", "a@example.com", "b@example.com", "白班"]
    (one,) = read(tmp_path, "outlook.csv", as_csv([head, row], "gb18030")).cards
    assert one.name == "张敏" and one.note == "白班"
    assert [(c.number, c.kind) for c in one.channels] == [
        ("055160000009", "other"), ("0551-60000001", "phone"), ("0551-60000002", "phone"), ("0551-60000003", "home"),
        ("13800000001", "mobile"), ("5550001", "phone"), ("a@example.com", "email"), ("b@example.com", "email"),
    ]  # fmt: skip


def test_outlook_in_english(tmp_path: Path) -> None:
    head = ["First Name", "Middle Name", "Last Name", "Company", "Department", "Job Title", "Business Fax", "Business Phone", "Business Phone 2", "Home Phone", "Mobile Phone", "E-mail Address", "E-mail 2 Address", "Notes", "Web Page"]
    row = ["Ann", "B", "Example", "Firm", "Desk", "Supervisor", "5550009", "5550001", "5550002", "5550003", "5550004", "a@example.com", "b@example.com", "n", "http://example.com"]
    found = read(tmp_path, "outlook.csv", as_csv([head, row], "utf-8"))
    (one,) = found.cards
    assert (one.name, one.org, one.posts) == ("Ann B Example", "Firm Desk", ["Supervisor"])
    assert len(one.channels) == 7 and found.unused == ["Web Page"]


def test_google_says_beside_each_number_what_it_is(tmp_path: Path) -> None:
    head = ["First Name", "Last Name", "Organization Name", "Organization Title", "Organization Department", "Notes", "Labels", "E-mail 1 - Label", "E-mail 1 - Value", "Phone 1 - Label", "Phone 1 - Value", "Phone 2 - Label", "Phone 2 - Value"]
    row = ["敏", "张", "示例公司", "专员", "运维", "", "* myContacts", "* Work", "a@example.com", "Mobile", "138 0000 0001 ::: 13800000002", "Home", "5550003"]
    found = read(tmp_path, "google.csv", as_csv([head, row], "utf-8"))
    (one,) = found.cards
    assert one.name == "张敏" and one.org == "示例公司 运维"
    assert [(c.number, c.kind) for c in one.channels] == [
        ("a@example.com", "email"), ("138 0000 0001", "mobile"), ("13800000002", "mobile"), ("5550003", "home"),
    ]  # fmt: skip
    assert found.unused == ["Labels"]


def test_several_numbers_in_one_cell_are_several_and_an_extension_is_none(tmp_path: Path) -> None:
    cells = ["13800000001/13800000002", "13800000003、5550004", "13800000005\n13800000006", "13800000007 13800000008", "0551-60000009,801", "13800000010或13800000011", "0551-60000012转802；13800000013", "6001,6002"]
    rows = [["姓名", "电话"], *([f"人{n}", cell] for n, cell in enumerate(cells))]
    found = read(tmp_path, "many.csv", as_csv(rows, "utf-8-sig"))
    assert [numbers(c.channels) for c in found.cards] == [
        ["13800000001", "13800000002"], ["13800000003", "5550004"], ["13800000005", "13800000006"], ["13800000007", "13800000008"],
        ["0551-60000009,801"], ["13800000010", "13800000011"], ["0551-60000012转802", "13800000013"], ["6001", "6002"],
    ]  # fmt: skip


def test_two_persons_side_by_side_in_a_row_are_two(tmp_path: Path) -> None:
    """As a list is printed to fill a page."""
    rows = [["姓名", "电话", "姓名", "电话"], ["张敏", "13800000001", "李强", "13800000002"], ["王芳", "13800000003", "", ""], ["", "", "赵静", ""]]
    found = read(tmp_path, "wide.csv", as_csv(rows, "utf-8-sig"))
    assert {c.name: numbers(c.channels) for c in found.cards} == {"张敏": ["13800000001"], "李强": ["13800000002"], "王芳": ["13800000003"]}
    assert [(b.where, b.why, b.what) for b in found.bad] == [(4, "no-number", "赵静")]


def test_what_stands_below_the_people_is_named_and_numbered_empty_rows_are_not(tmp_path: Path) -> None:
    rows: list[list[object]] = [["序号", "姓名", "手机", "性别"], [1, "张敏", 13800000001, "女"], [2, None, None, None], [None, None, None, "制表：李强"]]
    found = read(tmp_path, "foot.xlsx", as_xlsx(rows))
    assert [(b.where, b.what) for b in found.bad] == [(4, "制表：李强")] and found.unused == ["性别"]


def test_a_card_tells_its_address_and_what_of_it_has_no_place(bare: Kit, tmp_path: Path) -> None:
    data = card("FN:张敏", "TEL;TYPE=CELL:13800000001", "ADR;TYPE=WORK:;;虚构路1号;示例市;;230000;", "BDAY:1990-01-01", "URL:http://example.com", "X-QQ:10000")
    found = read(tmp_path, "a.vcf", data)
    assert found.cards[0].note == "230000示例市虚构路1号" and found.unused == ["birthday", "page", "X-QQ"]
    said = bare("--lang", "zh", "contact", "import", str(tmp_path / "a.vcf")).out
    assert "名片里没有用到的：生日、网址、“X-QQ”" in said


def test_a_name_beside_a_name_is_another_name_of_the_same(tmp_path: Path) -> None:
    rows = [["姓名", "显示名称", "手机"], ["张敏", "张敏（运维）", "13800000001"]]
    (one,) = read(tmp_path, "names.csv", as_csv(rows, "utf-8")).cards
    assert (one.name, one.aliases) == ("张敏", ["张敏（运维）"])


def test_numbers_survive_a_sheet_that_takes_digits_for_figures(bare: Kit, tmp_path: Path) -> None:
    """Out, through a program that drops zeros in front and rounds long figures, and in again."""
    numbers = ["+8613800000011", "02160000001", "055160000012", "+12025550100", "0012025550100", "13800000012", "13800000013801", "008613800000014"]
    for n, number in enumerate(numbers):
        bare("contact", "add", f"P{n}", "--number", number)
    path = tmp_path / "out.csv"
    bare("contact", "export", str(path))
    rows = [line.split(",") for line in path.read_text(encoding="utf-8-sig").splitlines()]
    as_sheet = [[cell if not cell.isdecimal() else f"{float(cell):.10e}" if len(cell) > 11 else str(int(cell)) for cell in row] for row in rows]
    path.write_bytes(as_csv(as_sheet, "utf-8-sig"))
    assert not any(cell[:1] in "'+=-" and cell for row in rows for cell in row)
    fates = [each["fate"] for each in bare("contact", "import", str(path), "--json").json["cards"]]
    assert fates == ["same"] * len(numbers)
