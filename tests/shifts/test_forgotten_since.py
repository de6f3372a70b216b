"""A sheet shown as of its cut has nothing of what was withdrawn for good since."""

from __future__ import annotations

from pathlib import Path

import msgspec

from kit.incidents.incident.files.store import Store
from kit.shifts.handover.files.gather import _as_of
from kit.shifts.shift.rules.state import Cut
from tests.support.constants import TEN
from tests.support.kit import Kit

DAY = 24 * 60


def test_an_incident_as_of_a_cut_before_it_was_forgotten_names_no_customer(bare: Kit) -> None:
    ref = str(bare.at(0)("start", "application-outage", "--drill", "--json").json["ref"])
    bare.at(1)("callback", "add", "Zhang San", "--phone", "13800138000", "--matter", "his bill")
    bare("note", "Zhang San shouts")
    bare("callback", "done", "Zhang San", "--note", "told him")
    log = Store(str(bare.home)).pick(ref)
    last = log.entries[-1]
    cut = msgspec.convert({"at": TEN, "laptop": last.journal, "heads": {f"{ref}/{last.journal}": last.n}}, Cut)
    before = _as_of(log, cut)
    assert before is not None and b"Zhang San" in msgspec.json.encode(before)
    bare("close", "--yes")
    bare.at(400 * DAY)("forget", "--yes")
    since = _as_of(Store(str(bare.home)).pick(ref), cut)
    assert since is not None and since.callbacks and since.closed is None
    assert all(text not in msgspec.json.encode(since) for text in (b"Zhang", b"13800138", b"his bill", b"told him"))


def test_a_signed_sheet_and_its_summary_name_no_customer_that_the_register_forgot(bare: Kit) -> None:
    bare.at(0)("shift", "start", "Example", "--until", "10:30")
    bare.at(1)("callback", "add", "Zhang San", "--phone", "13800138000", "--matter", "his bill", "--due", "23:00")
    bare("shift", "handover", "--to", "Sample")
    signed = bare("shift", "accept", "Sample", "--said", "a", "--said", "b", "--said", "c")
    assert signed.code == 0, signed.err
    bare.at(2)("callback", "done", "Zhang San")
    paths = {name: str(bare.home.parent / f"x.{name}") for name in ("html", "md")}

    def said() -> str:
        out = ""
        for argv in (["shift", "handover", "last"], ["summary", "--shift", "last"]):
            out += bare(*argv).out + bare(*argv, "--json").out
            for path in paths.values():
                assert bare(*argv, "-o", path, "--force").code == 0, argv
                out += Path(path).read_text(encoding="utf-8")
        return out

    before = said()
    assert before.count("Zhang San") > 5 and "13800138000" in before
    assert bare.at(3)("forget", "--days", "0", "--yes").code == 0
    since = said()
    assert all(text not in since for text in ("Zhang", "13800138", "his bill"))
    assert "personal data removed" in since and "23:00" in since


def test_a_time_that_was_not_read_is_told_as_such_on_the_sheet_and_in_the_summary(bare: Kit) -> None:
    bare.at(0)("shift", "start", "Example", "--until", "10:30")
    bare("callback", "add", "孙某", "--phone", "13911113333", "--due", "月底前")
    bare("callback", "add", "李某", "--phone", "13911114444")
    bare("shift", "handover", "--to", "Sample")
    bare("shift", "accept", "Sample", "--said", "a", "--said", "b", "--said", "c")
    for argv in (["shift", "handover", "last"], ["summary", "--shift", "last"]):
        for lang, unread, none in (("zh", "没读出时间：月底前", "没说时间"), ("en", "no time read from: 月底前", "no time named")):
            lines = bare("--lang", lang, *argv).out.splitlines()
            (sun,) = [line for line in lines if "孙某 13911113333" in line]
            (li,) = [line for line in lines if "李某 13911114444" in line]
            assert unread in sun and none not in sun and none in li, argv
