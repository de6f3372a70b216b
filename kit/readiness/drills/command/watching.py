"""``kit drill observe``: what an observer or a controller notes while it goes on, and after."""

from __future__ import annotations

from typing import Any

import typer

from kit.ground.console.context import Context
from kit.ground.console.options import by_option, json_option
from kit.ground.console.times import happened
from kit.ground.terminal.ask import terminal
from kit.readiness.drills.command.shared import number, ref_argument, tell, text, texts
from kit.readiness.drills.files import desk
from kit.readiness.drills.files.store import Book, Drills
from kit.readiness.drills.files.tables import table
from kit.readiness.drills.rules import acts

COUNT = "--count transfer=2"


def register(group: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    @group.command("observe", help=ctx.out.word("help.drill-observe"), **how)
    def observe(
        ref: str = ref_argument(ctx),
        given: str = text(ctx, "--given", "given", "INJECT"),
        failed: str = text(ctx, "--failed", "failed", "INJECT"),
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
        said = [note, reason]
        if not (given or failed or yes or no or remark or counts) and terminal() and not as_json:
            from kit.readiness.drills.talk.observe import observe as live

            raise typer.Exit(live(ctx, book, by))
        noted = _note(ctx, book, given, failed, yes, no, remark, counts, said, at, by)
        if noted:
            tell(ctx, book, noted, as_json)
        else:
            from kit.readiness.drills.show.observing import as_json as data
            from kit.readiness.drills.show.observing import lines

            desk.give_due(ctx, book)
            whole = desk.whole(ctx, book)
            if as_json:
                ctx.out.json(data(whole, ctx.me.lang))
            else:
                ctx.out.lines(lines(whole, ctx.me.lang, ctx.out.width))
        ctx.flush_warnings()


def _note(
    ctx: Context, book: Book, given: str, failed: str, yes: list[str], no: list[str],
    remark: str, counts: list[tuple[str, int]], said: list[str], at: str, by: str,
) -> list[str]:  # fmt: skip
    """All of it in one act; what was noted, in words. Raises ``Refused``; then nothing was."""
    noted: list[str] = []
    word = ctx.out.word
    when = happened(ctx, at, desk.now(ctx, book.state).wall) if at else None
    items = table(ctx.home) if counts else None

    def act(draft: acts.Draft) -> None:
        noted.clear()
        if given:
            acts.give(draft, given, True)
            noted.append(word("drill.noted-given", id=given))
        if failed:
            acts.fail(draft, failed, said[1] or said[0])
            noted.append(word("drill.noted-failed", id=failed))
        for met, ids in ((True, yes), (False, no)):
            for id_ in ids:
                acts.judge(draft, id_, met, said[0])
                noted.append(word("drill.noted-yes" if met else "drill.noted-no", id=id_))
        if remark:
            acts.remark(draft, remark)
            noted.append(remark)
        for test, n in counts:
            if items is not None:
                acts.count(draft, items, test, n)
                noted.append(word("drill.noted-count", id=test, n=n))

    if given or failed or yes or no or remark or counts:
        desk.record(ctx, book, act, by, when)
    return noted
