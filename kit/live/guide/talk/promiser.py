"""Which post promised us something: its name may be typed half, with the matter and the time behind
it. Another post's name is never taken for it: what fits several is asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kit.ground.base.cells import clock
from kit.ground.base.named import alike
from kit.ground.terminal.ask import Flow, Option, Pressed, Question, TypedOn
from kit.ground.terminal.standing import WAYS
from kit.incidents.incident.rules import acts
from kit.live.guide.talk.customer import Customer, Form, goes_back, timed
from kit.live.guide.talk.numbers import READINGS
from kit.live.guide.talk.one_line import who

if TYPE_CHECKING:
    from kit.live.guide.talk.session import Session
    from kit.plans.sites.rules import Role

MOST = 5  # words of a post's name
FEW = 3  # letters of a word that may stand for a longer one; a Chinese one needs two
TYPED, BACK = "typed", "back"


class Named(NamedTuple):
    """``posts``: those that the ``words`` in front may name; ``sure``: they name the only one by
    what it is called, not by what several things are called; ``rest``: what stands behind."""

    words: str
    posts: tuple[str, ...]
    sure: bool
    rest: str


class Promiser(NamedTuple):
    """``name`` of the post; "" for none. ``rest``: what else the line says. ``typed``: the words
    that named the post by what it is not called here; they stand with what was promised."""

    name: str
    rest: str
    typed: str = ""


def meant(session: Session, text: str) -> Named | None:
    """Which posts the longest beginning of the line may name; ``None`` for no post."""
    profile = session.incident.profile
    waited = [alike(found.who) for found in acts.awaited(session.incident)]
    words = text.split()
    for many in range(min(MOST, len(words)), 0, -1):
        name, rest = " ".join(words[:many]), " ".join(words[many:])
        if profile is None or alike(name) in waited:
            return None  # somebody of that name is waited for already
        whole = [id_ for id_, role in profile.roles.items() if alike(name) in _names(role)]
        if len(whole) == 1:
            return Named(name, (whole[0],), True, rest)
        posts = tuple(id_ for id_, role in profile.roles.items() if _fits(name, id_, role))
        if posts:
            ends = len(posts) == 1 and _ends(name, posts[0], profile.roles[posts[0]])
            return Named(name, posts, ends, rest)
    return None


def whose(session: Session, typed: str) -> Flow[Promiser | None]:
    """``None`` where somebody goes back. No post: the line is read as ever. In numbered lines the
    name stands alone."""
    found = meant(session, typed)
    if found is None or (session.ctx.me.plain and found.rest):
        return Promiser("", typed)
    picked: str | None = found.posts[0]
    if not found.sure:
        try:
            picked = yield _which(session, found)
        except (TypedOn, Pressed) as led:
            if not goes_back(led):
                session.unsaid.append(typed)
            raise
    if picked is None or picked == BACK:
        return None
    if picked == TYPED:
        return Promiser("", typed)
    title = session.incident.role_title(picked)
    called = not found.words.isascii() or _begins(found.words, title.en)
    profile = session.incident.profile
    own = profile is not None and alike(found.words) in _names(profile.roles[picked])
    return Promiser(title.get(session.lang), found.rest, "" if called or own else found.words)


def said(form: Form, post: str, rest: str) -> Flow[Customer | None]:
    """What the line says behind the post's name: a number, the matter, the time."""
    found = who(rest)
    matter = " ".join(filter(None, (found.name, found.rest))) if found.phone else rest
    return (yield from timed(form, Customer(name=post, phone=found.phone), matter))


def _which(session: Session, found: Named) -> Question:
    """The one that was reached last stands first. By letters of their own, as what stands in front
    of a list that nobody has read must mean the same each time."""
    plain, now = session.ctx.me.plain, session.now().wall
    heard = {made.call.role: made.at for made in session.incident.calls if made.call.heard}
    posts = sorted(found.posts, key=lambda id_: heard[id_].timestamp() if id_ in heard else 0.0)
    options = []
    for id_ in posts[::-1]:
        who = session.post(id_)
        if id_ in heard:
            who = session.word("post-reached", who=who, at=clock(heard[id_], now))
        options.append(Option(id_, who))
    if not acts.find_role(session.incident, found.words):  # else it would name a post
        options = options[: len(WAYS) - 1]
        options.append(Option(TYPED, session.word("post-typed", text=found.words)))
    letters = READINGS if plain else WAYS
    options = [
        Option(each.name, each.label, key) for each, key in zip(options, letters, strict=False)
    ]
    if plain:
        options.append(Option(BACK, session.word("due-back"), "b", opens=True))
    asked = session.word("ask-post", text=found.words)
    return Question(
        "forecast-post", asked, options=options, lettered=True, rings=True, stands=not plain
    )


def _names(role: Role) -> set[str]:
    return {alike(name) for name in (role.title.zh, role.title.en, role.name) if name}


def _fits(name: str, id_: str, role: Role) -> bool:
    """Whether each word begins one of the post's, in their order."""
    if not name.isascii():
        return len(name) > 1 and name in role.title.zh
    return any(_begins(name, called) for called in (role.title.en, id_.replace("-", " ")))


def _begins(name: str, called: str) -> bool:
    there = iter(called.lower().split())
    words = name.lower().split()
    return all(
        len(word) >= FEW and any(each.startswith(word) for each in there) for word in words
    )


def _ends(name: str, id_: str, role: Role) -> bool:
    """Whether what is named is what the post is, by the last word of its name: several things are
    called by the first ones."""
    if not name.isascii():
        return role.title.zh.endswith(name)
    last = name.lower().split()[-1]
    titles = (role.title.en, id_.replace("-", " "))
    return any(title.lower().split()[-1].startswith(last) for title in titles)
