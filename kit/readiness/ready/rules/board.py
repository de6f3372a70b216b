"""The lines of the board, from plain facts. Bounds that no clause names are ours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Literal

import msgspec

from kit.ground.base.days import iso_day
from kit.ground.base.lean import re

State = Literal["ok", "check", "bad"]
DRILL = "kit drill run fire-kitchen"  # one that every kind of site can have
HALF_YEAR = timedelta(days=183)  # PO-7.2.1: a drill every half-year
TENTH = 10  # one in ten knows first aid: a guideline for public places, no clause
NAMED = 3
REVIEW_DAYS = 7  # a closed incident is reviewed within a week; plans name no day
# By plan, the clause that wants every real incident summed up when it is over.
REVIEWS = {"PO": "PO-6.2.1", "SA": "SA-3.1.g.1", "SH": "SH-3.4a", "OP": "OP-5.3.7"}


class Told(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line. ``key``: of its sentence, ``fill`` its blanks (a pair of texts: one in both
    languages); ``since``: the day from which on it is so; ``clause``: that asks for it; ``how``:
    the command that mends it or leads to it, whole, so that it can be typed as it stands."""

    line: str
    state: State
    key: str
    fill: dict[str, object] = {}
    since: date | None = None
    clause: str = ""
    how: str = ""


class DutyFact(msgspec.Struct, frozen=True):
    """``text``: in both languages; ``new``: nobody took it on yet."""

    text: tuple[str, str]
    due: date
    new: bool
    clause: str


def duties(late: Sequence[DutyFact], total: int) -> Told:
    """``late``: overdue or taken on by nobody, the longest overdue first."""
    how = "kit duty due"
    if not total:
        return Told("duties", "ok", "duties-none", how="kit duty list")
    if not late:
        return Told("duties", "ok", "duties-ok", {"n": total}, how="kit duty list")
    over = [each for each in late if not each.new]
    first = late[0]
    fill: dict[str, object] = {"n": len(over), "new": len(late) - len(over), "what": first.text}
    if not over:
        return Told("duties", "check", "duties-new", fill, None, first.clause, "kit duty begin")
    return Told("duties", "bad", "duties-late", fill, first.due, first.clause, how)


def supplies(
    red: Sequence[str],
    total: int,
    permille: int | None,
    oldest: date | None,
    new: Sequence[str] = (),
) -> Told:
    """``red``: names of what is short, broken or past its date; ``new``: of what nobody counted
    yet, which may all be there."""
    how, clause = "kit supply list", "PO-4.2.8"
    if not total:
        return Told("supplies", "check", "supplies-none", {}, None, clause, "kit supply begin")
    share = f"{permille / 10:g} %" if permille is not None else "-"
    if red:
        names = list(red[:NAMED])
        fill: dict[str, object] = {"n": len(red), "names": names, "share": share}
        return Told("supplies", "bad", "supplies-bad", fill, oldest, clause, "kit supply due")
    if new:
        fill = {"n": len(new), "names": list(new[:NAMED])}
        return Told("supplies", "check", "supplies-new", fill, None, clause, "kit supply due")
    return Told("supplies", "ok", "supplies-ok", {"n": total, "share": share}, None, clause, how)


def seats(
    red: Sequence[str],
    old: Sequence[str],
    names: Sequence[str],
    asked: str,
    oldest: date | None,
    new: Sequence[str] = (),
) -> Told:
    """Spare seats, lines and backup sites by name: ``red`` that lack something, ``old`` that were
    last tried too long ago, ``new`` that nobody tried yet, of all that are noted; ``asked``: the
    clause that wants one."""
    how = "kit supply due"
    shown = red or new or old or names
    fill: dict[str, object] = {"n": len(shown), "names": [*shown][:NAMED]}
    if red:
        return Told("seats", "bad", "seats-bad", fill, oldest, asked, how)
    if not names:
        if not asked:
            return Told("seats", "ok", "seats-unasked", {}, None, "", "kit supply list")
        return Told("seats", "check", "seats-none", {}, None, asked, "kit supply begin")
    if new:
        return Told("seats", "check", "seats-new", fill, None, asked, how)
    if old:
        return Told("seats", "check", "seats-old", fill, oldest, asked, how)
    return Told("seats", "ok", "seats-ok", fill, None, asked, "kit supply list")


def reviews(missing: Sequence[tuple[str, date]], plans: Sequence[str], today: date) -> Told:
    """``missing``: real incidents that were closed and reviewed by nobody yet, each with its day of
    closing."""
    clause = next((REVIEWS[plan] for plan in plans if plan in REVIEWS), "")
    late = sorted((day, ref) for ref, day in missing if (today - day).days > REVIEW_DAYS)
    fill: dict[str, object] = {
        "n": len(late or missing), "days": REVIEW_DAYS,
        "names": [ref for _, ref in late][:NAMED] or [ref for ref, _ in missing][:NAMED],
    }  # fmt: skip
    if late:
        since = late[0][0] + timedelta(days=REVIEW_DAYS)
        state: State = "bad" if clause else "check"
        how = f"kit review {late[0][1]}"
        return Told("reviews", state, "reviews-late", fill, since, clause, how)
    if missing:
        return Told("reviews", "ok", "reviews-open", fill, None, clause, "kit review")
    return Told("reviews", "ok", "reviews-ok", {}, None, clause, "kit list --closed")


def ups(short: Sequence[str], unknown: int, total: int, untested: date | None) -> Told:
    """``short``: those that do not last as long as they must; ``unknown``: of which it cannot be
    said; ``untested``: since when one was not tested."""
    clause, how = "CB-U", "kit supply ups"
    if not total:
        return Told("ups", "check", "ups-none", {}, None, clause, how)
    if short:
        names = list(short[:NAMED])
        return Told("ups", "bad", "ups-short", {"names": names}, untested, clause, how)
    if unknown:
        return Told("ups", "check", "ups-unknown", {"n": unknown}, untested, clause, how)
    return Told("ups", "ok", "ups-ok", {"n": total}, None, clause, how)


def first_aid(trained: int, people: int) -> Told:
    """``trained``: within a year, of all whom the book of contacts or the records know."""
    how, plan = "kit training matrix", "kit training add first-aid"
    fill: dict[str, object] = {"n": trained, "of": people}
    if not trained:
        return Told("first-aid", "bad", "aid-none", fill, how=plan)
    if trained * TENTH < people:
        return Told("first-aid", "check", "aid-few", fill, how=plan)
    return Told("first-aid", "ok", "aid-ok", fill, how=how)


def training(never: int, over: int, coming: int) -> Told:
    clause, how = "PO-7.1.9", "kit training due"
    fill: dict[str, object] = {"never": never, "over": over, "coming": coming}
    if never or over:
        return Told("training", "bad", "training-late", fill, None, clause, how)
    if coming:
        return Told("training", "check", "training-due", fill, None, clause, how)
    return Told("training", "ok", "training-ok", {}, None, clause, "kit training matrix")


def drills(last: date | None, unfinished: Sequence[str], today: date) -> Told:
    """``last``: the day of the last drill that was ended; ``unfinished``: drills whose record lacks
    what makes it complete."""
    clause = "PO-7.2.1"
    if last is None:
        return Told("drills", "bad", "drills-none", {}, None, clause, DRILL)
    if today - last > HALF_YEAR:
        fill: dict[str, object] = {"day": last.isoformat(), "n": (today - last).days}
        return Told("drills", "bad", "drills-old", fill, last + HALF_YEAR, clause, DRILL)
    if unfinished:
        fill = {"n": len(unfinished), "names": list(unfinished[:NAMED])}
        how = f"kit drill record {unfinished[0]}"
        return Told("drills", "check", "drills-open", fill, None, "SH-1.3", how)
    fill = {"day": last.isoformat()}
    return Told("drills", "ok", "drills-ok", fill, None, clause, "kit drill list")


def actions(late: int, waiting: int) -> Told:
    """Improvement actions past their day, and done ones at which nobody else has looked."""
    clause, how = "PO-7.3.3", "kit action list --overdue"
    fill: dict[str, object] = {"n": late, "waits": waiting}
    if late:
        return Told("actions", "bad", "actions-late", fill, None, clause, how)
    if waiting:
        return Told("actions", "check", "actions-wait", fill, None, clause, "kit action list")
    return Told("actions", "ok", "actions-ok", {}, None, clause, "kit action list")


def lists(
    unapproved: Sequence[str], expired: Sequence[str], red: Sequence[str],
    behind: Sequence[str] = (), named: Callable[[str], str] = str,
) -> Told:  # fmt: skip
    """Lists of the site's own that nobody approved as they are, past their review, marked red;
    ``behind``: of which the approved edition is not in force here. By their ids, which commands
    want; ``named``: what a list is called."""
    clause = "PO-6.3.3"
    fill: dict[str, object] = {
        "n": len(unapproved), "late": len(expired), "red": len(red),
        "names": [named(one) for one in [*dict.fromkeys([*unapproved, *expired, *red])][:NAMED]],
    }  # fmt: skip
    if unapproved or expired:
        how = f"kit checklists approve {_typed([*unapproved, *expired][0])}"
        return Told("lists", "bad", "lists-bad", fill, None, clause, how)
    if behind:
        fill = {"n": len(behind), "names": [named(one) for one in behind[:NAMED]]}
        how = f"kit checklists take {_typed(behind[0])}"
        return Told("lists", "bad", "lists-behind", fill, None, clause, how)
    if red:
        how = f"kit checklists history {_typed(red[0])}"
        return Told("lists", "check", "lists-red", fill, None, clause, how)
    return Told("lists", "ok", "lists-ok", {}, None, clause, "kit checklists history")


def cards(
    printed: dict[str, tuple[str, str]],
    now: dict[str, str],
    named: Callable[[str], str] = str,
) -> Told:
    """``printed``: of each list the hash and the day on which its card was printed last; ``now``:
    the hashes of today's lists; ``named``: what a list is called."""
    how = "kit checklists print all --force"  # those of before lie there
    if not printed:
        how = "kit checklists print all"
        return Told("cards", "check", "cards-none", {}, None, "", how)
    old = sorted(type_ for type_, (mark, _) in printed.items() if now.get(type_) != mark)
    if old:
        days = sorted(printed[type_][1] for type_ in old)
        fill: dict[str, object] = {"n": len(old), "names": [named(each) for each in old[:NAMED]]}
        return Told("cards", "bad", "cards-old", fill, iso_day(days[0]), "", how)
    last = max(day for _, day in printed.values())
    return Told("cards", "ok", "cards-ok", {"n": len(printed), "day": last}, None, "", how)


def working_days(missing: Sequence[int], today: date, counts: bool) -> Told:
    """Red from the first of December on while the days off of the year to come are not entered."""
    how = "kit calendar add"
    if not counts:
        return Told("days", "ok", "days-own", how="kit calendar")
    if missing:
        first = date(missing[0] - 1, 12, 1)
        years = [str(year) for year in missing]
        return Told("days", "bad", "days-missing", {"years": years}, min(first, today), "", how)
    return Told("days", "ok", "days-ok", how="kit calendar")


def _typed(word: str) -> str:
    """A word as it is typed into a shell: a file's name may be any."""
    if re.fullmatch("[A-Za-z0-9._-]+", word):
        return word
    return "'" + word.replace("'", "'\"'\"'") + "'"


def of_plans(told: Told, plans: Sequence[str]) -> Told:
    """Without a clause of a plan that is followed elsewhere."""
    if not told.clause or told.clause.partition("-")[0] in plans:
        return told
    return msgspec.structs.replace(told, clause="")


def ordered(found: Iterable[Told]) -> list[Told]:
    """What is red first; the order in which they stand otherwise stays."""
    rank = {"bad": 0, "check": 1, "ok": 2}
    return sorted(found, key=lambda each: rank[each.state])


# ---- what the doctor finds -----------------------------------------------------------------------

# By what he advises, the command that does it or leads there. All else he advises is no command.
MENDS = {
    "fix-backup": "kit backup",
    "fix-contacts": "kit contact list",
    "fix-contacts-due": "kit contact verify",
    "fix-contacts-thin": "kit contact list",
    "fix-phones": "kit setup posts",
    "fix-setup": "kit setup",
    "fix-lists-lint": "kit checklists check",
    "fix-lists-broken": "kit checklists check",
}
# Advice that says no more than its command.
SAID = ("fix-contacts", "fix-contacts-due", "fix-phones", "fix-setup", "fix-lists-lint")
AGAIN = "kit doctor"  # looks again when that was done


def mends(fixes: Sequence[str]) -> str:
    """``fixes``: what the doctor advises, by key."""
    return next((MENDS[fix] for fix in fixes if fix in MENDS), AGAIN)


def advice(fixes: Sequence[str]) -> list[str]:
    """What is to be said besides the command."""
    said = [fix for fix in fixes if fix in SAID]
    return [fix for fix in fixes if fix not in said[:1]]
