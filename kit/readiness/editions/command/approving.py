"""``kit checklists approve``: who approves exactly this text, by which post, from when."""

from __future__ import annotations

import shlex
from datetime import date
from functools import partial

import msgspec
from msgspec.structs import replace

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Exit, Refused
from kit.ground.base.times import parse_day
from kit.ground.console.context import Context
from kit.incidents.incident.rules.proposals import keys
from kit.people.registers.files import desk
from kit.plans.checklists.files import Checklists
from kit.plans.checklists.rules.at_site import EMERGENCY
from kit.plans.sites.files import Sites
from kit.plans.sites.rules import Profile
from kit.readiness.editions.command.editing import faults_of, record, refuse_faults
from kit.readiness.editions.files import editions, texts
from kit.readiness.editions.rules import standing as st
from kit.readiness.editions.rules.book import EDITION

ALL = "all"
PEOPLE = ("compiled", "reviewed", "approved")


class Given(msgspec.Struct):
    """What was typed."""

    number: str = ""
    edition: str = ""
    compiled: str = ""
    reviewed: str = ""
    approved: str = ""
    post: str = ""
    in_force: str = ""
    review: str = ""
    reason: str = ""
    answers: str = ""
    by: str = ""
    as_json: bool = False


def approve(ctx: Context, type_: str, given: Given) -> None:
    """Raises ``Refused``: a list with mistakes, a post that may not, a person that lacks."""
    path = editions.file_of(ctx, type_)
    if type_ not in ctx.of(Checklists).files():
        how = shlex.join(["kit", "checklists", "edit", type_, "--file", path])
        raise Refused("edition-waits", type=type_, how=how)
    data = editions.bytes_of(path)
    faults = faults_of(ctx, path)
    if faults:
        refuse_faults(ctx, type_, path, faults)
    given = _complete(ctx, given)
    doc = editions.doc_of(editions.register(ctx), type_)
    fields = {
        "edition": _edition(given.edition, st.next_number(doc)),
        "number": clean(given.number, 100) or (doc.get("number") if doc else ""),
        "compiled_by": _known(ctx, given.compiled),
        "reviewed_by": _known(ctx, given.reviewed),
        "approved_by": _known(ctx, given.approved),
    }
    fields["post"] = _post(ctx, given)
    today = ctx.now().wall.date()
    start = _day(given.in_force, today)
    fields["in_force"] = f"{start:%Y-%m-%d}"
    fields["review_by"] = f"{_review(given.review, start):%Y-%m-%d}"
    fields["reason"] = clean(given.reason, 500) or "; ".join(st.reasons(doc))[:500]
    fields["answers"] = _answers(ctx, type_, given.answers, st.answered(doc))
    fields["hash"] = texts.keep(ctx.home, data)
    shipped = editions.shipped_bytes(ctx, type_)
    if shipped is not None:
        fields["base"] = texts.keep(ctx.home, shipped)
    from kit.people.registers.command.answers import said

    title = ctx.of(Checklists).checklist(type_).title.get(ctx.me.lang)
    book, made = record(ctx, type_, title, "approve", _told(fields), given.by)
    said(ctx, book, made, given.as_json)
    if not given.as_json:
        told = {"edition": fields["edition"], "start": fields["in_force"]}
        ctx.err.say("editions.now-approved", type=type_, review=fields["review_by"], **told)
    if fields["approved_by"] in (fields["compiled_by"], fields["reviewed_by"]):
        ctx.err.say("editions.same-person", who=fields["approved_by"])


def take_back(ctx: Context, verb: str, type_: str, reason: str, by: str, as_json: bool) -> None:
    """What was recorded last of a list counts no more, or again. Raises ``Refused``."""
    from kit.people.registers.command import answers

    act = partial(answers.take_back, ctx, EDITION, verb, type_, clean(reason, 500))
    book, made = desk.record(ctx, EDITION.name, act, by=by)
    answers.said(ctx, book, made, as_json)


def _told(fields: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in fields.items() if text}


def _edition(text: str, next_: int) -> str:
    return clean(text, 20).strip() or str(next_)


def _complete(ctx: Context, given: Given) -> Given:
    """With who compiled, reviewed and approved it, and by which post: asked for at a terminal one
    after the other, else all that lacks is told at once. Raises ``Refused``."""
    from kit.ground.terminal.ask import Option, Question, terminal
    from kit.ground.terminal.noting import ask_name

    site, may = _may(ctx)
    said = {name: clean(getattr(given, name), 100).strip() for name in PEOPLE}
    lang, post = ctx.me.lang, given.post.strip()
    if not post and len(site.approves) == 1:
        post = site.approves[0]
    if post:
        _checked_post(site, may, post, lang)
    if terminal() and not given.as_json:
        for name, text in said.items():
            if not text:
                asked = Question(name, ctx.out.word(f"editions.ask-{name}"), "text")
                given_name = ask_name(partial(ctx.ask.ask, asked), ctx.err.say)
                said[name] = clean(given_name, 100).strip()
        if not post:
            options = [Option(id_, site.title_of(id_).get(lang)) for id_ in may]
            asked = Question("post", ctx.out.word("editions.ask-post"), options=options)
            post = ctx.ask.ask(asked) or ""
    lacks = [f"--{name} NAME" for name, text in said.items() if not text]
    lacks += ["--post POST"] * (not post)
    if lacks:
        names = [f"{id_} {site.title_of(id_).get(lang)}" for id_ in may]
        code = "edition-lacks-post" if not post else "edition-lacks"
        raise Refused(code, Exit.USAGE, options=", ".join(lacks), names=names)
    return replace(given, post=post, **said)


def _known(ctx: Context, name: str) -> str:
    return desk.one_name(ctx, desk.site(ctx))(name)


def _may(ctx: Context) -> tuple[Profile, list[str]]:
    """The site and the posts that its plan has approve a list; any where it names none."""
    sites = ctx.of(Sites)
    site = sites.in_use(ctx.me.profile)
    return site, site.approves or [role for role in site.roles if role not in EMERGENCY]


def _checked_post(site: Profile, may: list[str], wanted: str, lang: str) -> str:
    """Raises ``Refused``."""
    post = _meant(site, wanted)
    if post not in may:
        code = "edition-not-post" if site.approves else "edition-post"
        named = [f"{id_} {site.title_of(id_).get(lang)}" for id_ in may]
        raise Refused(code, Exit.USAGE, post=clean(wanted, 60), names=named)
    return post


def _post(ctx: Context, given: Given) -> str:
    """What the post is called: one that the site's plan names for it, else any of the site's."""
    site, may = _may(ctx)
    return site.title_of(_checked_post(site, may, given.post, ctx.me.lang)).get(ctx.me.lang)


def _meant(site: Profile, text: str) -> str:
    """A post by its id or by what it is called in either language."""
    wanted = text.casefold()
    for id_ in site.roles:
        title = site.title_of(id_)
        if wanted in (id_, title.zh.casefold(), title.en.casefold()):
            return id_
    return wanted


def _day(text: str, otherwise: date) -> date:
    return parse_day(text) if text.strip() else otherwise


def _review(text: str, start: date) -> date:
    """A year after it comes into force, where nobody says: ours, no plan gives an interval."""
    day = start.day if (start.month, start.day) != (2, 29) else 28
    found = _day(text, date(start.year + 1, start.month, day))
    if found <= start:
        raise Refused("edition-review", Exit.USAGE, text=clean(text, 40))
    return found


def _answers(ctx: Context, type_: str, text: str, known: set[str]) -> str:
    """The red lines that this edition answers: all that are open, or those of the incidents, steps
    or single lines that are named. Raises ``Refused`` where a name means none."""
    marks = keys(editions.marked(ctx, type_).get(type_, ()))
    still = [mark for mark in marks if mark not in known]
    if text.strip() == ALL:
        return " ".join(still)
    out: list[str] = []
    for word in text.replace(",", " ").replace("，", " ").split():
        found = [m for m in still if word == m or word in m.split("/") or m.startswith(word + "/")]
        if not found:
            raise Refused("edition-answers", Exit.NOT_FOUND, text=clean(word, 60), names=still[:9])
        out += found
    return " ".join(dict.fromkeys(out))
