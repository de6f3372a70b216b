"""``close`` and ``reopen``."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kit.ground.base.refusal import Exit
from kit.ground.terminal import ask
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.acts import Draft
from tests.support.constants import TEN
from tests.support.kit import Kit, closed, opened
from tests.support.world import World, minute_of


class Scripted:
    """Answers by the question's name."""

    def __init__(self, **answers: str) -> None:
        self.answers = answers
        self.asked: list[str] = []

    def ask(self, question: ask.Question) -> str:
        self.asked.append(question.name)
        if question.name not in self.answers:
            raise ask.Left
        return self.answers[question.name]


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch) -> Scripted:
    """Somebody at a terminal."""
    scripted = Scripted()
    monkeypatch.setattr(ask, "terminal", lambda: True)
    monkeypatch.setattr(ask, "make_asker", lambda lang, plain: scripted)
    return scripted


def test_closing_lists_what_is_open_and_gives_the_code(kit: Kit) -> None:
    kit("callback", "add", "Ms Chen")
    result = kit("close", "--yes")
    assert result.code == 0
    assert "steps still open:" in result.err
    assert "4 timers still running:" in result.err
    assert "1 customer still to call back:" in result.err
    folder = kit.folder(kit("reopen", "too soon", "--json").json["ref"])
    last = next(e for e in folder.entries if e.kind == "reopened")
    code = result.out.splitlines()[-1]
    assert code.startswith(f"[DRILL] Closing code {last.n - 1}-")
    assert "write it on paper" in code


def test_the_closing_code_is_the_number_and_hash_of_the_last_entry(kit: Kit) -> None:
    folder = kit.folder()
    head = kit("close", "--yes", "--json").json["head"]
    assert head == kit.folder(folder.ref).head()


def test_the_outcome_is_resolved_unless_named(kit: Kit) -> None:
    ref = kit.folder().ref
    kit("close", "--yes", "--outcome", "false-alarm", "--note", "a loose plug")
    incident = kit.folder(ref).incident
    assert (incident.outcome, incident.closing_note) == ("false-alarm", "a loose plug")


def test_without_a_terminal_nothing_is_closed(kit: Kit) -> None:
    result = kit("close")
    assert result.code == 3
    assert "kit close --yes --outcome OUTCOME (resolved, handed-over" in result.err
    assert kit.folder().incident.closed is None


def test_a_person_is_asked_and_says_how_it_ended(kit: Kit, person: Scripted) -> None:
    person.answers = {"close": "yes", "outcome": "handed-over", "handed-to": "the night shift"}
    ref = kit.folder().ref
    assert kit("close").code == 0
    assert person.asked == ["close", "outcome", "handed-to"]
    incident = kit.folder(ref).incident
    assert (incident.outcome, incident.closing_note) == ("handed-over", "the night shift")


@pytest.mark.parametrize("answers", [{"close": "no"}, {}])
def test_no_or_leaving_closes_nothing(
    kit: Kit, person: Scripted, answers: dict[str, str]
) -> None:
    person.answers = answers
    result = kit("close", "--outcome", "resolved")
    assert result.code == 130
    assert kit.folder().incident.closed is None


def test_yes_asks_nothing_on_a_terminal(kit: Kit, person: Scripted) -> None:
    assert kit("close", "--yes").code == 0
    assert person.asked == []


def test_the_last_closed_incident_is_reopened(bare: Kit) -> None:
    first = opened(bare.home, drill=True)
    second = opened(bare.home, drill=True)
    closed(second, TEN + timedelta(minutes=1))
    closed(first, TEN + timedelta(minutes=2))
    result = bare.at(3)("reopen", "back", "again", "--json")
    assert result.json["ref"] == first.ref
    assert result.json["entries"][0]["data"] == {"reason": "back again"}
    assert bare("list").out.startswith(f"[DRILL] {first.ref}")


def test_a_closed_incident_is_reopened_by_its_reference(bare: Kit) -> None:
    first = opened(bare.home, drill=True)
    closed(first, TEN)
    assert bare.at(1)("reopen", "-i", first.ref[-4:], "back again").code == 0
    assert bare.folder(first.ref).incident.closed is None


def test_a_first_word_that_is_a_reference_names_the_incident_and_is_no_reason(bare: Kit) -> None:
    first = opened(bare.home, drill=True)
    second = opened(bare.home, drill=True)
    closed(first, TEN)
    closed(second, TEN + timedelta(minutes=1))
    result = bare.at(3)("reopen", first.ref[-4:], "dark", "again", "--json")
    assert result.json["ref"] == first.ref
    assert result.json["entries"][0]["data"] == {"reason": "dark again"}


@pytest.mark.parametrize("slip", ["VWFA", "3rdx", "H4K-7QMT", "261121-H4K-7QMT"])
def test_a_slip_in_a_reference_is_no_reason_to_open_another_incident_again(bare: Kit, slip: str) -> None:
    """The letters of an incident that is not here were the reason why the last one was opened."""
    last = opened(bare.home, drill=True)
    closed(last, TEN)
    for words in ((slip,), (slip, "dark", "again")):
        result = bare.at(1)("reopen", *words)
        assert (result.code, slip in result.err) == (Exit.NOT_FOUND, True)
    assert bare.folder(last.ref).incident.closed is not None
    assert bare("reopen", "dark", "again").code == 0, "a word in small letters is a reason"


def test_without_a_reason_nothing_is_opened_again_and_the_incident_is_named(kit: Kit) -> None:
    ref = kit.folder().ref
    kit("close", "--yes")
    result = kit.at(3)("reopen")
    assert result.code == 2 and ref in result.err and "Application outage" in result.err
    assert kit.folder(ref).incident.closed is not None


def test_a_person_is_asked_why_with_the_incident_named(kit: Kit, person: Scripted) -> None:
    ref = kit.folder().ref
    kit("close", "--yes")
    person.answers = {"reopen": "dark again"}
    said = kit.at(3)("reopen")
    assert said.code == 0 and "reason: dark again" in said.out and f"{ref} is open again" in said.err


def test_a_second_spell_leaves_the_figures_of_the_first_as_they_were(kit: Kit) -> None:
    """Closed, opened again two days later, closed 6 minutes after that: not 2,880 minutes late."""
    ref = kit.folder().ref
    kit.at(7)("close", "--yes")  # the report was due at minute 5
    first = kit("summary", ref, "--json").json
    kit.at(2 * 1440)("reopen", ref, "dark again")
    running = {t["timer"]: t["left_seconds"] for t in kit("timer", "--json").json["timers"] if t["running"]}
    assert running["report-5"] == 5 * 60, "counts anew"
    kit("call", "supervisor")
    kit.at(2 * 1440 + 6)("close", "--yes")
    second = kit("summary", ref, "--json").json
    never = [[(n["timer"], n["late_seconds"]) for n in each["notices"] if n["status"] == "not-told"] for each in (first, second)]
    assert never[0] == never[1] == [("report-5", 2 * 60)]


def test_timers_begin_anew_after_reopening(kit: Kit) -> None:
    kit("close", "--yes")
    kit.at(3)("reopen", "too soon")
    assert "report-5" in kit("timer").out
    timer = kit.folder().incident.timers["report-5"]
    assert timer.status == "running" and timer.due == TEN + timedelta(minutes=8)


def test_a_readiness_check_ends_ready_or_with_gaps_and_never_resolved(bare: Kit) -> None:
    opened(bare.home, type="before-work", drill=True)
    refused = bare.at(1)("close", "--yes", "--outcome", "resolved")
    assert refused.code == 2 and "ready, gaps" in refused.err
    assert "Gaps, each with an owner" in bare("close", "--yes", "--outcome", "gaps").out


def test_a_time_before_the_opening_does_not_close(kit: Kit) -> None:
    """It lasted minus 30 minutes, and every figure of it was wrong."""
    refused = kit.at(30)("close", "--yes", "--at", "09:30")
    assert refused.code == 2 and "before the opening (" in refused.err and kit.folder().incident.closed is None


def test_a_time_before_it_was_opened_again_does_not_close(kit: Kit) -> None:
    """Open each time: 30 min + -4 min."""
    ref = kit.folder().ref
    kit.at(30)("close", "--yes")
    kit.at(60)("reopen", "again")
    refused = kit.at(70)("close", "--yes", "--at", "10:55")
    assert refused.code == 2 and "before it was opened again (" in refused.err
    assert kit("close", "--yes", "--at", "11:05").code == 0
    assert [(s.start, s.end) for s in kit.folder(ref).incident.spells] == [(TEN, minute_of(30)), (minute_of(60), minute_of(65))]


@pytest.mark.parametrize(("lang", "said"), [("en", "before it was restored (03-02 10:30)"), ("zh", "早于记录的恢复时间（03-02 10:30）")])
def test_a_time_at_which_it_still_went_on_does_not_close(kit: Kit, lang: str, said: str) -> None:
    """Closed at 10:20 and restored at 10:30: it lasted 20 minutes, its outage 30."""
    kit.at(30)("tick", "restored", "10:30")
    refused = kit.at(40)("--lang", lang, "close", "--yes", "--at", "10:20")
    assert refused.code == 2 and said in refused.err and kit.folder().incident.closed is None
    assert kit("close", "--yes", "--at", "10:30").code == 0


@pytest.mark.parametrize("mended", [("answer", "restored", "10:15"), ("undo",)])
def test_a_restoring_that_was_put_right_or_taken_back_holds_no_closing_back(kit: Kit, mended: tuple[str, ...]) -> None:
    kit.at(30)("tick", "restored", "10:30")
    assert kit.at(40)(*mended).code == 0
    assert kit("close", "--yes", "--at", "10:20").code == 0


def test_the_minute_in_which_it_began_closes_it_at_once_not_before() -> None:
    world = World()
    world.do(10, acts.close, "resolved")
    world.do(20.5, acts.reopen, "again")
    draft = Draft(world.incident, minute_of(25), "li", minute_of(20))
    acts.close(draft, "resolved")
    assert world.incident.spells[-1].end == minute_of(20.5)


def test_a_clock_that_is_behind_stops_nobody_from_closing() -> None:
    """Another laptop's: no time was given there."""
    world = World()
    acts.close(Draft(world.incident, minute_of(-5), "li"), "resolved")
    assert world.incident.closed is not None
