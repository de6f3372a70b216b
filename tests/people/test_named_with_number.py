"""A customer typed on the command line with the number behind the name, as on the telephone."""

from __future__ import annotations

import pytest

from tests.support.kit import Kit


def owed(kit: Kit) -> list[dict[str, object]]:
    return [dict(one) for one in kit("callback", "--json").json["callbacks"]]


@pytest.mark.parametrize(
    ("words", "name", "phone", "matter", "hour"),
    [
        ("li 0000-0001", "li", "0000-0001", "", None),
        ("李女士 13900000001 退款 23:30", "李女士", "13900000001", "退款", "23:30"),
        ("Customer A 0000-0002 refund", "Customer A", "0000-0002", "refund", None),
        ("Zhou 010-00000000 refund at 5", "Zhou", "010-00000000", "refund at 5", None),
        ("0000-0003", "0000-0003", "0000-0003", "", None),
        ("乙 １３８００００２２２２", "乙", "13800002222", "", None),
        ("丙 １３８－００００－２２２３ 退款", "丙", "138-0000-2223", "退款", None),
        ("丁　010–00000000", "丁", "010-00000000", "", None),
        ("１３８－００００－２２２４", "138-0000-2224", "138-0000-2224", "", None),
        ("王先生 5号 线路", "王先生 5号 线路", "", "", None),
    ],
)
def test_the_number_is_kept_as_a_number(
    kit: Kit, words: str, name: str, phone: str, matter: str, hour: str | None
) -> None:
    kit("start", "application-outage", "--no-guide")
    kit("callback", "add", *words.split())
    (one,) = owed(kit)
    assert (one["name"], one["phone"], one["matter"]) == (name, phone, matter)
    promised = one["promised"]
    assert (str(promised)[11:16] if promised else None) == hour


def test_what_was_named_apart_is_taken_as_it_is(kit: Kit) -> None:
    kit("start", "application-outage", "--no-guide")
    kit("callback", "add", "Ward 10 00000", "--phone", "0000-0004")
    (one,) = owed(kit)
    assert (one["name"], one["phone"]) == ("Ward 10 00000", "0000-0004")


def test_a_complaint_keeps_the_number_apart_too(kit: Kit) -> None:
    kit("complaint", "add", "Li", "0000-0005", "--matter", "rude")
    (one,) = kit("complaint", "show", "Li", "--json").json["items"]
    assert (one["content"]["name"], one["content"]["phone"]) == ("Li", "0000-0005"), one


def test_the_calls_of_one_incident_say_that_others_owe_more(
    bare: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KIT_CLOCK", raising=False)  # another clock makes all a drill
    kit = bare
    kit("start", "application-outage", "--no-guide")
    kit("callback", "add", "Li")
    kit("close", "--yes", "--outcome", "resolved")
    kit("start", "fire", "--no-guide")
    assert "1 more in other incidents: kit callback list" in kit("callback", "--lang", "en").out
    assert "Li" in kit("callback", "list").out
    kit("callback", "done", "Li")
    assert "other incidents" not in kit("callback", "--lang", "en").out
