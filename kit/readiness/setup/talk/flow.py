"""What is asked, in which order. Every answer is kept as soon as it is given, so that one may leave
at any point; Enter keeps what is there, going back leads to the question before."""

from __future__ import annotations

from collections.abc import Iterator

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Refused
from kit.ground.base.words import word
from kit.ground.console.context import Context
from kit.ground.terminal.ask import Flow, Option, Question
from kit.plans.checklists.files import Checklists
from kit.plans.sites.files import Sites
from kit.plans.sites.rules import CALENDAR, FACTS
from kit.plans.sites.show import amount
from kit.readiness.setup.files import site as read_site
from kit.readiness.setup.rules import Site, changes, parts, value
from kit.readiness.setup.show import (
    figure_name,
    hint,
    known,
    label,
    list_title,
    odd_number,
    post_value,
    say,
    standing,
    whose,
)
from kit.readiness.setup.talk.same import ask_same, known_numbers

OUT = "-"  # typed for what is to be taken out
SECTIONS = ("facts", "posts", "minutes", "types")


class Setup:
    """One run. ``site`` is as it stands on disk; ``at`` is the key that is asked for, ``section``
    what the picture lists, ``message`` what is said of the last answer."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.lang = ctx.me.lang
        self.message = ""
        self.at = ""
        self.section = ""
        self.site: Site = self._read()
        self.unreachable = {post.role for post in self.site.posts() if not post.reachable}

    def _read(self) -> Site:
        ctx = self.ctx
        return read_site(ctx.of(Checklists), ctx.of(Sites), ctx.me.profile)

    def file(self) -> str:
        return self.ctx.of(Sites).own_file(self.ctx.me.profile)

    def keep(self, key: str, text: str) -> bool:
        """Put an answer into the file; False, with the reason as message, where it cannot be."""
        try:
            self.ctx.of(Sites).change(changes(self.site, key, text, self.lang), self.ctx.me.profile)
            self.site = self._read()
        except Refused as refused:
            self.message = word(self.lang, f"refused.{refused.code}", **refused.fill)
            return False
        self.message = say(self.lang, "kept", name=label(self.site, key, self.lang))
        return True

    # ---- the order ------------------------------------------------------------------------

    def flow(self, what: str = "") -> Flow[int]:
        """``what``: a section or a key, to be asked for alone."""
        if what:
            yield from self._only(what)
            return 0
        if self.site.own is None:
            yield from self.walk()
        yield from self.menu()
        return 0

    def _only(self, what: str) -> Flow[None]:
        if what in SECTIONS:
            yield from self.pick(what)
        elif what == "kind":
            yield from self._kind()
        elif what in self.site.profile.roles:
            yield from self._of_post(what)
        else:
            changes(self.site, what, "", self.lang)  # is there such
            yield from self._in_turn(list(self._with_english(what)))

    def _with_english(self, key: str) -> Iterator[str]:
        """A fact is asked for in English, too, where it alone is asked for."""
        yield key
        if key in FACTS:
            yield f"{key}.en"

    def walk(self) -> Flow[None]:
        """One after the other: the kind of site, its name, the place, then every post that nobody
        can ring, those first on whom a life hangs."""
        self.message = say(self.lang, "none-needed")
        if (yield from self._kind()) is None:
            return
        self.unreachable = {post.role for post in self.site.posts() if not post.reachable}
        keys: list[str] = [*known(self.site)]
        for post in self.site.posts():
            if post.role in self.unreachable:
                keys += parts(post.role)
        yield from self._in_turn(keys)

    def rest(self) -> Flow[None]:
        """Only what is missing."""
        keys: list[str] = []
        for one in self.site.missing():
            keys += [one.key] if one.key in (*FACTS, *CALENDAR) else parts(one.key)
        yield from self._in_turn(keys)

    def _of_post(self, role: str) -> Flow[None]:
        """Who holds it and the numbers; how it is called otherwise is said."""
        post, how = label(self.site, role, self.lang), f"kit setup {role}.title"
        self.message = say(self.lang, "title-how", post=post, how=how)
        yield from self._in_turn(parts(role))

    def _in_turn(self, keys: list[str]) -> Flow[None]:
        at = 0
        while 0 <= at < len(keys):
            at += 1 if (yield from self.ask(keys[at])) else -1

    def menu(self) -> Flow[None]:
        while True:
            self.at = self.section = ""
            missing = len(self.site.missing())
            options = [Option("walk", say(self.lang, "walk", n=missing))] if missing else []
            options += [Option(name, self.line(name)) for name in ("kind", "name", *SECTIONS)]
            options.append(Option("leave", say(self.lang, "leave"), "q"))
            picked = yield Question("setup", say(self.lang, "ask-menu"), options=options)
            if picked in (None, "leave"):
                return
            if picked == "walk":
                yield from self.rest()
            elif picked == "kind":
                yield from self._kind()
            elif picked == "name":
                yield from self.ask("name")
            else:
                yield from self.pick(str(picked))

    def line(self, name: str) -> str:
        """A section with how much of it is filled in."""
        site, lang = self.site, self.lang
        if name == "kind":
            said = site.shipped[site.kind].title.get(lang)
        elif name == "name":
            said = value(site, "name", lang) or say(lang, "empty")
        elif name == "facts":
            facts = known(site)
            n = sum(bool(site.profile.fact(fact, lang)) for fact in facts)
            said = say(lang, "filled", n=n, all=len(facts))
        elif name == "posts":
            posts = site.posts()
            n = sum(post.reachable for post in posts)
            said = say(lang, "with-number", n=n, all=len(posts))
        elif name == "minutes":
            said = say(lang, "own-minutes", n=len(site.own.minutes) if site.own else 0)
        else:
            said = say(lang, "types-count", n=len(site.profile.types))
        return f"{say(lang, name)}  {said}"

    # ---- one thing -------------------------------------------------------------------------

    def pick(self, section: str) -> Flow[None]:
        """Something of a section, until there is nothing more."""
        self.section = section
        while True:
            self.at = ""
            options = [Option(key, text) for key, text in self.listed(section)]
            picked = yield Question(section, say(self.lang, "ask-which"), options=options)
            if picked is None:
                return
            if section == "types":
                self._toggle(picked)
            elif section == "posts":
                yield from self._of_post(picked)
            else:
                yield from self.ask(picked)

    def listed(self, section: str) -> Iterator[tuple[str, str]]:
        """Keys of a section, each with what stands there now."""
        site, lang = self.site, self.lang
        empty = say(lang, "empty")
        if section == "facts":
            for fact in known(site):
                yield fact, f"{label(site, fact, lang)}  {value(site, fact, lang) or empty}"
        elif section == "posts":
            for post in site.posts():
                yield post.role, f"{label(site, post.role, lang)}  {post_value(post, lang)}"
        elif section == "minutes":
            for name, figure in site.figures().items():
                owner = whose(site, name, figure, lang)
                long = amount(figure, site.profile, lang)
                yield f"minutes.{name}", f"{long} ({owner})  {figure_name(site, name, lang)}"
        else:
            for checklist in site.all_lists:
                mark = "x" if checklist.id in site.profile.types else " "
                yield checklist.id, f"[{mark}] {list_title(site, checklist.id, lang)}"

    def _toggle(self, type_: str) -> None:
        there = list(self.site.profile.types)
        taken = type_ in there
        kept = [name for name in there if name != type_] if taken else [*there, type_]
        if kept and self.keep("types", ",".join(kept)):
            title = list_title(self.site, type_, self.lang)
            self.message = say(self.lang, "toggled-out" if taken else "toggled-in", name=title)

    def _kind(self) -> Flow[bool | None]:
        self.at, self.section = "kind", ""
        options = [Option(k, p.title.get(self.lang)) for k, p in self.site.shipped.items()]
        now = self.site.shipped[self.site.kind].title.get(self.lang)
        lines = [say(self.lang, "now", text=now)]
        asked, kind = say(self.lang, "ask-kind"), self.site.kind
        picked = yield Question("kind", asked, "choice", options, kind, lines=lines, safe=True)
        if picked is None:
            return None
        if picked != self.site.kind or self.site.own is None:
            return self.keep("kind", picked)
        return True

    def ask(self, key: str) -> Flow[bool]:
        """One text; False when somebody went back. The line is empty, so that typing replaces what
        is there. A number in doubt is kept and said so: whoever types on is stopped by nothing."""
        self.at = key
        typed = ""
        self.section = _section(key) or self.section
        while True:
            now = self._own(key)
            text = yield Question(
                key,
                say(self.lang, "ask", name=label(self.site, key, self.lang)),
                "text",
                lines=self._above(key, now, typed),
                optional=True,
            )
            if text is None:
                return False
            text = text.strip()
            if text in ("", now):
                self.message = standing(self.site, key, self.lang)
                return True
            if self.keep(key, "" if text == OUT else text):
                if text == OUT:
                    self.message = standing(self.site, key, self.lang)
                self._warn_longer(key)
                self._doubt(key, text)
                self.message = (yield from ask_same(self.ctx, key, text)) or self.message
                return True
            typed = text

    def _above(self, key: str, now: str, typed: str) -> list[str]:
        """What stands above the line: what is wanted, what there is, what was typed and refused."""
        out = [hint(self.site, key, self.lang), *known_numbers(self.ctx, self.site, key)]
        if not key.startswith("minutes."):  # their hint says it
            out.append(say(self.lang, "now", text=clean(now, 60) or say(self.lang, "empty")))
        return [*out, say(self.lang, "typed", text=clean(typed, 60))] if typed else out

    def _doubt(self, key: str, text: str) -> None:
        odd = odd_number(key, text, self.lang)
        if odd:
            fill = {"name": label(self.site, key, self.lang), "text": clean(text, 60)}
            self.message = say(self.lang, "odd-kept", **fill, why=odd)

    def _own(self, key: str) -> str:
        """What the site says there itself, in English nothing that is as in Chinese."""
        now = value(self.site, key, self.lang)
        return "" if key.endswith(".en") and now == value(self.site, key[:-3], "zh") else now

    def _warn_longer(self, key: str) -> None:
        """A figure of the site's own that is longer than the plan's is said so."""
        head, _, name = key.partition(".")
        plan = self.site.shipped[self.site.kind].minutes.get(name)
        own = self.site.profile.minutes.get(name)
        if head == "minutes" and plan and own and plan.cites and 0 < plan.value < own.value:
            figures = {"n": f"{own.value:g}", "plan": f"{plan.value:g}"}
            self.message = say(self.lang, "longer", **figures)


def _section(key: str) -> str:
    head = key.partition(".")[0]
    if head in FACTS or head in CALENDAR:
        return "facts"
    return "minutes" if head == "minutes" else "" if head in ("kind", "types") else "posts"
