"""A sheet shown as of its cut has nothing of what was withdrawn for good since."""

from __future__ import annotations

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
