"""What each register holds: one struct per register, from which its commands, forms, lists and
exports are made. A field says for itself whether it is a person's, is withheld, or is a choice.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, ClassVar

import msgspec

from kit.ground.base.private import FREE, NAME, NUMBER, PLAIN, Free, Plain, Private


class Field(msgspec.Struct, frozen=True):
    """``personal``: is taken out for good by ``kit forget``; ``private``: what ``--redact`` makes
    of it (``ground/base/private``); ``secret``: is printed nowhere but where it is asked for;
    ``choices``: the words it may be; ``spoken``: the function, as ``module:name``, that says its
    text in a language."""

    name: str = ""
    personal: bool = False
    secret: bool = False
    limit: int = 200
    choices: tuple[str, ...] = ()
    private: str = ""
    spoken: str = ""

    @property
    def who(self) -> bool:
        """Whether it is somebody's name."""
        return self.personal and self.private == NAME.sort


Line = Annotated[str, FREE, Field(limit=500)]
Matter = Annotated[str, FREE, Field(personal=True, limit=500)]
Secret = Annotated[str, FREE, Field(secret=True, limit=500)]
Name = Annotated[str, NAME, Field(personal=True, limit=100)]
Firm = Annotated[str, NAME, Field(limit=500)]
Phone = Annotated[str, NUMBER, Field(personal=True, limit=40)]


class Item(msgspec.Struct, frozen=True, omit_defaults=True):
    """``needed``: one of each group of fields must be given."""

    needed: ClassVar[tuple[tuple[str, ...], ...]] = ()
    title: ClassVar[tuple[str, ...]] = ("name", "phone", "matter")


class Callback(Item, frozen=True, omit_defaults=True):
    """A customer who is owed a call, or a line of the manual sheet."""

    needed: ClassVar[tuple[tuple[str, ...], ...]] = (("name", "phone"),)
    name: Name = ""
    phone: Phone = ""
    matter: Matter = ""


class Complaint(Item, frozen=True, omit_defaults=True):
    """ISO 10002 (GB/T 19012): who complains of what, about whom, and what remedy is sought."""

    needed: ClassVar[tuple[tuple[str, ...], ...]] = (("name", "phone"), ("matter",))
    name: Name = ""
    phone: Phone = ""
    matter: Matter = ""
    remedy: Line = ""
    how: Annotated[str, PLAIN, Field(choices=("oral", "written"))] = ""
    about: Name = ""
    severity: Annotated[str, PLAIN, Field(choices=("minor", "serious", "safety"))] = ""
    cause: Line = ""
    decision: Line = ""
    alternatives: Line = ""


class Order(Item, frozen=True, omit_defaults=True):
    """An urgent work order: what is to be done, where, by whom."""

    needed: ClassVar[tuple[tuple[str, ...], ...]] = (("matter",), ("unit",))
    title: ClassVar[tuple[str, ...]] = ("matter", "place", "unit")
    matter: Line = ""
    place: Line = ""
    unit: Firm = ""
    urgency: Annotated[str, PLAIN, Field(choices=("life", "urgent", "today"))] = ""
    name: Name = ""
    phone: Phone = ""
    taken_by: Name = ""
    result: Line = ""


class Caller(Item, frozen=True, omit_defaults=True):
    """A caller whom the next agent must know of before answering."""

    needed: ClassVar[tuple[tuple[str, ...], ...]] = (("name", "phone"), ("sort",))
    title: ClassVar[tuple[str, ...]] = ("sort", "phone", "name", "advice")
    name: Name = ""
    phone: Phone = ""
    sort: Annotated[
        str,
        PLAIN,
        Field(choices=("harassing", "threatening", "self-harm", "fraud", "silent", "other")),
    ] = ""
    matter: Matter = ""
    advice: Line = ""
    told: Line = ""


class Property(Item, frozen=True, omit_defaults=True):
    """What was found, moved to safety, or reported lost: counted by two, one detail withheld as
    proof."""

    needed: ClassVar[tuple[tuple[str, ...], ...]] = (("thing",), ("place",))
    title: ClassVar[tuple[str, ...]] = ("thing", "place", "kept")
    thing: Line = ""
    place: Line = ""
    sort: Annotated[str, PLAIN, Field(choices=("found", "moved", "lost"))] = ""
    finder: Name = ""
    phone: Phone = ""
    contents: Line = ""
    counted_by: Name = ""
    counted_with: Name = ""
    kept: Line = ""
    value: Annotated[
        str, PLAIN, Field(choices=("ordinary", "valuable", "perishable", "dangerous"))
    ] = ""
    detail: Secret = ""
    name: Name = ""
    identity: Name = ""
    proof: Secret = ""
    signed: Name = ""
    receiver: Firm = ""
    receipt: Line = ""


class Carried(Item, frozen=True, omit_defaults=True):
    """What outlives a shift and comes up at every hand-over until it is cleared: something broken
    or borrowed, a permission with an end, somebody to look after, what to watch and then do."""

    needed: ClassVar[tuple[tuple[str, ...], ...]] = (("what",), ("sort",))
    title: ClassVar[tuple[str, ...]] = ("sort", "what", "who")
    sort: Annotated[
        str,
        PLAIN,
        Field(
            choices=(
                "degraded", "borrowed", "lent", "allowed", "silence", "welfare", "watch",
                "owed", "returning", "question",
            )
        ),
    ] = ""  # fmt: skip
    what: Line = ""
    who: Name = ""
    still: Line = ""
    when: Line = ""
    then: Line = ""
    call: Line = ""


class Improvement(Item, frozen=True, omit_defaults=True):
    """An improvement action: what was wrong, where that was seen (an incident or drill with the
    line of its log, else free text), why, and what is done about it; then what was done, and
    whether it helped."""

    needed: ClassVar[tuple[tuple[str, ...], ...]] = (("measure",),)
    title: ClassVar[tuple[str, ...]] = ("measure",)
    measure: Line = ""
    problem: Line = ""
    source: Line = ""
    line: Annotated[Free, Field(limit=20)] = ""
    cause: Line = ""
    evidence: Line = ""
    done_by: Name = ""
    effect: Annotated[Plain, Field(choices=("yes", "no", "too-early"))] = ""
    seen: Line = ""


@cache
def fields_of(item: type[Item]) -> dict[str, Field]:
    """The fields of a register by name, in their order."""
    from typing import get_type_hints  # only who asks for forms or exports pays for it

    hints = get_type_hints(item, include_extras=True)
    out = {}
    for name in item.__struct_fields__:
        marks = getattr(hints[name], "__metadata__", ())
        mark = next((m for m in marks if isinstance(m, Field)), Field())
        sort = next((m.sort for m in marks if isinstance(m, Private)), "")
        out[name] = msgspec.structs.replace(mark, name=name, private=sort)
    return out
