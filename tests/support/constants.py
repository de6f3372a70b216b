"""Where the tree stands, and the hours that stories are set at."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CHINA = timezone(timedelta(hours=8))
TEN = datetime(2026, 3, 2, 10, 0, tzinfo=CHINA)
