"""What must be done again and again on quiet days: by when, by whom, and what shows that it was."""

from collections.abc import Callable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kit.ground.console.context import Context

# Whether a reference names a drill by scenario; the rooms above say it.
DRILLED: "list[Callable[[Context, str], bool]]" = []
