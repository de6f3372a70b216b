"""Acts on a drill: decided on what is on disk, or refused with a reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from kit.ground.base.clean import clean
from kit.ground.base.named import NOBODY
from kit.ground.base.refusal import Exit, Refused
from kit.ground.journal.entry import Event
from kit.readiness.drills.rules import kinds as kd
from kit.readiness.drills.rules.script import Expect, Inject
from kit.readiness.drills.rules.state import Drill
from kit.readiness.drills.rules.table import RATINGS, Rating, Table

LONG, SHORT = 2000, 100
MINUTE = timedelta(minutes=1)  # as people say times


class Draft:
    """An act in the making. ``at``: when it happened; ``told``: somebody said when."""

    def __init__(self, drill: Drill, now: datetime, by: str, at: datetime | None = None) -> None:
        self.drill = drill
        when = at or now
        self.at = when.replace(microsecond=when.microsecond // 1000 * 1000)
        self.by = by
        self.told = at is not None
        self.events: list[tuple[Event, datetime]] = []

    def add(self, event: Event, at: datetime | None = None) -> None:
        self.events.append((event, at or self.at))
        self.drill.take(event, at or self.at, self.by)


Act = Callable[[Draft], None]


def inject_of(drill: Drill, id_: str) -> Inject:
    """Raises ``Refused``."""
    found = drill.scenario.inject(id_) if drill.scenario else None
    if found is None:
        names = [each.id for _, _, each in drill.scenario.injects()] if drill.scenario else []
        raise Refused("drill-no-inject", Exit.NOT_FOUND, id=clean(id_, 40), names=names)
    return found


def expect_of(drill: Drill, id_: str) -> Expect:
    """Raises ``Refused``."""
    every = list(drill.scenario.expects()) if drill.scenario else []
    found = next((expect for _, expect in every if expect.id == id_), None)
    if found is None:
        names = [expect.id for _, expect in every]
        raise Refused("drill-no-expect", Exit.NOT_FOUND, id=clean(id_, 40), names=names)
    return found


def live(draft: Draft) -> None:
    """Raises ``Refused`` where it is over."""
    if not draft.drill.on:
        raise Refused("drill-over", ref=draft.drill.ref)


def changeable(drill: Drill) -> None:
    """A complete record is closed. Raises ``Refused``."""
    if drill.completed is not None:
        raise Refused("drill-complete", ref=drill.ref)


def signed(draft: Draft, how: str) -> None:
    """Points are nobody's but somebody's. Raises ``Refused``."""
    if draft.by.strip() in NOBODY:
        raise Refused("drill-nameless", Exit.USAGE, how=how)


def timed(draft: Draft) -> None:
    """A time that somebody gives lies within the drill. Raises ``Refused``."""
    begun, ended = draft.drill.begun, draft.drill.ended
    if not draft.told or begun is None:
        return
    if draft.at + MINUTE <= begun or (ended is not None and draft.at > ended):
        last = f"{ended:%H:%M}" if ended is not None else "…"
        raise Refused(
            "drill-time", Exit.USAGE, at=f"{draft.at:%H:%M}", first=f"{begun:%H:%M}", last=last
        )


def _behind(draft: Draft, id_: str) -> None:
    """What answers an inject was done when it had been given, by a time that somebody says. Raises
    ``Refused``."""
    drill = draft.drill
    every = drill.scenario.expects() if drill.scenario is not None else ()
    inject = next((inject for inject, expect in every if expect.id == id_), None)
    given = drill.given.get(inject.id) if inject is not None else None
    if draft.told and inject is not None and given is not None and draft.at + MINUTE <= given:
        raise Refused("drill-before", Exit.USAGE, at=f"{draft.at:%H:%M}", id=inject.id,
                      given=f"{given:%H:%M}")  # fmt: skip


def give(draft: Draft, id_: str, by_hand: bool) -> None:
    """Once: whoever is second gives nothing."""
    live(draft)
    timed(draft)
    inject_of(draft.drill, id_)
    if id_ not in draft.drill.given:
        draft.add(kd.Given(id_, by_hand))


def fail(draft: Draft, id_: str, reason: str) -> None:
    """Also one that was given: it did not reach the player after all."""
    changeable(draft.drill)
    inject_of(draft.drill, id_)
    if not reason.strip():
        raise Refused("drill-reason", Exit.USAGE, how=f"kit drill observe --failed {id_} --reason")
    signed(draft, f"kit drill observe --failed {id_} --reason … --by")
    draft.add(kd.Failed(id_, clean(reason, LONG)))


def restore(draft: Draft, id_: str, reason: str) -> None:
    """It was a slip that it could not be given: given when it had been, or still to come."""
    changeable(draft.drill)
    inject_of(draft.drill, id_)
    if id_ not in draft.drill.failed:
        raise Refused("drill-not-failed", Exit.USAGE, id=id_)
    draft.add(kd.Restored(id_, clean(reason, LONG)))


def judge(draft: Draft, id_: str, met: bool, note: str) -> None:
    """What the observer saw. What the log says of itself nobody judges: that is overruled, with a
    reason."""
    changeable(draft.drill)
    expect = expect_of(draft.drill, id_)
    if expect.auto is not None:
        raise Refused(
            "drill-by-log", Exit.USAGE, id=id_, how=f"kit drill score --set {id_}=N --reason"
        )
    if expect.never and met and draft.drill.on:
        raise Refused("drill-never", Exit.USAGE, id=id_, ref=draft.drill.ref)
    timed(draft)
    if met and not expect.never:
        _behind(draft, id_)
    signed(draft, f"kit drill observe --{'yes' if met else 'no'} {id_} --by")
    draft.add(kd.Seen(id_, met, clean(note, LONG), draft.told and not expect.never))


def remark(draft: Draft, text: str) -> None:
    changeable(draft.drill)
    timed(draft)
    if not text.strip():
        raise Refused("empty", Exit.USAGE)
    draft.add(kd.Remarked(clean(text, LONG)))


def overrule(draft: Draft, id_: str, points: int, reason: str) -> None:
    changeable(draft.drill)
    expect = expect_of(draft.drill, id_)
    if not 0 <= points <= expect.points:
        raise Refused("drill-points", Exit.USAGE, id=id_, most=expect.points)
    if not reason.strip():
        raise Refused(
            "drill-reason", Exit.USAGE, how=f"kit drill score --set {id_}={points} --reason"
        )
    signed(draft, f"kit drill score --set {id_}={points} --reason … --by")
    draft.add(kd.Overruled(id_, points, clean(reason, LONG)))


def rate(draft: Draft, table: Table, id_: str, rating: str, reason: str) -> None:
    changeable(draft.drill)
    if table.item(id_) is None:
        raise Refused("drill-no-item", Exit.NOT_FOUND, id=clean(id_, 40),
                      names=[item.id for item in table.items])  # fmt: skip
    if rating not in RATINGS:
        raise Refused("value-choice", Exit.USAGE, text=clean(rating, 40), names=list(RATINGS))
    if not reason.strip():
        raise Refused(
            "drill-reason", Exit.USAGE, how=f"kit drill record --rate {id_}={rating} --reason"
        )
    signed(draft, f"kit drill record --rate {id_}={rating} --reason … --by")
    known: Rating = next(each for each in RATINGS if each == rating)
    draft.add(kd.Rated(id_, known, clean(reason, LONG)))


def fill(draft: Draft, table: Table, line: str, text: str) -> None:
    changeable(draft.drill)
    found = meant(table, line)
    if not found:
        raise Refused("drill-no-line", Exit.NOT_FOUND, id=clean(line, 40),
                      names=[blank.id for blank in table.blanks])  # fmt: skip
    draft.add(kd.Filled(found, clean(text, LONG)))


def meant(table: Table, line: str) -> str:
    """The id of the record's line that is named by it or by its title, as it is printed, in either
    language; small and capital letters are alike. "" for none."""
    wanted = " ".join(line.split()).casefold()
    for blank in table.blanks:
        if wanted in (blank.id.casefold(), blank.title.zh.casefold(), blank.title.en.casefold()):
            return blank.id
    return ""


def took_part(draft: Draft, name: str, post: str, said: str) -> None:
    changeable(draft.drill)
    if not name.strip():
        raise Refused("empty", Exit.USAGE)
    known = draft.drill.people.get(clean(name, SHORT))
    post = clean(post, SHORT) or (known.post if known else "")
    said = clean(said, LONG) or (known.said if known else "")
    draft.add(kd.TookPart(clean(name, SHORT), post, said))


def count(draft: Draft, table: Table, test: str, number: int) -> None:
    changeable(draft.drill)
    asked = [fixed.id for fixed in table.fixed if fixed.asks is not None]
    if test not in asked:
        raise Refused("drill-no-count", Exit.NOT_FOUND, id=clean(test, 40), names=asked)
    if not 0 <= number <= 1_000_000:
        raise Refused("value-number", Exit.USAGE, text=str(number))
    draft.add(kd.Counted(test, number))


def problem(draft: Draft, text: str, cause: str, good: bool, expect: str, action: str) -> None:
    changeable(draft.drill)
    if not text.strip():
        raise Refused("empty", Exit.USAGE)
    if expect:
        expect_of(draft.drill, expect)
    draft.add(kd.Problem(clean(text, LONG), clean(cause, LONG), good, expect, action))


def end(draft: Draft, why: kd.Ending, real: str = "", note: str = "") -> None:
    """What is over stays as it ended."""
    if draft.drill.on:
        draft.add(kd.Ended(why, real, clean(note, LONG)))


def complete(draft: Draft, lacks: list[str], points: int, of: int) -> None:
    """Raises ``Refused`` where something is lacking, named in the user's words."""
    changeable(draft.drill)
    if lacks:
        raise Refused("drill-incomplete", Exit.USAGE, ref=draft.drill.ref, names=lacks)
    signed(draft, f"kit drill record {draft.drill.ref} --complete --by")
    draft.add(kd.Completed(points, of))


def reopen(draft: Draft, reason: str) -> None:
    """What is complete may be changed again, with a reason; what it was stays in the record."""
    how = f"kit drill record {draft.drill.ref} --reopen"
    if draft.drill.completed is None:
        raise Refused("drill-not-complete", ref=draft.drill.ref)
    if not reason.strip():
        raise Refused("drill-reason", Exit.USAGE, how=how)
    signed(draft, f"{how} … --by")
    draft.add(kd.Reopened(clean(reason, LONG)))
