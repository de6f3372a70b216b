"""The table of record and evaluation: ``data/drill-tables/evaluation.toml``, or the site's own."""

from __future__ import annotations

from kit.ground.base.refusal import Exit, Refused
from kit.plans.toml.files.library import Library
from kit.plans.toml.files.read import read_toml
from kit.readiness.drills.rules.table import Table

FOLDER, NAME = "drill-tables", "evaluation"


def table(home: str) -> Table:
    """Raises ``Refused`` with file, line and what is wrong."""
    files = Library(home, FOLDER).files()
    if NAME not in files:
        raise Refused("scenario-unknown", Exit.NOT_FOUND, scenario=NAME, names=list(files))
    return read_toml(files[NAME], Table)
