"""``kit drill score|record|report|compare``: what became of a drill."""

from __future__ import annotations

from typing import Any

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Exit, Refused
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
from kit.readiness.drills.command import recording
from kit.readiness.drills.command.shared import named, number, ref_argument, tell, text, texts
from kit.readiness.drills.files import desk
from kit.readiness.drills.files.store import Drills
from kit.readiness.drills.rules import acts
from kit.readiness.drills.rules.whole import Whole
from kit.review.summary.command import put

SET = "--set EXPECTATION=POINTS"


def register(group: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    @group.command("score", help=ctx.out.word("help.drill-score"), **how)
    def score(
        ref: str = ref_argument(ctx),
        points: list[str] = texts(ctx, "--set", "set", "EXPECTATION=N"),
        reason: str = text(ctx, "--reason", "reason"),
        by: str = by_option(ctx),
        output: str = output_option(ctx),
        redact: bool = redact_option(ctx),
        force: bool = force_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        if points:
            _set(ctx, ref, [number(each, SET) for each in points], reason, by, as_json)
            return
        from kit.readiness.drills.show import scored

        _page(ctx, ref, scored, scored.page, output, redact, force, as_json)

    recording.register(group, ctx, how)

    @group.command("report", help=ctx.out.word("help.drill-report"), **how)
    def report(
        ref: str = ref_argument(ctx),
        output: str = output_option(ctx),
        redact: bool = redact_option(ctx),
        force: bool = force_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        from kit.readiness.drills.show import recorded

        _page(ctx, ref, recorded, recorded.report, output, redact, force, as_json)

    @group.command("compare", help=ctx.out.word("help.drill-compare"), **how)
    def compare(
        ref: str = ref_argument(ctx),
        last: int = typer.Option(4, "--last", metavar="N", help=ctx.out.word("help.drill-last")),
        output: str = output_option(ctx),
        force: bool = force_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        _compare(ctx, ref, last, output, force, as_json)


def _page(
    ctx: Context, ref: str, show: Any, page: Any, output: str, redact: bool, force: bool,
    as_json: bool,
) -> None:  # fmt: skip
    face = face_asked(output, force)
    look = looking(ctx, redact)
    whole = desk.whole(look, look.of(Drills).pick(ref))
    data = show.as_json(whole, ctx.me.lang) if as_json or face == "json" else None
    put(ctx, [page(whole, ctx.me.lang)], data, output, face)
    look.flush_warnings()


def _set(
    ctx: Context, ref: str, points: list[tuple[str, int]], reason: str, by: str, as_json: bool
) -> None:
    book = ctx.of(Drills).pick(ref)
    acts.changeable(book.state)
    who = named(ctx, by, "drill.set-who")

    def act(draft: acts.Draft) -> None:
        for id_, n in points:
            acts.overrule(draft, id_, n, reason)

    desk.record(ctx, book, act, who)
    said = [
        ctx.out.word("drill.noted-set", id=clean(id_, 40), points=n, reason=clean(reason, 200),
                     by=clean(who, 60) or ctx.recorder)
        for id_, n in points
    ]  # fmt: skip
    tell(ctx, book, said, as_json)


def _compare(ctx: Context, ref: str, last: int, output: str, force: bool, as_json: bool) -> None:
    """With the last ones of the same list of the same kind, the newest being this one."""
    face = face_asked(output, force)
    drills = ctx.of(Drills)
    this = desk.whole(ctx, drills.pick(ref))
    held = [desk.whole(ctx, book) for book in drills.all()]
    alike = [one for one in held if _alike(one, this)][-max(2, min(last, 12)) :]
    if len(alike) < 2:
        found = this.drill.scenario
        raise Refused("drill-compare-few", Exit.NOT_FOUND, type=found.type if found else "-",
                      scenario=found.id if found else "")  # fmt: skip
    from kit.readiness.drills.show.compared import compared, compared_json

    lang = ctx.me.lang
    data = compared_json(alike, lang) if as_json or face == "json" else None
    put(ctx, [compared(alike, lang)], data, output, face)
    ctx.flush_warnings()


def _alike(one: Whole, this: Whole) -> bool:
    """Over, not called off for something real, of the same type, and no later than this one."""
    a, b = one.drill, this.drill
    if a.scenario is None or b.scenario is None or a.begun is None or b.begun is None:
        return False
    over = a.ended is not None and a.why == "finished"
    return (over or a.ref == b.ref) and a.scenario.type == b.scenario.type and a.begun <= b.begun
