"""Contacts with a person at the keyboard: entering one, walking through the test calls."""

from __future__ import annotations

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Refused
from kit.ground.console.context import Context
from kit.ground.terminal.ask import Left, Option, Question, yes_or_no
from kit.people.contacts import show as pages
from kit.people.contacts.files.store import ContactStore
from kit.people.contacts.rules import acts
from kit.people.contacts.rules.acts import Fields, find
from kit.people.contacts.rules.book import TestResult
from kit.people.contacts.rules.contact import MOST_CHANNELS, Channel
from kit.people.contacts.rules.due import Due, due
from kit.people.contacts.rules.merging import Change
from kit.plans.sites.files import Sites

RESULTS: dict[str, TestResult] = {"r": "reached", "n": "no-answer", "w": "wrong-number"}


def _text(ctx: Context, name: str, asked: str, optional: bool = True) -> str:
    return ctx.ask.ask(Question(name, asked, "text", optional=optional)).strip()


def ask_contact(ctx: Context, said: Fields) -> Fields:
    """One by one: the name, the post, the numbers in their order, who stands in. What cannot be
    read is said and asked again. Raises ``Left``: nothing was recorded."""
    lang = ctx.me.lang
    name = said.name or _text(ctx, "contact-name", pages.say(lang, "ask-name"), False)
    posts = said.posts if said.posts is not None else _posts(ctx)
    channels = [*(said.channels or [])]
    while len(channels) < MOST_CHANNELS:
        asked = pages.say(lang, "ask-number", n=len(channels) + 1)
        text = _text(ctx, "contact-number", asked)
        if not text:
            break
        channel = _tried(ctx, text)
        if channel is not None:
            channels.append(channel)
    standins = said.standins if said.standins is not None else _standins(ctx)
    return Fields(
        name, said.org, said.body, posts, channels, standins, said.aliases, said.note
    )


def _tried(ctx: Context, text: str) -> Channel | None:
    try:
        return acts.read_channel(text)
    except Refused as refused:
        ctx.err.say(f"refused.{refused.code}", **refused.fill)
        return None


def _posts(ctx: Context) -> list[str]:
    sites = ctx.of(Sites)
    while True:
        text = _text(ctx, "contact-post", pages.say(ctx.me.lang, "ask-post"))
        if not text:
            return []
        try:
            roles = sites.profile(sites.chosen_profile(ctx.me.profile)).roles
        except Refused:
            return [text]
        wanted = text.casefold()
        found = [
            id_
            for id_, role in roles.items()
            if wanted in (id_, role.title.zh.casefold(), role.title.en.casefold())
        ]
        if found:
            return found[:1]
        names = [f"{id_} {role.title.get(ctx.me.lang)}" for id_, role in roles.items()]
        ctx.err.say("refused.contact-post", text=clean(text, 60), names=names)


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


def walk(ctx: Context, by: str) -> None:
    """Every number that is due, one by one; each answer is recorded at once, so that leaving at
    any place loses none."""
    store, lang = ctx.of(ContactStore), ctx.me.lang
    tested = reached = 0
    waiting = due(store.book(), ctx.now().wall)
    if not waiting:
        ctx.out.line(pages.say(lang, "none-due"))
        return
    try:
        for one in waiting:
            answer = ctx.ask.ask(_question(ctx, one))
            if answer == "stop":
                break
            if answer not in RESULTS:
                continue
            result = RESULTS[answer]
            id_, number = one.contact.id, one.channel.number
            who = clean(by, 60) or ctx.me.by
            store.record(
                ctx.now(), who, lambda d, i=id_, n=number, r=result: acts.verify(d, i, n, r)  # type: ignore[misc]
            )
            tested, reached = tested + 1, reached + (result == "reached")
    except Left:
        pass
    left = len(due(store.book(), ctx.now().wall))
    ctx.out.line(pages.say(lang, "test-done", n=tested, ok=reached, left=left))
    ctx.flush_warnings()


def _question(ctx: Context, one: Due) -> Question:
    lang = ctx.me.lang
    options = [
        *(Option(key, pages.say(lang, result), key) for key, result in RESULTS.items()),
        Option("skip", pages.say(lang, "test-skip"), "s"),
        Option("stop", pages.say(lang, "test-stop"), "q"),
    ]
    asked = pages.say(
        lang, "ask-test", who=clean(one.contact.name), n=pages.label(one.channel, lang)
    )
    lines = [pages.channel_line(one.contact, one.channel, ctx.now().wall, lang)]
    return Question("contact-test", asked, options=options, lines=lines, lettered=True)
