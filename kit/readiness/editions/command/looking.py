"""``kit checklists history | diff``, and what is said of a list when it is started."""

from __future__ import annotations

from typing import Any

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console.context import Context
from kit.ground.console.put import put
from kit.incidents.incident.files.redlined import named
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules.proposals import keys
from kit.people.registers.files import desk
from kit.plans.checklists.files import Checklists
from kit.readiness.editions.files import editions, texts
from kit.readiness.editions.rules import differences as df
from kit.readiness.editions.rules import standing as st


def history(ctx: Context, type_: str, output: str, force: bool, as_json: bool) -> None:
    """Every list and its edition, or one with all that became of it. Raises ``Refused``."""
    from kit.readiness.editions.show import page

    lang, now = ctx.me.lang, ctx.now().wall
    face = ""
    if output:
        from kit.ground.console.pages import face_of

        face = face_of(output, force)
    titles = {c.id: c.title.get(lang) for c in ctx.of(Checklists).readable()[0]}
    if type_:
        known = editions.register(ctx)
        red = editions.marked(ctx, type_).get(type_, [])
        one = editions.one(ctx, type_, known, keys(red))
        if not as_json and not output:
            editions.says_waiting(ctx, type_, editions.file_of(ctx, type_))
        titles.setdefault(type_, editions.list_of(ctx, type_).title.get(lang))
        doc, asked = editions.doc_of(known, type_), _interprets(ctx)
        found, shown = [one], page.one(one, doc, red, titles, asked, lang)
    else:
        found = editions.all_of(ctx)
        shown = page.every(found, titles, now, lang)
    data = {"editions": [page.as_data(each, titles) for each in found]}
    if output:
        from kit.ground.console.pages import write

        write(ctx, output, face, [shown], data)
    elif as_json:
        ctx.out.json(data)
    else:
        put(ctx, shown)


def _interprets(ctx: Context) -> str:
    """The post that says what a list means where its plan names one, with whoever holds it."""
    site = desk.site(ctx)
    if site is None or not site.approves:
        return ""
    post = site.approves[0]
    role = site.roles.get(post)
    if role is not None and ctx.veil is not None:
        role = ctx.veil.over(role)
    parts = [site.title_of(post).get(ctx.me.lang), *([role.name, role.phone] if role else [])]
    return clean(" ".join(filter(None, parts)), 160)


def diff(ctx: Context, type_: str, edition: str, as_json: bool) -> None:
    """What the site's text says differently: from an edition that is named, else three ways from
    what it was made from and from the kit's of today. Raises ``Refused``."""
    from kit.readiness.editions.show import page

    doc = editions.doc_of(editions.register(ctx), type_)
    path = editions.file_of(ctx, type_)
    now = editions.list_of(ctx, type_)
    if not as_json:
        editions.says_waiting(ctx, type_, path)
    own = ctx.of(Checklists).library.is_own(path)
    shipped = ctx.of(Checklists).shipped_checklist(type_)
    if edition:
        how = "edition"
        found = df.between(_text_of(ctx, type_, _edition(doc, edition)), now)
    elif own and shipped is not None:
        base = texts.kept(ctx.home, st.based_on(doc))
        how = "three" if base is not None else "two"
        old = editions.decoded(ctx, base, type_) if base is not None else shipped
        found = df.compared(old, now, shipped)
    else:
        last = st.last(doc, st.APPROVED)
        base = texts.kept(ctx.home, st.based_on(doc) or texts.made_from(ctx.home, type_))
        if last is not None:
            how, edition = "edition", last.said.get("edition", "")
            found = df.between(_text_of(ctx, type_, last.said.get("hash", "")), now)
        elif base is not None:
            how = "base"
            found = df.between(msgspec.structs.replace(_begun(ctx, base), id=type_), now)
        else:
            raise Refused("edition-none", Exit.NOT_FOUND, type=type_)
    if as_json:
        ctx.out.json({"differences": [page.difference_data(each, ctx.me.lang) for each in found]})
        return
    put(ctx, page.differences(found, how, edition, now.title.get(ctx.me.lang), ctx.me.lang))


def _begun(ctx: Context, data: bytes) -> Any:
    """The text that a list was made from, under the name that stands in it."""
    import tomllib

    return editions.decoded(ctx, data, str(tomllib.loads(data.decode("utf-8-sig")).get("id")))


def _edition(doc: Any, wanted: str) -> str:
    for step in reversed(st.editions(doc)):
        if step.said.get("edition") == wanted:
            return step.said.get("hash", "")
    names = [s.said.get("edition", "") for s in st.editions(doc)]
    raise Refused("edition-unknown", Exit.NOT_FOUND, text=clean(wanted, 40), names=names or ["-"])


def _text_of(ctx: Context, type_: str, mark: str) -> Any:
    data = texts.kept(ctx.home, mark)
    if data is None:
        raise Refused("edition-not-here", Exit.NOT_FOUND)
    return editions.decoded(ctx, data, type_)


def started(ctx: Context, type_: str) -> list[str]:
    """What is to be said of a list that is started now: nothing of one that is in order. Never
    raises: an incident waits for no register."""
    try:
        from kit.readiness.editions.show import page

        marks = named(ctx.of(Store), type_)
        there = editions.one(ctx, type_, editions.register(ctx), marks)
        return page.notices(there, ctx.me.lang, ctx.of(Checklists).named(type_, ctx.me.lang))
    except (Refused, OSError, ValueError):
        return []
