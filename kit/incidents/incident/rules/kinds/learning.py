"""What is learnt: the cause, what was wrong in the list, what people say afterwards."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, ClassVar

from msgspec.structs import replace

from kit.ground.base.clean import clean
from kit.ground.base.private import PLAIN, Free, Name, Plain
from kit.ground.base.text import Text
from kit.incidents.incident.rules.kinds import AtStep, Family, Kind, Moved, Words
from kit.incidents.incident.rules.learnt import CauseFound, Fault, Redline, Voice

if TYPE_CHECKING:
    from kit.incidents.incident.rules.fold import Incident
    from kit.incidents.incident.rules.telling import Telling

WORDS: Words = {
    "cause-set": ("事件原因：{text}", "Cause: {text}"),
    "repeat-of": ("，{ref} 的重复", ", a repeat of {ref}"),
    "redlined-wrong": ("清单有错：{step}", "Wrong in the list: {step}"),
    "redlined-missing": ("清单缺内容：{step}", "Missing in the list: {step}"),
    "redlined-unclear": ("清单不清楚：{step}", "Unclear in the list: {step}"),
    "reviewed": ("复盘（{who}）{question}：{text}", "Review ({who}), {question}: {text}"),
    "review-happened": ("发生了什么", "what happened"),
    "review-told": ("当时怎么知道的", "what told you that"),
    "review-well": ("做得好的", "what went well"),
    "review-hard": ("难在哪里", "what was hard"),
    "review-causes": ("原因", "causes"),
    "review-plan": ("预案是否完整可行", "was the plan complete and feasible"),
    "review-measures": ("各项措施的效果", "effect of the measures"),
    "review-people": ("人员准备和响应", "people: readiness and response"),
    "review-supplies": ("物资设备", "supplies and equipment"),
    "review-communication": ("内外沟通协作", "communication and cooperation"),
    "review-commend": ("表彰", "commendation"),
}


class CauseSet(Kind, frozen=True, omit_defaults=True):
    """The last one counts."""

    kind: ClassVar[str] = "cause-set"
    cause: Plain
    called: Annotated[Text, PLAIN]
    repeat_of: Plain = ""
    note: Free = ""

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        incident.cause = CauseFound(at, by, self.cause, self.called, self.repeat_of, self.note)

    def settles(self, at: datetime) -> tuple[str, str] | None:
        return "cause", f"{self.cause} {self.repeat_of}"

    def reads(self, telling: "Telling") -> str:
        text = telling.say("cause-set", text=clean(self.called.get(telling.lang), 200))
        if self.repeat_of:
            text += telling.say("repeat-of", ref=clean(self.repeat_of, 40))
        return text + telling.part("more", self.note)


class Redlined(Kind, frozen=True, omit_defaults=True):
    """A step of the list is wrong, lacks something or is unclear. Ticks nothing."""

    kind: ClassVar[str] = "redlined"
    step: AtStep
    fault: Annotated[Fault, PLAIN]
    text: Free = ""

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        incident.redlines.append(Redline(at, by, self.step, self.fault, self.text))

    def reads(self, telling: "Telling") -> str:
        text = telling.say(f"redlined-{self.fault}", step=telling.step(self.step))
        return text + telling.part("more", self.text)


class Reviewed(Kind, frozen=True, omit_defaults=True):
    """One person's answer to one question; a second person's stands beside it. ``who``: whose
    words they are, where another wrote them down."""

    kind: ClassVar[str] = "reviewed"
    question: Plain
    text: Free
    who: Name = ""

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        incident.voices.append(Voice(at, by, self.who or by, self.question, self.text))

    def reads(self, telling: "Telling") -> str:
        question = clean(self.question, 40)
        if f"review-{self.question}" in WORDS:
            question = telling.say(f"review-{self.question}")
        who = telling.label(self.who or telling.entry.by)
        return telling.say("reviewed", who=who, question=question, text=clean(self.text))


def shift(incident: "Incident", moved: Moved) -> None:
    if incident.cause is not None:
        incident.cause = replace(incident.cause, at=moved(incident.cause.at))
    incident.redlines = [replace(each, at=moved(each.at)) for each in incident.redlines]
    incident.voices = [replace(each, at=moved(each.at)) for each in incident.voices]


FAMILY = Family((CauseSet, Redlined, Reviewed), shift)
