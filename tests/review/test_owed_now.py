"""What is owed at this moment, on a page about a period: from what is kept of months, never by folding
all logs, and always what the lines say, whoever wrote, took back, moved, forgot or merged them."""

from __future__ import annotations

import io
import json
import os
import random
import shutil
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kit.ground.base.refusal import Refused
from kit.ground.console.context import Context, Me, Out
from kit.ground.journal.log import as_written
from kit.ground.machine.clock import Now
from kit.incidents.incident.files import taking_back
from kit.incidents.incident.files.log import Log, Where
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts, forgetting
from kit.incidents.incident.rules import events as ev
from kit.review.archive.files import catalogue
from kit.review.archive.files.totals_by_month import TotalsByMonth, drop
from kit.review.period.files.gather import gathered, owed_now
from kit.review.period.rules.period import Open
from kit.review.period.rules.ranges import Filters, ranged
from tests.support.constants import TEN
from tests.support.kit import Kit, closed, opened
from tests.support.logs import T0, at, drill_at, start

Row = tuple[str, str, str, str, str, datetime, datetime | None]
NAMES = ("Wang", "赵女士", "Li Lei", "13800138000")
OTHER = "zyxwvu"


class Desk:
    """A home in which anything may happen, by a clock that only goes on."""

    def __init__(self, home: Path, seed: int = 0) -> None:
        self.home, self.rng, self.minute, self.old = home, random.Random(seed), 0.0, 0
        home.mkdir()

    def now(self) -> Now:
        return at(self.minute)

    @property
    def store(self) -> Store:
        return Store(str(self.home))

    @property
    def ctx(self) -> Context:
        out = Out(io.StringIO(), "en", True)
        return Context(str(self.home), self, lambda: None, out, out, Me("li", "en", True, ""))  # type: ignore[arg-type, return-value]

    def settle(self) -> None:
        """As if the last change were long ago: what changed this instant is never kept. Each time of
        a change is another."""
        for path in [*self.home.glob("closed/*"), *self.home.glob("closed/*/*")]:
            if path.stat().st_mtime_ns > 2_000_000_000:
                self.old += 1
                os.utime(path, ns=(self.old, self.old))

    def folders(self) -> list[Where]:
        return self.store.all_found()

    def do(self, where: Where, act: Callable[[Log, acts.Draft], object], home: Path | None = None) -> None:
        store = Store(str(home or self.home))
        log = store.load(store.locate(where.ref))
        clock = drill_at if log.incident.is_drill else at
        try:
            store.record(log, clock(self.minute), "li", lambda draft: act(log, draft))
        except Refused:
            pass

    # ---- what happens ------------------------------------------------------------------------

    def begin(self) -> None:
        drill = self.rng.random() < 0.15
        log = start(self.store, drill_at(self.minute) if drill else at(self.minute), ev.Drill(clock="file") if drill else None)
        for _ in range(self.rng.randrange(1, 4)):
            self.do(log.where, self.promise)
        if self.rng.random() < 0.5:
            day = self.rng.choice(("", "2026-12-01"))
            self.do(log.where, lambda _, d: acts.action_add(d, "a1", "second line", "Zhou", day))
        if self.rng.random() < 0.85:
            self.minute += 2
            self.do(log.where, lambda _, d: acts.close(d, "resolved"))

    def promise(self, log: Log, draft: acts.Draft) -> None:
        until = T0 + timedelta(minutes=self.minute + 30) if self.rng.random() < 0.6 else None
        acts.callback_add(draft, f"k{len(as_written(log))}", self.rng.choice(NAMES), "", "bill", until)

    def about(self, log: Log, draft: acts.Draft) -> None:
        """Something about one of its promises or actions."""
        backs = list(log.incident.callbacks)
        pick = self.rng.random()
        if backs and pick < 0.45:
            acts.callback_try(draft, self.rng.choice(backs), self.rng.choice(("reached", "no-answer", "given-up")), "so")
        elif backs and pick < 0.65:
            acts.callback_move(draft, self.rng.choice(backs), T0 + timedelta(minutes=self.minute + 90), "asked for it", "Wang")
        elif pick < 0.75:
            acts.action_done(draft, "a1", "tested", self.rng.choice(("", "Chen")))
        elif pick < 0.8:
            acts.action_check(draft, "a1", "seen", self.rng.random() < 0.5)
        elif pick < 0.85:
            acts.action_move(draft, "a1", date(2027, 1, 31), "parts are late")
        elif pick < 0.9:
            acts.action_drop(draft, "a1", "bought another")
        else:
            self.promise(log, draft)

    def undo(self, log: Log, draft: acts.Draft) -> None:
        (taking_back.redo if self.rng.random() < 0.3 else taking_back.take_back)(log, draft)

    def merge(self, where: Where) -> None:
        """Another laptop goes on with a copy, and its journal is copied back by hand."""
        two = self.home.with_name(f"two{self.minute}")
        there = two / Path(where.path).relative_to(self.home)
        shutil.copytree(where.path, there)
        (two / "laptop").write_text(f"{OTHER}\n", encoding="ascii")
        for act in (self.about, self.undo)[: self.rng.randrange(1, 3)]:
            self.do(where, act, two)
        for journal in there.parent.parent.rglob(f"{where.ref}.*/{OTHER}.jsonl"):
            shutil.copy(journal, where.path)
        shutil.rmtree(two)

    def forget(self, where: Where) -> None:
        def act(log: Log, draft: acts.Draft) -> None:
            event = forgetting.leaving(as_written(log), log.incident, self.now().wall)
            if event is not None:
                draft.add(event)

        self.do(where, act)
        drop(self.ctx, self.store.locate(where.ref))

    def step(self) -> None:
        self.minute += self.rng.randrange(1, 500)
        there = self.folders()
        pick = self.rng.random()
        if len(there) < 3 or pick < 0.12:
            self.begin()
            return
        where = self.rng.choice(there)
        if pick < 0.5:
            self.do(where, self.about)
        elif pick < 0.62:
            self.do(where, self.undo)
        elif pick < 0.76:
            self.merge(where)
        elif pick < 0.84:
            self.forget(where)
        elif pick < 0.9:
            self.do(where, lambda _, d: acts.reopen(d, "again"))
        elif pick < 0.96:
            self.do(where, lambda _, d: acts.close(d, "resolved"))
        elif where.month:  # a hand lays it elsewhere
            month = self.home / "closed" / ("2026-12" if where.month == "2026-11" else "2026-11")
            month.mkdir(exist_ok=True)
            shutil.move(where.path, month)

    # ---- what is owed, three ways --------------------------------------------------------------

    def kept(self) -> list[Row]:
        """With whatever is kept."""
        ctx = self.ctx
        totals = TotalsByMonth(ctx.of(Store))
        rows = [row(one) for one in owed_now(ctx, totals) if one.sort != "incident"]
        totals.save()
        return sorted(rows, key=str)

    def fresh(self) -> list[Row]:
        """With nothing kept."""
        cache, aside = self.home / "cache", self.home.with_name("aside")
        if cache.exists():
            cache.rename(aside)
        rows = self.kept()
        shutil.rmtree(cache, ignore_errors=True)
        if aside.exists():
            aside.rename(cache)
        return rows

    def raw(self) -> list[Row]:
        """From the lines as they lie there."""
        out: list[Row] = []
        for folder in [*self.home.glob("open/2*"), *self.home.glob("closed/*/2*")]:
            if folder.is_dir():
                out += recounted(folder)
        return sorted(out, key=str)


def row(one: Open) -> Row:
    return (one.sort, one.id, one.about, one.what, one.owner, one.since, one.due)


def recounted(folder: Path) -> list[Row]:
    """A second count that knows nothing of the kit's state."""
    found: dict[str, dict[str, Any]] = {}
    keys = {}
    for journal in folder.glob("*.jsonl"):
        for text in journal.read_bytes().splitlines():
            line = json.loads(text)
            found.setdefault(line["id"], line)
            keys[line["id"]] = (line.get("wrote", line["at"]), journal.stem, line["n"])
    lines = sorted(found.values(), key=lambda line: keys[line["id"]])
    gone: set[str] = set()
    for line in reversed(lines):
        if line["kind"] == "undone" and line["id"] not in gone:
            gone.update([line["data"]["entry"], *line["data"].get("also", [])])
    over = {id_ for line in lines if line["kind"] == "forgotten" for id_ in line["data"].get("callbacks", [])}
    for line in lines:
        for id_, names in line["data"].get("fields", {}).items() if line["kind"] == "forgotten" else ():
            for name in {*names} & {"name", "text", "owner"}:
                found[id_]["data"][name] = "" if name == "owner" else "***"
    (opening,) = [line for line in lines if line["kind"] == "opened"]
    ref, drill = opening["data"]["ref"], "drill" in opening["data"]
    calls: dict[str, list[Any]] = {}
    actions: dict[str, dict[str, Any]] = {}
    for line in lines:
        kind, data, when = line["kind"], line["data"], datetime.fromisoformat(line["at"])
        if line["id"] in gone or kind.partition("-")[0] not in ("callback", "action"):
            continue
        if kind == "callback-added":
            until = datetime.fromisoformat(data["promised"]) if "promised" in data else None
            calls[data["id"]] = ["***" if data["id"] in over else data["name"], when, until, True]
        elif kind == "callback-moved" and data["id"] in calls:
            calls[data["id"]][2] = datetime.fromisoformat(data["to"])
        elif kind == "callback-tried" and data["id"] in calls and data["result"] != "no-answer":
            calls[data["id"]][3] = False
        elif kind == "action-added":
            actions[data["id"]] = {**data, "at": when, "left": True}
        elif data["id"] in actions:
            one = actions[data["id"]]
            if kind == "action-moved":
                one["day"] = data["day"]
            elif kind == "action-given":
                one["owner"] = data["owner"]
            elif kind == "action-done":
                one["left"] = bool(data.get("doer"))
            elif data.get("outcome") == "sent-back":
                one["left"] = True
            elif kind == "action-dropped" or data.get("outcome") == "verified":
                one["left"] = False
    out: list[Row] = [("callback", id_, ref, name, "", since, until)
                      for id_, (name, since, until, left) in calls.items() if left and not drill]  # fmt: skip
    for id_, one in actions.items():
        if one["left"]:
            end = datetime.fromisoformat(f"{one['day']}T23:59:59+08:00") if one.get("day") else None
            out.append(("action", id_, ref, one["text"], one.get("owner", ""), one["at"], end))
    return out


@pytest.fixture
def desk(fast: Path) -> Desk:
    """Four incidents, of which some owe calls; what they owe is kept."""
    made = Desk(fast / "home", 5)
    for _ in range(4):
        made.begin()
        made.minute += 30
    made.settle()
    assert len(made.kept()) > 4 and TotalsByMonth(made.store).kept
    return made


@pytest.mark.parametrize("seed", range(6))
def test_what_is_kept_what_is_read_anew_and_what_the_lines_say_are_one(seed: int, fast: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Months at random; every second time the digests are read the quick way."""
    monkeypatch.setattr(catalogue, "WHOLE", 0 if seed % 2 else 40)
    desk, owed = Desk(fast / "home", seed), 0
    for _ in range(45):
        desk.step()
        if desk.rng.random() < 0.6:
            wanted = desk.raw()
            assert desk.kept() == wanted, desk.minute
            desk.settle()
            desk.kept()
            assert desk.kept() == wanted == desk.fresh(), desk.minute
            owed += len(wanted)
    assert owed > 30


@pytest.mark.parametrize("whole", [0, 40])
def test_each_thing_that_changes_what_is_owed_shows(whole: int, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "WHOLE", whole)
    where = start(desk.store, desk.now()).where
    later, seen = T0 + timedelta(days=2), []
    deeds: list[Callable[[acts.Draft], object]] = [
        lambda d: acts.callback_add(d, "k1", "Zhang San", "", "", T0 + timedelta(days=1)),
        lambda d: acts.callback_add(d, "k2", "Wang"),
        lambda d: acts.action_add(d, "a1", "ask Zhang San", "Zhou"),
        lambda d: acts.close(d, "resolved"),
        lambda d: acts.callback_move(d, "k2", later, "asked for it", "Wang"),
        lambda d: acts.action_move(d, "a1", date(2027, 1, 31), "parts are late"),
        lambda d: acts.action_give(d, "a1", "Chen"),
        lambda d: acts.action_done(d, "a1", "tested", "Chen"),
        lambda d: acts.action_check(d, "a1", "was not", True),
        lambda d: acts.callback_try(d, "k1", "reached"),
    ]
    for deed in deeds:
        desk.minute += 1
        desk.do(where, lambda _, d, deed=deed: deed(d))  # type: ignore[misc]
        desk.settle()
        assert desk.kept() == desk.raw()
        seen.append(str([one for one in desk.raw() if one[2] == where.ref]))
    desk.minute += 9
    desk.forget(where)
    assert desk.kept() == desk.raw() and "ask" in str(seen) and "ask Zhang" not in str(desk.raw())
    desk.do(where, lambda _, d: acts.action_drop(d, "a1", "bought another"))
    assert desk.kept() == desk.raw()
    assert len(set(seen[2:])) == len(seen[2:]) - 3, "closing, done and sent back change nothing that is said"


def test_another_laptops_journal_that_grew_in_its_place_shows(desk: Desk) -> None:
    (where, *_) = [each for each in desk.folders() if each.month and recounted(Path(each.path))]
    for _ in range(6):
        desk.minute += 5
        desk.merge(where)
        wanted = desk.raw()
        assert desk.kept() == wanted
        desk.settle()
        assert desk.kept() == wanted


def test_what_is_kept_is_used_and_no_log_is_folded(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = desk.raw()
    closed = {where.path for where in desk.folders() if where.month}
    plain = Store.load

    def load(store: Store, where: Where) -> Log:
        assert where.path not in closed, "folded"
        return plain(store, where)

    monkeypatch.setattr(Store, "load", load)
    assert desk.kept() == wanted


def spoilings() -> Iterator[Any]:
    def older(blob: bytes) -> bytes:
        return b"0.0.1/5" + blob[blob.index(b" ") :]

    def other(blob: bytes) -> bytes:
        return blob.replace(b"Wang", b"Wung").replace("赵".encode(), "钱".encode())

    yield from (lambda blob: b"", lambda blob: blob[:-1], lambda blob: blob[: len(blob) // 2], lambda blob: blob[10:])
    yield from (lambda blob: b"\0" * 900, lambda blob: b"{}", lambda blob: b"\xff\n[]", older, other)


@pytest.mark.parametrize("spoil", [*spoilings()])
def test_a_file_that_is_cut_foreign_older_or_changed_is_not_believed(spoil: Callable[[bytes], bytes], desk: Desk) -> None:
    wanted, path = desk.raw(), desk.home / "cache" / "months"
    blob = path.read_bytes()
    assert spoil(blob) != blob
    path.write_bytes(spoil(blob))
    assert desk.kept() == wanted
    shutil.rmtree(desk.home / "cache")
    assert desk.kept() == wanted


def test_a_file_of_an_older_state_is_not_believed(desk: Desk) -> None:
    stale = (desk.home / "cache" / "months").read_bytes()
    (owes, *_) = [Path(where.path) for where in desk.folders() if where.month and recounted(Path(where.path))]
    shutil.rmtree(owes)
    desk.settle()
    wanted = desk.kept()
    (desk.home / "cache" / "months").write_bytes(stale)
    assert desk.kept() == wanted == desk.raw()


def test_the_same_kits_file_of_another_shape_is_made_anew(desk: Desk) -> None:
    totals = TotalsByMonth(desk.store)
    for kept in totals.kept.values():
        kept.owes = type(kept.owes)(b'[{"ref":5}]')
    totals.made = ["all"]
    totals.save()
    assert desk.kept() == desk.raw()


def test_times_that_were_kept_are_told_by_the_same_clock(desk: Desk) -> None:
    """Not as the same instant at Greenwich: a page says the hour that stood on the wall."""

    def told() -> str:
        found = ranged("month", "2026-11", T0.date())
        assert found is not None
        period = gathered(desk.ctx, found, Filters())
        return repr([period.total, [one for one in period.open if one.sort != "incident"]])

    shutil.rmtree(desk.home / "cache")
    first = told()
    assert TotalsByMonth(desk.store).kept and told() == first


def test_what_was_forgotten_is_in_no_file_that_is_kept(desk: Desk) -> None:
    log = start(desk.store, desk.now())
    desk.do(log.where, lambda _, d: acts.callback_add(d, "k1", "Zhang San"))
    desk.do(log.where, lambda _, d: acts.close(d, "resolved"))
    desk.settle()
    assert "Zhang San" in str(desk.kept()) and "Zhang San" in kept_of(desk.home)
    desk.do(log.where, lambda _, d: acts.callback_try(d, "k1", "reached"))
    desk.minute += 9
    desk.forget(log.where)
    assert "Zhang San" not in kept_of(desk.home)
    assert "Zhang San" not in str(desk.kept()) and "Zhang San" not in kept_of(desk.home)


def test_a_redacted_page_names_nobody_who_is_owed_a_call(bare: Kit) -> None:
    log = opened(bare.home)
    log.store.record(log, Now(TEN), "li", lambda d: acts.callback_add(d, "k1", "Zhang San", "", "", TEN))
    closed(log, TEN + timedelta(minutes=9))
    month = f"{TEN:%Y-%m}"
    for _ in range(2):
        told = bare("summary", "--month", month, "--redact", "--json")
        assert [one["about"] for one in told.json["owed"]] == [log.ref]
        assert "Zhang" not in told.out


def kept_of(home: Path) -> str:
    files = [path for path in (home / "cache").iterdir() if path.is_file()]
    return "".join(path.read_text("utf-8", "replace") for path in files)


def test_a_customer_of_an_incident_that_was_opened_again_counts_once(bare: Kit) -> None:
    """The filed digest counted them, and so did the open incident: one call was two."""
    kit = bare
    kit("start", "power-outage", "--no-guide")
    for name in ("Wang", "Li"):
        assert kit("callback", "add", name, "--phone", "000-0001", "--promised", "30").code == 0
    kit("callback", "done", "Wang")
    kit("close", "--yes")
    month = f"--month={kit('list', '--closed', '--json').json['incidents'][0]['opened'][:7]}"
    before = kit("summary", month, "--json").json["tally"]
    assert kit("reopen", "--incident", kit("list", "--closed", "--json").json["incidents"][0]["ref"], "again").code == 0
    after = kit("summary", month, "--json").json["tally"]
    kept = ("callbacks", "callbacks_called", "callbacks_noted", "called_back")
    assert {key: after[key] for key in kept if key in after} == {key: before[key] for key in kept if key in before}, (before, after)
    assert 2 in before.values()
