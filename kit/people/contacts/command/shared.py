"""What the commands about contacts share: the posts of this site, who records, what is answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console.context import Context
from kit.ground.journal.line import new_id
from kit.people.contacts.files.store import Act, ContactStore
from kit.people.contacts.rules.book import Book
from kit.people.contacts.rules.contact import Contact
from kit.people.contacts.show import Titles, contact_json, doubt_text, say
from kit.plans.sites.files import Sites, read_profile
from kit.plans.sites.rules import Role

ID = 5  # characters of a contact's id


def titles(ctx: Context) -> Titles:
    """A post's title at this site; its id where the site has none of that name."""
    profile = ctx.of(Sites).readable(ctx.me.profile)

    def title(post: str) -> str:
        role = profile.roles.get(post) if profile is not None else None
        return clean(role.title.get(ctx.me.lang) if role is not None else post, 100)

    return title


def post_of(ctx: Context, text: str) -> str:
    """The id of the post that ``text`` names, by id or title. Raises ``Refused`` for none."""
    wanted = clean(text, 60).casefold()
    profile = ctx.of(Sites).readable(ctx.me.profile)
    if profile is None:
        return wanted
    for id_, role in profile.roles.items():
        if wanted in (id_, role.title.zh.casefold(), role.title.en.casefold()):
            return id_
    lang = ctx.me.lang
    names = [f"{id_} {clean(role.title.get(lang))}" for id_, role in profile.roles.items()]
    raise Refused("contact-post", Exit.NOT_FOUND, text=clean(text, 60), names=names)


def posts_of(ctx: Context, texts: Iterable[str]) -> list[str]:
    return [post_of(ctx, text) for text in texts]


def whole_book(ctx: Context) -> Book:
    """The contacts, and behind them whom the site's own profile names. Raises ``Refused``."""
    bare = ctx.bare  # numbers are compared before they are hidden
    book = _with_posts(bare, bare.of(ContactStore).book())
    if ctx.veil is None:
        return book
    from kit.people.contacts.rules.veiled import sorts_of

    return ctx.veil.over(book, sorts_of(ctx.veil))


def readable_book(ctx: Context) -> Book:
    """The same for who goes on without contacts that cannot be read."""
    return _with_posts(ctx, ctx.of(ContactStore).readable())


def _with_posts(ctx: Context, book: Book) -> Book:
    from kit.people.contacts.rules.posts import with_posts

    told = set_up(ctx)
    return with_posts(book, told, titles(ctx)) if told else book


def set_up(ctx: Context) -> dict[str, Role]:
    """The posts that the site's own profile names (``kit setup``), by id."""
    sites = ctx.of(Sites)
    path, profile = sites.own_file(ctx.me.profile), ctx.of(Sites).readable(ctx.me.profile)
    if not path or profile is None:
        return {}
    try:
        own = read_profile(path).roles
    except Refused:
        return {}
    return {id_: role for id_, role in profile.roles.items() if id_ in own}


def fresh_id(book: Book) -> str:
    """An id that no contact of this book has."""
    while (found := new_id()[:ID]) in book.contacts or found.isdecimal():
        pass
    return found


def record(ctx: Context, act: Act, by: str = "") -> bool:
    """Whether anything was new. Raises ``Refused``."""
    who = clean(by, 60) or ctx.by
    made = ctx.of(ContactStore).record(ctx.now(), who, act)
    return bool(made)


def answer(ctx: Context, id_: str, new: bool, as_json: bool) -> None:
    contact = ctx.of(ContactStore).book().contacts[id_]
    if as_json:
        ctx.out.json({"contact": contact_json(contact, ctx.now().wall)})
        return
    ctx.out.line(say(ctx.me.lang, "recorded" if new else "unchanged", who=named(contact)))
    for channel in contact.channels:
        why = doubt_text(channel, ctx.me.lang)
        if why:
            ctx.err.say("contacts.odd-number", n=clean(channel.number), why=why)


def named(contact: Contact) -> str:
    return f"{clean(contact.name)}  [{contact.id}]"


def either(given: list[str] | None, made: Callable[[list[str]], list[str]]) -> list[str] | None:
    """``None`` where nothing was given."""
    return made(given) if given else None
