"""How a list stands: approved, changed since, past its review, marked red. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

import msgspec

from kit.ground.base.days import iso_day
from kit.people.registers.rules.state import Doc, Step

State = Literal["shipped", "draft", "changed", "coming", "expired", "approved", "retired", "behind"]
APPROVED, CHANGED, RETIRED = "approved", "text-changed", "retired"


class Standing(msgspec.Struct, frozen=True):
    """``state`` ``behind``: the edition approved last is another text than the one in use, which is
    the kit's or an older one of the site's. ``edition``: the one approved last, ``None`` for none;
    ``open``: red lines that no approved
    edition answers; ``kit``: the kit brought another text since the site's was made."""

    type: str
    own: bool
    hash: str
    state: State
    edition: Step | None = None
    open: tuple[str, ...] = ()
    kit: bool = False
    retired: Step | None = None

    @property
    def sound(self) -> bool:
        """Nothing is to be said of it."""
        return self.state in ("shipped", "approved") and not self.open

    def told(self, name: str) -> str:
        return self.edition.said.get(name, "") if self.edition is not None else ""


def standing(
    type_: str,
    own: bool,
    hash_: str,
    shipped: str,
    doc: Doc | None,
    marks: Iterable[str],
    today: date,
) -> Standing:
    """``hash_``: of the text in use, ``shipped``: of the kit's ("" for none); ``marks``: the red
    lines of the list, by name."""
    edition, retired = last(doc, APPROVED), last(doc, RETIRED)
    for since in (edition, last(doc, CHANGED)):
        if retired is not None and since is not None and _later(doc, since, retired):
            retired = None
    known = answered(doc)
    base = based_on(doc)
    return Standing(
        type_, own, hash_, _state(doc, own, hash_, edition, retired, today), edition,
        tuple(mark for mark in marks if mark not in known),
        bool(own and base and shipped and base != shipped), retired,
    )  # fmt: skip


def _state(
    doc: Doc | None, own: bool, hash_: str, edition: Step | None, retired: Step | None, today: date
) -> State:
    if retired is not None:
        return "retired"
    if edition is None:
        return "draft" if own else "shipped"
    if edition.said.get("hash") != hash_:
        return "behind" if behind(doc, edition, own, hash_) else "changed"
    if (iso_day(edition.said.get("in_force", "")) or today) > today:
        return "coming"
    if (iso_day(edition.said.get("review_by", "")) or today) < today:
        return "expired"
    return "approved"


def behind(doc: Doc | None, edition: Step, own: bool, hash_: str) -> bool:
    """Whether the text in use is one that the edition took the place of: on another laptop."""
    if not own:
        return edition.said.get("base", "") != edition.said.get("hash")
    steps = doc.steps if doc is not None else []
    return hash_ in _hashes(steps[: steps.index(edition)]) and not drafted(doc, edition, hash_)


def in_force(doc: Doc | None) -> Step | None:
    """The edition approved last, unless the list was retired since."""
    edition, retired = last(doc, APPROVED), last(doc, RETIRED)
    gone = edition is not None and retired is not None and _later(doc, retired, edition)
    return None if gone else edition


def drafted(doc: Doc | None, edition: Step, hash_: str) -> bool:
    """Whether the text came after that edition: a draft of the next one, and no older edition that
    another laptop put in force meanwhile."""
    steps = doc.steps if doc is not None else []
    after = steps[steps.index(edition) + 1 :]
    return hash_ in _hashes(after) and hash_ not in _hashes(editions(doc))


def known(doc: Doc | None, hash_: str) -> bool:
    """Whether the register names that text."""
    return hash_ in _hashes(doc.steps if doc is not None else [])


def _hashes(steps: Iterable[Step]) -> set[str]:
    return {step.said.get("hash", "") for step in steps}


def last(doc: Doc | None, stage: str) -> Step | None:
    """The step of the register that was taken last."""
    return next((s for s in reversed(doc.steps) if s.stage == stage), None) if doc else None


def _later(doc: Doc | None, one: Step, other: Step) -> bool:
    return doc is not None and doc.steps.index(one) > doc.steps.index(other)


def editions(doc: Doc | None) -> list[Step]:
    return [step for step in doc.steps if step.stage == APPROVED] if doc is not None else []


def based_on(doc: Doc | None) -> str:
    """The hash of the shipped text that the site's was made from, "" where nobody noted it."""
    steps = reversed(doc.steps) if doc is not None else ()
    return next((step.said["base"] for step in steps if step.said.get("base")), "")


def next_number(doc: Doc | None) -> int:
    numbers = [int(n) for s in editions(doc) if (n := s.said.get("edition", "")).isdecimal()]
    return max(numbers, default=0) + 1


def reasons(doc: Doc | None) -> list[str]:
    """Why the text was changed since it was last approved."""
    out: list[str] = []
    approved: set[str] = set()
    for step in doc.steps if doc is not None else ():
        if step.stage == APPROVED:
            out, approved = [], approved | _hashes([step])
        elif step.said.get("hash") in approved:  # put in force on another laptop, not changed
            continue
        elif step.stage == CHANGED and step.said.get("reason"):
            out.append(step.said["reason"])
    return [*dict.fromkeys(out)]


def answered(doc: Doc | None) -> set[str]:
    return {key for step in editions(doc) for key in step.said.get("answers", "").split()}

