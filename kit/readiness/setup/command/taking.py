"""``kit setup --take LAPTOP``: the site as another laptop has it, put in use on this one."""

from __future__ import annotations

import os
import re
import shlex

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console.context import Context
from kit.ground.journal.reader import read_part
from kit.ground.machine.disk import make_dir, replace_file
from kit.ground.machine.unwritten import unwritten
from kit.laptops.bundles.files import site as offers
from kit.plans.sites.files import Sites, read_profile

_ID = re.compile(r"(?!base$)[a-z0-9][a-z0-9-]{0,59}")


def arrived(ctx: Context) -> list[str]:
    """What is said when a bundle was taken in: whose site lies beside, and how it is taken."""
    return [
        ctx.out.word("setup.arrived", laptop=laptop, how=_how(laptop))
        for laptop in offers.offered(ctx.home)
    ]


def take(ctx: Context, laptop: str, yes: bool, as_json: bool) -> None:
    """Raises ``Refused``: no such laptop's site is here, it cannot be used here, or a site that was
    set up here would give way without a word. What gives way is kept."""
    sites, found = ctx.of(Sites), offers.offered(ctx.home)
    path = found.get(laptop.strip().lower())
    if path is None:
        names = [*found] or ["-"]
        raise Refused("setup-take", Exit.NOT_FOUND, laptop=clean(laptop, 40), names=names)
    profile = read_profile(path)
    extends = profile.extends or ""
    if not _ID.fullmatch(profile.id) or extends == profile.id:
        raise Refused("profile-loop", Exit.UNREADABLE, profile=clean(profile.id, 60))
    if extends and extends not in sites.files():
        raise Refused("profile-unknown", Exit.NOT_FOUND, profile=extends, names=sites.profiles())
    target = os.path.join(ctx.home, "profiles", f"{profile.id}.toml")
    there = [one for one in dict.fromkeys((sites.own_file(), target)) if os.path.isfile(one)]
    if there and not yes:
        _agreed(ctx, laptop, clean(there[0], 300), as_json)
    try:
        data = read_part(path)
        kept = offers.keep(ctx.home, read_part(target)) if os.path.isfile(target) else ""
        make_dir(os.path.dirname(target))
        replace_file(target, data)
        os.unlink(path)
    except OSError as error:
        raise unwritten(target, error) from error
    sites.forget()
    sites.choose_profile(profile.id)
    ctx.err.say("setup.taken", laptop=laptop, path=clean(target, 300))
    if kept:
        ctx.err.say("setup.taken-kept", path=clean(kept, 300))


def _agreed(ctx: Context, laptop: str, path: str, as_json: bool) -> None:
    """Raises ``Refused`` where nobody says so."""
    from kit.ground.terminal.ask import terminal, yes_or_no

    if terminal() and not as_json:
        asked = ctx.out.word("setup.ask-take", laptop=laptop, path=path)
        if ctx.ask.ask(yes_or_no("take", asked, ctx.me.lang)) == "yes":
            return
    raise Refused("setup-other", Exit.REFUSED, path=path, how=f"{_how(laptop)} --yes")


def _how(laptop: str) -> str:
    return shlex.join(["kit", "setup", "--take", laptop])
