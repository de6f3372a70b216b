"""The plans themselves: which edition of a list is in force, who approved exactly what, and what
changed since."""

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kit.ground.console.context import Context

PLACES = (("registers", "edition"), ("checklists",))


def standing(ctx: "Context", type_: str) -> list[str]:
    """What is to be said of a list that is started now. A home that never touched a list is asked
    by a few looks at the disk."""
    there = any(os.path.isdir(os.path.join(ctx.home, *place)) for place in PLACES)
    if not (there or os.environ.get("KIT_CHECKLISTS")):
        from kit.incidents.incident.files.may_be_red import may_be

        if not may_be(ctx.home):
            return []
    from kit.readiness.editions.command.looking import started

    return started(ctx, type_)
