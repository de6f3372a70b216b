"""The course of an incident: opened, joined by another laptop, a second plan, closed, reopened;
the guide left and taken up again, who records from now on, the computer's clock set."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

import msgspec
from msgspec.structs import replace

from kit.ground.base.clean import clean
from kit.ground.base.kept import kept
from kit.ground.base.private import PLAIN, Free, Name, Plain, Private
from kit.ground.journal.entry import Seconds
from kit.incidents.incident.rules.kinds import AtStep, Family, Kind, Moved, Words, minute
from kit.incidents.incident.rules.names import plan_prefix
from kit.plans.checklists.rules.format import Checklist, Step
from kit.plans.sites.rules import Minutes, Profile

if TYPE_CHECKING:
    from kit.incidents.incident.rules.fold import Incident
    from kit.incidents.incident.rules.telling import Telling

AtSite = Annotated[dict[str, Any], Private("site")]  # a site's profile, with who fills its posts

WORDS: Words = {
    "opened": ("事件开始：{type}（{site}）", "Incident opened: {type} ({site})"),
    "joined": ("另一份日志接入：{journal}", "Another journal joined: {journal}"),
    "plan-added": ("加开清单：{type}", "Checklist added: {type}"),
    "closed": ("事件关闭：{outcome}", "Incident closed: {outcome}"),
    "closed-open": ("，还有 {count} 步没做", ", {count} {count:step|steps} still open"),
    "withdrawn": (
        "整个事件撤回：开错了，不计入任何数字",
        "Incident withdrawn whole: opened in error, in no figure",
    ),
    "reopened": ("事件重新打开", "Incident opened again"),
    "guide-left": ("离开引导", "Left the guide"),
    "guide-resumed": ("回到引导", "Came back to the guide"),
    "recorder-set": ("记录人：{name}", "Recorded by {name} from now on"),
    "recorder-before": ("，之前是 {text}", ", before: {text}"),
}


class Drill(msgspec.Struct, frozen=True, omit_defaults=True):
    """How a drill's clock runs: ``speed`` simulated seconds per real one from ``anchor`` on."""

    speed: float = 1.0
    anchor: datetime | None = None
    clock: Plain = ""


class PlanRun(msgspec.Struct):
    """A checklist at work in this incident. ``prefix`` is "" for the one it was opened with."""

    prefix: str
    checklist: Checklist
    added: list[tuple[str, Step]] = []

    def key(self, name: str) -> str:
        return self.prefix + name

    def phase_steps(self, phase: str) -> Iterator[Step]:
        for p in self.checklist.phases:
            if p.id == phase:
                yield from p.steps
        for where, step in self.added:
            if where == phase:
                yield step


IN_ERROR = "opened-in-error"  # an outcome: it is in no figure


class Spell(msgspec.Struct):
    """From the opening or a reopening to the closing; ``end`` is ``None`` while it goes on."""

    start: datetime
    end: datetime | None = None


class Opened(Kind, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "opened"
    format: int
    ref: Plain
    type: Plain
    checklist: Annotated[Checklist, PLAIN]
    profile: AtSite
    kit: Plain = ""
    drill: Drill | None = None
    title: Free = ""
    place: Free = ""

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        if incident.opened is not None:
            return
        incident.ref, incident.type, incident.opened, incident.by = self.ref, self.type, at, by
        incident.kit, incident.title, incident.place = self.kit, self.title, self.place
        incident.drill, incident.format = self.drill, self.format
        incident.profile = _site(self.profile)
        incident.plans.append(PlanRun("", self.checklist))
        incident.spells.append(Spell(at))

    def reads(self, telling: "Telling") -> str:
        profile = telling.incident.profile
        site = profile.named(telling.lang) if profile else "-"
        text = telling.say("opened", type=self.checklist.title.get(telling.lang), site=site)
        return text + telling.part("more", self.title) + telling.part("more", self.place)


def _converted(data: AtSite) -> Profile | None:
    """``None`` where this kit cannot read it."""
    try:
        return msgspec.convert(data, Profile)
    except msgspec.ValidationError:
        return None


_site = kept(_converted, 1)  # the site of an opening, once for all folds of it


class Joined(Kind, frozen=True, omit_defaults=True):
    """First line of another laptop's (or another segment's) journal of the same incident."""

    kind: ClassVar[str] = "joined"
    format: int
    ref: Plain
    type: Plain
    why: Plain = ""

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        incident.shared = incident.shared or not self.why

    def reads(self, telling: "Telling") -> str:
        return telling.say("joined", journal=telling.entry.journal)


class PlanAdded(Kind, frozen=True, omit_defaults=True):
    """``minutes``: figures of the site today that it did not have at the opening."""

    kind: ClassVar[str] = "plan-added"
    type: Plain
    checklist: Annotated[Checklist, PLAIN]
    minutes: Annotated[dict[str, Minutes], PLAIN] = {}

    def stands(self, incident: "Incident", at: datetime) -> bool:
        return incident.closed is None and incident.plan(plan_prefix(self.type)) is None

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        prefix = plan_prefix(self.type)
        if not any(plan.prefix == prefix for plan in incident.plans):
            incident.plans.append(PlanRun(prefix, self.checklist))
            incident.plan_times[prefix] = at
            site = incident.profile
            if site is not None and self.minutes:
                incident.profile = replace(site, minutes={**self.minutes, **site.minutes})

    def reads(self, telling: "Telling") -> str:
        return telling.say("plan-added", type=self.checklist.title.get(telling.lang))


class Closed(Kind, frozen=True, omit_defaults=True):
    """``outcome``: how it ended; ``IN_ERROR`` where it should never have been opened."""

    kind: ClassVar[str] = "closed"
    outcome: Plain
    note: Free = ""
    open_steps: list[AtStep] = []

    def stands(self, incident: "Incident", at: datetime) -> bool:
        return incident.closed is None

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        incident.closed, incident.outcome, incident.closing_note = at, self.outcome, self.note
        for spell in incident.spells[-1:]:
            spell.end = at

    def settles(self, at: datetime) -> tuple[str, str] | None:
        return "end", f"closed {self.outcome} {minute(at)}"

    def reads(self, telling: "Telling") -> str:
        if self.outcome == IN_ERROR:
            return telling.say("withdrawn") + telling.part("more", self.note)
        text = telling.say("closed", outcome=telling.term("outcome", self.outcome))
        if self.open_steps:
            text += telling.say("closed-open", count=len(self.open_steps))
        return text + telling.part("more", self.note)


class Reopened(Kind, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "reopened"
    reason: Free = ""

    def stands(self, incident: "Incident", at: datetime) -> bool:
        return incident.closed is not None

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        incident.closed = None
        incident.reopened.append(at)
        incident.spells.append(Spell(at))

    def settles(self, at: datetime) -> tuple[str, str] | None:
        return "end", "open"

    def reads(self, telling: "Telling") -> str:
        return telling.say("reopened") + telling.part("reason", self.reason)


class Left(Kind, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "guide-left"
    step: AtStep = ""

    def reads(self, telling: "Telling") -> str:
        return telling.say("guide-left")


class Resumed(Kind, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "guide-resumed"
    step: AtStep = ""

    def reads(self, telling: "Telling") -> str:
        return telling.say("guide-resumed")


class RecorderSet(Kind, frozen=True, omit_defaults=True):
    """Who records on this laptop from now on, where the system does not say it or says another."""

    kind: ClassVar[str] = "recorder-set"
    signs: ClassVar[tuple[str, ...]] = ("name",)
    name: Name
    laptop: Plain = ""
    before: Name = ""

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        incident.recorders = {**incident.recorders, self.laptop: self.name}

    def reads(self, telling: "Telling") -> str:
        text = telling.say("recorder-set", name=clean(self.name, 60))
        return text + telling.part("recorder-before", self.before)


class ClockJumped(Kind, frozen=True, omit_defaults=True):
    """Wall clock and counting clock disagree, in seconds; positive means it was set forward.
    ``restart``: noticed after a restart, so how much time has really passed is not known."""

    kind: ClassVar[str] = "clock-jumped"
    seconds: Seconds
    restart: bool = False

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        incident.clock_set(self.seconds, at if self.restart else None)

    def reads(self, telling: "Telling") -> str:
        from kit.ground.base.clock_said import clock_said  # folding needs no words

        return clock_said(self.seconds, False, telling.lang)


def shift(incident: "Incident", moved: Moved) -> None:
    incident.opened = incident.opened and moved(incident.opened)
    incident.closed = incident.closed and moved(incident.closed)
    incident.reopened = [moved(at) for at in incident.reopened]
    incident.spells = [
        Spell(moved(each.start), each.end and moved(each.end)) for each in incident.spells
    ]
    incident.plan_times = {plan: moved(at) for plan, at in incident.plan_times.items()}


FAMILY = Family(
    (Opened, Joined, PlanAdded, Closed, Reopened, Left, Resumed, RecorderSet, ClockJumped),
    shift,
    {
        "Drill.anchor": "where the drill's own clock begins, which nobody sets",
        "Incident.latest": "when the last entry was written: by the new clock already",
        "Incident.marks": "what a machine's clocks showed, by which the next setting is noticed",
    },
)
