"""What needs a decision, in a few lines: never told, owed beyond its time, not done, moved by more
than chance, not to be trusted."""

from __future__ import annotations

from kit.ground.documents.page import Section
from kit.review.period.rules.runs import Run
from kit.review.period.show.causes import cause_text, refs_text, repeated
from kit.review.period.show.charts import moved_text
from kit.review.period.show.writer import Writer

MOST_CAUSES = 5  # that are named here; the others stand with their incidents further below


def to_decide(page: Writer, moved: list[Run]) -> list[Section]:
    """Always there: that there is nothing is said, too."""
    period, total = page.period, page.total
    loud: list[str] = []
    never = sum(kept.never for name, kept in total.kept.items() if name.startswith("told"))
    if never:
        loud.append(page.say("decide-never", n=never))
    broken = total.kept.get("promises")
    if broken is not None and broken.never:
        loud.append(page.say("decide-broken", n=broken.never))
    overdue = [one for one in period.open if one.overdue(period.now)]
    if overdue:
        loud.append(page.say("decide-overdue", n=len(overdue)))
    forgotten = [one.id for one in period.open if one.forgotten(period.now)]
    if forgotten:
        loud.append(page.say("decide-forgotten", n=len(forgotten), refs="  ".join(forgotten)))
    if total.tally.critical:
        loud.append(page.say("decide-critical", n=total.tally.critical))
    if total.damaged:
        loud.append(page.say("damaged", n=total.damaged))
    found = repeated(page)
    again = [
        page.say("decide-repeats", cause=cause_text(page, key, one), n=one.count, refs=refs)
        for key, one in found[:MOST_CAUSES]
        for refs in [refs_text(page, one, one.refs[-4:])]
    ]
    if len(found) > MOST_CAUSES:
        again.append(page.say("decide-causes", n=len(found) - MOST_CAUSES))
    calm = [moved_text(page, run) for run in moved if run.moved is not None]
    late = sum(kept.late for name, kept in total.kept.items() if name.startswith("told"))
    if late:
        calm.append(page.say("decide-late", n=late))
    calm += again
    if period.changed:
        calm.append(page.say("decide-changed", n=len(period.changed)))
    texts = [*loud, *calm] or [page.say("decide-nothing")]
    return [page.section("decide", texts, *range(len(loud)))]
