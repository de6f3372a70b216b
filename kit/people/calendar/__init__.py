"""Which days are worked: the state's notices, year by year, and what the site adds."""

from __future__ import annotations

from kit.ground.base.words import tables

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from kit.ground.console.context import Context
    from kit.people.calendar.rules.anew import Anew

tables(
    refused=f"{__name__}.words:REFUSED",
    warnings=f"{__name__}.words:WARNINGS",
    calendar=f"{__name__}.words",
)

# Who has deadlines that were counted through a year that is now entered: counts them anew, and says
# of which reference what moved. Rooms above register themselves.
COUNT_ANEW: list[Callable[[Context], list[Anew]]] = []
