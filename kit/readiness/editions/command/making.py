"""``kit checklists new``: a list of one's own, made from another so that this site can use it."""

from __future__ import annotations

from functools import partial

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.lean import re
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console.context import Context
from kit.ground.console.options import missing
from kit.plans.checklists.files import Checklists
from kit.plans.sites.files import Sites
from kit.readiness.editions.command import editing
from kit.readiness.editions.files import editions, texts
from kit.readiness.editions.rules.fitting import in_place_of, lacking, without_posts


def new(
    ctx: Context, type_: str, like: str, title: tuple[str, str], told: editing.Told
) -> None:
    """A list that begins as another one does, under its own id and title. Raises ``Refused``."""
    checked_id(type_)
    if type_ in ctx.of(Checklists).files() or texts.waits(ctx.home, type_):
        raise Refused("edition-there", how=f"kit checklists edit {type_}", type=type_)
    zh, en = both(ctx, title)
    if not zh:
        raise missing(ctx, "checklists new", f"--{ctx.me.lang}")
    data = editions.bytes_of(editions.file_of(ctx, like))
    changes = [("id", type_), ("title.zh", clean(zh, 60)), ("title.en", clean(en, 60))]
    text = editing.changed(editing.text_of(data), partial(editing.values, changes))
    text = _fitted(ctx, like, text)
    from_ = editions.list_of(ctx, like).title.get(ctx.me.lang)
    reason = told.reason or ctx.out.word("editions.made-from", title=from_)
    base = texts.keep(ctx.home, data)
    editing.take(ctx, type_, text, msgspec.structs.replace(told, reason=reason), base)


def both(ctx: Context, said: tuple[str, str]) -> tuple[str, str]:
    """A text in both languages; the one that was given alone stands for the other, too."""
    zh, en = (part.strip() for part in said)
    return zh or en, en or zh


def checked_id(type_: str) -> None:
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", type_) or len(type_) > 40:
        raise Refused("edition-id", Exit.USAGE, text=clean(type_, 60))


def _fitted(ctx: Context, like: str, text: str) -> str:
    """Posts that this site has not got are named by another, said so."""
    site = ctx.of(Sites).readable(ctx.me.profile)
    if site is None:
        return text
    checklist = editions.list_of(ctx, like)
    gone, post = lacking(checklist, site), in_place_of(site)
    if not gone or not post:
        return text
    lang = ctx.me.lang
    titles = {}
    for name in ctx.of(Sites).profiles():
        try:
            known = ctx.of(Sites).profile(name)
        except Refused:  # another file's fault
            continue
        titles.update({r: known.title_of(r).get(lang) for r in gone if r in known.roles})
    names = [titles.get(role, role) for role in gone]
    ctx.err.say("editions.posts-replaced", names=names, post=site.title_of(post).get(lang))
    return without_posts(text, gone, post)
