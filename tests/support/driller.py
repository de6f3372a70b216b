"""A drill played by a program: who does what is expected, who does nothing, who does some of it; and
its score counted once more, from the raw lines of the journals alone."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from kit import app
from kit.ground.base.refusal import Refused
from kit.ground.console.context import Context, Me, Out
from kit.ground.journal.line import new_id
from kit.ground.machine.clock import HandClock
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.views import StepView
from kit.live.guide.command.start import open_type
from kit.plans.checklists.rules.format import Step
from kit.readiness.drills.command.running import begin, end_drill
from kit.readiness.drills.files import desk
from kit.readiness.drills.files.scenarios import path_of, read_scenario
from kit.readiness.drills.files.store import Book, Drills
from kit.readiness.drills.rules import acts as drill_acts
from kit.readiness.drills.rules import kinds as kd
from kit.readiness.drills.rules.script import Auto, Scenario
from kit.readiness.drills.rules.whole import Whole
from tests.support.constants import TEN


def nobody() -> Any:
    raise AssertionError("nothing is asked here")


def context(home: Path | str, wall: datetime = TEN, lang: str = "en") -> tuple[Context, HandClock]:
    """A context of a clock that the test sets, with what lower rooms hear of higher ones."""
    app.register_rooms()
    clock = HandClock(wall)
    out, err = (Out(io.StringIO(), lang, True) for _ in range(2))
    return Context(str(home), clock, nobody, out, err, Me("wang", lang, True, "")), clock


class Drilled:
    """One drill of a scenario, minute by minute."""

    def __init__(self, home: Path | str, id_: str, **how: Any) -> None:
        self.ctx, self.clock = context(home)
        self.scenario: Scenario = read_scenario(path_of(str(home), id_))
        begun = kd.Begun(kd.FORMAT, self.scenario, **how)
        book, self.log = begin(self.ctx, begun, [("Zhao", "leader")], "", "wang")
        self.ref = book.ref
        self.tried: set[str] = set()

    @property
    def book(self) -> Book:
        return self.ctx.of(Drills).load(self.ref)

    def at(self, minute: float) -> None:
        self.clock.wall = TEN + timedelta(minutes=minute)
        desk.give_due(self.ctx, self.book)

    def whole(self) -> Whole:
        return desk.whole(self.ctx, self.book)

    def judge(self, met: bool, at: datetime | None = None) -> None:
        """The observer says the same of all that is his to say, of what must not happen when it is
        over. ``at``: when he saw it; else just now."""
        over = not self.book.state.on
        for inject, expect in self.scenario.expects():
            if expect.auto is None and inject.id in self.book.state.given and expect.never == over:
                desk.record(self.ctx, self.book, lambda d, id_=expect.id: drill_acts.judge(d, id_, met, ""), at=at)

    def judge_due(self) -> None:
        """Whatever he can see by now he saw in time."""
        for inject, expect in self.scenario.expects():
            state = self.book.state
            if expect.auto is None and not expect.never and inject.id in state.given and expect.id not in state.seen:
                desk.record(self.ctx, self.book, lambda d, id_=expect.id: drill_acts.judge(d, id_, True, ""))

    def end(self) -> Whole:
        end_drill(self.ctx, self.book, "", "")
        return self.whole()

    # ---- who plays --------------------------------------------------------------------------

    def play(
        self, willing: Callable[[str], bool], works: bool = True, every: float = 0.5, way: int = 0
    ) -> Whole:
        """To the end. ``willing``: whether an expectation is met as soon as it can be; ``works``:
        whether the list is worked through besides; ``way``: which of several is taken where there
        are so many."""
        minute, tried = 0.0, sum(e.auto is not None for _, e in self.scenario.expects())
        while minute <= self.scenario.minutes + 12:
            self.at(minute)
            for inject, expect in self.scenario.expects():
                open_ = inject.id in self.book.state.given and expect.id not in self.tried
                if not expect.ways or not open_ or not willing(expect.id):
                    continue
                if self.do(expect.ways[min(way, len(expect.ways) - 1)]):
                    self.tried.add(expect.id)
            done = len(self.tried) == tried
            if works:
                self.judge_due()
                if not done:
                    self.next_step()
            minute += 2 if done else every
        if not works:
            self.judge(False)
        self.end()
        self.judge(works)
        return self.whole()

    def record(self, act: Callable[[acts.Draft], object]) -> bool:
        try:
            self.ctx.of(Store).record(self.log, self.clock.now(), "wang", act)
        except Refused:
            return False
        return True

    def do(self, auto: Auto) -> bool:
        """Whether what is expected could be done."""
        match auto.log:
            case "call":
                result: Any = "no-answer" if auto.result == "tried" else "reached"
                whom, said = auto.who or f"the {auto.words[-1]}", ", ".join(auto.said)
                return self.record(lambda d: acts.call(d, whom, result, said=said))
            case "forecast":
                return self.record(lambda d: acts.forecast(d, new_id()[:4], "the lift company"))
            case "announced":
                return self.record(lambda d: acts.announce(d, "customers", "We are working on it."))
            case "callback":
                return self.record(lambda d: acts.callback_add(d, new_id()[:4], "A customer"))
            case "note":
                return self.record(lambda d: acts.note(d, f"{auto.words[0]}: seen to"))
            case "level":
                levels = self.log.incident.checklist.levels
                now = self.log.incident.level_of("")
                other = next(each for each in levels.ids() if each != now) if levels else ""
                return self.record(lambda d: acts.set_level(d, auto.level or other, "grows"))
            case "opened":
                open_type(self.ctx, auto.type, True, 1.0, self.scenario.profile)
                return True
        self.opens(auto.step)
        view = self.log.incident.view(auto.step)
        return view is not None and self.answer(view, auto.value)

    def opens(self, step: str) -> None:
        """Answer what the list asks before it shows that step (is there danger? yes)."""
        found = self.log.incident.checklist.step(step)
        if found is None or self.log.incident.view(step) is not None:
            return
        for each in found.when:
            before = each.any_[0] if each.any_ else each
            view = self.log.incident.view(before.step or "")
            if view is not None:
                self.answer(view, before.is_[0] if before.is_ else "")

    def next_step(self) -> None:
        view = self.log.incident.current()
        if view is not None:
            self.answer(view, "")

    def answer(self, view: StepView, value: str) -> bool:
        step = view.step
        if step.answer == "callback":
            self.record(lambda d: acts.callback_add(d, new_id()[:4], "A customer"))
        if step.answer == "action":
            self.record(lambda d: acts.action_add(d, new_id()[:4], "mend it"))
        said = value or some_answer(step)
        return self.record(lambda d: acts.tick(d, view.key, said))


def some_answer(step: Step) -> str:
    if step.choices:
        return step.choices[0].id
    return {"number": "3", "minutes": "20", "text": "seen to", "name": "Zhao"}.get(step.answer, "")


def some(seed: int) -> Callable[[str], bool]:
    """Half of what is expected, each some looks late."""
    chance = random.Random(seed)
    waits: dict[str, int] = {}

    def willing(id_: str) -> bool:
        waits.setdefault(id_, chance.choice([0, 2, 12, 40, 10_000]))
        waits[id_] -= 1
        return waits[id_] < 0

    return willing


# ---- counted once more ---------------------------------------------------------------------------


def raw(folder: str) -> list[dict[str, Any]]:
    """The lines of a journal's folder, as they stand there."""
    return [
        json.loads(line)
        for path in sorted(Path(folder).glob("*.jsonl"))
        for line in path.read_bytes().splitlines()
    ]


def recount(home: Path | str, ref: str) -> tuple[int, int, dict[str, int]]:
    """Points, of how many, and those of each expectation, from the raw lines: nothing of the program's
    fold, withdrawal or score is used (nothing was taken back in what is counted so)."""
    drill = raw(f"{home}/drilled/{ref}")
    begun = next(line for line in drill if line["kind"] == "drill-begun")
    script, given, failed, seen, hand = begun["data"]["scenario"], {}, set(), {}, {}
    ended = None
    for line in drill:
        data, at = line["data"], datetime.fromisoformat(line["at"])
        if line["kind"] == "inject-given":
            given.setdefault(data["inject"], at)
        elif line["kind"] == "inject-failed":
            failed.add(data["inject"])
        elif line["kind"] == "inject-restored":
            failed.discard(data["inject"])
        elif line["kind"] == "expectation-seen":
            before = seen.get(data["expect"])
            again = before is not None and before[0] and data["met"] and not data.get("told")
            seen[data["expect"]] = (data["met"], before[1] if again and before else at)
        elif line["kind"] == "points-set":
            hand[data["expect"]] = data["points"]
        elif line["kind"] == "drill-ended":
            ended = at
    refs = [line["data"]["ref"] for line in drill if line["kind"] == "incident-tied"]
    lines = [
        line
        for found in refs
        for folder in [*Path(home).glob(f"open/{found}.*"), *Path(home).glob(f"closed/*/{found}.*")]
        for line in raw(str(folder))
    ]
    start = datetime.fromisoformat(begun["at"])
    each: dict[str, int] = {}
    of = 0
    for module in script["modules"]:
        for inject in module.get("injects", []):
            at = given.get(inject["id"])
            if at is None or inject["id"] in failed:
                continue
            for expect in inject.get("expect", []):
                due = at + timedelta(minutes=expect.get("by", 0))
                points = _points(expect, lines, at, start, due, seen, ended)
                if points is None and expect["id"] not in hand:
                    continue
                each[expect["id"]] = hand.get(expect["id"], points or 0)
                of += expect.get("points", 1)
    return sum(each.values()), of, each


def _points(
    expect: dict[str, Any], lines: list[dict[str, Any]], given: datetime, start: datetime, due: datetime,
    seen: dict[str, tuple[bool, datetime]], ended: datetime | None,
) -> int | None:  # fmt: skip
    worth, auto = expect.get("points", 1), expect.get("auto")
    if auto is None:
        if expect["id"] not in seen:
            return None
        met, at = seen[expect["id"]]
        at = at if ended is None else min(at, ended)
        return worth if met and (expect.get("never") or at <= due) else 0
    times, before = [], False
    for way in (auto, *expect.get("also", [])):
        usual = "start" if way["log"] in ("step", "level", "opened") else "inject"
        once = (way.get("since") or auto.get("since") or usual) == "start"
        at_times = [datetime.fromisoformat(line["at"]) for line in lines if _says(way, line)]
        times += [at for at in at_times if at >= given]
        before = before or (once and any(start <= at < given for at in at_times))
    if before and (not times or min(times) > due):
        return None
    if times:
        return worth if min(times) <= due else 0
    return None if ended is not None and ended < due else 0


def _says(auto: dict[str, Any], line: dict[str, Any]) -> bool:
    kind, data = line["kind"], line["data"]
    match auto["log"]:
        case "step":
            named = data.get("step", "").rpartition("/")[2].partition("@")[0] == auto["step"]
            done = kind == "step-done" and (not auto.get("value") or data.get("value") == auto["value"])
            return named and (done or (kind == "called" and data["result"] == "reached" and not auto.get("value")))
        case "call":
            if kind != "called" or (data["result"] != "reached" and auto.get("result") != "tried"):
                return False
            if auto.get("said") and not any(word in data.get("said", "") for word in auto["said"]):
                return False
            who, number = data.get("who", ""), {"110": "police", "119": "fire-brigade", "120": "ambulance"}
            posts = (data.get("role"), who, number.get(who))
            return auto.get("who", "-") in posts or any(word in who.lower() for word in auto.get("words", []))
        case "note":
            return kind == "note" and any(word.casefold() in data["text"].casefold() for word in auto["words"])
        case "level":
            somebodys = kind == "level-set" and ("before" in data or "reason" in data)
            return somebodys and auto.get("level", data["level"]) == data["level"]
        case "callback":
            return kind == "callback-added"
        case "forecast":
            return kind == "forecast-given"
        case "announced":
            return kind == "announced" and data["to"] == "customers"
    return (kind == "plan-added" or kind == "opened") and data["type"] == auto["type"]


def log_of(home: Path | str, ref: str) -> Log:
    store = Store(str(home))
    return store.load(store.locate(ref))
