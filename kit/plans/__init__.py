"""What to do: checklists, sites, words to say, the source plans."""

from __future__ import annotations

from kit.ground.base.words import seldom, tables
from kit.plans.sites import TITLES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kit.ground.base.text import Text

tables(
    refused=(
        f"{__name__}.toml.words:REFUSED",
        f"{__name__}.checklists.words.refused",
        f"{__name__}.sites.words:REFUSED",
        f"{__name__}.clauses.words:REFUSED",
    ),
    screen=f"{__name__}.checklists.words.phases",
    help=f"{__name__}.sites.words:HELP",
    checklists=f"{__name__}.checklists.words.checklists",
    lint=f"{__name__}.checklists.words.lint",
    paper=f"{__name__}.checklists.words.paper",
    sites=f"{__name__}.sites.words",
    figures=f"{__name__}.sites.words:FIGURES",
    sources=f"{__name__}.clauses.words",
    finder=f"{__name__}.finder.words",
)
seldom(screen=f"{__name__}.finder.words:SCREEN", warnings=f"{__name__}.sites.words:WARNINGS")


def _titles(home: str) -> dict[str, Text]:
    from kit.plans.checklists.files import Checklists

    return {checklist.id: checklist.title for checklist in Checklists(home).readable()[0]}


TITLES.append(_titles)
