"""Verdicts on whom to reach, which days are worked, and what the people here do every week."""

from __future__ import annotations

from kit.readiness.doctor.rules.facts import Backup, Contacts, Days, Kept
from kit.readiness.doctor.rules.notes import Note, check_it, ok, unseen


def contacts(found: Contacts) -> list[Note]:
    """They stop no incident: the profile's numbers stand in."""
    if found.error:
        return [check_it("contacts-unread", "fix-contacts", why=found.error)]
    if not found.count:
        return [ok("contacts-none")]
    out = [ok("contacts-ok", count=found.count)]
    for name, n in found.sorts.items():
        out.append(check_it(f"contacts-{name}", "fix-contacts-due", n=n))
    if found.thin:
        out.append(check_it("contacts-thin", "fix-contacts-thin", names=found.thin))
    return out


def kept(found: Kept) -> list[Note]:
    """Personal data past their time stop nothing, and want somebody who takes them out."""
    if found.error:
        return [check_it("kept-unread", "fix-kept", why=found.error)]
    n = sum(found.over.values())
    return [check_it("kept-over", "fix-kept", n=n) if n else ok("kept-ok")]


def backup(found: Backup) -> list[Note]:
    """One that is missing stops nothing, until the disk breaks."""
    if found.error:
        return [unseen(found.error)]
    if found.due is None:
        return [ok("backup-none")]
    last = f"{found.last:%Y-%m-%d}" if found.last is not None else ""
    if found.late:
        return [check_it("backup-late" if last else "backup-never", "fix-backup", last=last)]
    due = f"{found.due:%Y-%m-%d}"
    return [ok("backup-ok" if last else "backup-first", last=last, due=due)]


def days(found: Days) -> list[Note]:
    """From December on the next year must be entered: deadlines reach into it."""
    out = [check_it("days-broken", "fix-days", file=file) for file in found.broken]
    wanted = [found.year, *([found.year + 1] if found.month == 12 else [])]
    missing = [year for year in wanted if found.counts and year not in found.entered]
    out += [check_it("days-missing", "fix-days", year=str(year)) for year in missing]
    if not found.counts:
        return [*out, ok("days-own")]
    return [*out, ok("days-ok", years=[str(year) for year in found.entered])]
