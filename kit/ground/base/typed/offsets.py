"""A time of day with its offset, as it is shown where the wall clock shows that time twice."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from kit.ground.base.typed.times import Ask, Field, Local, read

DAY = timedelta(days=1)


def read_shown(
    text: str, field: Field, now: datetime, local: Local | None = None
) -> datetime | Ask:
    """As ``read``; ``01:10-05:00`` too, which leaves no doubt. Raises what ``read`` raises."""
    found = re.fullmatch(r"\s*(\d{1,2}:\d{2}[+-]\d{2}:\d{2})\s*", text)
    if found is None:
        return read(text, field, now, local)
    shown = found[1].zfill(11)
    try:
        today = datetime.fromisoformat(f"{now.date()}T{shown}")
    except ValueError:
        return read(text, field, now, local)
    past = field.direction == "past"
    near = [today - DAY, today] if past else [today, today + DAY]
    fits = [at for at in near if (at <= now if past else at > now)]
    at = (fits[-1] if past else fits[0]) if fits else today
    return read(at.isoformat(), field, now, local)
