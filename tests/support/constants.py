"""Where the tree stands, the hours that stories are set at, and what a Chinese sentence has."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CHINA = timezone(timedelta(hours=8))
TEN = datetime(2026, 3, 2, 10, 0, tzinfo=CHINA)
HAN = re.compile(r"[\u4e00-\u9fff]")
