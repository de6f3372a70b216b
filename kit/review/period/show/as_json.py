"""The period's numbers with stable keys; times as spreads in seconds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from kit.ground.base.clean import clean
from kit.ground.journal.as_json import iso
from kit.review.archive.rules.figures import figures
from kit.review.archive.rules.naming import Names
from kit.review.archive.rules.totals import Share, Totals, spread
from kit.review.archive.show.registered import as_data
from kit.review.period.rules.period import Period
from kit.review.period.rules.runs import Run, runs
from kit.review.period.show.writer import rows_of


def as_json(period: Period, lang: str) -> dict[str, Any]:
    range_, total = period.range, period.total
    return {
        "period": period.name,
        "from_day": f"{range_.start}",
        "before_day": f"{range_.end}",
        "filters": {
            name: text for name, text in msgspec.structs.asdict(period.filters).items() if text
        },
        "still_open": period.still_open,
        "register_counts": as_data(period.registers),
        "filed_at": iso(period.filed),
        "since_filed": [
            {"kind": one.sort, "name": one.name, "before_filed": one.before, "text": one.now}
            for one in period.changed
        ],
        **_totals(period.total, lang),
        "missed": [
            {
                "ref": one.ref,
                "timer": one.what.timer,
                "title": clean(one.what.names[lang != "zh"]),
                "kind": one.what.row,
                "round": one.what.round,
                "due": one.what.due.isoformat(),
                "status": "not-told" if one.what.never else "late",
                "late_seconds": one.what.late,
            }
            for one in total.missed
        ],
        "critical_steps": [
            {
                "ref": one.ref,
                "step": one.what.step,
                "title": clean(one.what.names[lang != "zh"]),
                "status": "skipped" if one.what.skipped else "open",
            }
            for one in total.critical
        ],
        "by_cause": {
            key: {"runs": one.count, "repeat_count": one.repeats, "refs": one.refs}
            for key, one in total.causes.items()
        },
        "owed": [
            {
                "kind": one.sort,
                "id": one.id,
                "about": one.about,
                "text": one.what,
                "owner": one.owner,
                "since": one.since.isoformat(),
                "due": iso(one.due),
            }
            for one in period.open
        ],
        "week_charts": [_run(run) for run in runs(period.weeks, range_.start, range_.end)],
        "by_month": {name: _totals(totals, lang) for name, totals in period.months},
    }


# How the counts that are kept under short names are called in an answer, where one name means one
# thing in all of them.
TALLY = {
    "nobody": "nobody_reached",
    "left": "open_steps",
    "critical": "critical_left",
    "callbacks": "callback_count",
    "actions": "action_count",
    "calls": "call_count",
    "entries": "entry_count",
    "reopened": "reopened_count",
    "late_entries": "",  # by the second, as pages are filed; a reader sees minutes
    "written_later": "late_entries",
}
COUNT = {"due": "fell_due", "worst": "late_worst"}


def _totals(totals: Totals, lang: str) -> dict[str, Any]:
    kinds = {
        "incident": totals.incidents,
        "drill": totals.drills,
        "preparation": totals.checks,
        "false-alarm": totals.false_alarms,
    }
    return {
        "by_kind": _shares(kinds),
        "by_type": _shares(totals.types),
        "by_site": _shares(totals.sites),
        "by_leader": _shares(totals.leaders),
        "by_outcome": totals.outcomes,
        "type_titles": _titles(totals.names, lang),
        "site_titles": _titles(totals.site_names, lang),
        "tally": _renamed(totals.tally, TALLY),
        "kept": {
            name: msgspec.to_builtins(figures(totals.kept[name])) for name in rows_of(totals)
        },
        "times": {name: _spread(times) for name, times in totals.times.items()},
        "changes": [
            {"ref": one.ref, "at": one.at.isoformat(), "what": one.what, "by": one.by}
            for one in totals.changed
        ],
        "logs_unproved": totals.unproved,
        "logs_damaged": totals.damaged,
        "logs_newer": totals.unknown,
        "withdrawn": totals.withdrawn,
    }


def _spread(times: list[int]) -> dict[str, Any] | None:
    found = spread(times)
    return None if found is None else _renamed(found, {})


def _shares(shares: Mapping[str, Share]) -> dict[str, Any]:
    return {
        name: {
            "runs": share.runs,
            "told_plan": _renamed(share.plan, COUNT),
            "told_site": _renamed(share.site, COUNT),
            "told_ours": _renamed(share.ours, COUNT),
        }
        for name, share in shares.items()
    }


def _titles(names: Mapping[str, Names], lang: str) -> dict[str, str]:
    return {name: clean(titles[lang != "zh"]) for name, titles in names.items()}


def _renamed(counts: msgspec.Struct, names: Mapping[str, str]) -> dict[str, Any]:
    """With the zeros, which the kept copy leaves out; without what has no name here."""
    called = {name: names.get(name, name) for name in counts.__struct_fields__}
    return {name: getattr(counts, field) for field, name in called.items() if name}


def _run(run: Run) -> dict[str, Any]:
    compared, limits = run.compared, run.limits
    return {
        "measure": run.measure,
        "week_names": run.weeks,
        "points": run.points,
        "own_from": run.first,
        "middle": limits.middle if limits is not None else None,
        "low": limits.low if limits is not None else None,
        "high": limits.high if limits is not None else None,
        "marked": run.marked,
        "week_count": compared.weeks if compared is not None else 0,
        "figure_now": compared.now if compared is not None else None,
        "now_count": compared.n if compared is not None else 0,
        "figure_before": compared.before if compared is not None else None,
        "before_count": compared.m if compared is not None else 0,
        "by_chance": compared.chance if compared is not None else None,
        "stands_out": run.moved is not None,
    }
