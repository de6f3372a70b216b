"""Acts on duties: taken on, done, moved; decided on the register as it is on disk."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from kit.ground.base.refusal import Exit, Refused
from kit.people.registers.rules import acts, finding
from kit.people.registers.rules.acts import Draft
from kit.people.registers.rules.dates import End
from kit.people.registers.rules.state import Doc
from kit.plans.duties.rules import days
from kit.plans.duties.rules.format import Task
from kit.readiness.duties.rules.book import DUTY
from kit.readiness.duties.rules.standing import end_of, last_done, next_due

NOTHING = "duties-begun"


class Saying(NamedTuple):
    """A task in words of this site, and what a post is called here."""

    text: Callable[[Task], str]
    post: Callable[[str], str]


def begin(draft: Draft, tasks: Sequence[Task], say: Saying, first: date, drill: bool) -> None:
    """Take on what nobody has taken on: counted from ``first``. Raises ``Refused``: nothing."""
    new = [task for task in tasks if task.id not in draft.register.docs]
    if not new:
        raise Refused(NOTHING)
    for task in new:
        _take_on(draft, task, say, first, drill)


def _take_on(draft: Draft, task: Task, say: Saying, first: date, drill: bool) -> None:
    fields = {"what": say.text(task), "every": task.every, "season": task.season,
              "before": task.before, "who": task.who, "clause": " ".join(task.cites),
              "kind": task.evidence}  # fmt: skip
    due = next_due(task.every, task.season, task.before, first)
    end = End(end_of(due, draft.now))
    acts.add(draft, DUTY, task.id, fields, due=end, owner=say.post(task.who), drill=drill)


def add(
    draft: Draft, id_: str, fields: Mapping[str, str], first: date, due: date | None, drill: bool
) -> None:
    """A duty of the site's own. Raises ``Refused``."""
    every, season, before = (fields.get(name, "") for name in ("every", "season", "before"))
    checked_span(every, season, before)
    end = due or next_due(every, season, before, first)
    acts.add(draft, DUTY, id_, fields, due=End(end_of(end, draft.now)),
             owner=fields.get("who", ""), drill=drill)  # fmt: skip


def checked_span(every: str, season: str, before: str) -> None:
    """Raises ``Refused`` for what is no span, no season, no day of the year."""
    try:
        days.span(every)
    except ValueError:
        raise Refused("duty-every", Exit.USAGE, text=every[:40] or "-") from None
    try:
        if season:
            days.season_of(season)
        if before:
            days.month_day(before)
    except ValueError:
        raise Refused("duty-season", Exit.USAGE, text=(season or before)[:40]) from None
    if season and before:
        raise Refused("duty-both", Exit.USAGE)


def done(
    draft: Draft,
    task: Task | None,
    text: str,
    fields: Mapping[str, str],
    note: str,
    say: Saying,
    drill: bool,
) -> None:
    """It was done; by when it is next follows from the latest day on which it was. Raises
    ``Refused``."""
    day = draft.at.date()
    if task is not None and task.id not in draft.register.docs:
        _take_on(draft, task, say, day, drill)
    doc = meant(draft, task, text)
    before = last_done(doc)
    latest = max(day, before.at.astimezone(draft.now.tzinfo).date()) if before else day
    due = _next(task, doc, latest, draft.now)
    acts.stage(draft, DUTY, doc.id, "done", note, fields, due=End(due))


def _next(task: Task | None, doc: Doc, latest: date, now: datetime) -> datetime:
    what: tuple[str, str, str] = (
        (task.every, task.season, task.before)
        if task is not None
        else (doc.get("every"), doc.get("season"), doc.get("before"))
    )
    try:
        return end_of(next_due(*what, latest), now)
    except ValueError:
        raise Refused("duty-every", Exit.USAGE, text=what[0][:40]) from None


def move(
    draft: Draft, task: Task | None, text: str, to: datetime | None, reason: str, say: Saying,
    drill: bool,
) -> None:  # fmt: skip
    """To another day, with the reason. Raises ``Refused``."""
    if task is not None and task.id not in draft.register.docs:
        _take_on(draft, task, say, draft.now.date(), drill)
    acts.move(draft, DUTY, meant(draft, task, text).id, to, reason, "")


def drop(draft: Draft, task: Task | None, text: str, note: str, say: Saying, drill: bool) -> None:
    """It is not done here any more. Raises ``Refused``."""
    if task is not None and task.id not in draft.register.docs:
        _take_on(draft, task, say, draft.now.date(), drill)
    acts.stage(draft, DUTY, meant(draft, task, text).id, "drop", note)


def meant(draft: Draft, task: Task | None, text: str) -> Doc:
    return draft.register.docs[task.id] if task is not None else finding.find(draft.register, text)


def note(draft: Draft, task: Task | None, text: str, words: str, say: Saying, drill: bool) -> None:
    """Words about it, which change no day. Raises ``Refused``."""
    if task is not None and task.id not in draft.register.docs:
        _take_on(draft, task, say, draft.now.date(), drill)
    acts.note(draft, meant(draft, task, text).id, words)
