"""Every entry belongs to exactly one shift, whatever laptops, nights and clocks do."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from kit.shifts.shift.rules.cut import Belonging, Span
from tests.support.constants import TEN
from tests.support.kit import Kit

HOUR = timedelta(hours=1)


def at(hours: float) -> datetime:
    return TEN + hours * HOUR


def test_what_a_cut_covers_belongs_to_it_and_what_comes_after_to_the_next() -> None:
    first = Span("S1", at(0), ("aaaaaa",), at(8), "aaaaaa", {"I/aaaaaa": 5})
    second = Span("S2", at(8), ("aaaaaa",))
    known = Belonging([second, first])
    assert [known.of("I", "aaaaaa", n, at(7 + n / 10)) for n in (1, 5, 6)] == ["S1", "S1", "S2"]


def test_what_was_typed_in_later_belongs_to_the_shift_that_typed_it() -> None:
    """By its number, not by when it happened."""
    first = Span("S1", at(0), ("aaaaaa",), at(8), "aaaaaa", {"I/aaaaaa": 5})
    second = Span("S2", at(8), ("aaaaaa",))
    assert Belonging([first, second]).of("I", "aaaaaa", 6, at(9)) == "S2"


def test_a_clock_that_was_set_back_makes_no_entry_older_than_the_cut() -> None:
    first = Span("S1", at(0), ("aaaaaa",), at(8), "aaaaaa", {"I/aaaaaa": 5})
    second = Span("S2", at(8), ("aaaaaa",))
    known = Belonging([first, second])
    assert known.of("I", "aaaaaa", 6, at(3)) == "S2"
    assert known.of("J", "aaaaaa", 1, at(3)) == "S2", "an incident that the cut had not seen"


def test_another_laptops_log_that_arrives_later_belongs_to_the_shift_that_was_on() -> None:
    spans = [
        Span("S1", at(0), ("aaaaaa",), at(8), "aaaaaa", {"I/aaaaaa": 5}),
        Span("S2", at(8), ("aaaaaa",), at(16), "aaaaaa", {"I/aaaaaa": 9}),
        Span("S3", at(16), ("aaaaaa",)),
    ]
    known = Belonging(spans)
    assert [known.of("I", "bbbbbb", 1, at(h)) for h in (4, 12, 20)] == ["S1", "S2", "S3"]


def test_overlapping_teams_count_each_their_own() -> None:
    spans = [
        Span("SA", at(0), ("aaaaaa",), at(8), "aaaaaa", {"I/aaaaaa": 5, "I/bbbbbb": 9}),
        Span("SB", at(6), ("bbbbbb",)),
    ]
    known = Belonging(spans)
    assert known.of("I", "bbbbbb", 3, at(7)) == "SB"
    assert known.of("I", "aaaaaa", 3, at(7)) == "SA"


def test_what_was_before_the_first_shift_belongs_to_none() -> None:
    known = Belonging([Span("S1", at(0), ("aaaaaa",))])
    assert known.of("I", "aaaaaa", 1, at(-1)) == ""
    assert known.of("I", "aaaaaa", 2, at(1)) == "S1"
    assert Belonging([]).of("I", "aaaaaa", 1, at(0)) == ""


LAPTOPS = ("aaaaaa", "bbbbbb", "cccccc")
ACT = st.tuples(
    st.sampled_from(("write", "write", "write", "begin", "end", "share")),
    st.sampled_from(LAPTOPS),
    st.sampled_from(("I1", "I2", "callback")),
    st.sampled_from((0.2, 1.0, 5.0, -2.0, 30.0)),
)


@given(st.lists(ACT, max_size=60))
@settings(max_examples=200, deadline=None)
def test_a_random_history_adds_up(history: list[tuple[str, str, str, float]]) -> None:
    """Each laptop writes, begins and ends shifts, and now and then sees what the others wrote; its
    clock may be set back. Afterwards every entry is in one shift, what was seen at an end is in no
    later one, and the shifts' counts together are the whole."""
    now = 0.0
    written: dict[tuple[str, str], list[datetime]] = {}
    seen: dict[str, dict[str, int]] = {name: {} for name in LAPTOPS}
    spans: dict[str, Span] = {}
    on: dict[str, str] = {}
    for what, laptop, ref, step in history:
        now += step
        if what == "write":
            journal = written.setdefault((ref, laptop), [])
            journal.append(at(now))
            seen[laptop][f"{ref}/{laptop}"] = len(journal)
        elif what == "begin" and laptop not in on:
            on[laptop] = f"S{len(spans)}"
            spans[on[laptop]] = Span(on[laptop], at(now), (laptop,))
        elif what == "end" and laptop in on:
            open_ = spans[on.pop(laptop)]
            others = set(on)
            heads = {key: n for key, n in seen[laptop].items() if key.partition("/")[2] not in others}
            end = max(at(now), open_.since)
            spans[open_.ref] = Span(open_.ref, open_.since, open_.laptops, end, laptop, heads)
        elif what == "share":
            for (document, name), journal in written.items():
                seen[laptop][f"{document}/{name}"] = len(journal)
    known = Belonging(spans.values())
    total: Counter[str] = Counter()
    for (ref, laptop), journal in written.items():
        for n, when in enumerate(journal, 1):
            shift = known.of(ref, laptop, n, when)
            assert shift == known.of(ref, laptop, n, when)
            assert shift == "" or shift in spans
            total[shift] += 1
            covering = [one for one in spans.values() if n <= one.heads.get(f"{ref}/{laptop}", 0)]
            if covering and not any(laptop in one.laptops for one in spans.values()):
                assert shift == min(covering, key=lambda one: (one.end, one.ref)).ref
    assert sum(total.values()) == sum(len(journal) for journal in written.values())


def test_the_entries_of_two_shifts_are_those_of_the_incident(kit: Kit) -> None:
    """Played by commands: nothing twice, nothing in between."""
    from kit.ground.console.context import build
    from kit.shifts.shift.files import desk

    kit.at(1)("shift", "start", "Example")
    kit.at(2)("note", "one")
    kit.at(3)("shift", "end")
    kit.at(4)("note", "in nobody's shift")
    kit.at(5)("shift", "start", "Sample")
    kit.at(6)("note", "two")
    kit.at(7)("shift", "end")
    ctx = build(str(kit.home), "en", True, lambda: None)  # type: ignore[arg-type, return-value]
    known = desk.belonging(ctx)
    first, second = (book.ref for book in ctx.of(desk.Shifts).all())
    log = kit.folder()
    told = {
        getattr(e.event, "text", e.kind): known.of(log.ref, e.journal, e.n, e.written)
        for e in log.entries
    }
    assert told["opened"] == first, "what was before it is covered by its cut"
    assert (told["one"], told["in nobody's shift"], told["two"]) == (first, second, second)


def test_a_shift_of_long_ago_and_a_drills_one_keep_what_was_theirs(kit: Kit) -> None:
    """Many shifts later, and looked at by the system's own clock."""
    from kit.ground.console.context import build
    from kit.ground.machine.clock import Now
    from kit.shifts.handover.files.gather import Home
    from kit.shifts.shift.files import desk
    from kit.shifts.shift.rules import acts

    kit.at(1)("shift", "start", "Example")
    kit.at(2)("note", "one")
    kit.at(3)("shift", "end")
    ctx = build(str(kit.home), "en", True, lambda: None)  # type: ignore[arg-type, return-value]
    shifts = ctx.of(desk.Shifts)
    (first,) = shifts.all()
    before = [entry.id for mine in Home(ctx, first).entries.values() for entry in mine]
    for number in range(desk.RECENT + 3):

        def act(draft: acts.Draft) -> None:
            acts.begin(draft, draft.shift.ref, "Sample", drill=True)
            acts.end(draft, {}, "aaaaaa")

        shifts.begin(Now(at(24 * (number + 1))), "Sample", act, number)
    kit.env("KIT_CLOCK", "")
    after = [entry.id for mine in Home(ctx, first).entries.values() for entry in mine]
    assert after == before and len(before) >= 2
