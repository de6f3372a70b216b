"""Months by which folders and figures are named."""

from __future__ import annotations

from datetime import date


def month_of(day: date) -> str:
    """``2026-11``; some systems write years before 1000 without their noughts."""
    return day.isoformat()[:7]
