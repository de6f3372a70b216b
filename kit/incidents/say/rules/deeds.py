"""Which steps are deeds, and which only write down what is so; "done" is said of deeds only."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kit.incidents.incident.rules.acts.said import LEADERS
from kit.incidents.incident.rules.views import StepView
from kit.plans.checklists.rules.format import Step

OTHERS = 3  # how many of the steps that may be missed are said, the last ones
_READS = re.compile(
    r"(?:再次)?(?:记录|询问|问清|核实|核对|查看|检查|清点|登记|选择|确定|判断|跟踪|等待|读取)"
)
_TAIL = re.compile(r"[，；]并?记录[^，；]*$|[;,] (?:and )?record\b[^;]*$")
_QUESTION = re.compile(r"[:：][^:：]*[?？]$")
_HEAD = re.compile(r"(?:核实并|询问并|再次)?记录|询问[^：]*：|Record (?:the )?|Ask [^:]*: ")


def is_deed(step: Step) -> bool:
    """Something is done by it; not only asked, counted, looked up or written down."""
    if step.answer in ("done", "call"):
        return True
    plain = step.do.zh
    return step.answer in ("text", "name", "number", "minutes") and not (
        _READS.match(plain) or plain.endswith(("？", "?"))
    )


def is_next(view: StepView) -> bool:
    """Worth telling superiors that it comes next: a deed, not a look, that is not to tell them."""
    step = view.step
    looks = step.answer != "call" and _READS.match(step.do.zh)
    return is_deed(step) and not looks and step.call not in LEADERS and step.each is None


def without_record(text: str) -> str:
    """A step's words without the order to write something down, or the question at their end."""
    return _QUESTION.sub("", _TAIL.sub("", text))


def what_is_recorded(text: str) -> str:
    """What a step that only writes something down is about."""
    found = _HEAD.match(text)
    rest = _TAIL.sub("", text[found.end() :] if found else text)
    return rest[:1].upper() + rest[1:] if found else rest


def that_matter(views: Sequence[StepView]) -> list[str]:
    """Keys of all that must not be missed and of the last others, in their order."""
    others = [view.key for view in views if not view.step.critical][-OTHERS:]
    return [view.key for view in views if view.step.critical or view.key in others]
