"""The observer's screen: every inject with its time, and what is expected of it so far."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Literal

import msgspec

from kit.ground.base.cells import cut, span, wrap
from kit.ground.base.clean import clean
from kit.ground.base.named import writer
from kit.ground.base.words import word
from kit.ground.documents.spans import minutes as minutes_text
from kit.ground.journal.as_json import iso
from kit.readiness.drills.rules.score import Mark, reactions
from kit.readiness.drills.rules.script import Inject
from kit.readiness.drills.rules.state import Drill
from kit.readiness.drills.rules.whole import Whole

LETTERS = "abcdfghijklmnoprsuvwxz"  # those that mean something else on the screen are left out
MORE = LETTERS.upper()
Sort = Literal["inject", "given", "failed", "expect", "never", ""]
INJECTS = ("inject", "given", "failed")  # of one to come, one that was given, one that failed


class Choice(msgspec.Struct, frozen=True):
    """A line, and what can be answered there: an inject, an expectation that the observer judges;
    "" nothing. ``mine``: it has a letter of its own all the time, so that none ever means another
    line."""

    sort: Sort
    id: str
    text: str
    loud: bool = False
    mine: bool = False
    letter: str = ""


def choices(whole: Whole, lang: str) -> list[Choice]:
    """Every line in its order; the letter is shown where it can be answered."""
    out, letters = [], iter(LETTERS + MORE)
    for each in _lines(whole, lang):
        letter = next(letters, "") if each.mine else ""
        out.append(msgspec.structs.replace(each, letter=letter if each.sort else ""))
    return out


def _lines(whole: Whole, lang: str) -> Iterator[Choice]:
    drill = whole.drill
    if drill.scenario is None:
        return
    for minute, _, inject in drill.scenario.injects():
        state, sort = _state(whole, inject, minute, lang)
        text = clean(inject.text.get(lang), 300)
        if drill.completed is not None:
            sort = ""
        yield Choice(sort, inject.id, f"{state}  {text}", mine=True)
        for mark in reactions(inject.id, whole.score.marks):
            waits = mark.status == "unjudged"
            # What he judged can be judged anew; what the log says cannot.
            by_hand = mark.expect.auto is None
            text = f"    {mark_line(mark, lang, coming=sort == 'inject')}"
            mine: Sort = "never" if mark.expect.never else "expect"
            if not by_hand or not mark.given or drill.completed is not None:
                mine = ""
            yield Choice(mine, mark.expect.id, text, waits, by_hand)


def _state(whole: Whole, inject: Inject, minute: float, lang: str) -> tuple[str, Sort]:
    """How it stands with an inject, and what can be answered there."""
    drill = whole.drill
    if inject.id in drill.given:
        return given_state(whole, inject.id, lang), "given"
    if inject.id in drill.failed:
        return word(lang, "drill.inject-failed"), "failed"
    due = drill.due_at(minute)
    if not drill.on:
        return f"{due:%H:%M} {word(lang, 'drill.inject-waits')}", ""
    left = (due - whole.now).total_seconds()
    if left > 0:
        wait = word(lang, "drill.in-minutes", t=span(left, lang))
        return f"{due:%H:%M} {wait}", "inject"
    return f"{due:%H:%M} {word(lang, 'drill.inject-due')}", "inject"


def given_state(whole: Whole, id_: str, lang: str) -> str:
    """``21:05 given``, or that it is still to come."""
    at = whole.drill.given.get(id_)
    said = word(lang, "drill.inject-given" if at is not None else "drill.inject-waits")
    return f"{at:%H:%M} {said}" if at is not None else said


# ---- what was noted, read back -------------------------------------------------------------------


def judged(whole: Whole, id_: str, lang: str) -> str:
    """What the observer said of an expectation, by when, and whether that was in time."""
    mark = next(each for each in whole.score.marks if each.expect.id == id_)
    if mark.status not in ("met", "late"):
        return word(lang, "drill.noted-no", id=id_)
    if mark.due is None or mark.at is None:
        return word(lang, "drill.noted-yes", id=id_)
    key = "noted-yes-late" if mark.status == "late" else "noted-yes-at"
    late = minutes_text(mark.late, lang)
    return word(lang, f"drill.{key}", id=id_, at=f"{mark.at:%H:%M:%S}", t=late)


def failed(whole: Whole, id_: str, lang: str) -> str:
    """That an inject could not be given: why, when it had been, what no longer counts."""
    drill = whole.drill
    inject = drill.scenario.inject(id_) if drill.scenario is not None else None
    points = sum(expect.points for expect in inject.expect) if inject is not None else 0
    at = drill.lost.get(id_)
    key = "noted-failed" if at is None else "noted-failed-given"
    return word(lang, f"drill.{key}", id=id_, at=f"{at:%H:%M}" if at else "", points=points,
                reason=clean(drill.failed.get(id_, ""), 200))  # fmt: skip


def over(whole: Whole, lang: str) -> str:
    """That the drill is over: when, by whom, what is still to judge and what comes."""
    drill, left = whole.drill, whole.score.unjudged
    key = "over" if left else "over-none"
    key = "closed" if drill.completed is not None else key
    return word(lang, f"drill.observe-{key}", drill=drill.ref, at=_ended_at(drill), n=left,
                by=writer(drill.ended_by, lang))  # fmt: skip


def ended(drill: Drill, lang: str) -> str:
    """The same for the player."""
    key = "stopped-by" if drill.why == "real" else "ended-by"
    return word(lang, f"drill.{key}", drill=drill.ref, at=_ended_at(drill), real=drill.real,
                by=writer(drill.ended_by, lang))  # fmt: skip


def _ended_at(drill: Drill) -> str:
    return f"{drill.ended:%H:%M}" if drill.ended is not None else "-"


def mark_line(mark: Mark, lang: str, coming: bool = False) -> str:
    """``做到 21:04:10  要点 (2) <21:15``: how it went, what is expected, for how many points, by
    when. ``coming``: its inject is still to come."""
    key = "inject-waits" if coming else f"status-{mark.status}"
    status = word(lang, f"drill.{key}")
    by = f" <{mark.due:%H:%M}" if mark.due is not None else f" {mark.expect.by:g}'"
    if mark.expect.never:
        by = f" {word(lang, 'drill.at-end')}"
    shown = mark.at is not None and mark.status in ("met", "late", "before")
    done = f" {mark.at:%H:%M:%S}" if shown else ""
    hint = hinted(mark, lang) if mark.status == "unjudged" else ""
    do = clean(mark.expect.do.get(lang), 200)
    return f"{status}{done}  {do} ({mark.expect.points}){by}{hint}"


def hinted(mark: Mark, lang: str) -> str:
    """What the log has that may be meant, for whoever judges it; "" for nothing."""
    if mark.hint is None:
        return ""
    ref, entry = mark.hint
    return word(lang, "drill.hinted", at=f"{entry.at:%H:%M:%S}", line=f"{ref[-4:]}#{entry.n}")


def header(whole: Whole, lang: str) -> str:
    drill = whole.drill
    begun: datetime = drill.begun or whole.now
    minute = int((whole.now - begun).total_seconds() // 60)
    if drill.ended is not None:
        return f"{word(lang, 'screen.drill-mark')} {over(whole, lang)}"
    title = clean(drill.scenario.title.get(lang)) if drill.scenario else ""
    minutes = drill.scenario.minutes if drill.scenario else 0
    mark = word(lang, "screen.drill-mark")
    return word(lang, "drill.observe-head", mark=mark, drill=drill.ref, title=title,
                clock=f"{whole.now:%H:%M:%S}",
                minute=minute, minutes=minutes)  # fmt: skip


def lines(whole: Whole, lang: str, cols: int) -> list[str]:
    out = list(wrap(header(whole, lang), cols))
    for each in choices(whole, lang):
        lead = f"{each.letter or ' '} "
        out.append(cut(lead + each.text, cols))
    return out


def as_json(whole: Whole, lang: str) -> dict[str, Any]:
    drill = whole.drill
    waiting = {inject.id: at for at, inject in drill.waiting()}
    injects = [each for _, _, each in drill.scenario.injects()] if drill.scenario else []
    return {
        "drill_ref": drill.ref,
        "injects": [
            {
                "inject": each.id,
                "kind": each.kind,
                "due": iso(waiting.get(each.id)),
                "given_at": iso(drill.given.get(each.id)),
                "reason": drill.failed.get(each.id, ""),
            }
            for each in injects
        ],
        "expected": [mark_json(mark, lang) for mark in whole.score.marks],
    }


def mark_json(mark: Mark, lang: str) -> dict[str, Any]:
    return {
        "inject": mark.inject.id,
        "expectation": mark.expect.id,
        "text": clean(mark.expect.do.get(lang), 600),
        "mark_status": mark.status,
        "points_scored": mark.points if mark.counts else None,
        "points_of": mark.expect.points,
        "points_by_rule": mark.by_rule,
        "due": iso(mark.due),
        "at": iso(mark.at),
        "late_seconds": mark.late,
        "shown_by": f"{mark.ref}#{mark.n}" if mark.n else "",
        "by_log": mark.expect.auto is not None,
        "hinted_by": f"{mark.hint[0]}#{mark.hint[1].n}" if mark.hint is not None else "",
        "judged_at_end": mark.expect.never,
        "time_was_told": mark.told,
        "reason": mark.overrule.reason if mark.overrule is not None else "",
    }
