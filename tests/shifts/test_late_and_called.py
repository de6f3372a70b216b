"""A deadline that is late names what was recorded of the post it tells: whoever takes over must not call somebody anew who
was reached, nor take one for forgotten who does not answer."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from kit.ground.base.text import Text
from kit.incidents.incident.rules.kinds.calls import Called, CallMade
from kit.incidents.incident.rules.kinds.timers import TimerState
from kit.shifts.handover.rules.sheet import Due
from kit.shifts.handover.show.page import Writer
from kit.shifts.handover.show.recorded import recorded as said_of
from tests.support.constants import TEN
from tests.support.kit import Kit

LATE = {"zh": ("已过期，没有做过的记录", "已过期，10:01 打过，未接通"), "en": ("overdue, nothing recorded", "overdue, tried 10:01, no answer")}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_late_deadline_says_the_call_that_stands_in_the_log(bare: Kit, lang: str) -> None:
    """It said that nothing was recorded, two minutes after "Call to call centre supervisor: no answer"."""
    bare.env("KIT_LANG", lang)
    bare.at(0)("shift", "start", "Example")
    assert bare("start", "fire", "--drill", "--profile", "call-centre-b", "--no-guide").code == 0
    nothing, tried = LATE[lang]

    def sheet() -> str:
        return "".join(bare.at(30)("shift", "handover").out.split())

    assert nothing.replace(" ", "") in sheet()
    assert bare.at(1)("call", "supervisor", "--no-answer").code == 0
    assert tried.replace(" ", "") in sheet()


def recorded(lang: str, *calls: tuple[int, str, str, str], kit: str = "0.2.0", cut: object = None) -> str:
    """Of a deadline that tells a supervisor, then an executive, by calls as (minute, post, result, for whom)."""
    made = [CallMade(TEN + timedelta(minutes=m), "li", Called(who="", result=how, role=role, standin=for_)) for m, role, how, for_ in calls]  # type: ignore[arg-type]
    titles = {"executive": Text("主管领导", "executive in charge"), "press": Text("宣传", "press office")}
    incident: Any = SimpleNamespace(kit=kit, calls=made, profile=None, role_title=titles.get, person=lambda role, lang: titles[role].get(lang))
    timer = TimerState("report", TEN, TEN, 1.0, ["supervisor", "executive"])
    page: Any = SimpleNamespace(now=TEN + timedelta(hours=1), shift=SimpleNamespace(cut=cut))
    return said_of(Writer(page, lang), Due("7K2M", incident, timer))


@pytest.mark.parametrize(("lang", "reached", "other"), [("zh", "10:27 打通", "executive 10:28 打过，占线"), ("en", "reached 10:27", "executive tried 10:28, busy")])
def test_the_last_call_to_a_post_it_tells_counts_and_another_post_is_named(lang: str, reached: str, other: str) -> None:
    assert recorded(lang) == "" == recorded(lang, (20, "press", "reached", ""))
    assert recorded(lang, (20, "supervisor", "no-answer", ""), (27, "supervisor", "reached", "")) == reached
    assert recorded(lang, (27, "supervisor", "reached", ""), (28, "executive", "busy", "")) == other
    assert "Li" in recorded(lang, (27, "supervisor", "reached", "Li")), "who stands in is not the post"


def test_a_signed_sheet_of_an_older_kit_reads_as_it_did() -> None:
    call = (27, "supervisor", "reached", "")
    assert recorded("en", call, kit="0.1.0", cut=object()) == "" and recorded("en", call, kit="0.1.0")
    assert recorded("en", call, cut=object())
