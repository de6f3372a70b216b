"""Risks that plans name, those of this home, and how often each came true here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.incidents.incident.files.store import Store
from kit.people.registers.files.store import Registers
from kit.people.registers.rules.state import Doc
from kit.plans.toml.files.library import Library
from kit.plans.toml.files.read import read_toml
from kit.readiness.risks.rules.matrix import Known, Knowns, Past, months_before, months_known
from kit.review.archive.files.totals_by_month import TotalsByMonth

if TYPE_CHECKING:
    from kit.ground.console.context import Context


def known(home: str) -> list[Known]:
    """The shipped ones in their order, then the home's own; one of the same id stands instead.
    Raises ``Refused`` for a file that cannot be read."""
    return Library(home, "risks").rows(lambda path: read_toml(path, Knowns).risks)


def noted(ctx: Context) -> list[Doc]:
    """Every risk of the register that is not closed. Raises ``Refused``."""
    opened = ctx.of(Registers).load("risk")
    return opened.register.open_docs() if opened is not None else []


def past(ctx: Context, risks: list[Known]) -> Past:
    """Closed incidents of the last three years, without drills, by risk; and since when this home
    has any."""
    wanted = months_before(ctx.now().wall.date())
    years = sorted({month[:4] for month in wanted})
    found = TotalsByMonth(ctx.of(Store)).opened(*years)
    months = months_known(wanted, min(found, default=""))
    out = {risk.id: 0 for risk in risks if risk.types or risk.causes}
    for month in wanted:
        totals = found.get(month)
        if totals is None:
            continue
        for risk in risks:
            for type_ in risk.types:
                out[risk.id] += totals.types[type_].runs if type_ in totals.types else 0
            for cause in risk.causes:
                out[risk.id] += totals.causes[cause].count if cause in totals.causes else 0
    return Past(out, months)
