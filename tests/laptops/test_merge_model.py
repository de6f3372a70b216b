"""Five laptops, their clones, restored backups and torn copies: whatever is merged in whatever
order, every home tells the same, nothing is lost and nothing is invented.

What each writer had seen is followed here by itself, as sets of ids, and the conflicts are counted
again from those sets.
"""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import msgspec
import pytest

from kit.ground.base.refusal import Refused
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.files.taking_back import redo, take_back
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.kinds import Kind
from kit.incidents.incident.rules.withdrawal import counts, in_force
from kit.incidents.incident.show.conflicts import conflicts_json
from tests.support.laptops import bring, hand, laptop, one, out, told
from tests.support.logs import at, begin
from tests.support.shipped import LISTS, SITES

MANY = int(os.environ.get("KIT_EXAMPLES", "0"))  # GOALS, Nothing lost, 16: 1000
NAMES = ("aaaaaa", "bbbbbb", "cccccc", "dddddd", "eeeeee")


class World:
    """Homes that write, and those that only remain: what was there before a backup was restored,
    copies that were torn."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root = root
        self.rng = random.Random(seed)
        self.off = {name: self.rng.choice((0, 0, 7, -7, 1440, -1440)) + self.rng.randint(-9, 9) for name in NAMES}
        self.count = 0
        self.stores = [laptop(root / "homes", name) for name in NAMES]
        self.remain: list[Store] = []
        self.backups: list[tuple[int, Path]] = []
        self.seen: dict[str, set[str]] = {}  # by id: what its writer had seen
        log = begin(self.stores[0], LISTS.checklist("application-outage"), SITES.profile("call-centre-a"), at())
        self._took(set(), log)
        self.keys = [view.key for view in log.incident.views()][:4]
        for store in self.stores[1:]:
            if self.rng.random() < 0.8:
                hand(self.stores[0], store, self.root / "first.zip")

    def _took(self, before: set[str], log: Log) -> None:
        new = [e.id for e in log.entries if e.id not in self.seen]
        for n, id_ in enumerate(new):
            self.seen[id_] = before | {*new[:n]}

    def act(self, store: Store) -> None:
        if not [*store.all_found()]:
            return
        self.count += 1
        log, rng = one(store), self.rng
        before = {e.id for e in log.entries}
        now = at(2 * self.count + self.off[Path(store.home).name])
        try:
            store.record(log, now, f"p{rng.randrange(3)}", lambda d: self._choose(log, d))
        except Refused:
            pass
        self._took(before, one(store))

    def _choose(self, log: Log, draft: acts.Draft) -> None:
        rng, incident = self.rng, log.incident
        step = rng.choice(self.keys)
        pick = rng.randrange(12)
        if pick < 2:
            acts.note(draft, f"note {self.count}")
        elif pick < 4:
            acts.skip(draft, step, rng.choice(("busy", "later")))
        elif pick < 6:
            acts.not_applicable(draft, step, "none")
        elif pick == 6:
            acts.defer(draft, step)
        elif pick == 7:
            running = incident.running()
            if running:
                acts.timer_cancel(draft, rng.choice(running).key, "no need")
        elif pick == 8:
            owed = incident.owed()
            if owed and rng.random() < 0.7:
                acts.callback_try(draft, owed[0].id, rng.choice(("reached", "given-up")), "said")
            else:
                acts.callback_add(draft, f"p{self.count}", "Wu", "138", "", None)
        elif pick == 9:
            (acts.reopen if incident.closed else acts.close)(draft, "resolved")
        elif pick == 10:
            take_back(log, draft)
        else:
            redo(log, draft)

    def step(self) -> None:
        rng = self.rng
        store = rng.choice(self.stores)
        pick = rng.random()
        if pick < 0.62:
            self.act(store)
        elif pick < 0.82:
            other = rng.choice(self.stores)
            if other is not store and [*store.all_found()]:
                hand(store, other, self.root / "hand.zip")
        elif pick < 0.87 and len(self.stores) < 8:
            self._clone(store)
        elif pick < 0.92:
            self.backups.append((self.stores.index(store), self._copied(store)))
        elif pick < 0.96 and self.backups:
            self._restore(*rng.choice(self.backups))
        else:
            self._torn(store)

    def _copied(self, store: Store) -> Path:
        target = self.root / f"copy{len(os.listdir(self.root))}-{self.rng.randrange(10**9)}" / Path(store.home).name
        shutil.copytree(store.home, target)
        return target

    def _clone(self, store: Store) -> None:
        self.stores.append(Store(str(self._copied(store))))

    def _restore(self, number: int, backup: Path) -> None:
        """The older home goes on under its name; the newer one lies about somewhere."""
        self.remain.append(self.stores[number])
        target = self.root / f"restored{self.rng.randrange(10**9)}" / backup.name
        shutil.copytree(backup, target)
        self.stores[number] = Store(str(target))

    def _torn(self, store: Store) -> None:
        """A copy whose journals end in the middle of a line."""
        copy = self._copied(store)
        for path in copy.rglob("*.jsonl"):
            blob = path.read_bytes()
            path.write_bytes(blob[: self.rng.randrange(len(blob) // 2, len(blob))])
        self.remain.append(Store(str(copy)))

    def bundles(self) -> list[Path]:
        made = []
        for n, store in enumerate([*self.stores, *self.remain]):
            if [*store.all_found()]:
                try:
                    out(store, self.root / f"end{n}.zip")
                except Refused:  # not one line of the torn copy is whole
                    continue
                made.append(self.root / f"end{n}.zip")
        return made


def recounted(world: World, log: Log) -> set[frozenset[str]]:
    """Of steps: the ids of which none's writer had seen another's, where they differ."""
    said: dict[str, list[tuple[str, str]]] = {}
    for entry in in_force(list(log.entries)):
        event = getattr(entry.event, "event", entry.event)
        if "+" in entry.id or not isinstance(event, Kind) or (not counts(entry) and event is entry.event):
            continue
        found = event.settles(entry.at)
        if found is not None and found[0].startswith("step "):
            said.setdefault(found[0], []).append((entry.id, found[1]))
    out_: set[frozenset[str]] = set()
    for every in said.values():
        last = [(i, v) for i, v in every if not any(i in world.seen[j] for j, _ in every if j != i)]
        if len({value for _, value in last}) > 1:
            out_.add(frozenset(i for i, _ in last))
    return out_


def report(store: Store) -> tuple[bytes, bytes, list[tuple[str, str, int, str]]]:
    log = one(store)
    conflicts = msgspec.json.encode([conflicts_json(log.incident, lang) for lang in ("zh", "en")])
    return msgspec.json.encode(log.incident), conflicts, told(store)


@pytest.mark.parametrize("seed", range(MANY or 5))
def test_every_order_of_import_tells_the_same_and_nothing_is_lost_or_invented(fast: Path, seed: int) -> None:
    world = World(fast, seed)
    for _ in range(world.rng.randint(12, 30)):
        world.step()
    bundles = world.bundles()
    reports = []
    for n in range(3):
        target = laptop(fast / f"target{n}", "zzzzzz")
        order = bundles[:]
        world.rng.shuffle(order)
        for path in [*order, order[0]]:
            bring(path, target)
        reports.append(report(target))
    assert reports[0][0] == reports[1][0] == reports[2][0], "the state"
    assert reports[0][1] == reports[1][1] == reports[2][1], "the conflict report"
    assert reports[0][2] == reports[1][2] == reports[2][2]
    ids = [id_ for id_, *_ in reports[0][2]]
    assert len(ids) == len({*ids})
    assert {*ids} == {*world.seen}, "0 lost, 0 invented"
    log = one(target)
    found = {frozenset(s.id for s in c.sides) for a, c in log.incident.conflicts.items() if a.startswith("step ")}
    assert found == recounted(world, log)
    for before in log.entries:
        seen = world.seen[before.id]
        assert seen <= {e.id for e in log.entries[: log.entries.index(before)]}, "none before what it had seen"
