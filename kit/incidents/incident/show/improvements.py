"""Improvement actions over everything, as lines and as plain objects."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from kit.ground.base.cells import columns
from kit.ground.base.clean import clean
from kit.ground.base.named import short
from kit.ground.base.words import word
from kit.ground.journal.as_json import iso
from kit.incidents.incident.rules.tracked import Aged, Effect, Move, Tracked, aged_at


def say(lang: str, key: str, **fill: object) -> str:
    return word(lang, f"improving.{key}", **fill)


def standing(aged: Aged, lang: str) -> str:
    """How it stands: overdue, due when, to be verified, closed."""
    one = aged.action
    if one.dropped is not None:
        return say(lang, "dropped", day=f"{one.dropped:%Y-%m-%d}")
    if one.verified is not None:
        return say(lang, "verified", day=f"{one.verified:%Y-%m-%d}")
    if one.done is not None:
        key = "done" if one.ended is not None else "waits"
        return say(lang, key, day=f"{one.done:%Y-%m-%d}", n=aged.waits)
    if aged.overdue:
        return say(lang, "overdue", n=aged.overdue, day=one.due)
    if one.day is not None:
        out = say(lang, "by", day=one.due)
        return out + (say(lang, "provisional", year=one.provisional) if one.provisional else "")
    return say(lang, "unread", text=clean(one.due, 40)) if one.due else say(lang, "no-day")


def lines(aged: Iterable[Aged], lang: str, cells: int) -> list[str]:
    """Each: its id, how it stands, what is done by whom, how old, where it was noted."""
    rows, marks = [], []
    for each in aged:
        one = each.action
        text = clean(one.measure, 500)
        owner = clean(one.owner, 60)
        text += say(lang, "owner", who=owner) if owner else say(lang, "nobody")
        text += say(lang, "age", n=each.age) if one.ended is None else ""
        text += say(lang, "moved", n=len(one.moves)) if one.moves else ""
        text += say(lang, "of", ref=clean(one.incident, 40)) if one.incident else ""
        text += say(lang, "source", text=clean(one.source, 200)) if one.source else ""
        effect = one.effects[-1].effect if one.effects else ""
        text += say(lang, f"effect-{effect}") if effect else ""
        mark = "!" if each.red and one.ended is None else " "
        drill = say(lang, "drill") if one.drill else ""
        rows.append((short(one.id), standing(each, lang), drill + text))
        marks.append(f"{mark} ")
    return columns(rows, cells, marks=marks)


def whole(aged: Aged, lang: str) -> list[str]:
    """Everything of one action that stands in an incident."""
    one = aged.action
    out = [f"{say(lang, 'drill') if one.drill else ''}{one.id}  {clean(one.measure, 500)}"]
    told = [
        ("standing", standing(aged, lang)),
        ("noted", f"{one.at:%Y-%m-%d %H:%M}  {clean(one.by, 60)}"),
        ("incident", clean(one.incident, 40)),
        ("problem", clean(one.problem, 500)),
        ("cause", clean(one.cause, 500)),
        ("who", clean(one.owner, 60)),
        *(("was-moved", _moved(move, lang)) for move in one.moves),
        ("done-by", f"{one.done:%Y-%m-%d}  {clean(one.done_by, 60)}" if one.done else ""),
        ("evidence", clean(one.evidence, 500)),
        ("verified-by", clean(one.verified_by, 60)),
        ("why", clean(one.why, 500)),
    ]
    told += [("effect", _effect(each, lang)) for each in one.effects]
    return out + [f"  {say(lang, f'line-{key}')}  {text}" for key, text in told if text.strip()]


def _moved(move: Move, lang: str) -> str:
    before = clean(move.before, 40) or "-"
    return say(lang, "from-to", before=before, to=clean(move.to, 40)) + clean(move.reason)


def _effect(seen: Effect, lang: str) -> str:
    effect = word(lang, f"register.choice-{seen.effect}") if seen.effect else ""
    parts = [effect, clean(seen.where, 200)]
    return "  ".join(part for part in [*parts, clean(seen.note)] if part)


def tracked_json(aged: Aged) -> dict[str, Any]:
    one = aged.action
    return {
        "id": one.id,
        "incident": one.incident,
        "registered": one.registered,
        "drill": one.drill,
        "at": iso(one.at),
        "by": one.by,
        "text": one.measure,
        "problem": one.problem,
        "source": one.source,
        "cause": one.cause,
        "owner": one.owner,
        "due_date": one.due,
        "unentered": one.provisional or None,
        "status": one.status,
        "age_days": aged.age,
        "overdue_days": aged.overdue,
        "unverified_days": aged.waits,
        "day_moves": [
            {"at": iso(m.at), "due_before": m.before, "due_date": m.to, "reason": m.reason}
            for m in one.moves
        ],
        "done_at": iso(one.done),
        "done_by": one.done_by,
        "evidence": one.evidence,
        "verified_at": iso(one.verified),
        "verified_by": one.verified_by,
        "dropped_at": iso(one.dropped),
        "reason": one.why,
        "effects": [
            {"at": iso(e.at), "by": e.by, "helped": e.effect, "seen_at": e.where, "note": e.note}
            for e in one.effects
        ],
    }


def aged_all(found: Iterable[Tracked], now: datetime) -> list[Aged]:
    """Those that are closed, as they stand; the last closed on top."""
    return [aged_at(one, now) for one in sorted(found, key=_closed, reverse=True)]


def _closed(one: Tracked) -> datetime:
    return one.ended or one.at
