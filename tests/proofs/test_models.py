"""Properties: the log under every mishap, the merge of laptops, timers against a plain model."""

from __future__ import annotations

import errno
import itertools
import multiprocessing
import os
import random
import shutil
import sys
import tempfile
from collections import Counter
from datetime import timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from kit.ground.base.refusal import Refused
from kit.ground.journal.entry import Entry
from kit.ground.journal.merge import merge
from kit.ground.machine.clock import Now, unjumped
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from tests.support.constants import TEN
from tests.support.logs import begin
from tests.support.machine import Machine, fast_folder
from tests.support.world import plan, profile

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="fork")
SHM = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
RUNS, STEPS = 116, 50


def small(store: Store, now: Now, by: str = "li") -> Log:
    """An incident by the small trial checklist."""
    return begin(store, plan(), profile(), now, by)


class Laptop:
    """One home with what was acknowledged there: entry ids in the order of each journal."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.store = Store(str(home))
        self.acked: dict[str, list[str]] = {}
        self.folder: Log | None = None

    def took(self, entries: list[Entry]) -> None:
        for entry in entries:
            self.acked.setdefault(entry.journal, []).append(entry.id)

    def reopen(self) -> Log:
        self.store = Store(str(self.home))
        self.folder = self.store.load(self.store.all_found()[0])
        return self.folder

    def record(self, now: Now, act: acts.Act) -> list[Entry]:
        folder = self.folder or self.reopen()
        made = self.store.record(folder, now, "li", act)
        self.took(made)
        return made


class Elsewhere:
    """Another process, which opens the home anew for each note: one for all of them, as beginning
    one copies the tables of a worker that has grown."""

    def __init__(self) -> None:
        way = multiprocessing.get_context("fork")
        self.end, other = way.Pipe()
        self.process = way.Process(target=self._serves, args=(other,), daemon=True)
        self.process.start()
        other.close()

    @staticmethod
    def _serves(end: Connection) -> None:
        while True:
            home, now, text = end.recv()
            store = Store(str(home))
            made = store.record(store.load(store.all_found()[0]), now, "wang", lambda d, text=text: acts.note(d, text))
            end.send([(entry.journal, entry.id) for entry in made])

    def notes(self, home: Path, now: Now, text: str) -> list[tuple[str, str]]:
        """Where the note stands and under which id."""
        self.end.send((home, now, text))
        said: list[tuple[str, str]] = self.end.recv()
        assert said
        return said

    def ends(self) -> None:
        self.process.kill()
        self.process.join()


class TheLog(RuleBasedStateMachine):
    """Whatever happens, every acknowledged entry is there once, in order, its chain proved."""

    steps = 0
    elsewhere: Elsewhere

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp(prefix="kit-log-", dir=SHM))
        self.minute = 0.0
        self.machine = Machine()
        first = Laptop(self.root / "a")
        first.folder = small(first.store, self.now())
        first.took(first.folder.entries)
        self.laptops = [first]
        self.texts = itertools.count()

    def teardown(self) -> None:
        shutil.rmtree(self.root, ignore_errors=True)

    def now(self) -> Now:
        self.machine.passes(7)
        return self.machine.now()

    def pick(self, which: int) -> Laptop:
        return self.laptops[which % len(self.laptops)]

    def note(self, draft: acts.Draft) -> None:
        acts.note(draft, f"note {next(self.texts)}")

    def path(self, laptop: Laptop) -> str:
        found = laptop.store.all_found()[0]
        return os.path.join(found.path, laptop.store.laptop + ".jsonl")

    def live(self, laptop: Laptop) -> bool:
        return laptop.reopen().incident.closed is None

    @rule(which=st.integers(0, 1), many=st.integers(1, 4))
    def append(self, which: int, many: int) -> None:
        laptop = self.pick(which)
        for _ in range(many):
            assert laptop.record(self.now(), self.note)

    @rule(which=st.integers(0, 1), keep=st.floats(0.05, 0.95), junk=st.sampled_from([b"", b"\0" * 40, b"xyz"]))
    def cut_the_tail(self, which: int, keep: float, junk: bytes) -> None:
        """A power cut in the middle of an append: part of a line that nobody was told of."""
        laptop = self.pick(which)
        path = self.path(laptop)
        whole = Path(path).read_bytes() if os.path.exists(path) else b""
        laptop.reopen()
        assert laptop.folder is not None
        made = laptop.store.record(laptop.folder, self.now(), "li", self.note)
        path = self.path(laptop)  # a closed incident that lay in open/ has moved meanwhile
        longer = Path(path).read_bytes() if os.path.exists(path) else b""
        if longer == whole:  # it went to another journal
            laptop.took(made)
            return
        laptop.took(made[:-1])  # what stands in front of the torn line is whole, if never said
        last = longer[longer.rindex(b"\n", 0, -1) + 1 :] if b"\n" in longer[:-1] else longer
        start = len(longer) - len(last)
        Path(path).write_bytes(longer[:start] + last[: int(len(last) * keep)] + junk)
        laptop.reopen()

    @rule(which=st.integers(0, 1))
    def look_anew(self, which: int) -> None:
        self.pick(which).reopen()

    @rule(which=st.integers(0, 1), jump=st.sampled_from([-7200, -60, 60, 7200]))
    def set_the_clock(self, which: int, jump: int) -> None:
        self.machine.set(jump)
        self.pick(which).record(self.now(), self.note)

    @rule(which=st.integers(0, 1))
    def another_process(self, which: int) -> None:
        """It appends while we hold what we read before."""
        laptop = self.pick(which)
        for journal, id_ in TheLog.elsewhere.notes(laptop.home, self.now(), f"note {next(self.texts)}"):
            laptop.acked.setdefault(journal, []).append(id_)

    @rule(which=st.integers(0, 1), room=st.integers(0, 400))
    def disk_full(self, which: int, room: int) -> None:
        """Only ``room`` more bytes fit, then nothing does: refused, or recorded whole."""
        laptop = self.pick(which)
        real, left = os.write, [room]

        def write(fd: int, data: Any) -> int:
            if left[0] <= 0:
                raise OSError(errno.ENOSPC, "No space left on device")
            part = bytes(data)[: left[0]]
            left[0] -= len(part)
            return real(fd, part)

        os.write = write  # type: ignore[assignment]
        try:
            laptop.record(self.now(), self.note)
        except Refused as refused:
            assert refused.code in ("disk-full", "not-recorded", "home")
        finally:
            os.write = real
        assert laptop.record(self.now(), self.note)

    @rule(which=st.integers(0, 1))
    def close_or_reopen(self, which: int) -> None:
        laptop = self.pick(which)
        if self.live(laptop):
            laptop.record(self.now(), lambda d: acts.close(d, "resolved"))
        else:
            laptop.record(self.now(), lambda d: acts.reopen(d, "again"))

    @precondition(lambda self: len(self.laptops) == 1)
    @rule()
    def copy_to_another_laptop(self) -> None:
        other = Laptop(self.root / "b")
        shutil.copytree(self.root / "a", self.root / "b", ignore=shutil.ignore_patterns("laptop", "locks", "reserve"))
        other.acked = {stem: list(ids) for stem, ids in self.laptops[0].acked.items()}
        self.laptops.append(other)

    @precondition(lambda self: len(self.laptops) == 2)
    @rule(back=st.booleans())
    def merge_by_copying(self, back: bool) -> None:
        """Every journal of one laptop is copied over the other's older copy of it."""
        one, other = reversed(self.laptops) if back else self.laptops
        source, target = one.store.all_found()[0].path, other.store.all_found()[0].path
        for stem, ids in one.acked.items():
            if len(ids) > len(other.acked.get(stem, [])):
                shutil.copy(os.path.join(source, stem + ".jsonl"), os.path.join(target, stem + ".jsonl"))
                other.acked[stem] = list(ids)
        other.reopen()

    @invariant()
    def every_acknowledged_entry_is_there_once_in_order_and_proved(self) -> None:
        TheLog.steps += 1
        for laptop in self.laptops:
            store = Store(str(laptop.home))
            found = store.all_found()
            assert len(found) == 1
            folder = store.load(found[0])
            there = {stem: [e.id for e in state.entries] for stem, state in folder.files.items()}
            assert {s: ids for s, ids in there.items() if ids} == laptop.acked
            merged = [e.id for e in folder.entries]
            assert Counter(merged) == Counter(i for ids in laptop.acked.values() for i in ids)
            for stem, ids in laptop.acked.items():
                mine = set(ids)
                assert [i for i in merged if i in mine] == ids, stem
            for state in folder.files.values():
                assert not state.breaks and not state.forks and not state.strange
                assert [e.n for e in state.entries] == list(range(1, len(state.entries) + 1))
            assert not folder.damages() and not folder.doubtful


def test_the_log_survives_five_thousand_steps_of_mishaps() -> None:
    from hypothesis.stateful import run_state_machine_as_test

    TheLog.steps, TheLog.elsewhere = 0, Elsewhere()
    how = settings(max_examples=RUNS, stateful_step_count=STEPS, database=None,
                   suppress_health_check=QUIET, derandomize=True,
                   phases=[Phase.explicit, Phase.generate])  # shrinking takes minutes
    try:
        run_state_machine_as_test(TheLog, settings=how)
    finally:
        TheLog.elsewhere.ends()
    assert TheLog.steps >= 5000


# ---- merge -------------------------------------------------------------------------------------


@st.composite
def journals(draw: st.DrawFn) -> list[list[Entry]]:
    """Up to four laptops' journals; clocks run any way; some entries were sent twice."""
    names = draw(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=4, unique=True))
    out: list[list[Entry]] = []
    for name in names:
        minutes = draw(st.lists(st.integers(0, 20), min_size=1, max_size=6))
        out.append(
            [
                Entry(n, f"{name}{n}", TEN + timedelta(minutes=m), "li", ev.Noted(f"{name}{n}"), journal=name, sha=f"{name}{n}")
                for n, m in enumerate(minutes, 1)
            ]
        )
    if len(out) > 1 and draw(st.booleans()):
        # An entry in doubt was sent again, as the first of a new journal by the same hand.
        last = out[0][-1]
        again = msgspec.structs.replace(last, n=1, journal="z", sha="z1")
        out.append([again])
    return out


def regrouped(entries: list[Entry]) -> list[list[Entry]]:
    by: dict[str, list[Entry]] = {}
    for entry in entries:
        by.setdefault(entry.journal, []).append(entry)
    return list(by.values())


@settings(max_examples=1000, database=None, derandomize=True, suppress_health_check=QUIET)
@given(journals(), st.randoms(use_true_random=False), st.integers(0, 4))
def test_merging_does_not_depend_on_order_grouping_or_repetition(
    parts: list[list[Entry]], dice: random.Random, cut: int
) -> None:
    whole = merge(parts)
    mixed = list(parts)
    dice.shuffle(mixed)
    assert merge(mixed) == whole, "commutative"
    first, rest = parts[:cut], parts[cut:]
    assert merge([*regrouped(merge(first)), *rest]) == whole, "associative"
    assert merge([*first, *regrouped(merge(rest))]) == whole, "associative"
    assert merge([*parts, *dice.sample(parts, dice.randint(0, len(parts)))]) == whole, "idempotent"
    assert merge(regrouped(whole)) == whole, "idempotent"
    assert {e.id for e in whole} == {e.id for part in parts for e in part}
    for part in parts:
        mine = [e.n for e in whole if e.journal == part[0].journal]
        assert mine == sorted(mine)


# ---- timers against a plain model ----------------------------------------------------------------


class Model:
    """What the four timers of the trial checklist must do, in seconds that really passed. Written
    without looking at the kit: a timer is a due time, a next ring, and whether it runs."""

    def __init__(self) -> None:
        self.due = {"report-5": 300.0, "check-10": 600.0, "updates": 1200.0}
        self.ring = dict(self.due)
        self.helped = False

    def ringing(self, now: float) -> set[str]:
        return {k for k, at in self.ring.items() if now >= at}

    def late(self, now: float) -> dict[str, float]:
        return {k: max(0.0, now - at) for k, at in self.due.items()}

    def stop(self, key: str) -> None:
        del self.due[key], self.ring[key]

    def reported(self, now: float) -> None:
        """The call also serves the regular update if that rings or is in its last fifth; the next
        one is then due twenty minutes from now."""
        self.stop("report-5")
        if now >= self.ring["updates"] or 0 < self.due["updates"] - now <= 240:
            self.due["updates"] = self.ring["updates"] = now + 1200

    def not_yet(self, now: float) -> None:
        """The check comes back after its three minutes; the first "no" starts "help"."""
        self.ring["check-10"] = now + 180
        if "help" not in self.due and not self.helped:
            self.helped = True
            self.due["help"] = self.ring["help"] = now + 60

    def snooze(self, key: str, now: float, seconds: float) -> None:
        self.ring[key] = now + seconds

    def after_restart(self, now: float) -> None:
        for key in self.ring:
            self.ring[key] = min(self.ring[key], now)


class Play:
    """The same scenario in the kit, with a machine whose clocks sleep, jump and restart."""

    def __init__(self, home: Path) -> None:
        self.machine, self.model = Machine(), Model()
        self.store = Store(str(home))
        self.folder = small(self.store, self.machine.now())
        self.late_known = True

    def record(self, act: acts.Act) -> None:
        self.store.record(self.folder, self.machine.now(), "li", act)

    def check(self) -> None:
        """Fold and now, by a reader that has recorded nothing, say the same as the model."""
        incident = self.folder.refresh()
        now = unjumped(self.machine.now(), incident.marks).wall
        running = {t.key: t for t in incident.running()}
        true = self.machine.true
        assert set(running) == set(self.model.due)
        assert {k for k, t in running.items() if t.ringing(now)} == self.model.ringing(true)
        if self.late_known:
            for key, late in self.model.late(true).items():
                assert abs(running[key].over(now).total_seconds() - late) < 0.6, key

    def step(self, dice: random.Random) -> None:
        what = dice.choice(["wait", "wait", "sleep", "forward", "back", "reboot", "lost", "note", "report", "no", "snooze"])
        true = self.machine.true
        if what in ("wait", "sleep"):
            self.machine.passes(dice.choice([11, 47, 173, 299]) + dice.random() if what == "wait" else dice.choice([900, 7200]))
        elif what in ("forward", "back"):
            self.machine.set(dice.choice([30, 600, 3600, 86400]) * (1 if what == "forward" else -1))
        elif what == "reboot":
            self.record(lambda d: acts.note(d, "before"))  # so that no jump is still unknown
            self.machine.reboot(dice.choice([60, 400]))
            self.record(lambda d: acts.note(d, "up again"))
        elif what == "lost":
            # The wall clock lost hours in the restart: nobody knows how long it was off.
            self.record(lambda d: acts.note(d, "before"))
            before = self.machine.true + self.machine.offset
            self.machine.reboot(60)
            self.machine.set(-7200)
            self.record(lambda d: acts.note(d, "up again"))
            shown = self.machine.true + self.machine.offset - before
            jump = self.folder.entries[-2].event
            assert isinstance(jump, ev.ClockJumped) and jump.restart
            assert abs(jump.seconds - shown) < 0.11
            self.model.after_restart(self.machine.true)
            self.late_known = False
        elif what == "note":
            self.record(lambda d: acts.note(d, "x"))
        elif what == "report" and "report-5" in self.model.due and true >= 1:
            self.record(lambda d: _void(acts.tick(d, "tell-boss")))
            self.model.reported(true)
        elif what == "no" and "check-10" in self.model.ringing(true) and self.late_known:
            self.record(lambda d: acts.timer_no(d, "check-10"))
            self.model.not_yet(true)
        elif what == "snooze" and self.model.ringing(true) and self.late_known:
            key = dice.choice(sorted(self.model.ringing(true)))
            until = self.machine.now().wall + timedelta(seconds=240)
            self.record(lambda d: acts.timer_snooze(d, key, until, "busy"))
            self.model.snooze(key, true, 240)


def _void(_: object) -> None:
    return None


@pytest.mark.parametrize("part", range(4))
def test_timers_agree_with_a_plain_model_in_five_hundred_scenarios(part: int) -> None:
    acted: Counter[str] = Counter()
    with fast_folder() as root:
        for number in range(500):
            dice = random.Random(1000 * part + number)
            play = Play(root / str(number))
            play.check()
            for _ in range(dice.randint(4, 9)):
                play.step(dice)
                play.check()
            acted.update(e.kind for e in play.folder.entries)
            shutil.rmtree(root / str(number))
    assert acted["clock-jumped"] > 100 and acted["timer-failed"] > 20 and acted["timer-snoozed"] > 20
