"""Plays the month at two laptops, merges them as ``data/README.md`` says, and keeps what a laptop
would carry to another: logs and the site's own profile. ``python -m tests.support.example`` packs it."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from heapq import heappop, heappush
from pathlib import Path

from kit.incidents.incident.rules import acts
from kit.live.guide.command.start import open_type
from kit.shifts.shift.files import desk
from kit.shifts.shift.rules import acts as shift_acts
from tests.support.constants import CHINA
from tests.support.example.cases import BOOKS, CASES, PROMISES, REVIEWED
from tests.support.example.laptop import Laptop, Time, told_by
from tests.support.example.leader import Case, Leader, Measure

SEED = 202610
MONTH = "2026-10"
LEADERS = ("张三", "李四", "王五")
SUPERVISOR = "周主管"
KEPT = ("open", "closed", "registers", "shifts", "filed", "profiles", "profile")
LATE = 16  # o'clock: from then on the second laptop
SETUP = (
    "name=虚构热线中心", "address=虚构市虚构路1号", "phone=01000000000", "floor=3层", "muster=东门空地",
    "supervisor.name=周主管", "supervisor.phone=13800000901", "manager.name=孙经理", "manager.phone=13800000902",
    "tech.name=陈示例", "tech.phone=13800000903", "executive.name=钱领导", "executive.phone=13800000904",
)  # fmt: skip


class Month:
    """``first`` is the early shift's laptop, ``second`` the late one's; both with the same site."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.time = Time(seed)
        self.first = Laptop(self.time, folder / "first", "deskaa")
        self.second = Laptop(self.time, folder / "second", "deskbb")
        self.rng = random.Random(seed)
        self.refs: dict[str, str] = {}
        self.order = 0
        self.agenda: list[tuple[datetime, int, Callable[[], object]]] = []

    def on(self, when: str, do: Callable[[], object]) -> None:
        """``when``: day and time, ``"05 08:50"``; of the month after from 32 on."""
        self.order += 1
        heappush(self.agenda, (self.moment(when), self.order, do))

    @staticmethod
    def moment(when: str) -> datetime:
        day, _, clock = when.partition(" ")
        hour, _, minute = clock.partition(":")
        return datetime(2026, 10, 1, int(hour), int(minute), tzinfo=CHINA) + timedelta(days=int(day) - 1)

    def play(self) -> Path:
        """The whole month; the home in which both laptops are together."""
        self.first.kit(SUPERVISOR, "setup", *(word for one in SETUP for word in ("--set", one)))
        for name in ("profiles", "profile"):
            path = self.first.home / name
            (shutil.copytree if path.is_dir() else shutil.copy)(path, self.second.home / name)
        self.shifts()
        for case in CASES:
            self.on(case.at, partial(self.incident, case))
        self.books()
        self.on("11 16:20", self.mistaken)
        self.on("31 20:40", self.unfinished)
        self.on("32 08:10", self.merge)
        self.afterwards()
        while self.agenda:
            when, _, do = heappop(self.agenda)
            self.time.to(when)
            do()
        return self.first.home

    # ---- who is on ------------------------------------------------------------------------------

    def there(self, at: datetime) -> tuple[Laptop, str]:
        late = at.hour >= LATE
        return (self.second if late else self.first), LEADERS[(at.day + late) % 3]

    def shifts(self) -> None:
        for day in range(1, 32):
            for hour, minute, until in ((7, 32, "16:00"), (16, 0, "23:30")):
                when = datetime(2026, 10, day, hour, minute, tzinfo=CHINA)
                laptop, who = self.there(when)
                self.on(f"{day} {hour}:{minute}", partial(self.begins, laptop, who, until))
                self.on(f"{day} {'15:58' if hour < LATE else '23:20'}", partial(self.ends, laptop, who))

    def begins(self, laptop: Laptop, who: str, until: str) -> None:
        hour, minute = map(int, until.split(":"))
        desk.begin(laptop.ctx(who), who, planned=self.time.wall.replace(hour=hour, minute=minute))

    def ends(self, laptop: Laptop, who: str) -> None:
        offered = self.rng.randint(260, 640)
        numbers = {"offered": offered, "answered": offered * self.rng.randint(82, 98) // 100}
        ctx = laptop.ctx(who)
        book = desk.here(ctx)
        desk.record(ctx, book, partial(shift_acts.figure, numbers=numbers))
        desk.end(ctx, book)

    # ---- incidents ------------------------------------------------------------------------------

    def start(self, laptop: Laptop, who: str, case: Case) -> Leader:
        log = open_type(laptop.ctx(who), case.type, case.drill, 1.0, "", case.title, by=who)
        ref = log.ref
        if case.key:
            self.refs[case.key] = ref
        return Leader(laptop, laptop.log(ref), case, who)

    def incident(self, case: Case) -> None:
        laptop, who = self.there(self.time.wall)
        leader = self.start(laptop, who, case)
        if case.key == "across":
            leader = self.carried_over(leader)
        leader.play()
        leader.close()
        if case.key == "reopened":
            self.again(leader)
        ref = leader.log.ref
        if case.repeat:
            leader.laptop.kit(leader.who, "cause", ref, case.cause, "--repeat-of", self.refs[case.repeat])
        for one in case.measures:
            self.measured(one, ref, leader)

    def carried_over(self, leader: Leader) -> Leader:
        """The early leader plays to the end of the shift; the late one goes on at the other laptop,
        to which the folder was carried on a stick."""
        over = leader.over
        leader.play(self.time.wall.replace(hour=15, minute=56))
        there = Path(leader.log.where.path)
        self.time.to(self.time.wall.replace(hour=16, minute=3))
        shutil.copytree(there, self.second.home / "open" / there.name)
        late = Leader(self.second, self.second.log(leader.log.ref), leader.case._replace(notes=()), self.there(self.time.wall)[1])
        late.over = over
        return late

    def again(self, leader: Leader) -> None:
        self.time.passes(25 * 60)
        leader.laptop.kit(leader.who, "reopen", "-i", leader.log.ref, "又有八个座席登不上")
        more = Leader(leader.laptop, leader.laptop.log(leader.log.ref), leader.case._replace(owed=(), measures=(), undo=""), leader.who)
        more.over = self.time.wall + timedelta(minutes=18)
        more.do(acts.note, "供应商回滚后又报错，改回旧版本")
        more.play()
        more.close()

    def measured(self, one: Measure, ref: str, leader: Leader) -> None:
        """What becomes of an improvement action, at the laptop whose incident it is of."""
        if one.fate == "open":
            return
        due = datetime.fromisoformat(one.day)
        day = min(due.day if due.month == 10 else 31, 31)
        other = next(name for name in LEADERS if name != leader.who)
        act = partial(leader.laptop.kit, one.owner, "action")
        seen = partial(leader.laptop.kit, other, "action")
        self.on(f"{day} 15:40", partial(act, "done", one.text, "--evidence", "照片已存共享盘", "-i", ref))
        if one.fate == "verified":
            self.on(f"{day} 15:50", partial(seen, "verify", one.text, "--note", "现场看过", "-i", ref))
        if one.fate == "back":
            self.on(f"{day} 15:50", partial(seen, "send-back", one.text, "--note", "每席只有十张", "-i", ref))

    def mistaken(self) -> None:
        """Opened in error and withdrawn."""
        laptop, who = self.there(self.time.wall)
        ref = open_type(laptop.ctx(who), "gas-leak", False, 1.0, "", by=who).ref
        self.time.passes(20)
        laptop.kit(who, "undo", "-i", ref)

    def unfinished(self) -> None:
        """Still open when the month ends."""
        case = Case("31 20:40", "environment-abnormal", "", 40, "打印区插座发热", choices={"what": "hazard", "status": "out"}, early=True)
        laptop, who = self.there(self.time.wall)
        self.start(laptop, who, case).play()

    # ---- registers ------------------------------------------------------------------------------

    def books(self) -> None:
        """Registers, both laptops': kept, late, moved, given up and owed promises, a complaint, an
        order, something broken, measures that came from no incident."""
        for n, (when, name, matter, promised, then) in enumerate(PROMISES, 31):
            phone = f"138000001{n}"
            laptop, who = self.there(self.moment(when))
            add = ("callback", "add", name, "--phone", phone, "--matter", matter, "--promised", promised, "--outside")
            self.on(when, partial(laptop.kit, who, *add))
            for later, words in then:
                self.on(later, partial(laptop.kit, who, "callback", words[0], phone, *words[1:], "--outside"))
        for when, words in BOOKS:
            laptop, who = self.there(self.moment(when))
            self.on(when, partial(laptop.kit, who, *words))

    # ---- the two laptops together ---------------------------------------------------------------

    def merge(self) -> None:
        """As ``data/README.md`` tells people to: folders are copied, nothing is written over. What was
        closed at the other laptop has all that its open folder had; that one is put aside, as verify says."""
        for name in ("open", "closed", "registers", "shifts"):
            for path in sorted((self.second.home / name).rglob("*")):
                there = self.first.home / path.relative_to(self.second.home)
                if path.is_dir():
                    there.mkdir(parents=True, exist_ok=True)
                elif not there.exists():
                    shutil.copy(path, there)
                elif path.read_bytes() != there.read_bytes():
                    shutil.copy(path, there.with_name(f"{path.stem}~2{path.suffix}"))
        for old in (self.first.home / "open").iterdir():
            for new in (self.first.home / "closed").glob(f"*/{old.name}"):
                if all((new / file.name).read_bytes() == file.read_bytes() for file in old.iterdir()):
                    shutil.move(old, self.first.home.parent / old.name)

    def afterwards(self) -> None:
        """At the first laptop, with both together: proved, filed, and what came later."""
        kit = partial(self.first.kit, SUPERVISOR)
        self.on("32 08:20", partial(kit, "verify"))
        self.on("32 08:30", self.reviewed)
        self.on("32 09:00", partial(kit, "summary", "--month", MONTH, "--file"))
        self.on("32 10:05", self.called_at_last)
        self.on("32 10:20", partial(self.first.kit, SUPERVISOR, "action", "verify", "集合点标牌移到东门"))

    def called_at_last(self) -> None:
        self.first.kit(LEADERS[0], "callback", "done", "13800000117", "-i", self.refs["third"])

    def reviewed(self) -> None:
        ref = self.refs["third"]
        for question, who, text in REVIEWED:
            self.first.kit(SUPERVISOR, "review", ref, "--question", question, "--who", who, "--say", text)


def make(folder: Path, seed: int = SEED) -> dict[str, bytes]:
    """Plays the month below ``folder``; the files that are kept, by their path."""
    month = Month(folder, seed)
    with told_by(month.time):
        home = month.play()
    found = (path for name in KEPT for path in [home / name, *sorted((home / name).rglob("*"))])
    return {path.relative_to(home).as_posix(): path.read_bytes() for path in found if path.is_file()}
