"""``kit doctor``: each finding by facts handed in, and by real faults through the program."""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.ground.base.refusal import Exit
from kit.ground.base.text import Text
from kit.ground.machine.clock import Now, SystemClock
from kit.ground.machine.mounts import mount_of
from kit.incidents.incident.files.store import Store
from kit.readiness.doctor.files import look_home
from kit.readiness.doctor.rules.cloud_names import _NAMES, _TELLING, service_of
from kit.readiness.doctor.rules.facts import (
    Backup,
    Battery,
    Broken,
    ClockFacts,
    Contacts,
    Days,
    Encoding,
    Facts,
    HeldLock,
    Kept,
    Lacking,
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
from kit.readiness.doctor.rules.verdicts import Verdict, exit_code, judge
from kit.readiness.doctor.show import as_data, sentences
from kit.readiness.doctor.words import WORDS
from tests.support.constants import CHINA
from tests.support.logs import start
from tests.support.run import Done, environment, program, python, run

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=CHINA)
WHY = Text("坏了", "broken")

SOUND = Facts(
    place=Place("/home/li/kit", "/home/li/usual", names=["home", "li", "kit"], fs="ext4"),
    rights=Rights(),
    space=Space(80_000_000_000, 10_000, 65536, 65536, True),
    lock=Locks(3, left=2),
    logs=Logs(4, 1, 90),
    clock=ClockFacts(NOON),
    terminal=Terminal(term="xterm", columns=80, rows=24),
    encoding=Encoding(),
    language=Language("zh", "locale", "LANG", "zh_CN.UTF-8"),
    battery=Battery(80),
    checklists=Lists(5),
    profile=Site("hotline", Text("热线中心", "Hotline centre"), 4, asked=14),
    versions=Versions("0.1", (3, 11, 7), "Linux", {"rich": "15"}),
)

DAY = datetime(2026, 11, 29, tzinfo=UTC)

# What is wrong (a change to the sound facts), the check that must tell, how bad, exit code.
FAULTS: dict[str, tuple[dict[str, Any], str, str, int]] = {
    "number wrong": ({"contacts": Contacts(3, 1, sorts={"wrong": 1})}, "contacts", "check", 0),
    "number not reached": ({"contacts": Contacts(3, 1, sorts={"failed": 1})}, "contacts", "check", 0),
    "number never tested": ({"contacts": Contacts(3, 2, sorts={"never": 2})}, "contacts", "check", 0),
    "number due again": ({"contacts": Contacts(3, 2, sorts={"old": 2})}, "contacts", "check", 0),
    "one number": ({"contacts": Contacts(3, thin=["Li"])}, "contacts", "check", 0),
    "contacts unread": ({"contacts": Contacts(error="Input/output error")}, "contacts", "check", 0),
    "data past their time": ({"kept": Kept({"callback": 2, "contact": 1})}, "kept", "check", 0),
    "registers unread": ({"kept": Kept(error="Input/output error")}, "kept", "check", 0),
    "never backed up": ({"backup": Backup(due=DAY, late=True)}, "backup", "check", 0),
    "backed up long ago": ({"backup": Backup(DAY, DAY, True)}, "backup", "check", 0),
    "backups unseen": ({"backup": Backup(error="Input/output error")}, "backup", "check", 0),
    "next year not entered": ({"days": Days(2026, 12, [2025, 2026], counts=True)}, "days", "check", 0),
    "this year not entered": ({"days": Days(2027, 3, [2025, 2026], counts=True)}, "days", "check", 0),
    "a year unread": ({"days": Days(2026, 3, [2025, 2026], ["2027.toml"], True)}, "days", "check", 0),
    "synced": ({"place": Place("/p", "/d", names=["li", "OneDrive - Firma"])}, "place", "check", 0),
    "filled by a cloud": ({"place": Place("/p", "/d", cloud=True)}, "place", "check", 0),
    "network share": ({"place": Place("/p", "/d", fs="cifs")}, "place", "check", 0),
    "network drive": ({"place": Place("/p", "/d", drive="remote")}, "place", "check", 0),
    "host's folder": ({"place": Place("/p", "/d", fs="9p")}, "place", "check", 0),
    "in memory": ({"place": Place("/p", "/d", fs="tmpfs")}, "place", "check", 0),
    "volume": ({"place": Place("/p", "/d", drive="volume")}, "place", "check", 0),
    "stick": ({"place": Place("/p", "/d", fs="exfat", drive="removable", plain=True)}, "place", "check", 0),
    "usual place": ({"place": Place("/d", "/d", fs="nfs4")}, "place", "check", 0),
    "read-only": ({"place": Place("/p", "/d", read_only=True)}, "place", "bad", 1),
    "a file": ({"place": Place("/p", "/d", folder=False)}, "place", "bad", 1),
    "place unseen": ({"place": Place("/p", "/d", error="denied")}, "place", "check", 0),
    "not writable": ({"rights": Rights(closed=["/p"])}, "rights", "bad", 1),
    "cannot be made": ({"rights": Rights(above="/")}, "rights", "bad", 1),
    "a file not writable": ({"rights": Rights(locked=["/p/a"])}, "rights", "check", 0),
    "an incident not writable": ({"rights": Rights(shut=["/p/open/a"])}, "rights", "bad", 5),
    "others may read a stick": ({"rights": Rights([("/p", "0777", "700")], kept=False)}, "rights", "check", 0),
    "others may read": ({"rights": Rights([("/p", "0755", "700")])}, "rights", "check", 0),
    "low space": ({"space": Space(5_000_000, 9, 65536, 65536, True)}, "space", "check", 0),
    "full, reserve": ({"space": Space(0, 9, 65536, 65536, True)}, "space", "check", 0),
    "full": ({"space": Space(0, 9, -1, 65536, True)}, "space", "bad", 1),
    "no more files": ({"space": Space(10**9, 0, 65536, 65536, True)}, "space", "bad", 1),
    "no reserve": ({"space": Space(10**9, 9, -1, 65536, True)}, "space", "check", 0),
    "held": ({"lock": Locks(1, [HeldLock("/l", "12", True)])}, "lock", "check", 0),
    "suspended": ({"lock": Locks(1, [HeldLock("/l", "12", True, True)])}, "lock", "check", 0),
    "stale": ({"lock": Locks(1, [HeldLock("/l", "12", False)])}, "lock", "check", 0),
    "no locks": ({"lock": Locks(error="not supported")}, "lock", "check", 0),
    "damaged": ({"logs": Logs(4, 1, 90, 2, 0, ["A", "B"])}, "logs", "bad", 5),
    "logs unread": ({"logs": Logs(error="denied")}, "logs", "bad", 5),
    "remarks": ({"logs": Logs(4, 1, 90, 0, 1)}, "logs", "check", 0),
    "1970": ({"clock": ClockFacts(NOON.replace(year=1970))}, "clock", "check", 0),
    "2099": ({"clock": ClockFacts(NOON.replace(year=2099))}, "clock", "check", 0),
    "no offset": ({"clock": ClockFacts(NOON.replace(tzinfo=None))}, "clock", "check", 0),
    "zone": ({"clock": ClockFacts(NOON, zone="Asia/Nowhere")}, "clock", "check", 0),
    "set forward": ({"clock": ClockFacts(NOON, jump=3725.0)}, "clock", "check", 0),
    "set back": ({"clock": ClockFacts(NOON, jump=-3725.0)}, "clock", "check", 0),
    "behind": ({"clock": ClockFacts(NOON, behind=3725.0)}, "clock", "check", 0),
    "stops asleep": ({"clock": ClockFacts(NOON, counts=False)}, "clock", "check", 0),
    "KIT_CLOCK": ({"clock": ClockFacts(NOON, "file:/c")}, "clock", "bad", 1),
    "no time": ({"clock": ClockFacts(None, "file:/c", error="gone")}, "clock", "bad", 1),
    "small": ({"terminal": Terminal(columns=79, rows=24)}, "terminal", "check", 0),
    "low": ({"terminal": Terminal(columns=80, rows=23)}, "terminal", "check", 0),
    "piped in": ({"terminal": Terminal(input=False, columns=80, rows=24)}, "terminal", "check", 0),
    "dumb": ({"terminal": Terminal(term="dumb", columns=80, rows=24)}, "terminal", "check", 0),
    "git bash": ({"terminal": Terminal(output=False, git_bash=True)}, "terminal", "check", 0),
    "gbk": ({"encoding": Encoding("gbk")}, "encoding", "check", 0),
    "ascii": ({"encoding": Encoding("ascii", False)}, "encoding", "check", 0),
    "ascii, English": (
        {"encoding": Encoding("ascii", False), "language": Language("en", "system")},
        "encoding", "check", 0,
    ),
    "French": ({"language": Language("zh", "locale", "LANG", "fr_FR")}, "language", "check", 0),
    "battery low": ({"battery": Battery(39)}, "battery", "check", 0),
    "battery empty": ({"battery": Battery(9)}, "battery", "check", 0),
    "battery made up": ({"battery": Battery(90, "90")}, "battery", "check", 0),
    "no checklist": ({"checklists": Lists(0)}, "checklists", "bad", 1),
    "checklist broken": ({"checklists": Lists(5, 1, [Broken("f", WHY)])}, "checklists", "bad", 5),
    "shipped broken": (
        {"checklists": Lists(5, 1, [Broken("f", WHY, False)])}, "checklists", "bad", 5,
    ),
    "lint": ({"checklists": Lists(5, 1, [], [Broken("f", WHY)])}, "checklists", "check", 0),
    "misnamed": ({"checklists": Lists(5, ignored=["a.toml.txt"])}, "checklists", "check", 0),
    "lost": ({"checklists": Lists(5, lost="/x")}, "checklists", "check", 0),
    "unseen": ({"checklists": Lists(error="denied")}, "checklists", "check", 0),
    "no such profile": ({"profile": Site("x", problem=WHY)}, "profile", "bad", 5),
    "profile broken": ({"profile": Site("x", WHY, broken=[Broken("f", WHY)])}, "profile", "check", 0),
    "profile twice": ({"profile": Site("x", WHY, broken=[Broken("f", WHY, copy=True)])}, "profile", "check", 0),
    "profile unseen": ({"profile": Site("x", error="denied")}, "profile", "check", 0),
    "no numbers": (
        {"profile": Site("x", WHY, asked=3, silent={"tech": WHY, "manager": WHY})},
        "phones", "check", 0,
    ),
    "place unknown": (
        {"profile": Site("x", WHY, lacking=[Lacking("address", "life", WHY, WHY)] * 7)},
        "setup", "check", 0,
    ),
    "old Python": ({"versions": Versions("0.1", (3, 10, 1), "L")}, "versions", "bad", 1),
    "library": ({"versions": Versions("0.1", (3, 12, 1), "L", {}, ["tinydb"])}, "versions", "bad", 1),
}  # fmt: skip
# In order, said in other words.
FINE: dict[str, dict[str, Any]] = {
    "sound": {},
    "new home": {"place": Place("/p", "/d", exists=False), "space": Space(10**10, 9)},
    "no incident": {"logs": Logs(), "lock": Locks()},
    "space unknown": {"space": Space(None, None, 65536)},
    "windows": {"rights": Rights(posix=False), "encoding": Encoding("utf-8", True, 936)},
    "no terminal": {"terminal": Terminal(False, False)},
    "plain": {"terminal": Terminal(term="dumb", columns=40, rows=9, plain=True)},
    "no colour": {"terminal": Terminal(columns=120, rows=40, no_color=True)},
    "no battery": {"battery": Battery(None)},
    "battery unknown": {"battery": Battery(None, known=False)},
    "contacts": {"contacts": Contacts(12)},
    "backed up": {"backup": Backup(DAY, DAY)},
    "to be backed up": {"backup": Backup(due=DAY)},
    "before December": {"days": Days(2026, 11, [2025, 2026], counts=True)},
    "days entered": {"days": Days(2026, 12, [2025, 2026, 2027], counts=True)},
    "option": {"language": Language("en", "option", "--lang", "en")},
    "variable": {"language": Language("en", "variable", "KIT_LANG", "en")},
    "system": {"language": Language("en", "system")},
    "nothing": {"language": Language("zh", "nothing")},
}


def verdicts_of(change: dict[str, Any]) -> list[Verdict]:
    return judge(msgspec.structs.replace(SOUND, **change))


def told(verdicts: list[Verdict], check: str) -> Verdict:
    return next(v for v in verdicts if v.check == check)


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_by_its_check_with_a_fix(name: str) -> None:
    change, check, state, code = FAULTS[name]
    verdicts = verdicts_of(change)
    found = told(verdicts, check)
    assert found.state == state
    assert exit_code(verdicts) == code
    for lang in ("zh", "en"):
        said = as_data(found, lang)
        assert said["text"] and said["fix"]
        assert "{" not in said["text"] + said["fix"]
        assert "Text(" not in said["text"], "both languages at once"


@pytest.mark.parametrize("name", FINE)
def test_what_is_in_order_needs_no_fix(name: str) -> None:
    verdicts = verdicts_of(FINE[name])
    assert [v.check for v in verdicts if v.state != "ok"] == []
    assert exit_code(verdicts) == Exit.DONE
    for verdict in verdicts:
        for lang in ("zh", "en"):
            found, fix = sentences(verdict, lang)
            assert found and not fix


def test_every_sentence_of_the_table_is_said_by_some_finding() -> None:
    """None is missing (that would raise above), none lies idle."""
    said = set()
    for change in [case[0] for case in FAULTS.values()] + list(FINE.values()):
        for verdict in verdicts_of(change):
            said.update(key for note in verdict.notes for key in (note.found, note.fix))
    fixed = ("state-", "check-", "last-")
    idle = {k for k in WORDS if not k.startswith(fixed)} - said
    assert idle == {"with-fix", "join", "total"}


def test_no_recording_outweighs_damage_and_the_worst_note_comes_first() -> None:
    full = Space(0, 9, -1, 65536, True)
    verdicts = verdicts_of({"logs": Logs(1, 1, 9, 1, 0, ["A"]), "space": full})
    assert exit_code(verdicts) == Exit.FAULT
    found = told(
        verdicts_of({"place": Place("/p", "/d", names=["Dropbox"], read_only=True)}), "place"
    )
    assert [note.state for note in found.notes] == ["bad", "check"]


def test_the_posts_without_a_number_are_named_in_the_language_asked_for() -> None:
    missing = {"tech": Text("运维", "operations"), "manager": Text("经理", "manager")}
    found = told(verdicts_of({"profile": Site("x", WHY, asked=3, silent=missing)}), "phones")
    assert "运维、经理" in sentences(found, "zh")[0]
    assert "operations, manager" in sentences(found, "en")[0]


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("Users/li/OneDrive/kit", "OneDrive"),
        ("Users/li/OneDrive - 某某公司/kit", "OneDrive"),
        ("home/li/Dropbox (Personal)/kit", "Dropbox"),
        ("Users/li/Library/Mobile Documents/com~apple~CloudDocs/kit", "iCloud Drive"),
        ("Users/li/Library/CloudStorage/OneDrive-Firma/kit", "OneDrive"),
        ("Users/li/Library/CloudStorage/Fremd/kit", "a cloud drive"),
        ("D:/我的坚果云/kit", "Nutstore"),
        ("D:/Nutstore Files/kit", "Nutstore"),
        ("D:/BaiduSyncdisk/kit", "Baidu Netdisk"),
        ("D:/百度网盘/kit", "Baidu Netdisk"),
        ("home/li/Google Drive/kit", "Google Drive"),
        ("home/li/Nextcloud/kit", "Nextcloud"),
    ],
)
def test_a_synced_folder_is_known_by_its_name(path: str, service: str) -> None:
    found = service_of(path.split("/"))
    assert found is not None and found.en == service


@pytest.mark.parametrize("path", ["home/li/boxes/kit", "home/mega-corp/kit", "home/onedrivers/kit"])
def test_a_folder_that_only_sounds_alike_is_not_blamed(path: str) -> None:
    assert service_of(path.split("/")) is None


def test_the_mount_is_the_longest_and_the_topmost() -> None:
    table = (
        "/dev/sda1 / ext4 rw,relatime 0 0\n"
        "server:/x /home nfs4 rw 0 0\n"
        "/dev/sdb1 /media/li/MY\\040STICK exfat ro,nosuid 0 0\n"
        "tmpfs /home tmpfs rw 0 0\n"
    )
    assert mount_of("/var/kit", table).fs == "ext4"
    assert mount_of("/home/li", table).fs == "tmpfs"
    assert mount_of("/homestead/li", table).fs == "ext4"
    stick = mount_of("/media/li/MY STICK/kit", table)
    assert (stick.fs, stick.read_only) == ("exfat", True)


def test_a_clock_set_since_the_last_entry_is_told_from_the_log(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    at = Now(NOON, 5000.0, "boot-a")
    start(store, at)
    later = Now(NOON + timedelta(hours=2), 5060.0, "boot-a")
    assert look_home.clock_against_logs(store, later) == (7140.0, 0.0)
    assert look_home.clock_against_logs(store, Now(NOON, 5001.0, "boot-a")) == (0.0, 0.0)
    rebooted = Now(NOON - timedelta(hours=1), 9.0, "boot-b")
    assert look_home.clock_against_logs(store, rebooted) == (0.0, 3600.0)


# ---- real faults, through the program -----------------------------------------------------


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that a person without special rights can reach and own."""
    folder = Path(tempfile.mkdtemp(prefix="kit-doctor-"))
    folder.chmod(0o755)
    yield folder
    program(["chmod", "-R", "u+rwX", str(folder)])
    shutil.rmtree(folder)


def kit(home: Path, *words: str, **env: str) -> Done:
    return run(environment(home, "en", **env), *words)


def doctor(home: Path, **env: str) -> tuple[int, dict[str, Any]]:
    done = kit(home, "doctor", "--json", **env)
    assert done.stderr == ""
    return done.returncode, {row["check"]: row for row in json.loads(done.stdout)["checks"]}


@pytest.fixture
def home(place: Path) -> Path:
    """A home in which an incident was opened by the program."""
    home = place / "home"
    assert kit(home, "start", "fire", "--no-guide").returncode == 0
    return home


def picture(folder: Path) -> list[tuple[str, int, int, int]]:
    found = [(str(p), p.lstat()) for p in sorted(folder.rglob("*"))]
    return [(name, s.st_mode, s.st_size, s.st_mtime_ns) for name, s in found]


def test_a_sound_home_gives_one_line_per_check_and_nothing_is_changed(home: Path) -> None:
    before = picture(home)
    done = kit(home, "doctor")
    lines = done.stdout.splitlines()
    assert done.returncode == 0, done.stdout
    assert len(lines) == 20
    assert lines[-1].startswith("19 checks: ")
    assert {line.split()[0] for line in lines[:-1]} <= {"OK", "CHECK"}
    assert "fire brigade" not in done.stdout and "centre manager" in done.stdout
    assert picture(home) == before


def test_a_home_that_does_not_exist_is_not_made(place: Path) -> None:
    code, found = doctor(place / "new")
    assert code == 0 and found["place"]["status"] == "ok"
    assert not (place / "new").exists()


def test_wide_rights_and_a_missing_reserve_are_remarks_with_their_fix(home: Path) -> None:
    (home / "reserve").unlink()
    (home / "open").chmod(0o755)
    code, found = doctor(home)
    assert code == 0
    assert found["space"]["status"] == "check"
    assert found["rights"]["fix"] == f'chmod 700 "{home / "open"}"'


def test_a_damaged_log_gives_exit_code_five_and_its_reference(home: Path) -> None:
    (log,) = home.glob("open/*/*.jsonl")
    blob = bytearray(log.read_bytes())
    blob[len(blob) // 2] ^= 1
    log.write_bytes(blob)
    code, found = doctor(home)
    assert code == Exit.UNREADABLE
    assert found["logs"]["details"]["where"] == [log.parent.name.split(".")[0]]


# Everything is imported first: an interpreter that only root may read is no use to anybody else.
WITHOUT_ROOT = """
import io, os, sys
from kit.main import main
real, sys.stdout = sys.stdout, io.StringIO()
main(["doctor", "--json", "--home", sys.argv[1] + ".none"])
sys.stdout = real
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
sys.exit(main(["doctor", "--json", "--home", sys.argv[1]]))
"""


@pytest.mark.parametrize("mode", [0o000, 0o500])
def test_a_home_without_rights_is_bad_and_breaks_nothing(home: Path, mode: int) -> None:
    if os.geteuid() == 0:
        for path in (home, *home.rglob("*")):
            os.chown(path, 65534, 65534)
    for folder in (home / "open", home):
        folder.chmod(mode)
    before = home.stat().st_mtime_ns
    done = python(environment(home, "en"), "-B", "-c", WITHOUT_ROOT, str(home))
    found = {row["check"]: row for row in json.loads(done.stdout)["checks"]}
    assert done.returncode == Exit.FAULT
    assert done.stderr == ""
    assert found["rights"]["status"] == "bad"
    assert found["logs"]["status"] == ("ok" if mode else "bad")
    assert home.stat().st_mtime_ns == before


@pytest.mark.parametrize("shut", ["the incident", "open"])
def test_an_incident_that_cannot_be_opened_is_named_and_nothing_is_promised_for_it(home: Path, shut: str) -> None:
    if os.geteuid() == 0:
        for path in (home, *home.rglob("*")):
            os.chown(path, 65534, 65534)
    (folder,) = home.glob("open/*")
    (folder if shut == "the incident" else folder.parent).chmod(0o000)
    done = python(environment(home, "en"), "-B", "-c", WITHOUT_ROOT, str(home))
    found = {row["check"]: row for row in json.loads(done.stdout)["checks"]}
    assert found["rights"]["status"] == "bad" and "another file" not in str(found["rights"])
    assert all(found["logs"]["details"]["where"])
    if shut == "the incident":
        assert folder.name in str(found["rights"]) and "nothing can be recorded in that incident" in str(found["rights"])
        assert done.returncode == Exit.UNREADABLE
    else:
        assert "open" in found["logs"]["details"]["where"]


def test_a_file_in_the_place_of_the_home_is_bad(place: Path) -> None:
    (place / "home").write_text("not a folder", encoding="ascii")
    code, found = doctor(place / "home")
    assert code == Exit.FAULT
    assert found["place"]["status"] == "bad"


def test_who_holds_a_lock_is_named_and_a_file_left_over_is_not(home: Path) -> None:
    import fcntl

    (lock,) = (home / "locks").iterdir()
    code, found = doctor(home)
    assert found["lock"]["status"] == "ok" and found["lock"]["details"]["left"] == 1
    with open(lock, "r+b") as file:
        file.write(f"{os.getpid():<10d}\n".encode("ascii"))
        file.flush()
        fcntl.flock(file, fcntl.LOCK_EX)
        code, found = doctor(home)
    assert code == 0
    assert found["lock"]["status"] == "check"
    assert f"process {os.getpid()} " in found["lock"]["text"]
    assert found["lock"]["details"]["held"][0]["alive"] is True


def test_a_clock_moved_by_hand_means_no_real_incident(home: Path) -> None:
    for value in ("file:/nowhere", "anything"):
        code, found = doctor(home, KIT_CLOCK=value)
        assert code == Exit.FAULT and found["clock"]["status"] == "bad"


def test_the_users_own_checklist_and_profile_are_read_too(home: Path) -> None:
    for name in ("checklists", "profiles"):
        (home / name).mkdir(mode=0o700)
    (home / "checklists" / "fire.toml").write_text("x = ", encoding="ascii")
    (home / "checklists" / "flood.toml.txt").write_text("", encoding="ascii")
    (home / "profiles" / "ours.toml").write_text(
        'format = 1\nid = "ours"\nextends = "hotline"\ntitle = {zh = "我们", en = "Ours"}\n'
        '[roles]\nmanager = {title = {zh = "经理", en = "boss"}, phone = "138 0000"}\n',
        encoding="utf-8",
    )
    (home / "profile").write_text("ours\n", encoding="ascii")
    code, found = doctor(home)
    assert code == Exit.UNREADABLE
    assert "fire.toml cannot be read: line 1" in found["checklists"]["text"]
    assert found["checklists"]["details"]["ignored"] == ["flood.toml.txt"]
    assert "manager" not in found["phones"]["details"] and "tech" in found["phones"]["details"]
    assert found["phones"]["fix"] == "kit setup posts"
    assert found["setup"]["text"].startswith("Our address not filled in (")
    assert ": kit setup address; " in found["setup"]["text"] and next(iter(found["setup"]["details"])) == "address"
    (home / "profile").write_bytes(b"caf\xe9\n")
    code, found = doctor(home)
    assert code == Exit.UNREADABLE and found["profile"]["status"] == "bad"


def test_where_chinese_cannot_be_shown_the_doctor_speaks_english(home: Path) -> None:
    done = kit(home, "doctor", KIT_LANG="zh", PYTHONIOENCODING="ascii")
    assert "ascii cannot show Chinese" in done.stdout
    assert "??" not in done.stdout


def test_a_damaged_name_of_a_folder_reaches_neither_terminal_nor_json(place: Path) -> None:
    code, found = doctor(Path(os.fsdecode(os.fsencode(place) + b"/\xff\x1b[2J")))
    assert code == 0
    assert "\x1b" not in found["place"]["text"]


def test_the_machines_own_clock_counts_on_through_sleep() -> None:
    assert SystemClock().now().tick > 0


@pytest.mark.parametrize("pattern", [pattern for pattern, _ in _NAMES])
def test_a_folder_of_a_service_has_a_word_that_tells_to_look_at_it(pattern: str) -> None:
    @settings(max_examples=30, database=None, suppress_health_check=[HealthCheck.too_slow])  # a starved machine
    @given(st.from_regex(re.compile(pattern), fullmatch=True))
    def told(name: str) -> None:
        assert any(word in name for word in _TELLING)

    told()


def test_versions_are_those_that_python_says() -> None:
    from importlib.metadata import version

    from kit.readiness.doctor import talk

    found = talk.versions()
    assert found.libraries == {name: version(name) for name in talk.LIBRARIES}
    assert found.missing == []


def test_a_version_left_in_another_way_is_asked_of_python(tmp_path: Path) -> None:
    from kit.readiness.doctor import talk

    for name in ("typer-0.28.0.dist-info", "Some.Thing-1.2.dist-info", "odd.egg-info", "a-b-c.dist-info"):
        (tmp_path / name).mkdir()
    assert talk._installed([str(tmp_path), str(tmp_path / "none")]) == {"typer": "0.28.0", "some_thing": "1.2"}
    assert talk._said_version("no-such-thing") == "" and talk._said_version("msgspec")
