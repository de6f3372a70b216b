"""Why incidents happened, and what repeats."""

from __future__ import annotations

from kit.ground.base.clean import clean
from kit.ground.documents.page import Row, Section, cells, count, lines
from kit.review.archive.rules.totals import Causes
from kit.review.period.show.writer import Writer


def repeated(page: Writer) -> list[tuple[str, Causes]]:
    """Causes of more than one incident of the period, or of one that repeats an earlier; first what
    somebody said is a repeat, then the commonest."""
    found = page.total.causes.items()
    again = [(key, one) for key, one in found if one.count > 1 or one.repeats]
    return sorted(again, key=lambda each: (-each[1].repeats, -each[1].count, each[0]))


def causes(page: Writer) -> list[Section]:
    """The commonest first, each with its incidents; and how many have one at all."""
    found = sorted(page.total.causes.items(), key=lambda each: (-each[1].count, each[0]))
    runs = page.total.incidents.runs
    said = sum(one.count for _, one in found)
    texts = [page.say("causes-said", n=said, all=runs)]
    if not found:
        return [page.section("causes", texts)] if runs else []
    rows = [
        Row(
            cells(
                [
                    cause_text(page, key, one),
                    count(one.count),
                    count(one.repeats),
                    refs_text(page, one, one.refs),
                ]
            )
        )
        for key, one in found
    ]
    heads = ["cause", "runs", "repeats", "refs"]
    section = page.tabled("causes", heads, [5, 2, 2, 10], rows, False)
    return [Section(section.name, section.title, lines=lines(texts), table=section.table)]


def refs_text(page: Writer, one: Causes, refs: list[str]) -> str:
    """These incidents of the cause, and which repeats which; that it has earlier ones is said."""
    told = [
        page.say("repeat-of", ref=ref, of=one.again[ref]) if ref in one.again else ref
        for ref in refs
    ]
    named = "  ".join(told)
    return page.say("and-more") + named if one.count > len(refs) else named


def cause_text(page: Writer, key: str, one: Causes) -> str:
    return page.words(one.names) or clean(key, 60)
