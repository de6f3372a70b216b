"""``kit drill record``: the record as a page, and what people add to it."""

from __future__ import annotations

from typing import Any

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Refused
from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import (
    by_option,
    face_asked,
    force_option,
    json_option,
    output_option,
    redact_option,
)
from kit.people.contacts.files.looking import looking
from kit.people.registers.files import desk as registers
from kit.people.registers.rules import acts as register_acts
from kit.people.registers.rules.books import ACTION
from kit.readiness.drills.command.shared import flag, pair, ref_argument, tell, text, texts
from kit.readiness.drills.files import desk
from kit.readiness.drills.files.store import Book, Drills
from kit.readiness.drills.files.tables import table
from kit.readiness.drills.rules import acts
from kit.review.summary.command import put


def register(group: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    @group.command("record", help=ctx.out.word("help.drill-record"), **how)
    def record(
        ref: str = ref_argument(ctx),
        fill: list[str] = texts(ctx, "--fill", "fill", "LINE=TEXT"),
        who: list[str] = texts(ctx, "--who", "who", "NAME=POST"),
        said: list[str] = texts(ctx, "--said", "said", "NAME=TEXT"),
        rate: list[str] = texts(ctx, "--rate", "rate", "ITEM=RATING"),
        reason: str = text(ctx, "--reason", "reason"),
        problem: str = text(ctx, "--problem", "problem"),
        good: str = text(ctx, "--good", "good"),
        cause: str = text(ctx, "--cause", "cause"),
        expect: str = text(ctx, "--expect", "expect", "EXPECTATION"),
        action: str = text(ctx, "--action", "action"),
        owner: str = text(ctx, "--owner", "owner", "NAME"),
        due: str = text(ctx, "--due", "due", "DAY"),
        complete: bool = flag(ctx, "--complete", "complete"),
        reopen: str = text(ctx, "--reopen", "reopen", "REASON"),
        by: str = by_option(ctx),
        output: str = output_option(ctx),
        redact: bool = redact_option(ctx),
        force: bool = force_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        book = ctx.of(Drills).pick(ref)
        added = _Added(fill, who, said, rate, reason, problem, good, cause, expect)
        noted = _reopened(ctx, book, reopen, by) if reopen else []
        if added.any or action:
            noted += added.note(ctx, book, by, action, owner, due)
        if complete:
            _complete(ctx, book, by)
            noted.append(ctx.out.word("drill.noted-complete"))
        if noted:
            tell(ctx, book, noted, as_json)
            return
        from kit.readiness.drills.show import recorded

        face = face_asked(output, force)
        look = looking(ctx, redact)
        whole = desk.whole(look, look.of(Drills).pick(book.ref))
        data = recorded.as_json(whole, ctx.me.lang) if as_json or face == "json" else None
        put(ctx, [recorded.record(whole, ctx.me.lang)], data, output, face)
        look.flush_warnings()


class _Added:
    """What was typed, read before anything is recorded."""

    def __init__(
        self, fill: list[str], who: list[str], said: list[str], rate: list[str], reason: str,
        problem: str, good: str, cause: str, expect: str,
    ) -> None:  # fmt: skip
        self.fill = [pair(each, "--fill LINE=TEXT") for each in fill]
        self.who = [pair(each, "--who NAME=POST") for each in who]
        self.said = [pair(each, "--said NAME=TEXT") for each in said]
        self.rate = [pair(each, "--rate ITEM=met") for each in rate]
        self.reason, self.problem, self.good = reason, problem, good
        self.cause, self.expect = cause, expect

    @property
    def any(self) -> bool:
        return bool(self.fill or self.who or self.said or self.rate or self.problem or self.good)

    def note(
        self, ctx: Context, book: Book, by: str, action: str, owner: str, due: str
    ) -> list[str]:
        """All in one act; an action first, so that the record names one that is there."""
        items = table(ctx.home)
        acts.changeable(ctx.of(Drills).load(book.ref).state)
        if self.expect:
            acts.expect_of(book.state, self.expect)
        id_ = _action(ctx, book, self, action, owner, due, by) if action else ""

        def act(draft: acts.Draft) -> None:
            for line, what in self.fill:
                acts.fill(draft, items, line, what)
            for name, post in self.who:
                acts.took_part(draft, name, post, "")
            for name, what in self.said:
                acts.took_part(draft, name, "", what)
            for item, rating in self.rate:
                acts.rate(draft, items, item, rating, self.reason)
            if self.problem or action:
                what = self.problem or action
                acts.problem(draft, what, self.cause, False, self.expect, id_)
            if self.good:
                acts.problem(draft, self.good, self.cause, True, "", "")

        desk.record(ctx, book, act, by)
        return self._told(ctx, id_)

    def _told(self, ctx: Context, id_: str) -> list[str]:
        word = ctx.out.word
        out = [word("drill.noted-filled", id=clean(line, 40)) for line, _ in self.fill]
        out += [word("drill.noted-part", name=clean(n, 60)) for n, _ in [*self.who, *self.said]]
        out += [
            word("drill.noted-rated", id=clean(item, 40), rating=word(f"drill.rating-{rating}"))
            for item, rating in self.rate
        ]
        out += [word("drill.noted-problem")] * bool(self.problem)
        out += [word("drill.noted-good")] * bool(self.good)
        return [*out, *([word("drill.problem-action", id=id_).lstrip("；; ")] if id_ else [])]


def _action(
    ctx: Context, book: Book, added: _Added, measure: str, owner: str, due: str, by: str
) -> str:
    """An improvement action of the register, its source this drill and the line that shows it; its
    id. Raises ``Refused``."""
    whole = desk.whole(ctx, book)
    mark = next((m for m in whole.score.marks if m.expect.id == added.expect), None)
    fields = {"measure": measure, "problem": added.problem, "cause": added.cause}
    shown = mark is not None and bool(mark.n)
    fields["source"] = f"{book.ref} {mark.ref}" if mark is not None and shown else book.ref
    fields["line"] = str(mark.n) if mark is not None and shown else added.expect[:20]
    fields = {name: said for name, said in fields.items() if said}
    day = registers.by_day(ctx, due, ctx.now().wall)
    id_ = registers.new_id(ctx)

    def act(draft: register_acts.Draft) -> None:
        register_acts.add(draft, ACTION, id_, fields, due=day, owner=owner, drill=True)

    registers.record(ctx, ACTION.name, act, by=by)
    return id_


def _reopened(ctx: Context, book: Book, reason: str, by: str) -> list[str]:
    """What was noted, with the score that it was complete with."""
    desk.record(ctx, book, lambda draft: acts.reopen(draft, reason), by)
    last = ctx.of(Drills).load(book.ref).state.closings[-1]
    fill = {"points": last.points, "of": last.of, "reason": clean(reason, 200)}
    return [ctx.out.word("drill.noted-reopened", **fill)]


def _complete(ctx: Context, book: Book, by: str) -> None:
    """Raises ``Refused`` with what is lacking."""
    from kit.readiness.drills.show.recorded import lacking

    whole = desk.whole(ctx, ctx.of(Drills).load(book.ref))
    acts.changeable(whole.drill)
    lacks, score = lacking(whole, ctx.me.lang), whole.score
    if lacks:
        raise Refused("drill-incomplete", ref=book.ref, names=lacks)
    desk.record(ctx, book, lambda draft: acts.complete(draft, [], score.points, score.of), by)
