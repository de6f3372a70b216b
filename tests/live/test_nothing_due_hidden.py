"""In a picture of any size nothing that is due is missing: it has a line or is counted, by a recount from the log's
state alone; the step at hand, the most urgent timer and a red line stand."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime, timedelta
from random import Random

import msgspec
import pytest

from kit.ground.base.cells import width
from kit.ground.base.refusal import Refused
from kit.ground.terminal.fragments import Line, text_of
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.acts import Draft
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.show.step_lines import step_text
from kit.incidents.incident.show.timer_lines import timer_line
from kit.live.guide.show.parts import Extras, standing
from kit.live.guide.show.picture import picture, sheets
from tests.support.constants import TEN
from tests.support.shipped import LISTS, SITES, usual

STATES = 60
LATE = {"en": re.compile(r"\((\d+) late\)"), "zh": re.compile(r"（(\d+) 项已晚）")}
# Of the picture: 60x18, 80x24 and 120x40 with nothing asked, and what lists and questions leave of them.
SIZES = [(60, rows) for rows in (5, 6, 7, 8, 9, 10, 11, 12, 13, 15)]
SIZES += [(80, rows) for rows in (6, 9, 11, 13, 15, 17, 19)] + [(120, 12), (120, 35)]


def one_act(incident: Incident, now: datetime, dice: Random) -> None:
    """Something that a hand may do at the step at hand; what is refused was not done."""
    view, draft = incident.current(), Draft(incident, now, "li")
    if view is None:
        return
    try:
        if dice.random() < 0.15:
            acts.defer(draft, view.key)
        elif view.step.answer == "call":
            result = dice.choice(["reached", "reached", "no-answer"])
            acts.call(draft, view.role or view.who or "li", result, step=view.key)
        else:
            acts.tick(draft, view.key, usual(view.step))
    except Refused:
        pass


def at_random(dice: Random) -> tuple[Incident, datetime]:
    """An incident some acts and minutes on, at times with a second list."""
    incident, site = Incident(), msgspec.structs.replace(SITES.profile("hotline"), steps=dice.choice(["all", ""]))
    given, types = msgspec.to_builtins(site), list(LISTS.types())
    first, second = dice.sample(types, 2)
    acts.open_incident(Draft(incident, TEN, "li"), "260302-DAN-F7AQ", LISTS.checklist(first), site, given, "0.1")
    if dice.random() < 0.4:
        acts.add_plan(Draft(incident, TEN, "li"), LISTS.checklist(second))
    now = TEN
    for _ in range(dice.randrange(14)):
        now += timedelta(seconds=dice.choice([3, 20, 60, 60, 240]))
        one_act(incident, now, dice)
        Draft(incident, now, "li").settle()
    now += timedelta(minutes=dice.choice([0, 0, 3, 6, 25]))
    Draft(incident, now, "li").settle()
    return incident, now


def beside(dice: Random, lang: str) -> Extras:
    """What else there may be in the picture."""
    other, at = at_random(dice)
    due = [timer for timer in other.running() if timer.due <= at]
    register: list[Line] = [[("late", " ! R1  12:00")]] if dice.random() < 0.3 else []
    told = {"zh": "已记录 #38：打电话给呼叫中心主管：未接通；改打：中心经理", "en": "Recorded #38: Call to the call centre supervisor: no answer"}
    return Extras(
        38,
        80,
        dice.choice(["", told[lang], told[lang] * 2]),
        dice.choice(["", "", "An answer is owed: " * 12]),
        back=dice.choice(["", "(u takes it back)"]),
        other=(other, due[0], at) if due and dice.random() < 0.6 else None,
        at_stake=[other] if dice.random() < 0.3 else [],
        registered=lambda cols, calm: register,
        lapsed=len(register),
    )


@pytest.mark.parametrize("seed", range(STATES))
def test_all_that_is_due_has_a_line_or_is_counted_and_the_step_the_first_timer_and_a_red_line_stand(seed: int) -> None:
    dice = Random(seed)
    lang = dice.choice(["en", "zh"])
    incident, now = at_random(dice)
    extras = beside(dice, lang)
    view = incident.current()
    due = [t for t in incident.timers.values() if t.status == "running" and t.due <= now]
    rules = standing(incident, view, lang, incident.views(), now)[1]
    for cols, rows in SIZES:
        lines = text_of(picture(incident, now, lang, cols, rows, extras))
        at = f"{cols}x{rows}\n" + "\n".join(lines)
        assert len(lines) <= rows and all(width(line) <= cols for line in lines), at
        want = Counter(text_of([timer_line(incident, t, now, lang, cols)])[0] for t in due)
        have = list((want & Counter(lines)).elements())
        counted = sum(int(n) for line in lines for n in LATE[lang].findall(line))
        assert len(have) + counted == len(due), at
        running = [text_of([timer_line(incident, t, now, lang, cols)])[0] for t in incident.running()]
        if running and rows > 6:
            assert lines[1] in running, at
            assert not due or lines[1].startswith(" ! "), at
        if cols >= 80 and rows >= 15 and len(rules) < 5 and not extras.alert:
            assert len(have) >= min(2, len(due)), at
        if extras.other is not None:
            assert any(extras.other[0].ref in line for line in lines), at
        if view is not None:
            step = "".join([line for line in lines if line.startswith("> ")])
            assert step[2:].strip() and step_text(incident, view, lang).startswith(step[2:].strip()[:6]), at
        if rules and rows > 7:
            assert any(line.strip().startswith(rules[0][1][:8]) for line in lines), at


@pytest.mark.parametrize("seed", range(0, STATES, 4))
def test_what_a_picture_has_no_line_for_is_on_the_pages_in_full(seed: int) -> None:
    dice = Random(seed)
    incident, now = at_random(dice)
    extras = beside(dice, "en")
    shown = "\n".join(line for page in sheets(incident, now, "en", 60, 15, extras) for line in text_of(page)[2:])
    for timer in incident.running():
        assert text_of([timer_line(incident, timer, now, "en", 60)])[0] in shown
    assert extras.other is None or extras.other[0].ref in shown
    assert "R1" in shown or not extras.lapsed
    assert not extras.alert or "An answer is owed" in shown
