"""Killed before and after every side effect of every step: the right step is offered again."""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from kit.ground.base.refusal import Refused
from kit.ground.machine.clock import Now
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.views import StepView
from kit.plans.checklists.rules.at_site import meets
from kit.plans.checklists.rules.format import Step
from tests.proofs.effects import dies, effects, stops
from tests.proofs.harm import copied, journal_of
from tests.support.constants import TEN
from tests.support.logs import begin
from tests.support.machine import fast_folder
from tests.support.play import answer, press
from tests.support.run import ClockFile, environment
from tests.support.shipped import LISTS, SITES, TYPES
from tests.support.terminal import ENTER, Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="fork and SIGKILL")
SITE = {"robbery": "service-hall"}
KILLED = ("application-outage", "call-surge", "robbery")  # every fourth step by a real SIGKILL


Choose = Callable[[int, random.Random], int]


class Route(NamedTuple):
    site: str
    lift: int
    choose: Choose
    rng: random.Random
    unfolded: bool

    def value(self, view: StepView) -> str:
        return value_of(view.step, view.state.times, self)


def value_of(step: Step, times: int, route: Route) -> str:
    if step.answer == "choice":
        free = [c.id for c in step.choices if not (c.again and times)]
        if step.each == "callbacks" and "done" in free:
            return "done"
        return free[route.choose(len(free), route.rng)]
    return {"number": "12", "minutes": "27", "text": "77", "name": "77"}.get(step.answer, "")


def at_minute(minute: float) -> Now:
    return Now(TEN + timedelta(minutes=minute), 1000 + 60 * minute, "testboot")


def open_one(store: Store, type_: str, site_id: str = "") -> Log:
    names = [n for n in SITES.profiles() if type_ in SITES.profile(n).types]
    site = SITES.profile(site_id or SITE.get(type_, names[0]))

    return begin(store, LISTS.checklist(type_), site, at_minute(0))


def fresh(home: Path) -> Log:
    """What ``kit guide`` would see: everything read from disk anew."""
    store = Store(str(home))
    return store.load(store.all_found()[0])


def offered(folder: Log, unfolded: bool = False) -> str:
    view = folder.incident.current(unfolded)
    return view.key if view else ""


def tick(home: Path, key: str, value: str, minute: float) -> None:
    folder = fresh(home)
    folder.store.record(folder, at_minute(minute), "li", lambda d: _tick(d, key, value))


def _tick(draft: acts.Draft, key: str, value: str) -> None:
    view = acts.find_step(draft.incident, key)
    when = f"{draft.at:%H:%M}" if view.step.answer == "time" else ""  # when it began is never now
    acts.tick(draft, key, value or when)


def routes(type_: str) -> Iterator[Route]:
    """Ways through a checklist: every question's first, second, third choice, then choices by
    chance; at every level it has, at every kind of site that lists it; with its own plan's steps
    alone, then with all."""
    sites = [n for n in SITES.profiles() if type_ in SITES.profile(n).types] or [""]
    levels = LISTS.checklist(type_).levels
    lifts = len(levels.ids()) if levels else 1
    for number in range(120):
        rng = random.Random(number)
        choose: Choose = (lambda free, _, n=number: n % free) if number < 3 else (lambda free, r: r.randrange(free))
        site = SITE.get(type_, sites[0]) if number < 3 else sites[number % len(sites)]
        yield Route(site, number % lifts, choose, rng, (number // len(sites)) % 2 == 1)


def walk(home: Path, type_: str, route: Route, seen: set[str]) -> int:
    """Go through the checklist by the route; at every step not ``seen`` before die before and after
    every side effect. How many deaths."""
    folder = open_one(Store(str(home)), type_, route.site)
    raised(folder, route.lift)
    deaths, asked = 0, False
    for count in range(160):
        folder = fresh(home) if folder.incident.current(route.unfolded) is None else folder
        view = folder.incident.current(route.unfolded)
        if view is None and asked:
            return deaths
        if view is None:
            asked = True
            answered_again(folder, 1 + 0.4 * count)
            continue
        minute = 1 + 0.4 * count
        value = route.value(view)
        if view.step.id not in seen:
            seen.add(view.step.id)
            killed = type_ in KILLED and len(seen) % 4 == 1
            deaths += every_death(home, view, value, minute, killed, route.unfolded)
        folder.refresh()
        folder.store.record(folder, at_minute(minute), "li", lambda d: _tick(d, view.key, value))  # noqa: B023
    raise AssertionError("never comes to an end")


def answered_again(folder: Log, minute: float) -> None:
    """Who was missing is found, what failed holds: every choice is answered by its first."""
    for view in folder.incident.views():
        first = view.step.choices[0].id if view.step.answer == "choice" else ""
        if first and view.step.each is None and view.state.status == "done" and view.state.value != first:
            with suppress(Refused):
                folder.store.record(folder, at_minute(minute), "li", lambda d: _tick(d, view.key, first))  # noqa: B023


def raised(folder: Log, lift: int) -> None:
    """So many levels up, and one customer who is owed a call."""
    for _ in range(lift):
        with suppress(Refused):  # already at the highest
            folder.store.record(folder, at_minute(0.1), "li", lambda d: acts.set_level(d, "+"))
    folder.store.record(folder, at_minute(0.2), "li", lambda d: acts.callback_add(d, "c1", "Zhang"))


def every_death(home: Path, view: StepView, value: str, minute: float, killed: bool, unfolded: bool) -> int:
    """Die in this step at every side effect: ``killed`` in a child by SIGKILL, else by an exception
    after which nothing more reaches the disk."""
    journal = journal_of(home)
    blob = journal.read_bytes()
    before = len(fresh(home).entries)

    def work() -> None:
        tick(home, view.key, value, minute)

    seen = effects(work)
    following, entries = offered(fresh(home), unfolded), len(fresh(home).entries)
    written = max(i for i, name in enumerate(seen) if name == "write" and seen[i + 1 : i + 2] == ["fsync"])
    for number in range(len(seen) + killed):  # a child also signs the lock with its own number
        for after in (False, True):
            journal.write_bytes(blob)
            said = (dies if killed else stops)(work, number, after)
            found = fresh(home)
            on_disk = len(found.entries) == entries
            where = (view.key, seen, number, after)
            assert on_disk or (len(found.entries) == before and not said), where
            if not killed:
                assert not said and on_disk == (number > written or (number == written and after)), where
            assert offered(found, unfolded) == (following if on_disk else view.key), where
            assert not found.damages() and all(f.sound for f in found.files.values()), where
    journal.write_bytes(blob)
    work()
    assert offered(fresh(home), unfolded) == following, view.key
    journal.write_bytes(blob)
    return 2 * len(seen)


@pytest.mark.parametrize("type_", TYPES)
def test_killed_at_any_side_effect_of_any_step_the_right_step_is_offered_again(type_: str) -> None:
    seen: set[str] = set()
    with fast_folder() as folder:
        checklist = LISTS.checklist(type_)
        sites = [SITES.profile(name) for name in SITES.profiles()]
        there = [site for site in sites if type_ in site.types] or sites
        every = {
            step.id for _, step in checklist.steps()
            if step.answer != "know" and any(meets(site, step) for site in there)
        }  # fmt: skip
        every -= {"tell-found", "manager-found"}  # come up by a later answer to a timer (stories/test_every_step)
        deaths = 0
        for number, route in enumerate(routes(type_)):
            if seen >= every:
                break
            deaths += walk(folder / f"home-{number}", type_, route, seen)
    assert every - seen == set(), "steps that no route comes to"
    assert deaths >= 4 * len(seen)


def test_a_careless_death_is_a_death(tmp_path: Path) -> None:
    """The exception that stands for a kill lets no handler repair anything on its way."""
    path = tmp_path / "x"

    def work() -> None:
        fd = os.open(path, os.O_WRONLY | os.O_CREAT)
        try:
            os.write(fd, b"half")
        finally:
            os.ftruncate(fd, 0)

    assert not stops(work, 0, True) and path.read_bytes() == b"half"
    assert not stops(work, 1, False) and stops(work, 9, False)


def test_killed_while_opening_there_is_a_whole_incident_or_none() -> None:
    with fast_folder() as folder:
        seen = effects(lambda: open_one(Store(str(folder / "first")), "fire"))
        assert seen.count("fsync") >= 3 and "rename" in seen
        for number in range(len(seen)):
            for after in (False, True):
                home = folder / f"home-{number}-{after}"
                assert not dies(lambda home=home: open_one(Store(str(home)), "fire"), number, after)
                store = Store(str(home))
                assert len(store.all_found()) <= 1
                for found in store.all_found():
                    assert offered(store.load(found)) and not store.load(found).doubtful
                again = open_one(Store(str(home)), "fire")
                assert again.ref in {f.ref for f in Store(str(home)).all_found()}


def test_killed_while_closing_it_is_open_or_closed_and_found_once() -> None:
    with fast_folder() as folder:
        home, trial = folder / "home", folder / "trial"
        open_one(Store(str(home)), "call-surge")

        def close() -> None:
            found = fresh(trial)
            found.store.record(found, at_minute(9), "li", lambda d: acts.close(d, "resolved"))

        copied(home, trial)
        seen = effects(close)
        assert {"fsync", "unlink"} <= set(seen) and "rename" not in seen
        states = set()
        for number in range(len(seen)):
            for after in (False, True):
                copied(home, trial)
                assert not dies(close, number, after)
                store = Store(str(trial))
                store.tidy()
                assert len(store.all_found()) == 1
                found = fresh(trial)
                closed = found.incident.closed is not None
                states.add(closed)
                assert bool(found.where.month) == closed
                if not closed:
                    close()
                assert fresh(trial).incident.closed is not None
        assert states == {True, False}


def test_the_shim_bites_a_writer_without_a_journal(tmp_path: Path) -> None:
    """The careless way, writing a whole file anew, loses what was acknowledged before."""
    path = tmp_path / "notes.json"
    path.write_bytes(b'["acknowledged"]')

    def careless() -> None:
        fd = os.open(path, os.O_WRONLY | os.O_TRUNC)
        os.write(fd, b'["acknowledged", "new"]')
        os.close(fd)

    assert not dies(careless, 0, False)
    assert path.read_bytes() == b""


def guide(env: dict[str, str]) -> Terminal:
    return Terminal(["guide"], env)


def test_torn_away_in_a_terminal_the_guide_goes_on_at_the_same_place(tmp_path: Path) -> None:
    """After a recorded step, with half a value typed, in the menu of a due timer, in a note."""
    clock = ClockFile(tmp_path / "clock")
    env = environment(tmp_path / "home", "zh", clock)
    with Terminal(["start", "application-outage", "--drill", "--profile", "hotline"], env) as t:
        t.see("> 通知全体：不得退出系统")
        press(t, ENTER, "> 打电话通知系统运维专员")
        t.kill()
    with guide(env) as t:
        t.see("> 打电话通知系统运维专员", "上次做到：通知全体：不得退出系统")
        press(t, ENTER, "> 打电话报告呼叫中心主管")
        press(t, "n", "备注：")
        t.child.send("还没说")
        t.see("还没说")
        t.kill()
    clock.at(6)
    with guide(env) as t:
        t.see("> 打电话报告呼叫中心主管", "到时 1 项：按 d 回答")
        press(t, "d", "到时：5分钟内报告呼叫中心主管", "r  已告知：", "s  稍后")
        t.kill()
    with guide(env) as t:
        t.see("> 打电话报告呼叫中心主管", "到时 1 项：按 d 回答")
        press(t, ENTER, "> 检查员工日志")
        press(t, ENTER, "> 核实并记录故障系统名称")
        press(t, ENTER, "填写：")
        t.child.send("工单")
        t.see("工单")
        t.kill()
    with guide(env) as t:
        t.see("> 核实并记录故障系统名称")
        press(t, ENTER, "填写：")
        answer(t, "工单系统", "> 清点不能使用的座席")
        t.kill()
    entries: list[Any] = fresh(tmp_path / "home").entries
    assert sum(isinstance(e.event, ev.Resumed) for e in entries) == 4
    assert not any(isinstance(e.event, ev.Noted | ev.TimerSnoozed) for e in entries)
