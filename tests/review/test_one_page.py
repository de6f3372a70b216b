"""The page that is read first of an incident: every number on it counted again from the raw lines by a
reader of its own, each act told once, and no more than a sheet of it."""

from __future__ import annotations

import json
import random
import re
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import pytest

from kit.ground.base.text import Text
from kit.ground.documents.page import Page, Section, front
from kit.ground.documents.terminal import show
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.fold import fold
from kit.review.summary.rules import first_page
from kit.review.summary.rules.summarise import summarise
from kit.review.summary.show.incident import page
from tests.review.test_recount import SITES, Naive, lists
from tests.support.wander import Wander
from tests.support.year import bodies, hashed

SEEDS = range(30)
ROW = {
    "told-plan": "People told (plan)", "told-site": "People told (site's)", "told-ours": "People told (ours)",
    "checks-plan": "Checks (plan)", "checks-site": "Checks (site's)", "checks-ours": "Checks (ours)",
    "promises": "Promises", "handed": "Handed over",
}  # fmt: skip


@cache
def written(seed: int) -> bytes:
    """A random incident with vendors who promise, marks against the list, outages that come back,
    typed in late here and there, reopened now and then, and what comes after the closing."""
    rng, checklists = random.Random(seed), lists()
    site = Store("nowhere").sites.profile(SITES[seed % 3])
    wander = Wander(seed, checklists[seed % len(checklists)], site, checklists)
    length = rng.choice((40, 60, 80))

    def busy() -> None:
        wander.now += timedelta(seconds=rng.randrange(5, 240))
        pick, who = rng.random(), rng.choice(("Acme", "Grid"))
        if pick < 0.06:
            due = None if rng.random() < 0.2 else wander.now + timedelta(minutes=rng.randrange(2, 40))
            wander.do(acts.forecast, f"f{len(wander.lines)}", who, due, rng.choice(("", "pump")))
        elif pick < 0.1:
            wander.do(acts.forecast_end, who, rng.random() < 0.8)
        elif pick < 0.13 and (view := wander.incident.current()) is not None:
            wander.do(acts.redline, view.key, rng.choice(("wrong", "missing", "unclear")), rng.choice(("", "no such key")))
        elif pick < 0.16:
            wander.do(acts.set_level, rng.choice("+-"), "worse")
        elif pick < 0.19:
            wander.do(acts.down_again, "dark again")
        else:
            wander.turn(False)

    while len(wander.lines) < length:
        busy()
    wander.finish()
    if seed % 3 == 0:
        wander.now += timedelta(minutes=rng.randrange(1, 300))
        wander.do(acts.reopen, "again")
        for _ in range(8):
            busy()
        wander.finish()
    for name in list(wander.incident.callbacks):
        wander.now += timedelta(minutes=rng.randrange(1, 90))
        if rng.random() < 0.5:
            wander.do(acts.callback_try, name, rng.choice(("reached", "reached", "given-up")), "moved away")
    if rng.random() < 0.5:
        wander.do(acts.set_cause, "worn", Text("老化", "Worn out"), "250101-AAA-BBBB")
    for name in list(wander.incident.actions):
        if rng.random() < 0.5:
            wander.do(acts.action_done, name, "bill 7")
    return hashed(bodies(wander.lines, True), "R/j")


@cache
def whole(seed: int) -> Page:
    entries = [ev.KINDS.decode(x, "j", x[-34:-2].decode("ascii")) for x in written(seed).splitlines()]
    incident = fold(entries)
    return page(incident, entries, summarise(incident, entries, NOW(seed)), "en")


def NOW(seed: int) -> datetime:
    return datetime.fromisoformat(json.loads(written(seed).splitlines()[-1])["at"]) + timedelta(hours=5)


def made(seed: int) -> Page:
    return front(whole(seed))


def section(seed: int, name: str) -> Section | None:
    return next((each for each in made(seed).sections if each.name == name), None)


def rows(seed: int, name: str) -> list[list[str]]:
    found = section(seed, name)
    return [[cell.text for cell in row.cells] for row in found.table.rows] if found and found.table else []


def texts(seed: int, name: str) -> list[str]:
    found = section(seed, name)
    return [line.text for line in [*found.lines, *found.notes]] if found else []


# ---- the reader ----------------------------------------------------------------------------------


def lasted(seconds: int) -> str:
    """``1 h 6 min 2 s``."""
    if seconds < 0:
        return f"-{lasted(-seconds)}"
    parts = [(seconds // 3600, "h"), (seconds % 3600 // 60, "min"), (seconds % 60, "s")]
    if parts[0][0] and parts[2][0]:
        return " ".join(f"{n} {unit}" for n, unit in parts)
    return " ".join(f"{n} {unit}" for n, unit in parts if n) or "0 s"


class Reader(Naive):
    """Plain JSON, and nothing of the kit's own state."""

    def __init__(self, seed: int) -> None:
        super().__init__(written(seed))
        self.now = NOW(seed)
        self.late_by: dict[str, list[int]] = {}
        self.counts = self.count()
        self.state: dict[str, Any] = {}
        self.list = self.lines[0]["data"]["checklist"]
        for line in self.lines:
            self.step_line(line)

    def timer(self, key: str, events: list[dict[str, Any]], again: bool) -> None:
        """What others promised us is no deadline of ours."""
        if not key.startswith("forecast:"):
            super().timer(key, events, again)

    def promises(self) -> None:
        """A customer who is still owed waits on behind the closing."""
        closed, self.closed = self.closed, self.now
        super().promises()
        self.closed = closed

    def into(self, row: str, late: int, never: bool) -> None:
        super().into(row, late, never)
        if late > 0 and not never:
            self.late_by.setdefault(row, []).append(late)

    def step_line(self, line: dict[str, Any]) -> None:
        kind, data = line["kind"], line["data"]
        if kind == "down-again":
            for key in [data["step"], *data.get("steps", [])]:
                self.state.pop(key, None)
        elif kind.startswith("step-"):
            self.state[data["step"]] = {**data, "kind": kind.removeprefix("step-"), "at": line["at"]}

    def of(self, *kinds: str) -> list[dict[str, Any]]:
        return [line for line in self.lines if line["kind"] in kinds]

    def clock(self, at: datetime) -> str:
        return f"{at:%H:%M}" if at.date() == self.opened.date() else f"{at:%m-%d %H:%M}"

    def since(self, start: datetime, end: datetime) -> int:
        return int((end - start).total_seconds() // 1)

    def figures(self, sort: str) -> list[str]:
        out = []
        for row, name in ROW.items():
            if row.partition("-")[0] == sort and row in self.counts:
                due, ok, brief, by, never = self.counts[row]
                parts = [f"{ok} in time"] * bool(ok) + [f"{brief} under 1 min late"] * bool(brief)
                parts += [f"{len(by)} late ({lasted(max(by))} at worst)"] if by else []
                parts += [f"{never} never"] * bool(never)
                out.append(f"{name}, {due} due: {', '.join(parts)}")
        return out

    def wrong(self, sort: str) -> tuple[list[int], int]:
        """Seconds of each that was late, and how many were never met."""
        names = [row for row in self.counts if row.partition("-")[0] == sort]
        late = [seconds for row in names for seconds in self.late_by.get(row, [])]
        return sorted(late), sum(self.counts[row][4] for row in names)

    def in_time(self, sort: str) -> int:
        return sum(self.counts[row][1] for row in self.counts if row.partition("-")[0] == sort)

    def reached(self, until: datetime | None = None) -> dict[str, datetime]:
        """Milestones, as of the first closing or the end; of what was done once more after it was down again, the first."""
        state: dict[str, Any] = {}
        before: dict[str, datetime] = {}
        mine = self.state
        self.state = state
        for line in self.lines:
            if line["kind"] in ("down-again", "step-anew"):
                for key in [line["data"]["step"], *line["data"].get("steps", [])]:
                    if state.get(key, {}).get("kind") == "done":
                        before.setdefault(key, state[key]["at"])
            self.step_line(line)
            if until is not None and line["kind"] == "closed":
                break
        self.state = mine
        found: dict[str, list[datetime]] = {}
        for _, step in self.steps.values():
            done = state.get(step["id"])
            if step.get("milestone") not in (None, "restored") and step["id"] in before:
                found.setdefault(step["milestone"], []).append(before[step["id"]])
            if step.get("milestone") and done and done["kind"] == "done":
                at = done["at"]
                if step.get("answer") == "time" and done.get("value"):
                    at = datetime.fromisoformat(done["value"])
                found.setdefault(step["milestone"], []).append(at)
        return {name: (max if name == "restored" else min)(ats) for name, ats in found.items()}


def minutes_late(text: str) -> int | None:
    """``told late, 4 min 10 s late; 3 calls made`` in seconds."""
    found = re.search(r"late, (?:(\d+) h ?)?(?:(\d+) min ?)?(?:(\d+) s )?late", text)
    return sum(int(n or 0) * unit for n, unit in zip(found.groups(), (3600, 60, 1), strict=True)) if found else None


# ---- the facts -----------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
def test_the_facts_come_to_the_same_by_the_raw_lines(seed: int) -> None:
    raw, facts = Reader(seed), {fact.label: fact.value.text for fact in made(seed).facts}
    spells, start = [], raw.opened
    for line in raw.of("closed", "reopened"):
        if line["kind"] == "closed":
            spells.append(raw.since(start, line["at"]))
        start = line["at"]
    assert facts["Opened"] == f"{raw.opened:%Y-%m-%d %H:%M:%S}"
    assert facts["Closed"] == f"{raw.closed:%Y-%m-%d %H:%M:%S}"
    assert facts["Lasted"] == lasted(sum(spells))
    again = raw.of("reopened")
    assert facts.get("Reopened", "") == ", ".join(raw.clock(line["at"]) for line in again)
    assert facts.get("Open each time", "") == (" + ".join(map(lasted, spells)) if again else "")
    points = {"detected": raw.opened, **raw.reached(raw.closed)}

    def apart(name: str) -> str:
        """What somebody said had happened sooner than it was detected is so long before that, and not minus."""
        passed = raw.since(points["detected"], points[name])
        return lasted(passed) if passed >= 0 else f"{lasted(-passed)} before detection"

    told = [
        f"{name.capitalize()} {raw.clock(points[name])} ({apart(name)})"
        for name in ("detected", "reported", "responded", "restored") if name in points
    ]  # fmt: skip
    assert facts["Points (from detection)"] == "; ".join(told)


@pytest.mark.parametrize("seed", SEEDS)
def test_steps_are_counted_as_they_stand_in_the_raw_lines(seed: int) -> None:
    """Those that apply no more stand in the annex, and in no count."""
    raw = Reader(seed)
    hidden = [
        row.cells[0].text.partition(" (")[0]
        for each in whole(seed).sections if each.name == "phase" and each.table
        for row in each.table.rows if "(not on the present branch)" in row.cells[2].text
    ]  # fmt: skip
    fact = next(fact.value.text for fact in made(seed).facts if fact.label == "Steps")
    for kind, name in (("done", "done"), ("skipped", "skipped"), ("not-applicable", "not applicable"), ("handed", "handed over")):
        asked = {key for key, step in raw.steps.items() if step[1].get("answer") != "know"}
        there = sum(1 for key, one in raw.state.items() if one["kind"] == kind and key.partition("@")[0] in asked)
        said = re.search(rf"(\d+) {name}(?:,|$)", fact)
        assert there - hidden.count(name) == int(said[1] if said else 0), name


# ---- decisions, deadlines ------------------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
def test_decisions_are_the_levels_and_the_answers_on_which_steps_or_deadlines_hang(seed: int) -> None:
    raw = Reader(seed)
    hanging = {
        part["step"]
        for owner in [*(step for _, step in raw.steps.values()), *raw.list.get("timers", [])]
        for one in owner.get("when", []) for part in [one, *one.get("any", [])] if part.get("step")
    }  # fmt: skip
    hanging |= {t["start"]["step"] for t in raw.list.get("timers", []) if t["start"]["on"] == "answer"}
    answers = sorted(
        one["at"] for key, one in raw.state.items()
        if one["kind"] == "done" and key in hanging and raw.steps[key][1].get("answer") == "choice"
        and not raw.steps[key][1].get("sets_level") and one.get("value")
    )  # fmt: skip
    levels = [line["at"] for line in raw.of("level-set")]
    earlier, changed = [], []  # of questions of life each answer
    for key in raw.steps if raw.list["danger"] == "life" else ():
        step = raw.steps[key][1]
        given = sorted((one["at"], one["data"].get("value", "")) for one in raw.of("step-done") if one["data"]["step"] == key)
        given = [one for n, one in enumerate(given) if not n or one[1] != given[n - 1][1]]
        if step.get("critical") and step.get("answer") == "choice" and key in hanging and len(given) > 1:
            earlier += [at for at, _ in given[:-1]]
            changed.append(raw.state[key]["at"])
    answers = [*changed, *[at for at in answers if at not in changed][: max(3, 8 - len(levels) - len(earlier) - len(changed))]]
    assert [row[0] for row in rows(seed, "decided")] == [raw.clock(at) for at in sorted([*levels, *earlier, *answers])]


@pytest.mark.parametrize("seed", SEEDS)
def test_notifications_late_and_never_are_those_of_the_raw_lines(seed: int) -> None:
    raw, told = Reader(seed), rows(seed, "notices")
    late, never = raw.wrong("told")
    found = [n for row in told if (n := minutes_late(row[3])) is not None]
    assert sorted(found) == late
    assert sum(row[3].startswith("never told") for row in told) == never
    more = [int(m[1]) for text in texts(seed, "notices") if (m := re.match(r"(\d+) more in time", text))]
    assert sum(row[3].startswith("told in time") for row in told) + sum(more) == raw.in_time("told")
    lines = texts(seed, "notices")
    assert lines[: len(raw.figures("told"))] == raw.figures("told")
    up = [line for line in raw.of("escalated") if line["data"].get("role")]
    up = [line for line in up if (raw.rules.get(line["data"]["timer"]) or {}).get("kind") != "check"]
    said = [re.findall(r"\d+", text) for text in lines if text.startswith("Escalations")]
    assert (int(said[0][0]) if said else 0) == len(up)


@pytest.mark.parametrize("seed", SEEDS)
def test_each_row_is_late_by_what_lies_between_its_two_times(seed: int) -> None:
    """As drawn, and as written."""
    for name in ("notices", "missed"):
        found = section(seed, name)
        for row in found.table.rows if found and found.table else []:
            what, planned, actual, result = row.cells[:4]
            assert what.text and isinstance(planned.value, datetime)
            late = minutes_late(result.text)
            if late is not None:
                assert isinstance(actual.value, datetime)
                assert abs((actual.value - planned.value).total_seconds() - late) < 1
            course = row.cells[4].course if len(row.cells) > 4 else None
            if course is not None and late is not None:
                assert course.actual is not None and course.actual - course.planned == late
                assert re.fullmatch(r"-*\|=*o-*", row.cells[4].text)
            elif course is not None and result.text.startswith("never"):
                assert course.actual is None and row.cells[4].text.endswith("x")


@pytest.mark.parametrize("seed", SEEDS)
def test_checks_late_and_never_are_those_of_the_raw_lines(seed: int) -> None:
    raw, told = Reader(seed), rows(seed, "missed")
    late, never = raw.wrong("checks")
    assert sorted(n for row in told if (n := minutes_late(row[3])) is not None) == late
    assert sum(row[3].startswith("never answered") for row in told) == never
    assert texts(seed, "missed") == raw.figures("checks")


@pytest.mark.parametrize("seed", SEEDS)
def test_critical_steps_that_were_not_done_stand_by_name(seed: int) -> None:
    raw, found = Reader(seed), section(seed, "undone")
    said = [line.text for line in found.lines] if found else []
    assert len(said) == int(re.findall(r"\d+", found.title)[0]) if found else True
    for text in said:
        assert text.startswith(("open: ", "skipped: ", "deferred: ", "doing: ", "handed", "later", "in progress"))
    skipped = [key for key, one in raw.state.items() if one["kind"] == "skipped" and raw.steps[key.partition("@")[0]][1].get("critical")]
    assert sum(text.startswith("skipped: ") for text in said) <= len(skipped)
    assert not any(text.startswith("done") for text in said)


# ---- promises, outages, effect, what is bettered -------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
def test_customers_owed_and_called_are_those_of_the_raw_lines(seed: int) -> None:
    raw = Reader(seed)
    ends: dict[str, list[dict[str, Any]]] = {}
    for line in raw.of("callback-tried"):
        ends.setdefault(line["data"]["id"], []).append(line)
    expected = []
    for line in raw.of("callback-added"):
        tries = ends.get(line["data"]["id"], [])
        over = [x for x in tries if x["data"]["result"] != "no-answer"]
        last = over[-1]["data"]["result"] if over else ""
        at = next((x["at"] for x in over if x["data"]["result"] == last), None)
        text = {"": "owed", "reached": "called", "given-up": "given up"}[last]
        parts = [f"{text} {raw.clock(at)}" if at else text]
        if len(tries) > 1 or (tries and not last):
            parts.append(f"{len(tries)} {'call' if len(tries) == 1 else 'calls'} made")
        if line["data"].get("promised"):
            late = raw.late(datetime.fromisoformat(line["data"]["promised"]), at or raw.now)
            parts += [f"{lasted(late)} past the time promised"] * (late > 0)
        expected.append("; ".join(parts))
    told = [row[2] for row in rows(seed, "promises") if row[0].startswith("call back")]
    told += [row.cells[2].text for each in whole(seed).sections if each.name == "promises-rest" and each.table for row in each.table.rows if row.cells[0].text.startswith("call back")]
    assert sorted(told) == sorted(expected)
    if expected:
        owed = sum(text.startswith("owed") for text in expected)
        assert f"{owed} still owed, {len(expected)} in all" in texts(seed, "promises")
    for line in [*raw.figures("promises"), *raw.figures("handed")]:
        assert line in texts(seed, "promises")


@pytest.mark.parametrize("seed", SEEDS)
def test_what_vendors_promised_is_kept_late_or_missed_as_the_raw_lines_say(seed: int) -> None:
    raw = Reader(seed)
    given: dict[str, list[dict[str, Any]]] = {}
    ended: dict[str, dict[str, Any]] = {}
    for line in raw.of("forecast-given", "forecast-ended"):
        if line["kind"] == "forecast-given":
            given.setdefault(line["data"]["id"], []).append(line)
            ended.pop(line["data"]["id"], None)
        else:
            ended[line["data"]["id"]] = line
    expected = []
    for name, lines in given.items():
        dues = [datetime.fromisoformat(x["data"]["due"]) if x["data"].get("due") else None for x in lines]
        end = ended.get(name)
        ats = [x["at"] for x in lines[1:]] + [end["at"] if end else raw.closed]
        passed = sum(due is not None and raw.late(due, at) > 0 for due, at in zip(dues, ats, strict=True))
        late = raw.late(dues[-1], ats[-1]) if dues[-1] else 0
        at = raw.clock(ats[-1])
        if end and end["data"]["how"] == "kept":
            text = f"done {at}, {lasted(late)} late" if late > 0 else f"kept, {at}"
            text = text if dues[-1] else f"done {at}, no time stood by then"
        elif late > 0:
            text = f"not done, {lasted(late)} past it"
        else:
            text = f"no longer waited for, {at}" if end else "not due yet" if dues[-1] else "named no time"
        parts = [text] + [f"said {len(lines)} times"] * (len(lines) > 1)
        parts += [f"{passed} of these times passed unmet"] * (passed > 0)
        expected.append(("; ".join(parts), raw.clock(dues[-1]) if dues[-1] else "-"))
    told = [(row[2], row[1]) for row in rows(seed, "promises") if " said" in row[0]]
    told += [(r.cells[2].text, r.cells[1].text) for each in whole(seed).sections if each.name == "promises-rest" and each.table for r in each.table.rows if " said" in r.cells[0].text]
    assert sorted(told) == sorted(expected)


@pytest.mark.parametrize("seed", SEEDS)
def test_each_outage_lasted_as_long_as_the_raw_lines_say(seed: int) -> None:
    """One that somebody says ended before it began has no length, rather than less than none."""
    raw, points = Reader(seed), Reader(seed).reached()
    ends = [step for _, step in raw.steps.values() if step.get("milestone") == "restored"]
    # A theft or a fire, of which nobody said that anything was back, went nowhere down.
    down = any(step.get("reopens") for step in ends) or "restored" in points or any(raw.of("down-again"))
    if not ends or not down:
        assert section(seed, "outages") is None
        return
    began, out = points.get("detected", raw.opened), []
    for line in raw.of("down-again"):
        back = line["data"].get("back")
        out.append((began, datetime.fromisoformat(back) if back else line["at"]))
        began = line["at"]
    spans = [*out, (began, points.get("restored"))]
    expected = [
        f"{raw.clock(down)}–{raw.clock(back) if back else 'not back yet'}, {lasted(max(0, raw.since(down, back or raw.closed)))}"
        for down, back in spans
    ]  # fmt: skip
    assert texts(seed, "outages")[: len(spans)] == expected


@pytest.mark.parametrize("seed", SEEDS)
def test_effect_actions_marks_changes_and_the_log_are_counted_from_the_raw_lines(seed: int) -> None:
    raw = Reader(seed)
    numbers = [key for key, one in raw.state.items() if one["kind"] == "done" and one.get("value") and raw.steps[key.partition("@")[0]][1].get("answer") == "number"]
    effect = [text for text in texts(seed, "why") if not text.startswith("Cause:")]
    assert len(effect) == len(numbers) and all(re.search(r"\b12\b", text) for text in effect)
    done = {line["data"]["id"] for line in raw.of("action-done")}
    all_ = {line["data"]["id"] for line in raw.of("action-added")}
    assert texts(seed, "actions") == [f"{len(all_ - done)} open, {len(all_)} in all"] * bool(all_)
    assert len(texts(seed, "redlines")) == len(raw.of("redlined"))
    first = raw.of("closed")[0]["n"]
    after = [x for x in raw.of("reopened", "closed", "callback-tried") if x["n"] > first and x["data"].get("result") != "no-answer"]
    assert len(rows(seed, "changed")) == len(after)
    late = sum("wrote" in line for line in raw.lines)
    fixed = sum(line["kind"] == "amended" or bool(line["data"].get("was")) for line in raw.lines)
    said = list(map(int, re.findall(r"\d+", texts(seed, "log")[0])))
    assert said == [len(raw.lines), late, fixed]
    assert any(text.startswith(f"Check code now {len(raw.lines)}-") for text in texts(seed, "log"))


def test_these_incidents_have_one_of_everything() -> None:
    """Or the recount would prove little."""
    names = {each.name for seed in SEEDS for each in made(seed).sections}
    assert {"decided", "notices", "missed", "undone", "promises", "outages", "why", "actions", "redlines", "changed", "signed", "log"} <= names
    results = " ".join(row[2] for seed in SEEDS for row in rows(seed, "promises"))
    for word in ("owed", "called", "given up", "past the time", "kept,", "late", "not done,", "no longer", "passed unmet"):
        assert word in results, word
    assert sum(len(texts(seed, "outages")) > 1 for seed in SEEDS) > 3


# ---- once, and on one sheet ----------------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
def test_each_deadline_is_told_once_on_the_first_page_and_never_again_but_in_the_course(seed: int) -> None:
    """By what it is and when it fell due; the steps and the course of the log are the annex's."""
    told = [
        (row.cells[0].text, row.cells[1].text.partition(" (")[2] or row.cells[1].text)
        for each in whole(seed).sections if each.name in ("notices", "missed", "promises", "others", "promises-rest") and each.table
        for row in each.table.rows if not row.cells[0].text.startswith("call back")
    ]  # fmt: skip
    told = [(what, at.rstrip(")")) for what, at in told if at != "-"]
    assert len(told) == len(set(told))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_annex_is_behind_everything_that_is_read_first(seed: int) -> None:
    marks = [each.annex for each in whole(seed).sections]
    assert marks == sorted(marks) and any(marks) and not marks[0]
    assert [each.name for each in whole(seed).sections if each.annex][-1] == "timeline"


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_read_first_is_two_screens_and_a_half_at_most(seed: int) -> None:
    """Lines at 100 cells; what was late, never done or owed has no limit, and is the rest of it."""
    loud = sum(row.loud for each in made(seed).sections if each.table for row in each.table.rows)
    assert len(show(made(seed), 100)) <= 90 + 2 * loud


@pytest.mark.parametrize("seed", [3, 8, 14])
def test_what_was_late_or_never_done_is_shown_without_room_and_the_rest_is_counted(seed: int) -> None:
    entries = [ev.KINDS.decode(x, "j", x[-34:-2].decode("ascii")) for x in written(seed).splitlines()]
    notices = summarise(fold(entries), entries, NOW(seed)).notices
    judged = [one.status for one in notices if one.status not in ("ended", "cancelled")]
    for free in (0, 1, 30):
        found = first_page.told(notices, free)
        timely = sum(status in ("in-time", "before") for status in judged)
        assert len(found.shown) + found.more == len(judged) and found.more == max(0, timely - free)
        assert sum(one.status not in ("in-time", "before") for one in found.shown) == len(judged) - timely


def test_the_room_of_a_sheet_is_divided_and_never_all_taken_away() -> None:
    assert first_page.room(0, 5, 2) == first_page.Room(first_page.ROWS - 2, first_page.ROWS - 5)
    crowded = first_page.room(100, 50, 50)
    assert crowded == first_page.Room(first_page.LEAST, first_page.LEAST)
    for must, in_time, kept in ((4, 30, 30), (10, 3, 40), (20, 9, 9)):
        room = first_page.room(must, in_time, kept)
        shown = must + min(in_time, room.notices) + min(kept, room.promises)
        assert shown <= max(first_page.ROWS, must + 2 * first_page.LEAST)


def test_of_answers_the_first_are_shown_and_of_levels_all(monkeypatch: pytest.MonkeyPatch) -> None:
    cut = 0
    for seed in SEEDS:
        entries = [ev.KINDS.decode(x, "j", x[-34:-2].decode("ascii")) for x in written(seed).splitlines()]
        monkeypatch.setattr(first_page, "DECIDED", 99)
        every = first_page.decisions(fold(entries), entries)
        monkeypatch.setattr(first_page, "DECIDED", 1)
        found = first_page.decisions(fold(entries), entries)
        answers = [one.at for one in found if one.level is None]
        assert sum(one.level is not None for one in found) == len(Reader(seed).of("level-set"))
        assert len(answers) <= first_page.LEAST
        assert answers == [one.at for one in every if one.level is None][: first_page.LEAST]
        cut += len(every) > len(found)
    assert cut
