"""The register of duties: what comes again and again, when it was last done, by when it is next."""

from __future__ import annotations

from typing import Annotated, ClassVar

from kit.ground.base.private import CLAUSE, FIGURE, Plain
from kit.people.registers.rules.books import Book, Stage
from kit.people.registers.rules.items import Field, Firm, Item, Line, Name

Figure = Annotated[str, FIGURE, Field(limit=500)]
EVIDENCE = ("drill", "training", "note", "file")


class Duty(Item, frozen=True, omit_defaults=True):
    """A duty as it was taken on; those of the plans have their text in ``data/duties``. ``every``:
    a span (``P6M``), ``season``: days of the year between which it counts, ``before``: the day of
    the year before which it must be done."""

    needed: ClassVar[tuple[tuple[str, ...], ...]] = (("what",), ("every",))
    title: ClassVar[tuple[str, ...]] = ("what",)
    what: Line = ""
    every: Figure = ""
    season: Figure = ""
    before: Figure = ""
    who: Firm = ""
    clause: Annotated[str, CLAUSE, Field(limit=500)] = ""
    kind: Annotated[Plain, Field(choices=EVIDENCE)] = ""
    evidence: Line = ""
    finding: Line = ""
    done_by: Name = ""


DUTY = Book(
    "duty",
    Duty,
    (
        Stage("done", "duty-done", needs=("evidence",), asks=("evidence",), again=True, fresh=True),
        Stage("drop", "given-up", ends=True, note=True),
    ),
    ("what", "every", "season", "before", "who", "clause", "kind"),
    retention=1825,
    until=True,
    standing=True,
    tells=("evidence", "finding"),
    without=("try", "wait", "enter", "no-answer", "busy", "wrong-number", "off"),
)  # fmt: skip
