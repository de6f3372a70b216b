"""Contacts with a person at the keyboard: entering one, walking through the test calls."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from kit.ground.base.clean import clean
from kit.ground.base.lean import re
from kit.ground.base.named import alike
from kit.ground.base.phones import digits
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console.context import Context
from kit.ground.terminal.ask import Left, Option, Question, yes_or_no
from kit.ground.terminal.noting import ask_name
from kit.people.contacts import show as pages
from kit.people.contacts.files.store import ContactStore
from kit.people.contacts.rules import acts
from kit.people.contacts.rules.acts import Fields, find
from kit.people.contacts.rules.book import Book, Draft, TestResult
from kit.people.contacts.rules.contact import MOST_CHANNELS, Channel, Contact
from kit.people.contacts.rules.due import Due, due
from kit.people.contacts.rules.merging import Change
from kit.people.contacts.rules.posts import entered, settled
from kit.people.contacts.rules.withdrawal import undo
from kit.plans.checklists.rules.at_site import EMERGENCY
from kit.plans.sites.files import Sites
from kit.plans.sites.rules import Role

RESULTS: dict[str, TestResult] = {"r": "reached", "n": "no-answer", "w": "wrong-number"}


def _text(ctx: Context, name: str, asked: str, optional: bool = True) -> str:
    return ctx.ask.ask(Question(name, asked, "text", optional=optional)).strip()


def ask_contact(ctx: Context, said: Fields, book: Book) -> tuple[Fields, Contact | None]:
    """One by one: the name, the post, the numbers in their order, who stands in; and whom of the
    book, which has the posts of the site in it, it is said to be. What cannot be read is said and
    asked again. Raises ``Left``: nothing was recorded."""
    name, same = (said.name, None) if said.name else _name(ctx, book)
    posts = said.posts if said.posts is not None else _posts(ctx)
    channels = _numbers(ctx, [*(said.channels or [])])
    standins = said.standins if said.standins is not None else _standins(ctx)
    fields = Fields(
        name, said.org, said.body, posts, channels, standins, said.aliases, said.note
    )
    return fields, same


def _numbers(ctx: Context, channels: list[Channel]) -> list[Channel]:
    """In the order to be tried. One that looks wrong is taken when it is typed once more."""
    lang, doubted = ctx.me.lang, ""
    while len(channels) < MOST_CHANNELS:
        asked = pages.say(lang, "ask-number", n=len(channels) + 1)
        text = _text(ctx, "contact-number", asked)
        if not text:
            break
        channel = _tried(ctx, text)
        if channel is None:
            continue
        odd = pages.doubt_text(channel, lang)
        if acts.shares([channel], channels):
            ctx.err.say("contacts.number-twice", n=pages.label(channel, lang))
        elif odd and channel.number != doubted:
            doubted = channel.number
            ctx.err.say("contacts.number-odd", why=odd)
        else:
            channels.append(channel)
    return channels


def _name(ctx: Context, book: Book) -> tuple[str, Contact | None]:
    """Whoever has that name already is asked about at once, before anything else is typed."""
    lang = ctx.me.lang
    while True:
        asked = pages.say(lang, "ask-name")
        text = ask_name(partial(_text, ctx, "contact-name", asked, False), ctx.err.say)
        try:
            name = acts.checked_name(text)
        except Refused as refused:
            ctx.err.say(f"refused.{refused.code}", **refused.fill)
            continue
        known = acts.named(book, name)
        if not known:
            return name, None
        options = [
            Option(c.id, pages.say(lang, "name-same", who=acts.which(c)), key)
            for key, c in zip("abcdef", known, strict=False)
        ]
        options.append(Option("other", pages.say(lang, "name-other"), "n"))
        asked = pages.say(lang, "ask-same", name=clean(name))
        picked = ctx.ask.ask(Question("contact-same", asked, options=options, lettered=True))
        return name, next((c for c in known if c.id == picked), None)


def _tried(ctx: Context, text: str) -> Channel | None:
    try:
        return acts.dialled(text)
    except Refused as refused:
        ctx.err.say(f"refused.{refused.code}", **refused.fill)
        return None


def _posts(ctx: Context) -> list[str]:
    """Posts by number in the list that is shown, id, title or a part of a title, several with a
    mark between them."""
    sites = ctx.of(Sites)
    roles: dict[str, Role] = {}
    with suppress(Refused):
        roles = sites.in_use(ctx.me.profile).roles
    listed = [id_ for id_ in roles if id_ not in EMERGENCY]
    names = [clean(roles[id_].title.get(ctx.me.lang)) for id_ in listed]
    ctx.err.lines(pages.numbered(names, ctx.err.width))
    while True:
        text = _text(ctx, "contact-post", pages.say(ctx.me.lang, "ask-post"))
        if not text:
            return []
        if not roles:
            return [text]
        titles = {id_: (id_, role.title.zh, role.title.en) for id_, role in roles.items()}
        out: list[str] = []
        for part in filter(None, (each.strip() for each in re.split("[、，,;；/]", text))):
            found = acts.posts_meant(titles, part)
            if part.isdecimal() and 0 < int(part) <= len(listed):
                found = [listed[int(part) - 1]]
            if len(found) != 1:
                names = [f"{id_} {roles[id_].title.get(ctx.me.lang)}" for id_ in found]
                key = "contacts.post-which" if found else "contacts.post-none"
                ctx.err.say(key, text=clean(part, 60), names=names)
                break
            out += found
        else:
            return out


def _standins(ctx: Context) -> list[str]:
    out: list[str] = []
    book = ctx.of(ContactStore).book()
    while book.here():
        text = _text(ctx, "contact-standin", pages.say(ctx.me.lang, "ask-standin"))
        if not text:
            break
        try:
            out.append(find(book, text).id)
        except Refused as refused:
            ctx.err.say(f"refused.{refused.code}", **refused.fill)
    return out


# ---- a foreign file --------------------------------------------------------------------------


def settle(ctx: Context, found: list[Change]) -> list[Change]:
    """What of a file is to be recorded: asked of the doubtful one by one, then of all the rest at
    once. Raises ``Left``: nothing was recorded."""
    lang = ctx.me.lang
    out = [each for each in found if each.sort in ("new", "changed")]
    book = ctx.of(ContactStore).book()
    for change in found:
        if change.sort != "doubtful":
            continue
        options = [
            Option("join", pages.say(lang, "doubt-join"), "y"),
            Option("new", pages.say(lang, "doubt-new"), "n"),
            Option("leave", pages.say(lang, "doubt-leave"), "s"),
        ]
        card, known = change.card, book.contacts.get(change.to)
        what = f"{clean(card.name)}  {' / '.join(pages.label(c, lang) for c in card.channels)}"
        lines = []
        if known is not None:
            numbers = " / ".join(pages.label(c, lang) for c in known.channels)
            lines = [f"{known.id}  {clean(known.name)}  {numbers}"]
        asked = pages.say(lang, "import-doubt", what=what)
        picked = ctx.ask.ask(
            Question("contact-doubt", asked, options=options, lines=lines, lettered=True)
        )
        if picked == "join":
            change.sort = "changed"
        elif picked == "new":
            change.sort, change.to, change.ahead = "new", "", -1
        if picked in ("join", "new"):
            out.append(change)
    if not out:
        return []
    asked = pages.say(lang, "import-ask", n=len(out))
    sure = ctx.ask.ask(yes_or_no("contact-import", asked, lang))
    return out if sure == "yes" else []


# ---- test calls ------------------------------------------------------------------------------


def walk(ctx: Context, by: str, seen: Callable[[], Book], fresh: Callable[[Book], str]) -> None:
    """Every number that is due, one by one; each answer is recorded at once, so that leaving at
    any place loses none, and the last one is taken back by a key. ``seen``: the contacts and the
    posts of the site; ``fresh``: an id that nobody has."""
    lang = ctx.me.lang
    waiting = _once(due(seen(), ctx.now().wall))
    if not waiting:
        ctx.out.line(pages.say(lang, "none-due"))
        return
    calls = _Calls(ctx, clean(by, 60) or ctx.by, fresh)
    at = 0
    try:
        while at < len(waiting):
            one = waiting[at]
            now = entered(seen(), one.contact) or one.contact  # as it stands by now
            place = f"{at + 1}/{len(waiting)}"
            asked = _question(ctx, now, one.channel, place, bool(calls.made))
            answer = ctx.ask.ask(asked)
            if answer == "stop":
                break
            if answer == "undo":
                at = calls.take_back()
                continue
            if answer in RESULTS:
                _recorded(ctx, calls, at, one, RESULTS[answer])
            at += 1
    except Left:
        pass
    finally:
        _told(ctx, calls, len(due(seen(), ctx.now().wall)))


def _once(waiting: list[Due]) -> list[Due]:
    """Each number of a person once: who stands in the book twice is not rung twice."""
    out: dict[tuple[str, str], Due] = {}
    for one in waiting:
        number = digits(one.channel.number) or one.channel.number.casefold()
        out.setdefault((alike(one.contact.name), number), one)
    return [*out.values()]


def _recorded(ctx: Context, calls: _Calls, at: int, one: Due, result: TestResult) -> None:
    """What another terminal changed meanwhile costs this number only, and is said."""
    try:
        calls.record(at, one, result)
    except Refused as refused:
        if refused.exit not in (Exit.USAGE, Exit.NOT_FOUND):
            raise
        ctx.err.say(f"refused.{refused.code}", **refused.fill)


def _told(ctx: Context, calls: _Calls, left: int) -> None:
    """How many were tested, however it came to an end."""
    lang, made = ctx.me.lang, calls.made
    reached = sum(result == "reached" for _, result, _ in made)
    ctx.out.line(pages.say(lang, "test-done", n=len(made), ok=reached, left=left))
    ctx.flush_warnings()


class _Calls:
    """The test calls of one walk; ``made``: the place in the list, the result, the entry."""

    def __init__(self, ctx: Context, by: str, fresh: Callable[[Book], str]) -> None:
        self._ctx, self._by, self._fresh = ctx, by, fresh
        self.made: list[tuple[int, TestResult, str]] = []

    def record(self, at: int, one: Due, result: TestResult) -> None:
        number = one.channel.number

        def act(draft: Draft) -> None:
            id_ = settled(draft, one.contact, self._fresh)
            for each in acts.twins(draft.book, id_, number):
                acts.verify(draft, each.id, number, result)

        made = self._store().record(self._ctx.now(), self._by, act)
        self.made.append((at, result, made[-1].id))

    def take_back(self) -> int:
        """The last of them counts no more; its place in the list."""
        at, _, id_ = self.made.pop()
        store = self._store()

        def act(draft: Draft) -> None:
            draft.add(undo(store.entries(), store.recorder.laptop, id_))

        store.record(self._ctx.now(), self._by, act)
        return at

    def _store(self) -> ContactStore:
        return self._ctx.of(ContactStore)


def one_call(ctx: Context, contact: Contact, channel: Channel) -> TestResult:
    """What became of a test call to one number. Raises ``Left``: nothing was recorded."""
    answer = ctx.ask.ask(_question(ctx, contact, channel, "1/1", False))
    if answer not in RESULTS:
        raise Left
    return RESULTS[str(answer)]


def _question(
    ctx: Context, contact: Contact, channel: Channel, place: str, undoable: bool
) -> Question:
    lang = ctx.me.lang
    options = [Option(key, pages.say(lang, result), key) for key, result in RESULTS.items()]
    options.append(Option("skip", pages.say(lang, "test-skip"), "s"))
    if undoable:
        options.append(Option("undo", pages.say(lang, "test-undo"), "u"))
    options.append(Option("stop", pages.say(lang, "test-stop"), "q"))
    asked = pages.say(
        lang, "ask-test", who=clean(contact.name), n=pages.label(channel, lang)
    )
    line = f"{place}  {pages.channel_line(contact, channel, ctx.now().wall, lang)}"
    return Question("contact-test", asked, options=options, lines=[line], lettered=True)
