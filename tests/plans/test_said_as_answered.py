"""Words to be read to a superior say how people are where that was answered; they leave it to the reader only where it was not."""

from __future__ import annotations

import pytest

from kit.incidents.incident.files.store import Store
from kit.incidents.incident.show.step_lines import filled, words
from tests.support.kit import Kit

CASES = {
    "lift-entrapment": ("freed", "yes", "tell-manager", "Everyone, the number is right", "全部救出，人数相符"),
    "self-harm-caller": ("line", "help-there", "tell-supervisor", "Police or ambulance are with the caller", "民警或急救人员已到来电人身边"),
    "caller-in-danger": ("line", "safe", "tell-supervisor", "Caller is safe and agreed to end", "来电人安全，同意结束通话"),
    "self-harm-on-site": ("outcome", "hospital", "", "Taken to hospital", "已送医院"),
    "missing-person": ("found", "well", "", "Found, unharmed", "找到，平安"),
}
OPEN = ("still stuck / out", "still on the line / cut off", "still being talked to / safe", "still searching / found")


@pytest.mark.parametrize("type_", CASES)
def test_what_was_answered_is_said_and_not_left_to_the_reader(bare: Kit, type_: str) -> None:
    """It still said "those inside: still stuck / out" when everyone was freed and the number was right."""
    step, value, call, en, zh = CASES[type_]
    bare.env("KIT_LANG", "en")
    bare.at(0)("start", type_, "--drill", "--profile", "service-hall", "--no-guide")
    asked = bare("say", "leaders").out
    assert any(each in asked for each in OPEN) and en not in asked, asked
    assert bare.at(3)("answer", step, value).code == 0
    told = " ".join(bare.at(4)("say", "leaders").out.split())
    assert en in told and not any(each in told for each in OPEN), told
    incident = Store(str(bare.home)).pick("").incident
    view = incident.view(call) if call else None
    of = [view.step] if view is not None else []
    of += [rule for rule in incident.checklist.timers if rule.id == "report-supervisor" and call]
    for lang, answer in (("en", en), ("zh", zh)):
        said = [filled(incident, text.get(lang), view, lang) for each in of if (text := words(incident, "", each)) is not None]
        assert len(said) == len(of) and all(answer in each for each in said), said


def test_a_report_says_that_people_are_in_danger_until_it_is_answered_that_all_are_out(bare: Kit) -> None:
    bare.env("KIT_LANG", "en")
    bare.at(0)("start", "fire", "--drill", "--profile", "hotline", "--no-guide")
    assert bare.at(1)("answer", "hurt", "none").code == 0
    assert "People are in danger." in bare.at(2)("report").out, "that nobody is hurt says nothing of those inside"
    assert bare.at(3)("answer", "all-out", "yes").code == 0
    said = bare.at(4)("report").out
    assert "People are in danger." not in said and "Everyone is out" in said
    assert bare.at(5)("answer", "all-out", "no").code == 0
    assert "People are in danger." in bare.at(6)("report").out
