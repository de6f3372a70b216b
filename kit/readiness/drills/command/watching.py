"""``kit drill observe``: what an observer or a controller notes while it goes on, and after."""

from __future__ import annotations

from typing import Any

import msgspec

from kit.ground.base.named import NOBODY
from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import by_option, json_option
from kit.ground.terminal.ask import Left, Question, terminal, yes_or_no
from kit.readiness.drills.command.shared import number, ref_argument, tell, text, texts
from kit.readiness.drills.files import desk
from kit.readiness.drills.files.desk import seen_at
from kit.readiness.drills.files.store import Book, Drills
from kit.readiness.drills.files.tables import table
from kit.readiness.drills.rules import acts
from kit.readiness.drills.rules.whole import Whole
from kit.readiness.drills.show import observing

COUNT = "--count transfer=2"


def register(group: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    @group.command("observe", help=ctx.out.word("help.drill-observe"), **how)
    def observe(
        ref: str = ref_argument(ctx),
        given: str = text(ctx, "--given", "given", "INJECT"),
        failed: str = text(ctx, "--failed", "failed", "INJECT"),
        not_failed: str = text(ctx, "--not-failed", "not-failed", "INJECT"),
        yes: list[str] = texts(ctx, "--yes", "yes", "EXPECTATION"),
        no: list[str] = texts(ctx, "--no", "no", "EXPECTATION"),
        remark: str = text(ctx, "--remark", "remark"),
        count: list[str] = texts(ctx, "--count", "count", "TEST=N"),
        note: str = text(ctx, "--note", "note"),
        reason: str = text(ctx, "--reason", "reason"),
        at: str = typer.Option("", "--at", metavar="TIME", help=ctx.out.word("help.at")),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        book = ctx.of(Drills).pick(ref)
        counts = [number(each, COUNT) for each in count]
        seen = _Seen(given, failed, not_failed, yes, no, remark, counts, note, reason)
        if not seen.any and terminal() and not as_json:
            from kit.readiness.drills.talk.observe import observe as live

            raise typer.Exit(live(ctx, book, by))
        noted = seen.record(ctx, book, at, by) if seen.any else []
        if noted:
            tell(ctx, book, noted, as_json)
        else:
            desk.give_due(ctx, book)
            whole = desk.whole(ctx, book)
            if as_json:
                ctx.out.json(observing.as_json(whole, ctx.me.lang))
            else:
                ctx.out.lines(observing.lines(whole, ctx.me.lang, ctx.out.width))
        ctx.flush_warnings()


class _Seen(msgspec.Struct):
    """What was typed: ids of injects and expectations, words."""

    given: str
    failed: str
    not_failed: str
    yes: list[str]
    no: list[str]
    remark: str
    counts: list[tuple[str, int]]
    note: str
    reason: str

    @property
    def any(self) -> bool:
        injects = self.given or self.failed or self.not_failed
        return bool(injects or self.yes or self.no or self.remark or self.counts)

    def record(self, ctx: Context, book: Book, at: str, by: str) -> list[str]:
        """All of it in one act; what was noted, read back from what stands there now. Raises
        ``Refused``; then nothing was."""
        desk.give_due(ctx, book)
        when = seen_at(ctx, book.state, at) if at else None
        items = table(ctx.home) if self.counts else None
        why = self.reason or self.note
        if self.failed and terminal():
            why = self._asked(ctx, book, why)
        who = by if by or ctx.recorder.strip() not in NOBODY else book.state.observer

        def act(draft: acts.Draft) -> None:
            if self.given:
                acts.give(draft, self.given, True)
            if self.failed:
                acts.fail(draft, self.failed, why)
            if self.not_failed:
                acts.restore(draft, self.not_failed, why)
            for met, ids in ((True, self.yes), (False, self.no)):
                for id_ in ids:
                    acts.judge(draft, id_, met, self.note)
            if self.remark:
                acts.remark(draft, self.remark)
            for test, n in self.counts:
                if items is not None:
                    acts.count(draft, items, test, n)

        desk.record(ctx, book, act, who, when)
        return self._told(ctx, desk.whole(ctx, ctx.of(Drills).load(book.ref)))

    def _asked(self, ctx: Context, book: Book, why: str) -> str:
        """The reason, and of what was given whether it is meant. Raises ``Refused``, ``Left``."""
        acts.inject_of(book.state, self.failed)
        word, ask = ctx.out.word, ctx.ask.ask
        why = why or ask(Question("failed", word("drill.observe-why"), "text")) or ""
        at = book.state.given.get(self.failed)
        if at is not None:
            asked = word("drill.observe-sure", id=self.failed, at=f"{at:%H:%M}")
            if ask(yes_or_no("failed-sure", asked, ctx.me.lang)) != "yes":
                raise Left
        return why

    def _told(self, ctx: Context, whole: Whole) -> list[str]:
        word, lang = ctx.out.word, ctx.me.lang
        out = [word("drill.noted-given", id=self.given)] if self.given else []
        if self.failed:
            out.append(observing.failed(whole, self.failed, lang))
        if self.not_failed:
            state = observing.given_state(whole, self.not_failed, lang)
            out.append(word("drill.noted-restored", id=self.not_failed, state=state))
        out += [observing.judged(whole, id_, lang) for id_ in [*self.yes, *self.no]]
        out += [self.remark] if self.remark else []
        return [*out, *(word("drill.noted-count", id=test, n=n) for test, n in self.counts)]
