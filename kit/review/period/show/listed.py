"""What is told one by one: what is still open, and each incident on one line."""

from __future__ import annotations

from datetime import timedelta

from kit.ground.base.clean import clean
from kit.ground.base.words import has, word
from kit.ground.documents.page import Cell, Row, Section, cells, count, lines
from kit.ground.documents.spans import lasting
from kit.incidents.incident.rules.events import IN_ERROR
from kit.incidents.incident.show.texts import outcome
from kit.review.archive.rules.digest import Digest
from kit.review.archive.show.lists import closed_mark, closed_title
from kit.review.period.rules.period import Open
from kit.review.period.show.writer import Writer, whole_refs

MOST_OPEN = 40


def still_open(page: Writer) -> list[Section]:
    """What is owed now, whenever it began; what is overdue is loud. An open incident has no time at
    which it is due, and is never among those that are cut off."""
    owed = sorted(page.period.open, key=lambda one: one.sort != "incident")
    if page.period.filters.any or not owed:
        return []
    rows = [_open(page, one) for one in owed[:MOST_OPEN]]
    heads = ["what", "id", "whom", "owner", "since", "due-at", "stands"]
    shares = [3, 6, 5, 3, 3, 3, 4]
    section = page.tabled("open", heads, shares, rows, counts=False)
    section = whole_refs(section, 1)
    texts = [page.say("open-how", n=len(owed), at=f"{page.period.now:%Y-%m-%d %H:%M}")]
    texts.append(page.say("open-sorts", sorts=_by_sort(page, owed)))
    if len(owed) > MOST_OPEN:
        texts.append(page.say("open-more", n=len(owed) - MOST_OPEN))
    return [Section(section.name, section.title, lines=lines(texts), table=section.table)]


def _open(page: Writer, one: Open) -> Row:
    now = page.period.now
    late = one.overdue(now)
    if one.done is not None:
        stands = page.say("open-done", by=_days(page, now - one.done))
    elif one.due is not None and late:
        stands = page.say("open-late", by=_days(page, now - one.due))
    elif one.since > now:
        stands = page.say("open-ahead")
    else:
        stands = page.say("open-for", by=_days(page, now - one.since))
    due = page.at(one.due) if one.due is not None else Cell("-")
    id_ = f"{one.id}  {one.about}".rstrip()
    what, owner = clean(one.what, 80) or "-", clean(one.owner, 60) or "-"
    since = page.at(one.since)
    told = cells([_sort(page, one.sort), id_, what, owner, since, due, stands])
    return Row(told, late or one.forgotten(now))


def _by_sort(page: Writer, owed: list[Open]) -> list[str]:
    sorts: dict[str, list[Open]] = {}
    for one in owed:
        sorts.setdefault(one.sort, []).append(one)
    out = []
    for sort, there in sorts.items():
        late = sum(one.overdue(page.period.now) for one in there)
        key = "open-sort-late" if late else "open-sort"
        out.append(page.say(key, what=_sort(page, sort), n=len(there), late=late))
    return out


def _sort(page: Writer, sort: str) -> str:
    return page.say("open-incident") if sort == "incident" else word(page.lang, f"register.{sort}")


def _days(page: Writer, length: timedelta) -> str:
    """Whole days from two on, else the hours and minutes."""
    if length >= timedelta(days=2):
        return page.say("days", n=length.days)
    return lasting(int(length.total_seconds()) // 60 * 60, page.lang).text


def incidents(page: Writer) -> list[Section]:
    """Each on one line, the first opened first; too many for a page are counted by type alone."""
    each = [one for one in page.period.each if one.kind == "incident" and not one.drill]
    each = [one for one in each if one.outcome != IN_ERROR]  # counted in no figure
    if not each:
        runs = page.total.incidents.runs
        return [page.section("incidents", [page.say("too-many", n=runs)])] if runs else []
    rows = [_incident(page, digest) for digest in each]
    heads = ["ref", "when", "what", "level", "told", "owed", "outcome"]
    section = page.tabled("incidents", heads, [6, 4, 8, 3, 5, 2, 3], rows, counts=False)
    return [whole_refs(section)]


def _incident(page: Writer, digest: Digest) -> Row:
    told = [kept for name, kept in digest.kept.items() if name.startswith("told")]
    due, in_time = sum(k.due for k in told), sum(k.in_time for k in told)
    late, never = sum(k.late for k in told), sum(k.never for k in told)
    lang, owed = page.lang, page.period.owed_of(digest)
    level = " + ".join(page.words(names) for names in digest.levels) or "-"
    title = closed_mark(digest, lang) + closed_title(digest, lang)
    told_texts = [page.say("in-time-of", ok=in_time, due=due)]
    told_texts += [page.say("told-late", n=late)] if late else []
    told_texts += [page.say("told-never", n=never)] if never else []
    return Row(
        cells(
            [
                digest.ref,
                page.at(digest.opened),
                title,
                level,
                page.say("comma").join(told_texts) if due else "-",
                count(owed) if owed else Cell("-"),
                _outcome(digest.outcome, lang),
            ]
        ),
        bool(never),
    )


def _outcome(text: str, lang: str) -> str:
    return outcome(text, lang) if has(f"screen.outcome-{text}") else clean(text, 40) or "-"
