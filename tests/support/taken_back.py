"""An incident played by plain commands, with undo and redo, and the same one in which what was
taken back was never typed."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import datetime

import msgspec

from kit.ground.base.refusal import Refused
from kit.ground.journal.entry import Entry, Event, act_of, encode
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.acts import Draft
from kit.incidents.incident.rules.acts import undo as un
from kit.incidents.incident.rules.fold import Incident, fold
from kit.incidents.incident.rules.withdrawal import Taken, in_force, taken
from tests.support.world import minute_of, plan, profile

Do = Callable[[Draft], object]
ENDS = (ev.TimerAnswered, ev.TimerCancelled, ev.TimerStopped, ev.TimerSnoozed, ev.TimerFailed)
APART = ("entries", "marks", "latest", "taken_back")  # of the log, not of the incident


class Command:
    """What somebody typed at a minute; ``id`` of the act once it is recorded."""

    def __init__(self, minute: float, do: Do, at: float | None, name: str) -> None:
        self.minute, self.do, self.at, self.name = minute, do, at, name
        self.id = ""


class Played:
    """One journal in memory, by the real acts, written down and read back."""

    def __init__(self, journal: str = "aaaaaa") -> None:
        self.journal = journal
        self.state = Incident()
        self.entries: list[Entry] = []
        site = profile()
        data = msgspec.to_builtins(site)
        self.run(0, lambda d: acts.open_incident(d, "260302-DAN-F7AQ", plan(), site, data, "0.1"))

    def run(self, minute: float, do: Do, at: float | None = None) -> str:
        """Record it; the id of the act. Raises ``Refused``."""
        now = minute_of(minute)
        draft = Draft(copy(self.state), now, "li", None if at is None else minute_of(at))
        do(draft)
        first = f"{self.journal[0]}{len(self.entries) + 1}"
        made = [
            self.written(event, when, now, first if not i else f"{first}.{i}", len(self.entries) + 1 + i)
            for i, (event, when) in enumerate(draft.events)
        ]
        self.take(made)
        return first

    def written(self, event: Event, at: datetime, now: datetime, id_: str, n: int) -> Entry:
        line = {"n": n, "id": id_, "at": at, "by": "li", "kind": event.kind, "data": msgspec.Raw(encode(event))}
        if at != now:
            line["wrote"] = now
        return ev.KINDS.decode(msgspec.json.encode(line), self.journal, f"{n:032x}")

    def take(self, made: list[Entry]) -> None:
        self.entries += made
        if any(isinstance(e.event, ev.Undone) for e in made):
            self.state = fold(in_force(self.entries))
        else:
            for entry in made:
                self.state.apply(entry)

    @property
    def log(self) -> Taken:
        return taken(self.entries)

    def undo(self, minute: float, id_: str = "") -> list[str]:
        """Take back; the acts that went, by the ids of their first entries."""
        found: list[un.TakenBack] = []
        self.run(minute, lambda d: found.append(un.undo(d, self.log, id_)))
        return [act_of(found[0].ids[0]), *(act_of(e.id) for e in found[0].rest)]

    def redo(self, minute: float) -> None:
        self.run(minute, lambda d: un.redo(d, self.log))


def copy(state: Incident) -> Incident:
    return msgspec.json.decode(msgspec.json.encode(state), type=Incident)


def plain(state: Incident) -> dict[str, object]:
    """The state without what is said of the log alone."""
    text = msgspec.json.encode(state).decode()
    for number, own in enumerate(dict.fromkeys(re.findall(r"own-\d+", text)), 1):
        text = text.replace(f'"{own}"', f'"own/{number}"')  # named after the log's length
    found: dict[str, object] = msgspec.json.decode(text)
    return {key: value for key, value in found.items() if key not in APART}


def random_command(rng: random.Random, minute: float, number: int) -> Command:
    """A command that names what it means: it can be typed on any state."""
    calls = ("reached", "reached", "no-answer", "busy")
    step = rng.choice(("safe", "tell-boss", "mains-step", "hands", "update", "improve", "told-back@supervisor", "told-back@manager", "1.1"))
    timer = rng.choice(("report-5", "check-10", "help", "grave", "mains", "battery", "updates"))
    back = f"k{rng.randrange(3)}"
    role, result = rng.choice(("supervisor", "manager", "tech", "王工")), rng.choice(calls)
    post = rng.choice(("supervisor", "manager"))  # who was called stays, whoever was next on the ladder
    cause = rng.choice(("mains", "wiring"))
    level, value = rng.choice(("1", "2", "3")), str(rng.randrange(1, 60))
    jump = rng.choice((-300.0, 95.5, 700.0))
    until = minute_of(minute + rng.randrange(1, 20))
    pick: list[tuple[str, Do]] = [
        (f"tick {step}", lambda d: acts.tick(d, step)),
        (f"skip {step}", lambda d: acts.skip(d, step, "no time")),
        (f"hand {step}", lambda d: acts.hand(d, step, "小张", until, True)),
        (f"defer {step}", lambda d: acts.defer(d, step)),
        (f"take up {step}", lambda d: acts.take_up(d, step)),
        (f"cause {cause}", lambda d: acts.tick(d, "cause", cause)),
        (f"cause {cause}", lambda d: acts.tick(d, "cause", cause)),
        (f"ups {value}", lambda d: acts.tick(d, "ups", value)),
        (f"count {value}", lambda d: acts.tick(d, "count", value)),
        ("restored", lambda d: acts.tick(d, "restored", "")),
        (f"call {role} {result}", lambda d: acts.call(d, role, result)),
        (f"call {role} {result}", lambda d: acts.call(d, role, result)),
        (f"call {role} {result}", lambda d: acts.call(d, role, result)),
        (f"told {timer}", lambda d: acts.timer_told(d, timer, post)),
        (f"told {timer}", lambda d: acts.timer_told(d, timer, post)),
        (f"unanswered {timer}", lambda d: acts.timer_no_answer(d, timer, post)),
        (f"yes {timer}", lambda d: acts.timer_yes(d, timer)),
        (f"no {timer}", lambda d: acts.timer_no(d, timer)),
        (f"later {timer}", lambda d: acts.timer_snooze(d, timer, until, "busy")),
        (f"cancel {timer}", lambda d: acts.timer_cancel(d, timer, "not needed")),
        (f"level {level}", lambda d: acts.set_level(d, level, "so")),
        (f"note {number}", lambda d: acts.note(d, f"note {number}")),
        (f"owed {back}", lambda d: acts.callback_add(d, f"k{number}", back, "", "", until)),
        (f"called {back}", lambda d: acts.callback_try(d, back, "reached")),
        ("said", lambda d: acts.announce(d, "staff", "wait", "", until)),
        ("fact", lambda d: acts.fact(d, "effect", f"seats {value}")),
        ("own step", lambda d: acts.add_step(d, "respond", "own")),
        ("plan", lambda d: acts.add_plan(d, plan("second"))),
        ("second", lambda d: acts.tick(d, "second/safe")),
        ("second cause", lambda d: acts.tick(d, "second/cause", cause)),
        ("clock", lambda d: d.add(ev.ClockJumped(jump))),
    ]
    if rng.random() < 0.04:
        pick = [("close", lambda d: acts.close(d, "resolved"))]
    elif rng.random() < 0.06:
        pick = [("reopen", lambda d: acts.reopen(d, "again"))]
    name, do = rng.choice(pick)
    early = minute - rng.randrange(1, 9) if rng.random() < 0.12 and name != "clock" else None
    return Command(minute, do, None if early is None or early < 0 else early, name)


def play(seed: int, steps: int) -> tuple[Played, list[Command], set[str]]:
    """Random commands with undos and redos: what was played, the commands that were recorded, and
    the ids of those that are taken back in the end."""
    rng = random.Random(seed)
    played, done, minute = Played(), [], 0.0
    gone: list[tuple[str, list[str]]] = []  # the undo's own id, what it took
    for number in range(steps):
        minute += rng.choice((0.2, 0.5, 1, 2, 5))
        pick = rng.random()
        try:
            if pick < 0.14:
                out = {id_ for _, ids in gone for id_ in ids}
                left = [c.id for c in done if c.id not in out and c.name not in ("clock", "take up")]
                wanted = "" if pick < 0.08 else rng.choice(left[-6:] or [""])
                ids = played.undo(minute, wanted)
                gone.append((played.entries[-1].id, ids))
            elif pick < 0.18:
                played.redo(minute)
                back = played.entries[-1].event
                assert isinstance(back, ev.Undone)
                gone = [each for each in gone if each[0] not in back.ids]
            else:
                command = random_command(rng, minute, number)
                command.id = played.run(command.minute, command.do, command.at)
                done.append(command)
        except Refused:
            continue
    return played, done, {id_ for _, ids in gone for id_ in ids}


def never_typed(done: list[Command], gone: set[str]) -> tuple[Played, list[Command]]:
    """The same incident without the commands that are gone, and those that were refused in it."""
    fresh, refused = Played(), []
    for command in done:
        if command.id in gone:
            continue
        try:
            fresh.run(command.minute, command.do, command.at)
        except Refused:
            refused.append(command)
    return fresh, refused


def go_on(
    played: Played, seed: int, steps: int, minute: float, undos: bool = True
) -> tuple[list[Command], set[str]]:
    """More commands on what is there already, as ``play``; nothing that only one laptop may do."""
    rng = random.Random(seed)
    done: list[Command] = []
    gone: set[str] = set()
    for number in range(steps):
        minute += rng.choice((0.2, 0.5, 1, 2, 5))
        try:
            if undos and rng.random() < 0.14:
                left = [c.id for c in done if c.id not in gone and c.name != "take up"]
                gone.update(played.undo(minute, rng.choice(left[-4:]))) if left else None
            else:
                command = random_command(rng, minute, number + seed * 1000)
                if command.name not in ("clock", "own step", "close", "reopen"):
                    command.id = played.run(command.minute, command.do, command.at)
                    done.append(command)
        except Refused:
            continue
    return done, gone


def two_laptops(seed: int) -> tuple[list[list[Entry]], list[list[Entry]], bool]:
    """Two laptops go on from one copy, each for itself, with undos: their journals; those in which
    what was taken back was never typed; and whether both ended the same timer."""
    ours, fresh = [], []
    ends: list[set[str]] = []
    for name, more in (("aaaaaa", 500), ("bbbbbb", 900)):
        played, clean = Played(), Played()
        for each in (played, clean):
            go_on(each, seed, 8, 0, undos=False)
            each.journal = name
        before = len(played.entries)
        done, gone = go_on(played, seed + more, 12, 100 + more / 3000)
        for command in done:
            if command.id not in gone:
                clean.run(command.minute, command.do, command.at)
        ours.append(played.entries if name == "aaaaaa" else played.entries[before:])
        fresh.append(clean.entries if name == "aaaaaa" else clean.entries[before:])
        ends.append({e.event.timer for e in played.entries[before:] if isinstance(e.event, ENDS)})
    return ours, fresh, bool(ends[0] & ends[1])
