"""What an incident knows of the place where it happens."""

from kit.ground.base.clean import clean
from kit.incidents.incident.rules.fold import Incident


def site_fact(incident: Incident, name: str, lang: str) -> str:
    """One of ``plans/sites.FACTS``: as it was told in this incident, unless the site was put right
    since; else as its profile has it; "" for not known."""
    told = incident.facts.get(name)
    if told is not None and name not in incident.overruled:
        return clean(told.text, 200)
    return incident.profile.fact(name, lang) if incident.profile is not None else ""


def site_name(incident: Incident, lang: str) -> str:
    """What stands at the head of a page: the site's own name, else the title of its kind; "" where
    no site was chosen."""
    if incident.profile is None:
        return ""
    return site_fact(incident, "name", lang) or incident.profile.named(lang)
