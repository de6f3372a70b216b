"""Every figure counted a second time: naively, from the lines as they lie in the file."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import pytest

from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.fold import fold
from kit.plans.checklists.rules.format import Checklist
from kit.review.archive.rules.digest import Digest, digest_of
from kit.review.archive.rules.digest_fast import digest_fast
from kit.review.archive.rules.figures import figures
from kit.review.archive.rules.totals import totals_of
from kit.review.summary.rules.summarise import summarise
from tests.support.wander import Wander
from tests.support.year import bodies, hashed

SITES = ("hotline", "call-centre-b", "service-hall")
Line = dict[str, Any]
Count = tuple[int, int, int, list[int], int]  # due, in time, under a minute late, seconds late, never


@cache
def lists() -> tuple[Checklist, ...]:
    found = Store("nowhere").checklists
    return tuple(found.checklist(name) for name in found.types())


def from_paper(seed: int) -> bytes:
    """A random incident in which some things are typed in long after they happened."""
    rng, checklists = random.Random(seed), lists()
    site = Store("nowhere").sites.profile(SITES[seed % 3])
    wander = Wander(seed, checklists[seed % len(checklists)], site, checklists)
    while len(wander.lines) < 50:
        wander.now += timedelta(seconds=rng.randrange(5, 240))
        if rng.random() < 0.3 and wander.incident.timers:
            key = rng.choice(sorted(wander.incident.timers))
            back = timedelta(seconds=rng.randrange(20, 1500))
            act = rng.choice((acts.timer_told, acts.timer_told, acts.timer_yes, acts.timer_no))
            states = [*wander.incident.past_timers, *wander.incident.timers.values()]
            first = min(state.base for state in states if state.key == key)
            early = first + (wander.now - first) * rng.uniform(0.1, 0.9)
            wander.do(act, key, at=max(early, wander.now - back))
        else:
            wander.turn(False)
    wander.finish()
    if rng.random() < 0.4:
        wander.now += timedelta(minutes=rng.randrange(1, 4000))
        wander.do(acts.reopen, "again")
        for _ in range(6):
            wander.now += timedelta(seconds=rng.randrange(5, 400))
            wander.turn(False)
        wander.finish()
    for name in list(wander.incident.callbacks):
        wander.now += timedelta(minutes=rng.randrange(1, 90))
        if rng.random() < 0.5:
            wander.do(acts.callback_try, name, "reached")
    return hashed(bodies(wander.lines, True), "R/j")


# ---- the naive count --------------------------------------------------------------------------


class Naive:
    """Reads plain JSON and knows nothing of the kit's own state."""

    def __init__(self, blob: bytes) -> None:
        self.lines: list[Line] = [json.loads(line) for line in blob.splitlines()]
        for line in self.lines:
            line["at"] = datetime.fromisoformat(line["at"])
        data = self.lines[0]["data"]
        self.opened: datetime = self.lines[0]["at"]
        self.closed: datetime = [x["at"] for x in self.lines if x["kind"] == "closed"][-1]
        self.rules = {rule["id"]: rule for rule in data["checklist"].get("timers", [])}
        self.site = data["profile"].get("minutes", {})
        self.steps = {s["id"]: (p["id"], s) for p in data["checklist"]["phases"] for s in p["steps"]}
        self.out: dict[str, Count] = {}
        self.until: datetime | None = None

    def late(self, due: datetime, at: datetime) -> int:
        def whole(x: datetime) -> int:
            return int((x - self.opened).total_seconds() // 1)

        return whole(at) - whole(due)

    def count(self) -> dict[str, Count]:
        for key, spells in self.by_timer().items():
            for events in spells:
                self.timer(key, events, events is not spells[0])
        self.promises()
        return {name: (a, b, c, sorted(d), e) for name, (a, b, c, d, e) in self.out.items()}

    def by_timer(self) -> dict[str, list[list[Line]]]:
        """The lines about each timer, those after a reopening apart."""
        out: dict[str, list[list[Line]]] = defaultdict(lambda: [[]])
        answers: dict[str, str] = {}
        for line in self.lines:
            if line["kind"] == "reopened":
                for spells in out.values():
                    spells.append([])
            if line["kind"] == "step-done":
                answers[line["data"]["step"]] = line["data"].get("value", "")
            timer = line["data"].get("timer", "")
            if line["kind"].startswith("timer-") and timer and not timer.startswith("promise:"):
                step = line["data"].get("cause", "").removeprefix("step:").partition("@")[0]
                out[timer][-1].append({**line, "step": step, "value": answers.get(step, "")})
        return out

    def timer(self, key: str, events: list[Line], again: bool) -> None:
        """Its rounds in the order of happening."""
        starts = [e for e in events if e["kind"] == "timer-started"]
        if not starts:
            return
        rounds: list[tuple[datetime, datetime]] = []
        for start in starts:
            base = datetime.fromisoformat(start["data"].get("base") or start["at"].isoformat())
            due = datetime.fromisoformat(start["data"]["due"])
            if again and key not in self.rules:
                due = max(due, start["at"])  # a time of day that was named before the reopening
            if not rounds or rounds[-1][1] != due:
                rounds.append((base, due))
        answers = sorted(e["at"] for e in events if e["kind"] == "timer-answered")
        rule = self.rules.get(key)
        if rule is not None and rule.get("repeat"):
            length = rounds[0][1] - rounds[0][0]
            began = [base for base, _ in rounds]
            bases = [rounds[0][0], *answers]
            if len(bases) > 1 and bases[-1] not in began:
                bases.pop()  # its need was over by then
            rounds = [(base, base + length) for base in bases]
        tell = starts[0]["data"].get("tell", [])
        for n, (base, due) in enumerate(rounds):
            till = rounds[n + 1][0] if n + 1 < len(rounds) else None
            inside = [e for e in events if (n == 0 or e["at"] >= base) and (till is None or e["at"] <= till)]
            told = min((a for a in answers if (n == 0 or a > base) and (till is None or a <= till)), default=None)
            ends = [e for e in inside if e["kind"] in ("timer-stopped", "timer-cancelled") and not self.went_on(e, events)]
            end = min(ends, key=lambda e: e["at"], default=None)
            self.verdict(key, tell, due, told, end)

    def went_on(self, end: Line, events: list[Line]) -> bool:
        """What stopped it held no longer: it was started again with the same due time."""
        later = [e for e in events if e["n"] > end["n"] and e["kind"] == "timer-started"]
        before = [e for e in events if e["n"] < end["n"] and e["kind"] == "timer-started"]
        return bool(later and before) and later[0]["data"]["due"] == before[-1]["data"]["due"]

    def verdict(
        self, key: str, tell: list[str], due: datetime, told: datetime | None, end: Line | None
    ) -> None:
        if told is not None and end is not None and end["at"] < told and self.late(due, end["at"]) <= 0:
            told = None
        if told is None and end is not None and end["kind"] == "timer-stopped" and not tell:
            told = self.answer_of(key, due, end)
        if told is not None:
            self.add(key, tell, self.late(due, told), False)
        else:
            until = end["at"] if end is not None else self.closed
            if self.late(due, until) > 0:
                self.add(key, tell, self.late(due, until), True)

    def answer_of(self, key: str, due: datetime, end: Line) -> datetime | None:
        """What stopped a check, where that answers it."""
        rule = self.rules.get(key)
        if rule is None or rule.get("kind") != "check":
            return None
        at: datetime = end["at"]
        late = self.late(due, at) > 0
        if end["step"] not in self.steps:  # nor does another level
            return None
        yes = rule.get("yes")
        if yes is not None:
            met = yes["step"] == end["step"] and (not yes.get("is") or end["value"] in yes["is"])
            return at if met else None
        by = [s for s in rule.get("stops", []) if s.get("step") == end["step"] and end["value"] in s.get("is", [end["value"]])]
        said = [s["answers"] for s in by if "answers" in s]
        phase, step = self.steps[end["step"]]
        usual = phase not in ("recover", "close") and step.get("milestone") != "restored" and all(s["on"] == "step" for s in by)
        return at if late and (said[0] if said else usual) else None

    def add(self, key: str, tell: list[str], late: int, never: bool) -> None:
        rule = self.rules.get(key)
        if rule is None:
            row = "handed" if key.startswith("hand:") else "promises"
        elif rule.get("kind") == "countdown":
            row = "countdowns"
        else:
            own = rule.get("ours") or self.site.get(rule.get("minutes_of"), {}).get("ours")
            row = ("told" if tell else "checks") + ("-ours" if own else "-plan")
        self.into(row, late, never)

    def into(self, row: str, late: int, never: bool) -> None:
        due, ok, brief, by, missed = self.out.get(row, (0, 0, 0, [], 0))
        in_time, short = not never and late <= 0, not never and 0 < late < 60
        more = [late] if not never and late >= 60 else []
        self.out[row] = (due + 1, ok + in_time, brief + short, [*by, *more], missed + never)

    def promises(self) -> None:
        """Those that are still open by the closing, or by ``until``, where that is set."""
        for line in self.lines:
            if line["kind"] != "callback-added" or not line["data"].get("promised"):
                continue
            due = datetime.fromisoformat(line["data"]["promised"])
            tries = [x for x in self.lines if x["kind"] == "callback-tried" and x["data"]["id"] == line["data"]["id"]]
            over = [x for x in tries if x["data"]["result"] != "no-answer"]
            last = over[-1]["data"]["result"] if over else ""
            at = next((x["at"] for x in over if x["data"]["result"] == last), self.until or self.closed)
            if last == "reached":
                self.into("promises", self.late(due, at), False)
            elif self.late(due, at) > 0:
                self.into("promises", self.late(due, at), True)


def plain(digest: Digest) -> dict[str, Count]:
    return {
        name: (row.due, row.in_time, row.brief, sorted(row.late_by), row.never)
        for name, row in digest.kept.items()
    }


@pytest.mark.parametrize("block", range(10))
def test_a_naive_recount_comes_to_the_same(block: int) -> None:
    """By the whole fold, by the quick way where it answers, in the summary and in the totals."""
    for seed in range(block * 9, block * 9 + 9):
        blob = from_paper(seed)
        entries = [ev.KINDS.decode(x, "j", x[-34:-2].decode("ascii")) for x in blob.splitlines()]
        incident = fold(entries)
        assert incident.closed is not None
        digest = digest_of(incident, entries)
        assert plain(digest) == Naive(blob).count(), seed
        quick = digest_fast({"j": blob})
        assert quick is None or quick.kept == digest.kept, seed
        found = summarise(incident, entries, incident.closed)
        assert found.kept == {name: figures(row) for name, row in digest.kept.items()}, seed
        if incident.preparation:
            continue
        totals = totals_of([digest, digest])
        for name, row in digest.kept.items():
            both = totals.kept[name]
            assert (both.due, both.never) == (2 * row.due, 2 * row.never)
            assert both.late_by == sorted([*row.late_by, *row.late_by])
        told = sum(row.due for name, row in digest.kept.items() if name.startswith("told"))
        assert totals.incidents.plan.due + totals.incidents.ours.due == 2 * told


def test_what_is_typed_in_late_really_is_in_these_logs() -> None:
    late = quick = 0
    for seed in range(90):
        blob = from_paper(seed)
        lines = [json.loads(line) for line in blob.splitlines()]
        late += any(line["kind"] == "timer-answered" and "wrote" in line for line in lines)
        quick += digest_fast({"j": blob}) is not None
    assert late > 30 and quick > 30
