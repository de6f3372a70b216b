"""The public notice of something found: what, where, when, until when it can be claimed. The detail
that is kept as proof, and who found it, stand nowhere in it."""

from __future__ import annotations

from datetime import datetime

from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.people.registers.rules.dates import years_later
from kit.people.registers.rules.state import Doc

YEARS = 1  # civil code, article 318: one year from the day of the notice


def notice(doc: Doc, published: datetime, site: str, phone: str, lang: str) -> list[str]:
    """Its lines. ``site`` and ``phone``: where to claim it, "" where this place says neither."""

    def say(key: str, **fill: object) -> str:
        return word(lang, f"notice.{key}", **fill)

    found = say("found", at=f"{doc.at:%Y-%m-%d}", place=clean(doc.get("place"), 200))
    where = "  ".join(part for part in (clean(site, 200), clean(phone, 60)) if part)
    return [
        say("title", id=clean(doc.id, 40)),
        say("thing", thing=clean(doc.get("thing"), 200)),
        found,
        say("claim", where=where or say("here")),
        say("proof"),
        say("until", at=f"{published:%Y-%m-%d}", until=f"{years_later(published, YEARS):%Y-%m-%d}"),
        say("law"),
    ]
