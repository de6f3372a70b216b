"""A home in which every private field of every kind of event, register and profile holds a marker
of its own: a text that stands nowhere else, so that wherever it is seen it came from there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import msgspec

from kit.ground.base.text import Text
from kit.ground.journal.entry import Event
from kit.ground.journal.kinds import ClockJumped, Joined
from kit.ground.machine.clock import Now
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.people.contacts.files.store import ContactStore
from kit.people.contacts.rules import book as cb
from kit.people.contacts.rules.contact import Channel
from kit.people.registers.files.store import Registers
from kit.people.registers.rules import kinds as rk
from kit.people.registers.rules.books import BOOKS
from kit.people.registers.rules.items import fields_of
from kit.plans.checklists.rules.format import Checklist, Choice, Field, Find, Form, Phase, Step
from kit.plans.sites.files import Sites
from kit.plans.toml.files.library import Library
from kit.shifts.shift.files.store import Shifts
from kit.shifts.shift.rules.kinds import course, floor, handing
from tests.support.constants import TEN

STRANGE = [chr(code) for code in range(0x3400, 0x4DB5)]  # Han that no list and no sentence has
ALONE = STRANGE[:3000]
LATER = timedelta(hours=3)


class Markers:
    """New texts that stand nowhere else, and what each stands for."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self.sorts: dict[str, str] = {}
        self.same: dict[str, str] = {}  # another name of somebody: the one that stands for it

    def _new(self, sort: str, make: Callable[[], str]) -> str:
        while (text := make()) in self.sorts:
            pass
        self.sorts[text] = sort
        return text

    def name(self) -> str:
        """Often of one character; sometimes with a blank in it."""
        return self._new("name", lambda: self._han(self._random.choice((1, 1, 2, 3)), self._random.random() < 0.2))

    def number(self) -> str:
        return self._new("number", lambda: f"139{self._random.randrange(10**8):08}")

    def free(self) -> str:
        return self._new("free", lambda: self._han(self._random.choice((1, 2, 4, 9))))

    def also(self, name: str) -> str:
        """A second name of the same person."""
        other = self.name()
        self.same[other] = name
        return other

    def _han(self, length: int, parted: bool = False) -> str:
        """Of one character that stands in no longer one, so that a part of a text is known as such."""
        of = ALONE if length == 1 and not parted else STRANGE[len(ALONE) :]
        text = "".join(self._random.choice(of) for _ in range(length))
        return f"{text} {self._random.choice(of)}" if parted else text

    def hidden(self, text: str, salt: str, lang: str = "en") -> str:
        """What stands for a marker where people are hidden, worked out here by itself."""
        if self.sorts[text] == "free":
            tag = sha256(f"{salt}\nfree\n{text}".encode()).hexdigest()[:4].upper()
            return f"(hidden {tag})" if lang == "en" else f"（隐去{tag}）"
        bare = "".join(self.same.get(text, text).split()).casefold()
        return "P-" + sha256(f"{salt}\n{bare}".encode()).hexdigest()[:6].upper()

    def translated(self, text: str, salt: str, lang: str = "en") -> str:
        """A text with every marker of it hidden, wherever that stands."""
        shown = {text: self.hidden(text, salt, lang) for text in self.sorts}
        shown.update({text.replace(" ", "_"): to for text, to in shown.items() if " " in text})
        found = "|".join(re.escape(each) for each in sorted(shown, key=len, reverse=True))
        return re.sub(found, lambda each: shown[each[0]], text)

    def seen(self, text: str) -> list[str]:
        return [each for each in self.sorts if each in text or each.replace(" ", "_") in text]


class Filled:
    """The home, and the references of what is in it."""

    def __init__(self, home: Path, random: Random) -> None:
        self.home = home
        self.m = Markers(random)
        self.told: list[Event] = []
        self.site = self._site()
        self.contacts()
        self.open = self._incident(self.events, drill=True)
        self.closed = self._incident(self.short, drill=False)
        self.drilled = self._incident(self.short, drill=True)
        self.docs = {name: self._register(name) for name in BOOKS}
        self.shift = self._shift()

    @property
    def salt(self) -> str:
        return (self.home / "registers" / ".salt").read_text(encoding="ascii").strip()

    # ---- the site and its people ----------------------------------------------------------

    def _site(self) -> Sites:
        m, (home, name) = self.m, (self.home, self.m.name())
        lines = ["format = 1", 'id = "our-site"', 'extends = "hotline"', 'title = { zh = "站", en = "Desk" }']
        lines += [f'[[people]]\nname = "{name}"\nalso = ["{m.also(name)}"]']
        lines += [f'[roles.{role}]\nname = "{m.name()}"\nphone = "{m.number()}"\nphone2 = "{m.number()}"' for role in ("tech", "manager")]
        (home / "profiles").mkdir(parents=True, mode=0o700)
        (home / "profiles" / "our-site.toml").write_text("\n".join(lines), encoding="utf-8")
        (home / "profile").write_text("our-site\n", encoding="ascii")
        return Sites(str(home))

    def contacts(self) -> None:
        m, name = self.m, self.m.name()
        numbers = [m.number(), m.number()]
        kept = [Channel(numbers[0], "mobile", "9:00-18:00", m.free()), Channel(numbers[1] + "x801", "other", "", "")]
        m.sorts[numbers[1] + "x801"] = m.sorts.pop(numbers[1])
        lists = cb.Lists(["tech"], [Channel(m.number(), "mobile", "", m.free())], ["other"], [m.name()])
        events: list[Event] = [
            Joined(1, ""), ClockJumped(1.0),
            cb.ContactSet("abcde", name, m.name(), "vendor", ["tech"], kept, [], [m.also(name)], m.free(), True, m.free(), True),
            cb.ContactSet("fghij", m.name(), channels=[Channel(m.number())], begins=True),
            cb.ContactSet("fghij", posts=["tech"], was=lists),
            cb.ContactVerified("abcde", numbers[0], "reached", m.free()),
            cb.ContactGone("fghij", m.free()), cb.ContactBack("fghij"), cb.ContactGone("fghij", m.free()),
            cb.ContactSet("klmno", m.name(), channels=[Channel(m.number())], note=m.free(), begins=True),
        ]  # fmt: skip
        store = ContactStore(str(self.home))
        self._each(events, lambda event: store.record(Now(TEN), m.name(), lambda draft: draft.add(event)))
        entries = store.entries()
        undone = cb.Undone([entries[-1].id], False, m.free())
        self._each([undone], lambda event: store.record(Now(TEN), m.name(), lambda draft: draft.add(event)))
        self.told.append(cb.ContactForgotten("zzzzz"))

    # ---- incidents ------------------------------------------------------------------------

    def _incident(self, events: Callable[[Log], Iterable[Event]], drill: bool) -> str:
        store, m = Store(str(self.home)), self.m
        profile = msgspec.to_builtins(self.site.profile("our-site"))
        by = m.name()

        def begin(draft: acts.Draft, ref: str) -> None:
            mark = ev.Drill(1.0, TEN, "file") if drill else None
            opened = ev.Opened(1, ref, "desk-out", LIST, profile, "1", mark, m.free(), m.free())
            self.told.append(opened)
            draft.add(opened)

        self.leader = by
        log = store.create("desk-out", Now(TEN), by, begin)
        for n, event in enumerate(events(log), 1):
            self.told.append(event)
            now = Now(TEN + timedelta(minutes=n / 4))
            store.record(log, now, m.name(), lambda draft, event=event: draft.add(event))  # type: ignore[misc]
        return log.ref

    def events(self, log: Log) -> Iterable[Event]:
        m, name, at = self.m, self.m.name(), TEN + LATER
        key = f"told-back@{'_'.join(name.split())}"
        yield ev.Joined(1, log.ref, "desk-out")
        yield ev.RecorderSet(m.name(), "laptop", m.name())
        yield ev.DaysEntered(acts_days())
        yield ev.PlanAdded("second-out", msgspec.structs.replace(LIST, id="second-out"))
        yield ev.Prepared("where", log.ref, Text(f := m.free(), f), TEN)
        yield ev.StepAdded("report", Step("own-9", Text(f := m.free(), f)))
        yield ev.StepDoing("where")
        yield ev.StepDone("where", m.free(), m.name())
        yield ev.StepDone("second-out/where", m.free(), was=m.free())
        yield ev.StepDone("who", m.name())
        yield ev.StepDone("many", "17")
        yield ev.StepDone("since", TEN.isoformat())
        yield ev.StepDone("which", "power")
        yield ev.StepSkipped("skip", m.free())
        yield ev.StepNotApplicable("second-out/skip", m.free())
        yield ev.StepDeferred("second-out/who", m.free())
        yield ev.StepHanded("second-out/many", m.name(), at, True)
        yield ev.StepReopened("skip", m.free())
        yield ev.StepAnew("skip", "which")
        yield ev.Called(name, "reached", "", m.number(), 1, m.free(), True, "", [], "", False, m.name(), m.name())
        yield ev.Called("", "reached", "manager", m.number(), 2, m.free(), person=m.name())
        yield ev.StepHanded(key, m.name(), at)
        yield ev.TimerStarted(f"hand:{key}", at, 20, ["manager"], TEN, note=m.name())
        yield ev.TimerSnoozed(f"hand:{key}", at, m.free())
        yield ev.TimerFailed(f"hand:{key}", at)
        yield ev.Escalated(f"hand:{key}", "manager", m.name())
        yield ev.NobodyReachable(f"hand:{key}")
        yield ev.Called(name, "busy", timers=[f"hand:{key}"], asked=f"hand:{key}", step=key)
        yield ev.TimerAnswered(f"hand:{key}", "told", m.name(), "manager")
        yield ev.CallbackAdded("cb01", m.name(), m.number(), m.free(), at)
        yield ev.TimerStarted("promise:cb01", at, 20, note=m.name())
        yield ev.CallbackTried("cb01", "no-answer", m.free())
        yield ev.CallbackMoved("cb01", at, m.free(), m.name())
        yield ev.TimerCountedAnew("promise:cb01", at)
        yield ev.TimerCancelled("promise:cb01", m.free())
        yield ev.ForecastGiven("fc01", m.name(), at, m.free(), m.free())
        yield ev.TimerStarted("forecast:fc01", at, 20, note=m.name())
        yield ev.TimerStopped("forecast:fc01", f"step:{key}")
        yield ev.ForecastEnded("fc01", "dropped", m.free())
        yield ev.ForecastGiven("fc02", "tech", at)
        for fact in acts.FACTS:
            yield ev.FactSet(fact, m.free())
        yield ev.FactSet("control", "partly")
        yield ev.LevelSet("2", "", m.free())
        yield ev.Announced("leaders", m.free(), "first-report", at, "manager")
        yield ev.Announced("customers", m.free(), "", at, "", f"hand:{key}")
        yield ev.Noted(m.free())
        yield ev.Noted(m.free())
        yield ev.Amended(log.entries[-1].id, m.free())
        yield ev.ActionAdded("ac01", m.free(), m.name(), m.free())
        yield ev.ActionDone("ac01", m.free(), m.name())
        yield ev.ActionChecked("ac01", "sent-back", m.free())
        yield ev.ActionGiven("ac01", m.name())
        yield ev.ActionMoved("ac01", m.free(), m.free())
        yield ev.ActionSeen("ac01", "yes", m.free(), m.free())
        yield ev.ActionAdded("ac04", m.free(), m.name(), m.free(), m.free(), m.free(), m.free())
        yield ev.ActionDropped("ac04", m.free())
        yield ev.CauseSet("power", Text("电", "power"), "", m.free())
        yield ev.Redlined("where", "unclear", m.free())
        yield ev.Reviewed("worked", m.free(), m.name())
        yield ev.ActionAdded("ac02", m.free(), m.name(), "2026-12-01")
        yield ev.DownAgain("where", TEN, [key], m.free())
        yield ev.Left(key)
        yield ev.Resumed(key)
        yield ev.ClockJumped(5.0)
        yield ev.Closed("resolved", m.free(), [key, "where"])
        yield ev.Reopened(m.free())
        yield ev.Undone(log.entries[-8].id, [], m.free())
        yield ev.SignerCorrected(log.entries[-9].by, m.name(), [log.entries[-9].id])

    def short(self, log: Log) -> Iterable[Event]:
        m = self.m
        yield ev.StepDone("where", m.free())
        yield ev.CallbackAdded("cb02", m.name(), m.number(), m.free())
        yield ev.Noted(m.free())
        yield ev.ActionAdded("ac03", m.free(), m.name(), m.free())
        yield ev.Closed("handed-over", m.free())

    # ---- registers ------------------------------------------------------------------------

    def _register(self, name: str) -> str:
        m, id_ = self.m, f"261130-10{len(name):02}-{name[:3].upper()}X"
        item = fields_of(BOOKS[name].item)
        fields = {each: field.choices[0] if field.choices else self._of(field.private) for each, field in item.items()}
        stage = BOOKS[name].stages[0].name
        at = TEN + LATER
        events: list[Event] = [
            rk.Continued(1, name), rk.ClockSet(2.0),
            rk.Added(id_, fields, at, owner=m.name(), incident=self.open, drill=True, paper=m.name(), unread=m.free()),
            rk.Edited(id_, dict(fields)),
            rk.Tried(id_, "no-answer", m.free()),
            rk.Moved(id_, at, m.free(), m.name()),
            rk.Waits(id_, at, m.free()),
            rk.Staged(id_, stage, m.free(), dict(fields)),
            rk.Recounted(id_), rk.Untied(id_), rk.Handed(id_, m.name()), rk.Noted(id_, m.free()),
            rk.Added(id_ + "2", {n: self._of(f.private) for n, f in item.items() if not f.choices and n in ("matter", "what", "name")}, drill=True, unread=m.free(), incident=self.open),
            rk.Added(id_ + "3", {n: self._of(f.private) for n, f in item.items() if n in ("name", "phone")}),
            rk.Promised(id_ + "3", at), rk.EnteredIn(id_ + "3", "T-1"), rk.Forgotten(id_ + "3", ["name", "phone"]),
            rk.Noted(id_, m.free()),
        ]  # fmt: skip
        store = Registers(str(self.home))
        self._each(events, lambda event: store.record(name, Now(TEN), m.name(), lambda draft: draft.add(event)))
        opened = store.load(name)
        assert opened is not None
        undone = rk.Undone([opened.entries[-1].id], False, m.free())
        right = rk.SignerCorrected(opened.entries[-2].by, m.name(), [opened.entries[-2].id])
        self._each([undone, right], lambda event: store.record(name, Now(TEN), m.name(), lambda draft: draft.add(event)))
        self.told.append(rk.Begun(1, name))
        return id_

    def _of(self, sort: str) -> str:
        made = {"name": self.m.name, "number": self.m.number, "free": self.m.free, "plain": lambda: "basics",
                "figure": self.m.free, "clause": self.m.free, "figures": lambda: f"{self.m.free()} 150 x2, {self.m.free()} 30"}  # fmt: skip
        return made[sort]()

    # ---- shifts ---------------------------------------------------------------------------

    def _shift(self) -> str:
        m, store = self.m, Shifts(str(self.home))
        opened = course.Opened(1, "", m.name(), m.name(), "our-site", m.name(), TEN + LATER / 6, drill=True)
        self.told.append(opened)

        def begin(draft: Any) -> None:
            draft.add(msgspec.structs.replace(opened, ref=draft.shift.ref))

        book, _ = store.begin(Now(TEN), m.name(), begin, 77777, TEN - timedelta(hours=1))
        member = m.name()
        events: list[Event] = [
            course.Continued(1, book.ref), course.ClockSet(3.0), course.Replanned(TEN + LATER / 6), floor.Noted(m.free()),
            floor.Crew(member, "here", m.free()), floor.Crew(m.name(), "sick", m.free()), floor.Figures(10, 9, 1, 5, 6),
            floor.FiguresWanted(30), floor.CountedThing(m.free(), 3, 4, m.free()), course.Led(m.name(), m.name()),
            handing.HandoverBegun(m.name()),
            handing.Judged(self.open, "watch", m.free(), m.name(), m.free(), m.free(), m.free()),
            handing.HandoverRefused(m.name(), m.free(), m.name()), handing.NobodyCame(m.name()),
            handing.SaidBack([m.free(), m.free()]), handing.Agreed(m.name(), m.free()), course.Seen(m.name(), m.free()),
            floor.Noted(m.free()),
        ]  # fmt: skip
        self._each(events, lambda event: store.record(book.ref, Now(TEN), m.name(), lambda draft: draft.add(event)))
        *_, signed, last = store.load(book.ref).entries
        undone = course.Undone([last.id], False, m.free())
        right = course.SignerCorrected(signed.by, m.name(), [signed.id])
        self._each([undone, right], lambda event: store.record(book.ref, Now(TEN), m.name(), lambda draft: draft.add(event)))
        self.told += [handing.Accepted(m.name()), course.Ended({}, "laptop", m.free(), m.name())]
        return book.ref

    def _each(self, events: list[Event], record: Callable[[Event], object]) -> None:
        for event in events:
            self.told.append(event)
            record(event)


def acts_days() -> Any:
    from kit.ground.base.days import Public

    return Public()


def _words(text: str) -> Text:
    return Text(text, text)


def _list() -> Checklist:
    """A list with a step of every sort of answer, one about each who was told, and a form."""
    steps = [
        Step("where", _words("say where"), answer="text"), Step("who", _words("say who"), answer="name"),
        Step("many", _words("say how many"), answer="number"), Step("since", _words("say since when"), answer="time"),
        Step("which", _words("say which"), answer="choice", choices=[Choice("power", "电", "power"), Choice("lines", "线", "lines")]),
        Step("skip", _words("do it")),
    ]  # fmt: skip
    back = Step("told-back", _words("tell {who}"), answer="call", each="told")
    called = Step("called", _words("call {who}"), answer="choice", each="callbacks",
                  choices=[Choice("done", "好", "done"), Choice("no-answer", "没人接", "no answer")])  # fmt: skip
    form = Form(_words("form"), [Field(_words(name), name) for name in ("opened", "by", "step.where", "calls", "notes", "callbacks")])
    return Checklist(1, "desk-out", _words("desk out"), _words("desk out"), "service", Find([], []),
                     [Phase("report", steps), Phase("recover", [back, called])], form=form)  # fmt: skip


LIST = _list()
__all__ = ["Filled", "Library", "Markers", "datetime"]
