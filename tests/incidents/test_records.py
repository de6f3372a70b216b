"""``callback``, ``action`` and ``plan``."""

from __future__ import annotations

from datetime import timedelta

from kit.ground.machine.clock import Now
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from tests.support.constants import TEN
from tests.support.kit import Kit, closed, opened


def owed(kit: Kit, *more: str) -> str:
    entry = kit("callback", "add", "Ms", "Chen", "--phone", "138", *more, "--json")
    found: str = entry.json["entries"][0]["data"]["id"]
    return found


def test_a_customer_owed_a_call_is_listed(kit: Kit) -> None:
    id_ = owed(kit, "--matter", "refund")
    assert kit("callback").out == f"[DRILL] {id_}  owed  Ms Chen 138, refund\n[DRILL] To call back: 1 of 1\n"


def test_a_promise_starts_a_timer_and_the_call_answers_it(kit: Kit) -> None:
    id_ = owed(kit, "--promised", "15")
    timer = kit.folder().incident.timers[f"promise:{id_}"]
    assert timer.due.minute == 16
    assert kit.at(20)("callback", "done", id_).code == 0
    timer = kit.folder().incident.timers[f"promise:{id_}"]
    assert timer.status == "answered"
    assert timer.answered is not None and timer.answered.minute == 20


def test_a_call_back_that_is_done_settles_its_step(kit: Kit) -> None:
    id_ = owed(kit)
    kit("callback", "done", id_)
    assert kit.folder().incident.step_state(f"follow-up@{id_}").status == "done"


def test_an_unanswered_call_back_stays_owed(kit: Kit) -> None:
    id_ = owed(kit)
    kit("callback", "no-answer", id_)
    back = kit("callback", "--json").json["callbacks"][0]
    assert ([each["result"] for each in back["tries"]], back["settled"]) == (["no-answer"], "")


def test_a_customer_who_was_reached_and_whose_matter_stays_open_reads_so_everywhere(kit: Kit) -> None:
    """Log, list, figures, the handing over and the page: he was reached, and is still owed a call."""
    opened(kit.home, "power-outage", at=TEN, drill=True)
    ref = next(log.ref for log in Store(str(kit.home)).open_logs() if log.where.type == "power-outage")
    kit("shift", "start", "Example")
    id_ = kit("callback", "add", "Mr Wang", "--due", "10:30", "-i", ref, "--json").json["entries"][0]["data"]["id"]
    kit.folder(ref).store.record(
        kit.folder(ref), Now(TEN + timedelta(minutes=2)), "li", lambda d: acts.tick(d, "systems-ok", "ok")
    )
    made = kit.at(5)("answer", f"call-back@{id_}", "3", "-i", ref).out
    assert "Called back, not settled yet: Mr Wang\n" in made and "Deferred: Call Mr Wang back" in made
    assert ", 1 try, was reached, not settled" in kit("callback", "-i", ref).out
    told = kit.at(6)("summary", "--shift", "--json").json
    assert (told["call_count"], told["unanswered"], told["waiting_promises"]) == (1, 0, 1)
    sheet = kit("shift", "handover", "--to", "Sample").out
    assert "was reached, not settled" in sheet and "tried 1" not in sheet
    closed(kit.folder(ref), TEN + timedelta(minutes=9))
    assert "reached, not settled" in kit("summary", ref).out


def test_giving_up_needs_a_reason(kit: Kit) -> None:
    id_ = owed(kit)
    assert kit("callback", "give-up", id_).code == 2
    assert kit("callback", "give-up", id_, "--reason", "number dead").code == 0
    assert kit("callback", "--json").json["callbacks"][0]["settled"] == "given-up"


def test_a_call_back_can_be_settled_after_closing(kit: Kit) -> None:
    id_ = owed(kit)
    folder = kit.folder()
    closed(folder, TEN)
    assert kit("callback", "done", id_, "-i", folder.ref).code == 0
    assert kit.folder(folder.ref).incident.callbacks[id_].settled == "reached"


def test_an_improvement_action_is_added_and_done(kit: Kit) -> None:
    made = kit("action", "add", "second", "line", "--owner", "manager", "--due", "2026-04-01", "--json")
    id_ = made.json["entries"][0]["data"]["id"]
    assert len(id_) == 4
    (line,) = kit("action").out.splitlines()
    assert line.split() == f"{id_} due 2026-04-01 [DRILL] second line, owner manager, 0 days old, incident {kit.folder().ref}".split()
    assert kit("action", "done", id_).code == 2, "what shows it is asked for"
    assert kit("action", "done", id_, "--evidence", "contract 7").code == 0
    assert kit("action", "--json").json["actions"][0]["done_at"] is not None


def test_a_second_plan_joins_with_its_steps_and_timers(kit: Kit) -> None:
    result = kit("plan", "call-surge", "--json")
    assert result.kinds[0] == "plan-added" and "timer-started" in result.kinds
    assert kit.folder().incident.view("call-surge/all-inbound") is not None


def test_a_step_of_the_second_plan_is_named_with_its_prefix(kit: Kit) -> None:
    kit("plan", "call-surge")
    assert kit("tick", "call-surge/all-inbound").code == 0
    assert "customer service representatives" in kit("log").out.splitlines()[-1]
