"""Whether this laptop is ready to record an incident: facts in, verdicts out.

``kit doctor`` gathers the facts (files, talk), this decides, words has the sentences. A verdict
speaks in keys of the table ``doctor``; the last word on each is the worst of its notes.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec

from kit.ground.base.refusal import Exit
from kit.ground.base.text import Text
from kit.readiness.doctor.rules.cloud_names import service_of
from kit.readiness.doctor.rules.facts import (
    Battery,
    ClockFacts,
    Encoding,
    Facts,
    Language,
    Lists,
    Locks,
    Logs,
    Place,
    Rights,
    Site,
    Space,
    Terminal,
    Versions,
)
from kit.readiness.doctor.rules.notes import (
    WORSE,
    Note,
    State,
    check_it,
    damaged,
    no_record,
    ok,
    unseen,
)
from kit.readiness.doctor.rules.people import backup, contacts, days, kept

MEGABYTE = 1_000_000
LOW_SPACE = 200 * MEGABYTE
NO_SPACE = 256 * 1024  # below this even the reserve cannot be laid by
FIRST_YEAR, LAST_YEAR = 2026, 2056
WORTH = 5  # so many of what is missing are said one by one
LOW_BATTERY, EMPTY_BATTERY = 40, 15
COLUMNS, ROWS = 80, 24
OLDEST_PYTHON = (3, 11, 0)
NETWORK_FS = {
    "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "ncpfs", "afs", "afpfs", "webdav",
    "davfs", "davfs2", "ceph", "glusterfs", "lustre", "fuse.sshfs", "fuse.rclone", "fuse.davfs2",
    "fuse.glusterfs", "fuse.gvfsd-fuse", "fuse.s3fs",
}  # fmt: skip
HOST_FS = {"9p", "drvfs", "vboxsf", "virtiofs", "vmhgfs", "prl_fs", "fuse.vmhgfs-fuse"}
CLOUD_FS = {"fuse.onedriver", "fuse.google-drive-ocamlfuse", "fuse.pcloud", "fuse.drive"}
MEMORY_FS = {"tmpfs", "ramfs"}


class Verdict(msgspec.Struct, frozen=True):
    check: str
    notes: list[Note]
    data: Any = None

    @property
    def state(self) -> State:
        return max((note.state for note in self.notes), key=WORSE.__getitem__)


def judge(facts: Facts) -> list[Verdict]:
    """One verdict per check, in the order in which they matter."""
    return [
        _verdict("place", _place(facts.place), facts.place),
        _verdict("rights", _rights(facts.rights), facts.rights),
        _verdict("space", _space(facts.space), facts.space),
        _verdict("lock", _locks(facts.lock), facts.lock),
        _verdict("logs", _logs(facts.logs), facts.logs),
        _verdict("backup", backup(facts.backup), facts.backup),
        _verdict("clock", _clock(facts.clock), facts.clock),
        _verdict("terminal", _terminal(facts.terminal), facts.terminal),
        _verdict("encoding", _encoding(facts.encoding, facts.language.lang), facts.encoding),
        _verdict("language", _language(facts.language), facts.language),
        _verdict("battery", _battery(facts.battery), facts.battery),
        _verdict("checklists", _lists(facts.checklists), facts.checklists),
        _verdict("profile", _site(facts.profile), facts.profile),
        _verdict("setup", _setup(facts.profile), _lacking(facts.profile)),
        _verdict("phones", _phones(facts.profile), facts.profile.silent),
        _verdict("contacts", contacts(facts.contacts), facts.contacts),
        _verdict("kept", kept(facts.kept), facts.kept),
        _verdict("days", days(facts.days), facts.days),
        _verdict("versions", _versions(facts.versions), facts.versions),
    ]


def exit_code(verdicts: list[Verdict]) -> int:
    """1 when recording would not work, else 5 when data is damaged, else 0."""
    codes = {note.exit for verdict in verdicts for note in verdict.notes}
    for code in (Exit.FAULT, Exit.UNREADABLE):
        if code in codes:
            return code
    return Exit.DONE


def _verdict(check: str, notes: list[Note], data: Any) -> Verdict:
    """Where something is wrong, what is in order beside it is not said."""
    worst = max(WORSE[note.state] for note in notes)
    kept = [note for note in notes if note.state != "ok"] if worst else notes
    kept.sort(key=lambda note: -WORSE[note.state])
    return Verdict(check, kept, data)


def _place(p: Place) -> list[Note]:
    fill = {"path": p.path, "default": p.default}
    if p.exists and not p.folder:
        return [no_record("place-no-folder", "fix-place-no-folder", **fill)]
    move = "fix-move" if p.path != p.default else "fix-move-other"
    out = [unseen(p.error)] if p.error else []
    if p.read_only:
        out.append(no_record("place-read-only", move, **fill))
    service = service_of(p.names)
    if service is not None:
        out.append(check_it("place-synced", move, service=service, **fill))
    elif p.cloud or p.fs in CLOUD_FS:
        out.append(check_it("place-cloud", move, **fill))
    if p.drive == "remote" or p.fs in NETWORK_FS:
        out.append(check_it("place-network", move, **fill))
    elif p.fs in HOST_FS:
        out.append(check_it("place-host", move, **fill))
    elif p.drive == "memory" or p.fs in MEMORY_FS:
        out.append(check_it("place-memory", move, **fill))
    elif p.drive == "volume":
        out.append(check_it("place-volume", move, **fill))
    elif p.drive == "removable":
        out.append(check_it("place-removable", move, **fill))
    if p.plain:
        out.append(check_it("place-plain", move, fs=p.fs, **fill))
    out.append(ok("place-ok" if p.exists else "place-new", **fill))
    return out


def _rights(r: Rights) -> list[Note]:
    out = [unseen(r.error)] if r.error else []
    if r.above:
        out.append(no_record("rights-above", "fix-rights-above", path=r.above))
    if r.closed:
        first, more = r.closed[0], len(r.closed)
        out.append(no_record("rights-closed", "fix-rights-closed", path=first, count=more))
    if r.shut:
        first, more = r.shut[0], len(r.shut)
        out.append(damaged("rights-shut", "fix-rights-locked", path=first, count=more))
    if r.locked and not r.closed:
        first, more = r.locked[0], len(r.locked)
        out.append(check_it("rights-locked", "fix-rights-locked", path=first, count=more))
    if r.wide and not r.kept:
        out.append(check_it("rights-none", "fix-rights-none"))
    elif r.wide:
        path, seen, mode = r.wide[0]
        fill = {"path": path, "seen": seen, "mode": mode, "count": len(r.wide)}
        out.append(check_it("rights-wide", "fix-rights-wide", **fill))
    out.append(ok("rights-ok" if r.posix else "rights-windows"))
    return out


def _space(s: Space) -> list[Note]:
    out = [unseen(s.error)] if s.error else []
    size = {"free": megabytes(s.free or 0)}
    if s.files == 0:
        out.append(no_record("space-no-files", "fix-space"))
    if s.free is not None and s.free < NO_SPACE:
        if s.reserve >= s.wanted:
            out.append(check_it("space-reserve-only", "fix-space", **size))
        else:
            out.append(no_record("space-none", "fix-space", **size))
    elif s.free is not None and s.free < LOW_SPACE:
        out.append(check_it("space-low", "fix-space", **size))
    if s.used and s.reserve < s.wanted and (s.free is None or s.free >= NO_SPACE):
        out.append(check_it("space-no-reserve", "fix-reserve"))
    if s.free is None:
        out.append(ok("space-unknown"))
    else:
        out.append(ok("space-ok" if s.reserve >= s.wanted else "space-new", **size))
    return out


def megabytes(count: int) -> str:
    """For people: 12 MB, 84 GB."""
    if count < 1000 * MEGABYTE:
        return f"{count / MEGABYTE:.1f} MB" if count < 10 * MEGABYTE else f"{count // MEGABYTE} MB"
    return f"{count / MEGABYTE / 1000:.0f} GB"


def _locks(locks: Locks) -> list[Note]:
    out = [check_it("lock-error", "fix-lock-error", why=locks.error)] if locks.error else []
    for held in locks.held:
        fill = {"pid": held.pid, "path": held.path}
        if held.stopped:
            out.append(check_it("lock-stopped", "fix-lock-stopped", **fill))
        elif held.alive is False:
            out.append(check_it("lock-stale", "fix-lock-stale", **fill))
        else:
            out.append(check_it("lock-held", "fix-lock-held", **fill))
    out.append(ok("lock-left", count=locks.left) if locks.left else ok("lock-ok"))
    return out


def _logs(logs: Logs) -> list[Note]:
    fill = {"incidents": logs.incidents, "entries": logs.entries, "open": logs.open}
    if logs.damage:
        where = logs.where[:5] + (["..."] if len(logs.where) > 5 else [])
        return [damaged("logs-damaged", "fix-logs", count=logs.damage, refs=where)]
    if logs.error:
        return [damaged("logs-unread", "fix-logs-unread", why=logs.error)]
    if logs.remarks:
        return [check_it("logs-remarks", "fix-logs-remarks", count=logs.remarks, **fill)]
    return [ok("logs-ok" if logs.incidents else "logs-none", **fill)]


def _clock(c: ClockFacts) -> list[Note]:
    out = []
    if c.variable:
        out.append(no_record("clock-variable", "fix-clock-variable", value=c.variable))
    if c.error:
        out.append(no_record("clock-error", "fix-clock-variable", why=c.error))
    if c.at is None:
        return out or [unseen("-")]
    now = f"{c.at:%Y-%m-%d %H:%M}"
    if not FIRST_YEAR <= c.at.year <= LAST_YEAR:
        out.append(check_it("clock-year", "fix-clock", now=now))
    if c.at.utcoffset() is None or c.zone:
        out.append(check_it("clock-zone", "fix-clock-zone", now=now, zone=c.zone or "-"))
    if c.jump:
        key = "clock-forward" if c.jump > 0 else "clock-back"
        out.append(check_it(key, "fix-clock-jump", now=now, **_span(c.jump)))
    elif c.behind > 5:
        out.append(check_it("clock-behind", "fix-clock", now=now, **_span(c.behind)))
    if not c.counts and not c.variable:
        out.append(check_it("clock-sleep", "fix-clock-sleep"))
    out.append(ok("clock-ok", now=now, offset=_offset(c.at.utcoffset() or timedelta())))
    return out


def _span(seconds: float) -> dict[str, str]:
    whole = abs(int(seconds))
    return {"span": f"{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}"}


def _offset(offset: timedelta) -> str:
    minutes = int(offset.total_seconds() // 60)
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def _terminal(t: Terminal) -> list[Note]:
    size = {"columns": t.columns, "rows": t.rows}
    if not t.output:
        key = "terminal-git-bash" if t.git_bash else ""
        return [check_it(key, "fix-git-bash") if key else ok("terminal-none")]
    out = []
    if not t.input:
        out.append(check_it("terminal-no-input", "fix-terminal-no-input"))
    if t.term == "dumb":
        out.append(ok("terminal-dumb") if t.plain else check_it("terminal-dumb", "fix-plain"))
    if t.columns and (t.columns < COLUMNS or t.rows < ROWS) and not t.plain:
        out.append(check_it("terminal-small", "fix-terminal-small", **size))
    key = "terminal-plain" if t.plain else "terminal-no-color" if t.no_color else "terminal-ok"
    return [*out, ok(key, **size)]


def _encoding(e: Encoding, lang: str) -> list[Note]:
    fill = {"name": e.name, "page": e.page}
    if not e.shows:
        key = "encoding-blind" if lang == "zh" else "encoding-narrow"
        return [check_it(key, "fix-encoding", **fill)]
    if e.name.lower().replace("_", "-") not in ("utf-8", "utf8"):
        return [check_it("encoding-legacy", "fix-encoding", **fill)]
    if e.page and e.page != 65001:
        return [ok("encoding-page", **fill)]
    return [ok("encoding-ok", **fill)]


def _language(found: Language) -> list[Note]:
    fill = {"speaks": found.lang, "name": found.name, "value": found.value}
    known = found.value.lower().startswith(("zh", "en"))
    if found.why in ("variable", "locale") and not known:
        return [check_it("language-unknown", "fix-language", **fill)]
    return [ok(f"language-{found.why}", **fill)]


def _battery(b: Battery) -> list[Note]:
    fill = {"percent": b.percent}
    if b.variable:
        return [check_it("battery-variable", "fix-battery-variable", value=b.variable)]
    if b.percent is None:
        return [ok("battery-none" if b.known else "battery-unknown")]
    if b.percent <= EMPTY_BATTERY:
        return [check_it("battery-empty", "fix-battery-empty", **fill)]
    if b.percent < LOW_BATTERY:
        return [check_it("battery-low", "fix-battery", **fill)]
    return [ok("battery-ok", **fill)]


def _lists(lists: Lists) -> list[Note]:
    if lists.error:
        return [unseen(lists.error)]
    out = []
    if not lists.total:
        out.append(no_record("lists-none", "fix-lists-none"))
    for broken in lists.broken:
        fix = "fix-lists-broken" if broken.own else "fix-install"
        out.append(damaged("lists-broken", fix, file=broken.file, why=broken.why))
    for flaw in lists.lint[:3]:
        out.append(check_it("lists-lint", "fix-lists-lint", file=flaw.file, why=flaw.why))
    if lists.ignored:
        out.append(check_it("lists-ignored", "fix-lists-ignored", names=lists.ignored[:3]))
    if lists.lost:
        out.append(check_it("lists-lost", "fix-lists-lost", path=lists.lost))
    return [*out, ok("lists-ok", count=lists.total, own=lists.own)]


def _site(site: Site) -> list[Note]:
    out = [unseen(site.error)] if site.error else []
    if site.problem is not None:
        out.append(damaged("profile-bad", "fix-profile", id=site.chosen, why=site.problem))
    for broken in site.broken:
        if broken.copy:
            out.append(check_it("profile-copy", "fix-profile-copy", why=broken.why))
            continue
        fix = "fix-profile-broken" if broken.own else "fix-install"
        out.append(check_it("profile-broken", fix, file=broken.file, why=broken.why))
    fill = {"id": site.chosen, "title": site.title or site.chosen, "own": site.own}
    return [*out, ok("profile-ok", **fill)]


def _setup(site: Site) -> list[Note]:
    """What nobody told the kit of the place, the most dangerous first, each with what mends it."""
    if site.problem is not None or site.error:
        return [check_it("phones-unseen", "fix-phones-unseen")]
    notes = []
    for one in site.lacking[:WORTH]:
        fill = {"name": one.name, "list": one.first, "setting": one.setting}
        notes.append(check_it("setup-missing", "fix-setup", **fill))
    if site.lacking[WORTH:]:
        notes.append(check_it("setup-more", "fix-setup", n=len(site.lacking) - WORTH))
    return notes or [ok("setup-ok")]


def _lacking(site: Site) -> dict[str, Text]:
    return {one.setting: one.name for one in site.lacking}


def _phones(site: Site) -> list[Note]:
    if site.problem is not None or site.error:
        return [check_it("phones-unseen", "fix-phones-unseen")]
    if not site.silent:
        return [ok("phones-ok", count=site.asked)]
    count = len(site.silent)
    fill = {"roles": list(site.silent.values()), "count": count, "asked": site.asked}
    return [check_it("phones-missing", "fix-phones", **fill)]


def _versions(v: Versions) -> list[Note]:
    python = ".".join(map(str, v.python))
    out = []
    if v.python < OLDEST_PYTHON:
        out.append(no_record("versions-python", "fix-versions-python", python=python))
    if v.missing:
        out.append(no_record("versions-missing", "fix-install", names=v.missing))
    libraries = [f"{name} {number}" for name, number in v.libraries.items()]
    fill = {"kit": v.kit, "python": python, "platform": v.platform, "libraries": libraries}
    return [*out, ok("versions-ok", **fill)]
