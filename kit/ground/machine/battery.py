"""The laptop's charge in percent, where the system tells."""

from __future__ import annotations

import os
import sys

SUPPLIES = "/sys/class/power_supply"


def percent() -> int | None:
    """0 to 100; ``None`` on mains without a battery, or when it cannot be read."""
    if os.environ.get("KIT_BATTERY", "").isascii() and os.environ.get("KIT_BATTERY", "").isdigit():
        return min(100, int(os.environ["KIT_BATTERY"]))
    if sys.platform == "win32":
        return _windows()
    try:
        names = sorted(n for n in os.listdir(SUPPLIES) if n.startswith("BAT"))
    except OSError:
        return None
    for name in names:
        try:
            with open(f"{SUPPLIES}/{name}/capacity", encoding="ascii") as file:
                return int(file.read().strip())
        except (OSError, ValueError):
            continue
    return None


def _windows() -> int | None:
    import ctypes

    class Status(ctypes.Structure):
        _fields_ = [
            ("line", ctypes.c_byte),
            ("flag", ctypes.c_byte),
            ("percent", ctypes.c_ubyte),
            ("reserved", ctypes.c_byte),
            ("life", ctypes.c_ulong),
            ("full", ctypes.c_ulong),
        ]

    status = Status()
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009
    if kernel.GetSystemPowerStatus(ctypes.byref(status)) and status.percent <= 100:
        return int(status.percent)
    return None
