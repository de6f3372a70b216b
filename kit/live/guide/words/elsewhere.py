"""What the guide says of the other open incidents."""

from __future__ import annotations

# fmt: off
SCREEN: dict[str, tuple[str, str]] = {
    "life-elsewhere": ("另有人命关天：{what}", "Life at stake: {what}"),
}
