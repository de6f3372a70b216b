"""Contacts out of telephones and sheets, and back: everybody in, or named with the reason."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kit.ground.base.phones import digits
from kit.people.contacts.files.foreign import read_foreign
from kit.people.contacts.rules.exports import FOLD, defused, folded
from tests.people.books import BOOKS, SHEET, AddressBook, as_csv, as_xlsx, card
from tests.support.kit import Kit
from tests.support.run import python


def written(folder: Path, book: AddressBook) -> str:
    path = folder / book.file
    path.write_bytes(book.data)
    return str(path)


@pytest.mark.parametrize("make", BOOKS, ids=lambda make: make.__name__)
def test_everybody_in_an_address_book_comes_in_or_is_named(make: Callable[[], AddressBook], tmp_path: Path) -> None:
    book = make()
    read = read_foreign(written(tmp_path, book))
    found = {each.name: [channel.number for channel in each.channels] for each in read.cards}
    assert found == book.people
    hints = sum(len(each.hints) for each in read.cards)
    assert len(read.bad) + hints == book.bad, (read.bad, hints)


@pytest.mark.parametrize("make", BOOKS, ids=lambda make: make.__name__)
def test_what_was_imported_is_there_and_is_not_imported_twice(
    make: Callable[[], AddressBook], bare: Kit, tmp_path: Path
) -> None:
    book = make()
    path = written(tmp_path, book)
    said = bare("contact", "import", path, "--yes", "--json").json
    assert said["imported"] and said["unread_count"] <= book.bad
    names = {each["name"] for each in bare("contact", "list", "--json").json["contacts"]}
    assert names == set(book.people)
    again = bare("contact", "import", path, "--yes", "--json").json
    assert not again["imported"] and {each["fate"] for each in again["cards"]} == {"same"}


def test_a_preview_records_nothing_and_says_how(bare: Kit, tmp_path: Path) -> None:
    path = written(tmp_path, AddressBook("a.csv", as_csv(SHEET, "utf-8"), {}))
    said = bare("contact", "import", path)
    assert "New: 3" in said.out and "row 4" in said.out and "rounded" in said.out and "row 5" in said.out
    assert "--yes" in said.err
    assert not (bare.home / "contacts").exists()


def test_a_number_that_is_new_is_added_behind_and_takes_nothing_away(bare: Kit, tmp_path: Path) -> None:
    bare("contact", "add", "张敏", "--number", "13800000001", "--note", "ours", "--org", "ours")
    path = written(tmp_path, AddressBook("a.csv", as_csv(SHEET[:2], "utf-8"), {}))
    said = bare("contact", "import", path, "--yes")
    assert "Changed: 1" in said.out and "010-55500001" in said.out
    (one,) = bare("contact", "list", "--json").json["contacts"]
    assert [c["number"] for c in one["channels"]] == ["13800000001", "010-55500001"]
    assert (one["note"], one["organisation"], one["fills"]) == ("ours", "ours", ["tech"])


def test_one_of_the_same_name_or_number_is_doubtful_and_is_left_alone_without_a_person(bare: Kit, tmp_path: Path) -> None:
    bare("contact", "add", "张敏", "--number", "13900000009")
    bare("contact", "add", "李大强", "--number", "13800000002")
    path = written(tmp_path, AddressBook("a.csv", as_csv(SHEET[:3], "utf-8"), {}))
    said = bare("contact", "import", path, "--yes", "--json").json
    assert [each["fate"] for each in said["cards"]] == ["doubtful", "doubtful"] and not said["imported"]
    assert len(bare("contact", "list", "--json").json["contacts"]) == 2


def test_a_line_that_a_whole_office_shares_makes_nobody_doubtful(bare: Kit, tmp_path: Path) -> None:
    rows = [["姓名", "电话"], ["张敏", "010-55500001"], ["李强", "010-55500001"]]
    path = written(tmp_path, AddressBook("a.csv", as_csv(rows, "utf-8"), {}))
    fates = [each["fate"] for each in bare("contact", "import", path, "--yes", "--json").json["cards"]]
    assert fates == ["new", "new"]


def test_two_cards_of_one_person_in_one_file_are_one_contact(bare: Kit, tmp_path: Path) -> None:
    data = card("FN:Li", "TEL;TYPE=CELL:13800000001") + card(
        "FN:Li", "TEL;TYPE=CELL:13800000001", "TEL;TYPE=WORK:5550100"
    )
    path = written(tmp_path, AddressBook("a.vcf", data, {}))
    bare("contact", "import", path, "--yes")
    (one,) = bare("contact", "list", "--json").json["contacts"]
    assert [c["number"] for c in one["channels"]] == ["13800000001", "5550100"]


# ---- hostile files -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"x", 2),
        ("none.vcf", None, 4),
        ("a.xlsx", b"PK\x03\x04 no sheet", 5),
        ("b.xlsx", b"", 5),
        ("a.csv", b"no,titles\r\n1,2\r\n", 5),
        ("b.csv", b"", 5),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(
    bare: Kit, tmp_path: Path, name: str, data: bytes | None, code: int
) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    said = bare("contact", "import", str(path))
    assert said.code == code and said.err.strip() and "fault" not in said.err.lower()


def test_an_empty_address_book_has_nobody_in_it(bare: Kit, tmp_path: Path) -> None:
    for data in (b"", b"\r\n\r\n", b"END:VCARD\r\n", b"\x00" * 100):
        assert "no contacts" in bare("contact", "import", written(tmp_path, AddressBook("a.vcf", data, {}))).out


HOSTILE = "Zh\x1b[2Jang\u202e\u2066\x07=cmd|' /C calc'!A0"


def test_control_characters_and_formulas_of_a_file_reach_no_screen_and_no_sheet(bare: Kit, tmp_path: Path) -> None:
    data = card(f"FN:{HOSTILE}", f"ORG:{HOSTILE}", "TEL:5550100", f"TEL:5550101{HOSTILE}", f"NOTE:=1+1{HOSTILE}")
    data += card("FN:=HYPERLINK(1)", "TEL:+86 5550102", "NICKNAME:@x")
    path = written(tmp_path, AddressBook("a.vcf", data, {}))
    outs = [bare("contact", "import", path).out, bare("contact", "import", path, "--yes").out, bare("contact").out]
    target = tmp_path / "out.csv"
    bare("contact", "export", str(target))
    outs.append(target.read_text(encoding="utf-8-sig"))
    for text in outs:
        assert not {"\x1b", "\u202e", "\u2066", "\x07"} & set(text)
    assert "\r\n=" not in outs[-1] and ",=" not in outs[-1] and ",+" not in outs[-1] and ",@" not in outs[-1]


def test_quotes_that_are_never_closed_cost_their_own_row_only(bare: Kit, tmp_path: Path) -> None:
    text = "姓名,手机\r\n\"张敏,13800000001\r\n" + "".join(f"人{n},1380000{n:04}\r\n" for n in range(20))
    read = read_foreign(written(tmp_path, AddressBook("a.csv", text.encode("gb18030"), {})))
    assert len(read.cards) == 20 and [each.where for each in read.bad] == [2]


def test_cards_nested_without_end_are_all_named_or_counted(tmp_path: Path) -> None:
    data = b"BEGIN:VCARD\r\n" * 50_000 + card("FN:Last", "TEL:5550100")
    read = read_foreign(written(tmp_path, AddressBook("a.vcf", data, {})))
    assert len(read.bad) + read.more_bad + read.left_out >= 49_999 and len(read.bad) <= 100


MEASURED = """
import resource, sys
from kit.people.contacts.files.foreign import read_foreign
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    read = read_foreign({path!r})
    said = len(read.cards), read.left_out
except Exception as refused:
    said = (type(refused).__name__, getattr(refused, "code", ""))
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
sys.stdout.write(repr((said, (after - before) // 1024)))
"""


def measured(path: str) -> tuple[tuple[object, object], int]:
    code = MEASURED.format(path=path)
    done = python(None, "-c", code)
    assert done.returncode == 0, done.stderr
    found: tuple[tuple[object, object], int] = eval(done.stdout)
    return found


@pytest.mark.skipif(sys.platform == "win32", reason="measured by getrusage")
@pytest.mark.exhaustive
def test_a_file_of_two_hundred_thousand_cards_or_rows_costs_less_than_100_megabytes(tmp_path: Path) -> None:
    many = b"".join(card(f"FN:Person {n}", f"TEL:555{n:07}", "NOTE:" + "x" * 100) for n in range(200_000))
    rows = "姓名,手机\r\n" + "".join(f"人{n},138{n:08}\r\n" for n in range(200_000))
    one = card("FN:" + "x" * 40_000_000, "TEL:1")
    lines = b"BEGIN:VCARD\r\n" + b"FN:x\r\n" * 5_000_000
    for name, data in (("a.vcf", many), ("b.csv", rows.encode("gb18030")), ("c.vcf", one), ("d.vcf", lines)):
        path = tmp_path / name
        path.write_bytes(data)
        said, megabytes = measured(str(path))
        assert megabytes < 100, (name, said, megabytes)
        if name in ("a.vcf", "b.csv"):
            assert said[1] == 198_000
        path.unlink()


@pytest.mark.skipif(sys.platform == "win32", reason="measured by getrusage")
@pytest.mark.exhaustive
def test_a_sheet_that_unpacks_to_a_mountain_is_refused_unopened(tmp_path: Path) -> None:
    import zipfile

    path = tmp_path / "bomb.xlsx"
    path.write_bytes(as_xlsx([["姓名", "手机"]]))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/sharedStrings2.xml", b"<x>" + b"A" * 200_000_000)
    said, megabytes = measured(str(path))
    assert said == ("Refused", "import-size") and megabytes < 100


# ---- out again ---------------------------------------------------------------------------------


def filled(kit: Kit) -> None:
    kit("contact", "add", "张敏" * 20, "--post", "tech", "--number", "13800000001|9-18", "--number", "wechat:made_up")
    kit("contact", "add", "Li; Qiang, Jr.", "--number", "+86 13800000002", "--alias", "liq", "--org", "back\\slash", "--note", "=1+1")


@pytest.mark.parametrize("face", ["vcf", "csv"])
def test_what_was_exported_is_read_back_as_the_same_people(bare: Kit, tmp_path: Path, face: str) -> None:
    filled(bare)
    path = tmp_path / f"out.{face}"
    assert bare("contact", "export", str(path)).code == 0
    assert bare("contact", "export", str(path)).code == 2  # there already
    read = {each.name: {c.number for c in each.channels} for each in read_foreign(str(path)).cards}
    assert read["张敏" * 20] >= {"13800000001"} and {digits(n) for n in read["Li; Qiang, Jr."]} == {"13800000002"}
    again = bare("contact", "import", str(path), "--json").json
    assert {each["fate"] for each in again["cards"]} <= {"same", "changed"}


def test_lines_of_a_card_are_folded_by_bytes_and_never_inside_a_character(bare: Kit, tmp_path: Path) -> None:
    filled(bare)
    path = tmp_path / "out.vcf"
    bare("contact", "export", str(path))
    raw = path.read_bytes()
    assert b"\r\n " in raw and raw.count(b"BEGIN:VCARD") == raw.count(b"END:VCARD") == 2
    for line in raw.split(b"\r\n"):
        assert len(line) <= FOLD
        line.decode("utf-8")


def test_a_fold_loses_no_byte() -> None:
    line = "NOTE:" + "喆a" * 100
    assert "".join(piece if n == 0 else piece[1:] for n, piece in enumerate(folded(line))) == line


@pytest.mark.parametrize("text", ["=1+1", "+86 1", "-1", "@x", "\t=1"])
def test_what_a_sheet_would_compute_is_a_text(text: str) -> None:
    assert not defused(text).startswith(("=", "+", "-", "@", "\t"))


def test_without_the_package_for_xlsx_the_whole_command_that_brings_it_is_said(
    bare: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It named a package; which pip, and of what, was left to whoever read it."""
    path = written(tmp_path, next(book for make in BOOKS if (book := make()).file.endswith(".xlsx")))
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    refused = bare("contact", "import", path)
    assert refused.code == 1
    for extra in ('-m pip install "incident-kit[sheets]"', '-m pip install ".[sheets]"'):
        assert f"{sys.executable} {extra}" in refused.err
    assert ".csv" in refused.err
    told = [bare("help", "beforehand", "--lang", lang).out for lang in ("zh", "en")]
    for extra in ('pip install "incident-kit[sheets]"', 'pip install ".[sheets]"'):
        assert all(text.count(extra) == 1 for text in told)


def test_who_is_imported_and_has_the_name_of_a_post_of_the_set_up_is_not_joined_in_silence(
    bare: Kit, tmp_path: Path
) -> None:
    """The supervisor of the set-up and the same name of a telephone were two people, and nobody said so."""
    assert bare("setup", "--set", "supervisor.name=Zhang Min", "--set", "supervisor.phone=5550100").code == 0
    path = tmp_path / "people.csv"
    path.write_text("name,phone\nZhang Min,13800000001\nLi Na,13800000002\n", encoding="utf-8")
    made = bare("contact", "import", str(path), "--yes")
    assert made.code == 0 and "Li Na" not in made.err
    assert "is called \"Zhang Min\", too" in made.err and made.err.count("kit contact edit") == 1
    how = made.err[made.err.index("kit contact edit") :].split()[1:6]
    assert how[3:] == ["--post", "supervisor"] and bare(*how).code == 0
    again = bare("contact", "add", "Zhang Min", "--number", "13800000003")
    assert "Zhang Min" in again.err and "--post supervisor" in again.err
    assert "--post" not in bare("contact", "add", "Wu", "--number", "13800000004").err
