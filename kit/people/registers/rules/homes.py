"""Where the registers of rooms above are described, apart from all that a register is: every guide
that starts tells it, and hardly any looks into one."""

from __future__ import annotations

HOMES: dict[str, str] = {}  # name to ``module:NAME`` of its ``Book``
