"""What was not done: calls late or never made, critical steps, steps that are often left out."""

from __future__ import annotations

from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.ground.documents.page import Row, Section, cells, lines
from kit.ground.documents.spans import lasting
from kit.incidents.incident.rules.names import StepKey, TimerKey
from kit.review.archive.rules.totals import MissedIn, Skips
from kit.review.period.show.writer import Writer, whole_refs

SHOWN = 20  # critical steps that are named
OFTEN = 3  # times that a step was left out before it is named


def missed(page: Writer) -> list[Section]:
    """Each by itself with its incident, the gravest first; how many more there are is said."""
    found = page.total.missed
    if not found:
        return []
    rows = [
        Row(
            cells(
                [
                    one.ref,
                    _what(page, one),
                    page.at(one.what.due),
                    page.say("never") if one.what.never else page.say(
                        "late-by", by=lasting(one.what.late, page.lang).text
                    ),
                ]
            ),
            one.what.never,
        )
        for one in found
    ]
    section = page.tabled("missed", ["ref", "what", "due-at", "stands"], [5, 10, 3, 4], rows, False)
    section = whole_refs(section)
    kept = page.total.kept.items()
    more = sum(k.late + k.never for name, k in kept if name != "countdowns") - _shown(found)
    texts = [page.say("missed-more", n=more)] if more > 0 else []
    return [Section("missed", section.title, lines=lines(texts), table=section.table)]


def _shown(found: list[MissedIn]) -> int:
    return sum(one.what.row != "countdowns" for one in found)


def _what(page: Writer, one: MissedIn) -> str:
    """By the list's own words; what people handed on or promised has none there."""
    named = page.words(one.what.names)
    if one.what.who:
        named = page.say("promise-to", who=clean(one.what.who, 60))
    if not named:
        sort = TimerKey(one.what.timer).sort or "hand"
        named = word(page.lang, f"summary.row-{one.what.row}") if sort else one.what.timer
    owner = one.what.row.partition("-")[2]
    if owner in ("site", "ours"):
        named = word(page.lang, f"summary.mark-{owner}", title=named)
    if one.what.round == 1:
        return named
    return word(page.lang, "summary.round", title=named, n=one.what.round)


def steps(page: Writer) -> list[Section]:
    tally = page.total.tally
    line = page.say("steps", done=tally.done, skipped=tally.skipped, left=tally.left)
    critical = page.say("critical", n=tally.critical)
    out = [page.section("steps", [line, critical], *[1] * bool(tally.critical))]
    if page.total.critical:
        rows = [
            Row(cells([one.ref, step, _how(page, one.what.skipped)]), True)
            for one in page.total.critical[:SHOWN]
            for step in [page.words(one.what.names) or one.what.step]
        ]
        section = page.tabled("undone", ["ref", "step", "stands"], [5, 12, 4], rows, False)
        section = whole_refs(section)
        more = tally.critical - len(rows)
        texts = [page.say("missed-more", n=more)] if more > 0 else []
        out.append(Section("undone", section.title, lines=lines(texts), table=section.table))
    often = sorted(
        ((key, one) for key, one in page.total.skips.items() if one.skipped + one.left >= OFTEN),
        key=lambda each: (-(each[1].skipped + each[1].left), each[0]),
    )[:20]
    if often:
        rows = [Row(cells(_often(page, key, one))) for key, one in often]
        heads = ["type", "step", "skipped", "left", "of"]
        out.append(page.tabled("often", heads, [5, 10, 2, 2, 2], rows, False))
    return out


def _how(page: Writer, skipped: bool) -> str:
    return page.say("was-skipped" if skipped else "was-left")


def _often(page: Writer, key: str, one: Skips) -> list[str]:
    runs = page.total.types.get(one.type)
    step = page.words(one.names) or StepKey(key.partition(" ")[2]).step
    counts = [one.skipped, one.left, runs.runs if runs is not None else 0]
    return [page.name(page.total.names, one.type), step, *map(str, counts)]
