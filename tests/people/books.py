"""Twelve address books as telephones and sheets write them. Everybody in them is made up.

Each: the file's name, its bytes, who is in it (name: the numbers in the order to be tried), and how
many places of it cannot be read.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import NamedTuple

import openpyxl


class AddressBook(NamedTuple):
    file: str
    data: bytes
    people: dict[str, list[str]]
    bad: int = 0


def card(*lines: str | bytes, version: str = "3.0", ends: bytes = b"\r\n") -> bytes:
    whole = [f"BEGIN:VCARD\nVERSION:{version}".encode().replace(b"\n", ends)]
    whole += [line if isinstance(line, bytes) else line.encode() for line in lines]
    return ends.join([*whole, b"END:VCARD", b""])


def qp(text: str, charset: str = "utf-8", soft: bool = True) -> bytes:
    """Every byte as ``=XX``, softly broken as Android does it."""
    found = "".join(f"={byte:02X}" for byte in text.encode(charset)).encode()
    if not soft:
        return found
    pieces = [found[at : at + 60] for at in range(0, len(found), 60)]
    return b"=\r\n".join(pieces)


def android() -> AddressBook:
    head = b";CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:"
    long = "南区业务系统运行维护值班联系人张敏敏敏"
    data = card(
        b"N" + head + qp(f"{long};;;;"), b"FN" + head + qp(long), "TEL;CELL;PREF:138 0000 0001", "TEL;HOME:010-55500002",
        b"NOTE" + head + qp("夜班请打手机，第二行"), version="2.1",
    )  # fmt: skip
    data += card(b"N" + head + qp("李;强;;;", soft=False), "TEL;CELL:13800000003", "TEL;WORK:5550004", version="2.1")
    return AddressBook(
        "android.vcf", data, {long: ["138 0000 0001", "010-55500002"], "李强": ["13800000003", "5550004"]}
    )


def lower_case() -> AddressBook:
    head = b";charset=utf-8;encoding=quoted-printable:"
    data = card(b"n" + head + qp("王;芳;;;"), b"fn" + head + qp("王芳"), "tel;cell:13800000005", version="2.1")
    data += card(b"FN;quoted-printable:" + qp("赵静"), "TEL;CELL:13800000006", version="2.1")
    return AddressBook("lower.vcf", data, {"王芳": ["13800000005"], "赵静": ["13800000006"]})


def iphone() -> AddressBook:
    photo = "PHOTO;ENCODING=b;TYPE=JPEG:" + "\r\n ".join(["A" * 70] * 40)
    data = card(
        "PRODID:-//made up//EN", "N:陈;丽;;;", "FN:陈丽", "ORG:示例物业有限公司;工程部", "TITLE:System operations specialist",
        "item1.TEL;type=pref:+86 138-0000-0007", "item1.X-ABLabel:值班手机", "TEL;type=WORK;type=VOICE:010-5550 0008",
        "item2.TEL:5550009", "item2.X-ABLabel:_$!<HomeFAX>!$_", "EMAIL;type=INTERNET:chen@example.com", photo,
        "X-SOCIALPROFILE;type=wechat:x-apple:made_up_chen", "NICKNAME:chenli",
    )  # fmt: skip
    people = {"陈丽": ["+86 138-0000-0007", "010-5550 0008", "5550009", "chen@example.com", "made_up_chen"]}
    return AddressBook("iphone.vcf", data, people)


def newest() -> AddressBook:
    data = card(
        "FN:Ann Example", "N:Example;Ann;;;", 'TEL;VALUE=uri;TYPE="voice,work";PREF=2:tel:+86-10-55500011',
        'TEL;VALUE=uri;TYPE="voice,cell";PREF=1:tel:+86-138-0000-0010', "KIND:individual", version="4.0",
    )  # fmt: skip
    data += card("KIND:org", "FN:", "ORG:示例电梯维保", "TEL;VALUE=text:5550012", version="4.0")
    people = {"Ann Example": ["+86-138-0000-0010", "+86-10-55500011"], "示例电梯维保": ["5550012"]}
    return AddressBook("four.vcf", data, people)


def nokia() -> AddressBook:
    data = card(
        b"N;ENCODING=QUOTED-PRINTABLE;CHARSET=GBK:" + qp("孙;丹;;;", "gbk"), "TEL;PREF;CELL;VOICE:13800000013", version="2.1"
    )
    data += card(b"N:" + "周伟".encode("gbk") + b";", "TEL;VOICE:5550014", version="2.1")
    data += card(b"N;CHARSET=UTF-8:" + "吴刚".encode("gb18030") + b";", "TEL:5550015", version="2.1")
    data += card("N:Zheng;Hua", "TEL;CELL:13800000016", version="2.1")
    people = {"孙丹": ["13800000013"], "周伟": ["5550014"], "吴刚": ["5550015"], "Hua Zheng": ["13800000016"]}
    return AddressBook("nokia.vcf", data, people)


def folded_inside() -> AddressBook:
    """Lines folded by bytes, in the middle of a character."""
    name = ("FN:" + "示例" * 8 + "冯军").encode()
    folded = name[:41] + b"\r\n " + name[41:]
    data = card(folded, "TEL;TYPE=CELL:13800000017") + card("FN:褚平", "TEL;TYPE=CELL:138000\r\n 00018")
    return AddressBook("bytes.vcf", data, {"示例" * 8 + "冯军": ["13800000017"], "褚平": ["13800000018"]})


def utf16() -> AddressBook:
    text = card("FN:卫红", "TEL;TYPE=CELL:13800000019").decode()
    return AddressBook("wide.vcf", text.encode("utf-16"), {"卫红": ["13800000019"]})


def broken() -> AddressBook:
    """One card without an end, one without a name, one without a number, one of letters that no
    encoding fits, one inside another, one line that says nothing."""
    data = card("FN:First", "TEL:5550020").replace(b"END:VCARD\r\n", b"")
    data += card("TEL:5550021") + card("FN:No number")
    data += card(b"FN:\xff\xfe\x80", "TEL:5550022")
    data += card("FN:Outer", "AGENT:", "BEGIN:VCARD", "FN:Inner", "TEL:1", "END:VCARD", "TEL:5550023", "no colon here")
    data += card("FN:Last", "TEL:5550024")
    return AddressBook("broken.vcf", data, {"First": ["5550020"], "Outer": ["5550023"], "Last": ["5550024"]}, 4)


SHEET = [
    ["姓名", "岗位", "部门", "手机", "电话", "备注"],
    ["张敏", "系统运维专员", "运维部", "13800000001", "010-55500001", "先打手机"],
    ["李强", "", "", '="13800000002"', "", ""],
    ["王芳", "", "", "1.38E+10", "", "号码坏了"],
    ["", "", "", "13800000004", "", ""],
    ["赵静", "", "", "13800000005；5550006", "", "第一行\n第二行"],
]
SHEET_PEOPLE = {"张敏": ["13800000001", "010-55500001"], "李强": ["13800000002"], "赵静": ["13800000005", "5550006"]}


def as_csv(rows: list[list[str]], encoding: str) -> bytes:
    import csv

    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode(encoding)


def excel_utf8() -> AddressBook:
    return AddressBook("utf8.csv", as_csv(SHEET, "utf-8-sig"), SHEET_PEOPLE, 2)


def excel_gb() -> AddressBook:
    return AddressBook("gb.csv", as_csv([*SHEET, ["㐂喆", "", "", "13800000007", "", ""]], "gb18030"),
                       {**SHEET_PEOPLE, "㐂喆": ["13800000007"]}, 2)  # fmt: skip


def as_xlsx(rows: list[list[object]], title: str = "Sheet1") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def wecom() -> AddressBook:
    rows: list[list[object]] = [
        ["填写须知：带*为必填，请勿修改表头"],
        [],
        ["姓名", "帐号", "别名", "职务", "部门", "性别", "手机", "座机", "企业邮箱"],
        ["钱明", "qianming", "", "值班经理", "示例公司/客服部", "男", 13800000025, "5550026", "qian@example.com"],
        ["韩雪", "hanxue", "小韩", "", "示例公司", "女", 13800000027.0, None, None],
    ]
    people = {"钱明": ["13800000025", "5550026", "qian@example.com"], "韩雪": ["13800000027"]}
    return AddressBook("wecom.xlsx", as_xlsx(rows), people)


def dingtalk() -> AddressBook:
    rows: list[list[object]] = [
        ["员工UserID", "姓名", "手机号", "分机号", "部门", "职位", "邮箱", "工号", "备注"],
        ["u1", "杨帆", "+86-13800000028", "8029", "客服部", "主管", "", "A1", "=1+1"],
        ["u2", "朱琳", "", "", "", "", "", "", ""],
    ]
    return AddressBook("dingtalk.xlsx", as_xlsx(rows), {"杨帆": ["+86-13800000028", "8029"]}, 1)


BOOKS: list[Callable[[], AddressBook]] = [
    android, lower_case, iphone, newest, nokia, folded_inside, utf16, broken, excel_utf8, excel_gb, wecom, dingtalk,
]  # fmt: skip
