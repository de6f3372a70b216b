"""What a digest calls a timer or a step, in both languages, without the incident at hand: blanks
are filled from the site alone, so that whole years can be named without folding a log."""

from __future__ import annotations

from kit.ground.base import blanks
from kit.ground.base.clean import clean
from kit.ground.base.private import Plain
from kit.ground.base.text import Text
from kit.plans.sites.rules import Profile

Names = tuple[Plain, Plain]  # Chinese, English
LONGEST = 160
UNKNOWN = "…"
PUBLIC = 5  # digits of a number that is nobody's: 110, 12345


def named(text: Text, site: Profile | None) -> Names:
    """Its words; what only the incident's answers would fill is an ellipsis."""
    return (_filled(text.zh, site, "zh"), _filled(text.en, site, "en"))


def _filled(text: str, site: Profile | None, lang: str) -> str:
    def known(blank: blanks.Blank) -> str | None:
        kind, name = blank[1], blank[2]
        if site is None:
            return None
        if kind == "role":
            return clean(site.title_of(name).get(lang), 120) if name in site.roles else None
        if kind == "number":
            role = site.roles.get(name)
            short = role is not None and len(role.phone) <= PUBLIC
            return clean(role.phone, 40) or None if role is not None and short else None
        if kind in ("minutes", "span"):
            figure = site.minutes.get(name)
            if figure is not None:
                return (figure.span if kind == "span" else figure.text).get(lang)
        return None

    def missing(blank: blanks.Blank) -> str:
        if blank[1] != "role":
            return UNKNOWN
        title = site.title_of(blank[2]).get(lang) if site is not None else blank[2]
        return clean(title, 120)

    if "{" in text:
        text = blanks.fill(text, known, missing)
    return clean(text, LONGEST)
