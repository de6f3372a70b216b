"""A home read with people hidden, under its own pseudonyms."""

from __future__ import annotations

from functools import partial

from kit.ground.base.named import alike
from kit.ground.base.refusal import Refused
from kit.ground.base.veil import Veil
from kit.ground.base.words import word
from kit.ground.console.context import Context
from kit.people import there
from kit.people.contacts.files.salt import salt
from kit.people.contacts.files.store import ContactStore
from kit.people.contacts.rules.redact import OneName, Pseudonyms, known_as
from kit.plans.sites.files import Sites


def veil_of(ctx: Context) -> Veil:
    """What hides people in this home. Raises ``Refused``."""
    lang, names = ctx.me.lang, Pseudonyms(salt(ctx.home), _one_name(ctx))
    mark = partial(_mark, lang, names)
    return Veil(names, mark, _posts(ctx))


def _mark(lang: str, names: Pseudonyms, text: str) -> str:
    return word(lang, "contacts.hidden", tag=names.tag(text))


def _one_name(ctx: Context) -> OneName:
    """The name that stands for somebody who is called several, by the site and its contacts."""
    place = ctx.of(Sites).readable(ctx.me.profile)
    also = known_as(ctx.of(ContactStore).readable()) if there(ctx.home) else {}

    def one(name: str) -> str:
        found = place.one_name(name) if place is not None else name
        return also.get(alike(found), found)

    return one


def _posts(ctx: Context) -> list[str]:
    """What posts are called at any site, and the numbers that everybody knows: those of shipped
    profiles (119)."""
    sites, out = ctx.of(Sites), list[str]()
    for name, path in sites.files().items():
        try:
            found = sites.profile(name)
        except (Refused, OSError):
            continue
        out += found.posts()
        if not sites.library.is_own(path):
            for role in found.roles.values():
                out += [role.name, role.phone, role.phone2]
    return out
