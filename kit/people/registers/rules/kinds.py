"""The kinds of event that a register's journal is made of: the data of each, what it does to the
register, and how it reads, side by side.

A set clock moves nothing here: what is due is a time of day that a person was named.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, ClassVar

from kit.ground.base.clean import clean
from kit.ground.base.private import Free, Name, Plain, Private
from kit.ground.journal.entry import Kinds
from kit.people.registers.rules.beginning import Begun, ClockSet, Continued
from kit.people.registers.rules.kind import About, Kind, counted
from kit.people.registers.rules.state import Doc, Move, Register, Step, Try

if TYPE_CHECKING:
    from kit.people.registers.rules.reading import Reading

FORMAT = 1
Content = Annotated[dict[str, str], Private("content")]  # by the register's own fields

WORDS: dict[str, tuple[str, str]] = {
    "begun": ("开始登记：{book}", "Register begun: {book}"),
    "continued": ("另一份登记接着写", "Another journal goes on"),
    "added": ("登记 {title}", "Noted: {title}"),
    "due": ("，{at}到期", ", due {at}"),
    "promised": ("，答应{at}", ", promised for {at}"),
    "recounted": ("放假已录入，重新计算 {title}", "Counted anew, days off are entered: {title}"),
    "provisional": ("（暂定，{year}年放假未录入）", " (provisional, {year} days off not entered)"),
    "owner": ("，负责人{who}", ", owner {who}"),
    "typed": ("（{who}当时记在纸上，后来录入）", " (noted on paper by {who}, typed in later)"),
    "of-incident": ("，属于事件{text}", ", of incident {text}"),
    "unread": ("，没读出时间：{text}", ", no time read from: {text}"),
    "set": ("{title} 答应{at}", "{title} promised for {at}"),
    "set-day": ("{title} 期限{at}", "{title} is due by {at}"),
    "set-none": ("{title} 没有答应时间", "{title}: no time was promised"),
    "untied": ("{title} 与事件无关", "{title}: of no incident"),
    "edited": ("更改 {title}：{fields}", "Changed {title}: {fields}"),
    "tried": ("没联系上 {title}", "Tried, not reached: {title}"),
    "moved": ("{title} 改到{to}", "{title} moved to {to}"),
    "moved-from": ("，原定{at}", ", it was {at}"),
    "moved-agreed": ("，{who}同意", ", agreed by {who}"),
    "waits": ("{title} 先等，到{until}再提醒", "{title} waits until {until}"),
    "waits-behind": (
        "{title} 先等到{until}；但{at}到期，到那时就提醒，改期要对方同意",
        "{title} waits until {until}; it is due at {at} all the same, and rings then",
    ),
    "counted": ("，{contents}（{names}）", ", {contents} ({names})"),
    "staged": ("{title}：{stage}", "{title}: {stage}"),
    "entered": ("{title} 已录入系统", "{title} entered in the system"),
    "handed": ("{title} 交给{who}", "{title} handed to {who}"),
    "noted": ("{title}：{text}", "{title}: {text}"),
    "undone": ("撤销：{text}", "Taken back: {text}"),
    "signer-corrected": (
        "更正记录人：误签“{name}”的 {n} 条是{right}记的",
        "Signed \"{name}\" by mistake, by {right}: {n} {n:entry|entries}",
    ),
    "undone-others": ("，连同另外{n}项", ", and {n} {n:other|others} with it"),
    "restored": ("恢复：{text}", "Restored: {text}"),
    "forgotten": ("个人信息已从登记中移除：{id}", "Personal data taken out of the register: {id}"),
    "doer": ("，{who}做的", ", done by {who}"),
    "more": ("，{text}", ", {text}"),
    "reason": ("，原因：{text}", ", reason: {text}"),
    "number": ("，编号 {text}", ", number {text}"),
}


COUNTED = ("contents", "counted_by", "counted_with")


class Added(Kind, frozen=True, omit_defaults=True):
    """A thing begins. ``due``: a time that a person was named, ``next``: when the first stage is
    due; of each the working days that lead to it (0: none), and the year that was counted through
    though its days off were not entered. ``paper``: who noted it on paper, where another types it
    in later. ``unread``: what looked like a time and was not taken for one."""

    kind: ClassVar[str] = "added"
    id: Plain
    fields: Content
    due: datetime | None = None
    next: datetime | None = None
    due_days: int = 0
    next_days: int = 0
    due_unentered: int = 0
    next_unentered: int = 0
    owner: Name = ""
    incident: Plain = ""
    drill: bool = False
    paper: Name = ""
    unread: Free = ""

    def apply(self, register: Register, at: datetime, by: str, written: datetime) -> None:
        if self.id in register.docs:
            return
        doc = Doc(self.id, at, self.paper or by, dict(self.fields), at, self.due, self.next)
        doc.owner, doc.incident, doc.drill = self.owner, self.incident, self.drill
        doc.counted = counted(at, self.due_days, self.due_unentered)
        doc.counted_next = counted(at, self.next_days, self.next_unentered)
        doc.unread = self.unread
        if self.paper:
            doc.paper, doc.typed = by, written
        register.docs[self.id] = doc

    def reads(self, reading: Reading) -> str:
        text = reading.say("added", title=reading.title(self.id))
        text += reading.dues(self)
        text += reading.part("unread", self.unread)
        text += reading.named("owner", self.owner)
        if self.incident:
            text += reading.say("of-incident", text=clean(self.incident[-4:], 4))
        return text + reading.named("typed", self.paper)


class Promised(About, frozen=True, omit_defaults=True):
    """The time that a person was named, said afterwards; ``None``: none was."""

    kind: ClassVar[str] = "promised"
    due: datetime | None = None
    due_days: int = 0
    due_unentered: int = 0

    def change(self, doc: Doc, at: datetime, by: str) -> None:
        doc.due, doc.counted = self.due, counted(at, self.due_days, self.due_unentered)
        doc.unread = ""

    def reads(self, reading: Reading) -> str:
        title = reading.title(self.id)
        if self.due is None:
            return reading.say("set-none", title=title)
        key = "set-day" if reading.by_day else "set"
        text = reading.say(key, title=title, at=reading.by(self.due))
        return text + (
            reading.say("provisional", year=self.due_unentered) if self.due_unentered else ""
        )


class Untied(About, frozen=True, omit_defaults=True):
    """It belongs to no incident, though it was noted while one was open."""

    kind: ClassVar[str] = "untied"

    def change(self, doc: Doc, at: datetime, by: str) -> None:
        doc.incident = ""

    def reads(self, reading: Reading) -> str:
        return reading.say("untied", title=reading.title(self.id))


class Edited(About, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "edited"
    fields: Content = {}

    def change(self, doc: Doc, at: datetime, by: str) -> None:
        doc.fields = {**doc.fields, **self.fields}

    def reads(self, reading: Reading) -> str:
        names = [reading.field(name) for name in self.fields]
        return reading.say("edited", title=reading.title(self.id), fields=names)


class Tried(About, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "tried"
    result: Plain = "no-answer"
    note: Free = ""

    def change(self, doc: Doc, at: datetime, by: str) -> None:
        doc.tries.append(Try(at, by, self.result, self.note))
        doc.waits, doc.waiting = None, ""

    def reads(self, reading: Reading) -> str:
        return reading.say("tried", title=reading.title(self.id)) + reading.part("more", self.note)


class Moved(About, frozen=True, omit_defaults=True):
    """A person agreed to another time: the promise is kept if it is kept by then."""

    kind: ClassVar[str] = "moved"
    to: datetime | None = None
    reason: Free = ""
    agreed: Name = ""

    def change(self, doc: Doc, at: datetime, by: str) -> None:
        if self.to is not None:
            doc.moves.append(Move(at, doc.due, self.to, self.reason, self.agreed))
            doc.due, doc.counted, doc.waits = self.to, None, None

    def reads(self, reading: Reading) -> str:
        to = reading.by(self.to) if self.to is not None else "?"
        text = reading.say("moved", title=reading.title(self.id), to=to)
        doc = reading.register.docs.get(self.id)
        moves = doc.moves if doc is not None else []
        before = next((m.before for m in moves if m.to == self.to), None)
        text += reading.say("moved-from", at=reading.by(before)) if before else ""
        text += reading.named("moved-agreed", self.agreed)
        return text + reading.part("reason", self.reason)


class Waits(About, frozen=True, omit_defaults=True):
    """Nothing can be done before ``until``; then it rings by itself."""

    kind: ClassVar[str] = "waits"
    until: datetime | None = None
    note: Free = ""

    def change(self, doc: Doc, at: datetime, by: str) -> None:
        doc.waits, doc.waiting = self.until, self.note

    def reads(self, reading: Reading) -> str:
        until = reading.clock(self.until) if self.until is not None else "?"
        doc = reading.register.docs.get(self.id)
        ends = [end for end in (doc.due, doc.next) if end is not None] if doc is not None else []
        first = min(ends, default=None)
        if first is not None and self.until is not None and first < self.until:
            text = reading.say("waits-behind", title=reading.title(self.id), until=until,
                               at=reading.clock(first))  # fmt: skip
        else:
            text = reading.say("waits", title=reading.title(self.id), until=until)
        return text + reading.part("reason", self.note)


class Staged(About, frozen=True, omit_defaults=True):
    """A stage was reached; ``ends``: with it the thing is over, whatever later kits think."""

    kind: ClassVar[str] = "staged"
    stage: Plain = ""
    note: Free = ""
    fields: Content = {}
    due: datetime | None = None
    next: datetime | None = None
    due_days: int = 0
    next_days: int = 0
    due_unentered: int = 0
    next_unentered: int = 0
    ends: bool = False

    def change(self, doc: Doc, at: datetime, by: str) -> None:
        counts = self.stage == "counted" and bool(doc.get("counted_by") and doc.get("contents"))
        again = COUNTED if counts else ()  # a count does not take the place of the one before
        doc.fields = {**doc.fields, **{n: t for n, t in self.fields.items() if n not in again}}
        contents = self.fields.get("contents", "")
        doc.steps.append(Step(at, by, self.stage, self.note, contents, self.fields))
        doc.waits = None
        if self.due is not None:
            doc.due, doc.counted = self.due, counted(at, self.due_days, self.due_unentered)
        if self.next is not None:
            doc.next = self.next
            doc.counted_next = counted(at, self.next_days, self.next_unentered)
        if self.ends:
            doc.ended, doc.end = at, self.stage

    def reads(self, reading: Reading) -> str:
        stage = reading.stage(self.stage)
        text = reading.say("staged", title=reading.title(self.id), stage=stage)
        if self.stage == "counted" and self.fields:
            text += reading.counted(self.fields)
        text += reading.bettered(self.fields)
        text += reading.dues(self)
        return text + reading.part("more", self.note)


class Recounted(About, frozen=True, omit_defaults=True):
    """A year's days off were entered: what was counted through it is counted by it."""

    kind: ClassVar[str] = "recounted"
    due: datetime | None = None
    next: datetime | None = None
    due_unentered: int = 0
    next_unentered: int = 0

    def change(self, doc: Doc, at: datetime, by: str) -> None:
        old, old_next = doc.counted, doc.counted_next
        if self.due is not None and old is not None:
            doc.due, doc.counted = self.due, counted(old.start, old.days, self.due_unentered)
        if self.next is not None and old_next is not None:
            doc.next = self.next
            doc.counted_next = counted(old_next.start, old_next.days, self.next_unentered)

    def reads(self, reading: Reading) -> str:
        text = reading.say("recounted", title=reading.title(self.id))
        return text + reading.dues(self)


class EnteredIn(About, frozen=True, omit_defaults=True):
    """Ticked off: the system has it now; ``ends``: where nobody was promised anything besides."""

    kind: ClassVar[str] = "entered"
    number: Plain = ""
    ends: bool = False

    def change(self, doc: Doc, at: datetime, by: str) -> None:
        doc.entered, doc.number = at, self.number
        if self.ends and doc.ended is None:
            doc.ended, doc.end = at, "entered"

    def reads(self, reading: Reading) -> str:
        text = reading.say("entered", title=reading.title(self.id))
        return text + reading.part("number", self.number)


class Handed(About, frozen=True, omit_defaults=True):
    """Somebody else's now: no time moves by that."""

    kind: ClassVar[str] = "handed"
    progress: ClassVar[bool] = False
    owner: Name = ""

    def change(self, doc: Doc, at: datetime, by: str) -> None:
        doc.owner = self.owner

    def reads(self, reading: Reading) -> str:
        title = reading.title(self.id)
        return reading.say("handed", title=title, who=reading.who(self.owner))


class Noted(About, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "noted"
    note: Free = ""

    def change(self, doc: Doc, at: datetime, by: str) -> None:
        doc.notes.append(Step(at, by, "", self.note))

    def reads(self, reading: Reading) -> str:
        text = reading.told(self.id, self.note)
        return reading.say("noted", title=reading.title(self.id), text=text)


class Undone(Kind, frozen=True, omit_defaults=True):
    """Entries count no more; ``entry`` is the first of them, ``restores``: they count again."""

    kind: ClassVar[str] = "undone"
    ids: list[Plain]
    restores: bool = False
    reason: Free = ""

    def apply(self, register: Register, at: datetime, by: str, written: datetime) -> None:
        register.taken_back += 1

    def reads(self, reading: Reading) -> str:
        key = "restored" if self.restores else "undone"
        text = reading.say(key, text=reading.of_entry(self.ids[0] if self.ids else ""))
        others = len({reading.about(id_) for id_ in self.ids} - {""}) - 1
        if others > 0:  # one act about several people
            text += reading.say("undone-others", n=others)
        return text + reading.part("reason", self.reason)


class SignerCorrected(Kind, frozen=True, omit_defaults=True):
    """The ``acts`` that were signed ``name`` are by ``right`` (``ground/journal/signed``)."""

    kind: ClassVar[str] = "signer-corrected"
    name: Name
    right: Name
    acts: list[Plain]

    def reads(self, reading: Reading) -> str:
        name, right = clean(self.name, 60), clean(self.right, 60)
        return reading.say("signer-corrected", name=name, right=right, n=len(self.acts))


class Forgotten(About, frozen=True, omit_defaults=True):
    """The personal data of a thing that is over left the register and every export. The lines that
    held them stay in the journal, which proves itself by every byte; no screen shows them."""

    kind: ClassVar[str] = "forgotten"
    names: list[Plain] = []

    def change(self, doc: Doc, at: datetime, by: str) -> None:
        doc.forgotten = at
        doc.personal = sorted({*doc.personal, *self.names})

    def reads(self, reading: Reading) -> str:
        return reading.say("forgotten", id=clean(self.id, 20))


KINDS = Kinds(
    (
        Begun,
        Continued,
        ClockSet,
        Added,
        Promised,
        Untied,
        Edited,
        Tried,
        Moved,
        Waits,
        Staged,
        Recounted,
        EnteredIn,
        Handed,
        Noted,
        Undone,
        SignerCorrected,
        Forgotten,
    )
)
FIXED = (Begun, Continued, ClockSet, Forgotten)
