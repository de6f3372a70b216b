"""Who left leaves the contacts' lists, exports and paper with all that is personal; people in
redacted exports have one pseudonym, whichever name they were noted by."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec

from kit.ground.journal import prove_log
from kit.ground.journal.log import Log
from kit.people.contacts.files.store import ContactStore
from tests.support.kit import Kit

DAY = 24 * 60
PERSONAL = ("张敏", "zhangmin", "13800000001", "speaks English", "示例通信", "moved away")


def entered(bare: Kit) -> str:
    made = bare.at(0)(
        "contact", "add", "张敏", "--number", "13800000001|9-18|her desk", "--post", "tech", "--alias", "zhangmin",
        "--note", "speaks English", "--org", "示例通信", "--json",
    )  # fmt: skip
    bare("contact", "add", "Li", "--number", "5550100", "--standin", "张敏", "--post", "tech")
    bare("contact", "verify", "张敏", "--said", "speaks English")
    return str(made.json["contact"]["id"])


def said_everywhere(bare: Kit, id_: str, *more: str) -> str:
    csv, vcf = bare.home.parent / "out.csv", bare.home.parent / "out.vcf"
    for path in (csv, vcf):
        assert bare("contact", "export", str(path), "--force", *more).code == 0
    asked = (
        ["list", "--all", *more], ["list", "--all", "--json", *more], ["list", "--post", "tech", *more],
        ["list", "--due", *more], ["show", id_, *more], ["show", id_, "--json", *more], ["print", "-o", "-", *more],
    )  # fmt: skip
    found = [bare("contact", *words) for words in asked]
    assert all(each.code == 0 for each in found)
    return "".join(each.out for each in found) + csv.read_text("utf-8-sig") + vcf.read_text("utf-8")


def left(bare: Kit) -> str:
    id_ = entered(bare)
    bare("contact", "edit", "张敏", "--gone", "moved away")
    return id_


def test_who_is_still_there_or_left_lately_is_not_forgotten(bare: Kit) -> None:
    id_ = entered(bare)
    refused = bare.at(400 * DAY)("forget", "contact", "张敏", "--yes")
    assert refused.code == 3 and "--gone" in refused.err
    bare("contact", "edit", id_, "--gone", "moved away")
    assert bare.at(500 * DAY)("forget", "--yes").out == ""
    assert "张敏" in bare("contact", "list", "--all").out


def test_it_is_listed_first_and_done_only_when_it_is_confirmed(bare: Kit) -> None:
    left(bare)
    shown = bare.at(400 * DAY)("forget")
    assert "Contacts: 1" in shown.out and "--yes" in shown.err
    assert bare("forget", "contact", "--json").json["forgettable"] == {"contact": 1}
    assert "张敏" in bare("contact", "list", "--all").out


def test_what_was_forgotten_stands_in_no_list_no_export_and_on_no_paper(bare: Kit) -> None:
    id_ = left(bare)
    bare("contact", "edit", "Li", "--note", "kept")
    assert "张敏" in said_everywhere(bare, id_)  # it would be seen
    done = bare.at(400 * DAY)("forget", "--yes")
    assert done.code == 0 and str(bare.home / "contacts") in done.err
    said = said_everywhere(bare, id_)
    for text in PERSONAL:
        assert text not in said, text
    assert "personal data removed" in said and "Li" in said and "kept" in said
    assert bare("contact", "show", "张敏").code == 4
    assert [path for path in (bare.home / "cache").rglob("*") if path.is_file() and "张敏".encode() in path.read_bytes()] == []


def test_the_chain_still_proves_itself(bare: Kit) -> None:
    left(bare)
    bare.at(400 * DAY)("forget", "--yes")
    keeper = ContactStore(str(bare.home))
    verdict, _ = prove_log.examine(lambda: Log(keeper, keeper.locate(""), False, False))
    assert [f for f in verdict.findings if f.kind != "rights"] == []
    assert bare("verify").code == 0


def test_nothing_brings_back_what_was_forgotten(bare: Kit) -> None:
    """Not an undo of what was recorded before or after, not another laptop's later line."""
    id_ = left(bare)
    bare.at(400 * DAY)("forget", "contact", id_, "--days", "0", "--yes")
    assert bare("contact", "edit", id_, "--back").code == 3
    assert bare("contact", "edit", id_, "--note", "张敏").code == 3
    for words in (["undo"], ["undo", "#2"], ["redo"], ["redo"]):
        said = bare("contact", *words)
        assert not any(text in said.out + said.err for text in PERSONAL), words
        assert not any(text in said_everywhere(bare, id_) for text in PERSONAL), words
    from kit.people.contacts.rules.book import ContactBack, ContactSet

    book = ContactStore(str(bare.home)).book()
    for event in (ContactSet(id_, name="张敏", note="speaks English"), ContactBack(id_)):
        assert book.latest is not None
        book.take(event, book.latest, "wang")
    assert "张敏".encode() not in msgspec.json.encode(book) and book.contacts[id_].gone


def test_who_was_entered_in_error_and_taken_back_is_forgotten_too(bare: Kit) -> None:
    made = bare.at(0)("contact", "add", "张敏", "--number", "13800000001", "--json").json["contact"]["id"]
    bare("contact", "undo")
    assert bare.at(10)("forget", "--yes").out == ""
    assert bare.at(400 * DAY)("forget", "--yes").code == 0
    shown = bare("contact", "show", made)
    assert shown.code == 0 and "张敏" not in shown.out and "13800000001" not in shown.out


# ---- pseudonyms --------------------------------------------------------------------------------


def test_people_are_hidden_in_every_redacted_list_export_and_page(bare: Kit) -> None:
    id_ = left(bare)
    bare("contact", "edit", id_, "--back")
    bare("contact", "undo", "--reason", "speaks English")
    bare("contact", "redo")
    said = said_everywhere(bare, id_, "--redact")
    for text in ("张敏", "zhangmin", "13800000001", "speaks English", "moved away", "Li ", "5550100", "her desk"):
        assert text not in said, text
    assert "9:00-18:00" in said and "tech" in said


def test_one_person_has_one_pseudonym_in_contacts_and_registers_by_any_name(bare: Kit) -> None:
    id_ = entered(bare)
    bare("callback", "add", "Zhao", "--phone", "13800000001", "--matter", "x", "--owner", "zhangmin")
    contact = bare("contact", "show", id_, "--redact", "--json").json["contact"]
    (call,) = bare("callback", "list", "--redact", "--json").json["items"]
    assert contact["name"].startswith("P-") and call["owner"] == contact["name"]
    assert call["content"]["phone"] == contact["channels"][0]["number"]
    again = bare("contact", "list", "--redact", "--json").json["contacts"]
    assert contact["name"] in [each["name"] for each in again]
    assert json.dumps(contact, default=str).count("P-") >= 3


def test_another_home_gives_other_pseudonyms(tmp_path: Path) -> None:
    from kit.people.contacts.files.salt import salt

    assert salt(str(tmp_path / "one")) != salt(str(tmp_path / "two"))
    assert salt(str(tmp_path / "one")) == salt(str(tmp_path / "one"))
