"""What is told one by one: what is still open, and each incident on one line."""

from __future__ import annotations

from datetime import timedelta

from kit.ground.base.clean import clean
from kit.ground.base.words import has, word
from kit.ground.documents.page import Cell, Row, Section, cells, count, lines
from kit.ground.documents.spans import lasting
from kit.incidents.incident.show.texts import outcome
from kit.review.archive.rules.digest import Digest
from kit.review.archive.show.lists import closed_mark, closed_title
from kit.review.period.rules.period import Open
from kit.review.period.show.writer import Writer

MOST_OPEN = 40


def still_open(page: Writer) -> list[Section]:
    """What is owed now, whenever it began; what is overdue is loud."""
    owed = page.period.open
    if page.period.filters.any or not owed:
        return []
    rows = [_open(page, one) for one in owed[:MOST_OPEN]]
    heads, shares = ["what", "id", "whom", "since", "due-at", "stands"], [4, 5, 5, 3, 3, 4]
    section = page.tabled("open", heads, shares, rows, counts=False)
    texts = [page.say("open-how", n=len(owed), at=f"{page.period.now:%m-%d %H:%M}")]
    if len(owed) > MOST_OPEN:
        texts.append(page.say("open-more", n=len(owed) - MOST_OPEN))
    return [Section(section.name, section.title, lines=lines(texts), table=section.table)]


def _open(page: Writer, one: Open) -> Row:
    now, lang = page.period.now, page.lang
    what = word(lang, f"register.{one.sort}") if one.sort != "incident" else ""
    what = what or page.say("open-incident")
    late = one.due is not None and one.due < now
    if one.due is not None and late:
        stands = page.say("open-late", by=_days(page, now - one.due))
    else:
        stands = page.say("open-for", by=_days(page, now - one.since))
    due = page.at(one.due) if one.due is not None else Cell("-")
    id_ = one.about if one.sort == "callback" and one.about else one.id
    who = clean(one.who, 60) or "-"
    return Row(cells([what, id_, who, page.at(one.since), due, stands]), late)


def _days(page: Writer, length: timedelta) -> str:
    """Whole days from two on, else the hours and minutes."""
    if length >= timedelta(days=2):
        return page.say("days", n=length.days)
    return lasting(int(length.total_seconds()) // 60 * 60, page.lang).text


def incidents(page: Writer) -> list[Section]:
    """Each on one line, the first opened first; too many for a page are counted by type alone."""
    each = page.period.each
    if not each:
        runs = page.total.incidents.runs
        return [page.section("incidents", [page.say("too-many", n=runs)])] if runs else []
    rows = [_incident(page, digest) for digest in each]
    heads = ["ref", "when", "what", "level", "told", "late", "never", "owed", "outcome"]
    shares = [6, 4, 8, 4, 3, 2, 2, 2, 4]
    section = page.tabled("incidents", heads, shares, rows, counts=False)
    return [Section(section.name, section.title, lines=[], table=section.table)]


def _incident(page: Writer, digest: Digest) -> Row:
    told = [kept for name, kept in digest.kept.items() if name.startswith("told")]
    due, in_time = sum(k.due for k in told), sum(k.in_time for k in told)
    late, never = sum(k.late for k in told), sum(k.never for k in told)
    lang = page.lang
    level = " + ".join(page.words(names) for names in digest.levels) or "-"
    title = closed_mark(digest, lang) + closed_title(digest, lang)
    return Row(
        cells(
            [
                digest.ref,
                page.at(digest.opened),
                title,
                level,
                page.say("in-time-of", ok=in_time, due=due) if due else "-",
                count(late),
                count(never),
                count(digest.owed),
                _outcome(digest.outcome, lang),
            ]
        ),
        bool(never),
    )


def _outcome(text: str, lang: str) -> str:
    return outcome(text, lang) if has(f"screen.outcome-{text}") else clean(text, 40) or "-"
