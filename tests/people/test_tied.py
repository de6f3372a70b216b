"""Registers beside an incident: what is of it, what is a drill's, what goes on after it is closed."""

from __future__ import annotations

import io

import pytest

from tests.support.kit import Kit, opened


@pytest.fixture
def real(bare: Kit, monkeypatch: pytest.MonkeyPatch) -> Kit:
    """By the system's own clock, which alone is no drill's."""
    monkeypatch.delenv("KIT_CLOCK", raising=False)
    return bare


def start(kit: Kit, *how: str) -> str:
    ref: str = kit("start", "application-outage", "--no-guide", "--json", *how).json["ref"]
    return ref


def item(kit: Kit, *words: str) -> dict[str, object]:
    (found,) = kit(*words, "--json").json["items"]
    return dict(found)


def test_what_is_noted_while_a_drill_is_on_is_real_unless_somebody_says_drill(real: Kit) -> None:
    ref = start(real, "--drill")
    for words in (("sheet", "Zhang 5550100 bill"), ("complaint", "add", "Li", "--matter", "rude"),
                  ("order", "add", "lamp", "--unit", "house"), ("callback", "add", "Wu")):  # fmt: skip
        found = item(real, *words)
        assert (found["drill"], found["incident"]) == (False, ""), words
    assert "--drill" in real("sheet", "Sun 5550101 bill").err, "it is said how the drill's are noted"
    for words in (("sheet", "Ma 5550102 bill"), ("complaint", "add", "He", "--matter", "slow")):
        found = item(real, *words, "--drill")
        assert (found["drill"], found["incident"]) == (True, ref), words
    assert real("callback", "add", "Qi", "--drill", "--json").kinds == ["callback-added"]


def test_what_is_noted_during_an_incident_says_so_and_is_untied_by_one_flag(real: Kit) -> None:
    ref = start(real)
    done = real("complaint", "add", "Li", "--matter", "rude")
    assert f"of incident {ref[-4:]}" in done.out and "--outside" in done.err
    real("complaint", "edit", "Li", "--outside")
    assert item(real, "complaint", "show", "Li")["incident"] == ""
    assert item(real, "order", "add", "lamp", "--unit", "house", "--outside")["incident"] == ""
    assert real("complaint", "edit", "Li", "--outside").code == 3, "it is of none any more"


def test_a_promise_in_working_days_is_taken_while_an_incident_is_open(real: Kit) -> None:
    """It outlives the incident, and the register counts it anew when days off are entered."""
    ref = start(real)
    found = item(real, "callback", "add", "Zhang", "--promised", "15工作日")
    assert found["promised"] and found["incident"] == ref
    found = item(real, "callback", "add", "Li", "--promised", "5个工作日内", "-i", ref[-4:])
    assert found["incident"] == ref


def test_a_call_of_an_incident_is_moved_by_working_days_too(real: Kit) -> None:
    start(real)
    real("callback", "add", "Zhang")
    moved = real("callback", "move", "Zhang", "--to", "3个工作日", "--note", "busy", "--agreed-by", "her")
    assert moved.code == 0 and "agreed by her" in moved.out


def test_closing_and_the_summary_name_the_calls_that_registers_still_owe(real: Kit) -> None:
    ref = start(real)
    real("sheet", "Zhang 5550100 bill 15 working days")
    real("sheet", "Li 5550101 bill 15 working days")
    real("callback", "done", "Li")
    real("complaint", "add", "Wu", "--matter", "rude", "--outside")
    closing = real("close", "--yes", "-i", ref)
    assert closing.code == 0 and "1 customer still to call back" in closing.err
    assert "Still open in registers" not in closing.err, "callers stand among the customers, once"
    assert "Zhang 5550100" in closing.err and "Wu" not in closing.err
    said = real("summary", ref).out
    assert "1 still owed, 2 in all" in said and said.count("Zhang 5550100") == 1
    assert "Still open in registers" not in said, "callers stand among the customers, once"
    (left,) = real("summary", ref, "--json").json["registers"]
    assert left["register"] == "callback"


def test_the_guide_names_them_before_it_closes(bare: Kit) -> None:
    from types import SimpleNamespace

    from kit.ground.console.context import Context, Me, Out
    from kit.ground.machine.clock import from_environment
    from kit.people.registers.talk.tied import tied_lines

    bare.at(0)
    log = opened(bare.home, drill=True)
    for n in range(4):
        bare("sheet", f"Customer{n} 555010{n} bill 15 working days")
    out = Out(io.StringIO(), "en", True)
    ctx = Context(str(bare.home), from_environment(), lambda: None, out, out, Me("li", "en", True, ""))  # type: ignore[arg-type, return-value]
    lines = tied_lines(ctx, log.ref, 76, 2)
    assert len(lines) == 4 and "of this incident: 4" in lines[0] and lines[-1] == "  +2"

    from kit.live.guide.talk.keys.beside import KEYS
    from kit.live.guide.talk.keys.course import _still_open

    session = SimpleNamespace(
        ctx=ctx, incident=log.incident, now=lambda: SimpleNamespace(wall=log.incident.opened), lang="en", word=lambda key, **_: key, by=lambda: "li", offered=list, keys=KEYS, advised=set()
    )
    said: list[int] = []
    session.word = lambda key, **fill: said.append(fill["n"]) or key if key == "closing-owed" else key  # type: ignore[func-returns-value]
    found = _still_open(session)  # type: ignore[arg-type]
    assert said == [4] and "closing-owed" in found, "those of the sheet are counted with those of the log"
    assert lines[0] not in found


def test_a_complaint_shows_what_was_promised_and_speaks_of_its_stages_in_words(bare: Kit) -> None:
    bare.at(0)("complaint", "add", "Li", "--matter", "rude", "--promised", "5 working days")
    shown = bare("complaint", "show", "Li").out
    assert "Promised  03-09" in shown
    refused = bare("complaint", "accept", "Li").err
    assert "decision told (decide)" in refused and "decision-told" not in refused


def test_a_register_in_which_all_is_over_says_how_many_there_are(bare: Kit) -> None:
    bare.at(0)("complaint", "add", "Li", "--matter", "rude")
    bare("complaint", "withdraw", "Li", "--note", "settled")
    assert "over: 1" in bare("complaint").err and "--all" in bare("complaint").err
    assert "nothing noted" in bare("order").err


def test_what_is_not_due_yet_is_not_called_due(bare: Kit) -> None:
    from kit.ground.console.context import Context, Me, Out
    from kit.ground.machine.clock import from_environment
    from kit.people.registers.talk.watch import Registered

    bare.at(0)("sheet", "Zhang 5550100 bill 10:20")
    out = Out(io.StringIO(), "en", True)
    me = Me("li", "en", True, "")

    def seen() -> tuple[str, str]:
        ctx = Context(str(bare.home), from_environment(), lambda: None, out, out, me)  # type: ignore[arg-type, return-value]
        rings = Registered(ctx)
        rings.refresh()
        return rings.lines(76, 5)[0][0][1].strip(), rings.first_line(76, False)[0][0][1][:3]

    assert seen() == ("Registers: due 0, due soon 1", "   ")
    bare.at(30)
    assert seen() == ("Registers: due 1, due soon 0", " ! ")
