"""Improvement actions: one list over incidents, drills and the register; due by the day, moved
only with a reason, closed by another person, and looked at again."""

from __future__ import annotations

import json
import random
import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules.tracked import (
    UNVERIFIED,
    Tracked,
    not_closed,
)
from tests.support.constants import TEN
from tests.support.kit import Kit, closed, opened

DAY = 24 * 60
FIELDS = ("text", "owner", "due_date", "status", "overdue_days", "evidence", "verified_by")


def noted(kit: Kit, *argv: str) -> str:
    """An action is noted; its id."""
    made = kit("action", "add", *argv, "--json")
    assert made.code == 0, made.err
    entry = made.json["entries"][0]
    return str(entry["data"]["id"])


def rows(kit: Kit, *argv: str) -> list[dict[str, Any]]:
    return list(kit("action", "list", *argv, "--json").json["actions"])


def one(kit: Kit, id_: str) -> dict[str, Any]:
    return next(row for row in rows(kit, "--all") if row["id"] == id_)


def carried_out(kit: Kit, id_: str, by: str = "Wu") -> None:
    assert kit("action", "done", id_, "--evidence", "invoice 7", "--by", by).code == 0


@pytest.fixture(params=["incident", "register"])
def place(request: pytest.FixtureRequest, bare: Kit) -> Kit:
    """A home in which what is noted stands in an incident, or in the register."""
    bare.at(0)
    if request.param == "incident":
        opened(bare.home, drill=True)
    return bare


# ---- the life of one, the same in both places ---------------------------------------------


def test_an_action_has_an_owner_a_day_and_what_it_is_about(place: Kit) -> None:
    id_ = noted(place, "test the generator", "--owner", "Wu", "--due", "2026-03-20", "--problem", "it did not start", "--cause", "no fuel")
    row = one(place, id_)
    assert [row[name] for name in ("text", "owner", "due_date")] == ["test the generator", "Wu", "2026-03-20"]
    assert (row["problem"], row["cause"], row["status"]) == ("it did not start", "no fuel", "open")


@pytest.mark.parametrize(("said", "day"), [("周五", "2026-03-06"), ("3天内", "2026-03-05"), ("3月20日", "2026-03-20"), ("by Friday", "2026-03-06"), ("2026-12-31", "2026-12-31")])  # fmt: skip
def test_the_day_is_read_as_people_write_days(place: Kit, said: str, day: str) -> None:
    assert one(place, noted(place, "x", "--due", said))["due_date"] == day


@pytest.mark.parametrize("said", ["soon", "月中", "15", "2026-02-30", "2020-01-01"])
def test_a_text_that_names_no_day_to_come_is_refused_and_nothing_is_noted(place: Kit, said: str) -> None:
    assert place("action", "add", "x", "--due", said).code == 2
    assert rows(place) == []


def test_it_is_overdue_from_the_day_after_and_that_stays_to_be_seen(place: Kit) -> None:
    id_ = noted(place, "x", "--due", "2026-03-03")
    assert one(place.at(DAY + 13 * 60), id_)["overdue_days"] == 0, "its day is not over"
    assert one(place.at(2 * DAY), id_)["overdue_days"] == 1
    said = place("action", "list", "--overdue")
    assert said.code == 3 and "1 day overdue" in said.out and "1 overdue" in said.err
    place.at(DAY)
    assert place("action", "list", "--overdue").code == 0


def test_another_day_needs_a_reason_and_both_days_stay(place: Kit) -> None:
    id_ = noted(place, "x", "--due", "2026-03-20")
    assert place("action", "move", id_, "--to", "2026-04-20").code == 2
    assert place("action", "edit", id_, "--due", "2026-04-20").code != 0, "no way round"
    assert one(place, id_)["due_date"] == "2026-03-20"
    assert place("action", "move", id_, "--to", "2026-04-20", "--reason", "maker is late").code == 0
    row = one(place, id_)
    assert row["due_date"] == "2026-04-20"
    (moved,) = row["day_moves"]
    assert (moved["due_before"], moved["due_date"], moved["reason"]) == ("2026-03-20", "2026-04-20", "maker is late")


def test_nothing_is_done_without_evidence(place: Kit) -> None:
    id_ = noted(place, "x")
    assert place("action", "done", id_).code == 2
    assert one(place, id_)["done_at"] is None
    assert place("action", "verify", id_, "--by", "Qian").code != 0, "nor verified before it is done"
    carried_out(place, id_)
    assert (one(place, id_)["status"], one(place, id_)["evidence"]) == ("done", "invoice 7")


@pytest.mark.parametrize("by", ["Wu", "Zhao", "-", ""])
def test_neither_owner_nor_doer_nor_nobody_verifies_it(place: Kit, by: str) -> None:
    place.env("KIT_BY", "-")
    id_ = noted(place, "x", "--owner", "Zhao")
    carried_out(place, id_, "Wu")
    refused = place("action", "verify", id_, *(("--by", by) if by else ()))
    assert refused.code in (2, 3) and refused.err
    assert one(place, id_)["verified_at"] is None
    assert place("action", "verify", id_, "--by", "Qian").code == 0
    assert (one(place, id_)["status"], one(place, id_)["verified_by"]) == ("verified", "Qian")


def test_who_did_it_may_be_named_by_whoever_records_it(place: Kit) -> None:
    id_ = noted(place, "x")
    assert place("action", "done", id_, "--evidence", "e", "--by", "Clerk", "--done-by", "Sun").code == 0
    assert place("action", "verify", id_, "--by", "Sun").code == 3
    assert one(place, id_)["done_by"] == "Sun"
    assert place("action", "verify", id_, "--by", "Clerk").code == 0


def test_what_is_sent_back_is_open_again_and_overdue_as_it_was(place: Kit) -> None:
    id_ = noted(place, "x", "--due", "2026-03-03")
    carried_out(place, id_)
    assert place("action", "send-back", id_, "--by", "Qian").code == 2, "why is never left out"
    assert place("action", "send-back", id_, "--note", "not in the folder", "--by", "Qian").code == 0
    row = one(place.at(3 * DAY), id_)
    assert (row["status"], row["done_at"], row["overdue_days"]) == ("open", None, 2)
    assert place("action", "verify", id_, "--by", "Qian").code != 0
    carried_out(place, id_, "Sun")
    assert one(place, id_)["done_by"] == "Sun", "not who did it first"


def test_it_is_given_to_another_owner(place: Kit) -> None:
    id_ = noted(place, "x", "--owner", "Wu")
    assert place("action", "give", id_, "Zhao").code == 0
    assert one(place, id_)["owner"] == "Zhao"


def test_whether_it_helped_is_said_at_the_next_drill_even_when_it_is_closed(place: Kit) -> None:
    id_ = noted(place, "x")
    assert place("action", "effect", id_, "yes").code != 0, "not before it is done"
    carried_out(place, id_)
    place("action", "verify", id_, "--by", "Qian")
    assert place("action", "effect", id_, "too-early", "--seen", "April drill").code == 0
    no = place("action", "effect", id_, "no", "--seen", "May drill", "--note", "it failed again")
    assert no.code == 0 and "kit action add" in no.err, "what did not help is followed by another"
    told = [(e["helped"], e["seen_at"], e["note"]) for e in one(place, id_)["effects"]]
    assert told == [("too-early", "April drill", ""), ("no", "May drill", "it failed again")]
    assert place("action", "effect", id_, "--effect", "perhaps").code == 2


def test_what_is_dropped_says_why_and_is_closed(place: Kit) -> None:
    id_ = noted(place, "x")
    assert place("action", "drop", id_).code == 2
    assert place("action", "drop", id_, "--reason", "the hall moves").code == 0
    assert rows(place) == [] or place("action", "list").out == ""
    assert (one(place, id_)["status"], one(place, id_)["reason"]) == ("given-up", "the hall moves")


def test_each_step_is_taken_back_by_undo(place: Kit) -> None:
    id_ = noted(place, "x", "--due", "2026-03-20")
    states = [one(place, id_)]
    carried_out(place, id_)
    states.append(one(place, id_))
    place("action", "verify", id_, "--by", "Qian")
    undo = ("undo",) if not one(place, id_)["registered"] else ("action", "undo")
    for before in reversed(states):
        assert place(*undo).code == 0
        assert {n: one(place, id_)[n] for n in FIELDS} == {n: before[n] for n in FIELDS}


# ---- one list -----------------------------------------------------------------------------


def test_an_action_outlives_its_incident_and_is_acted_on_where_it_stands(bare: Kit) -> None:
    log = opened(bare.at(0).home, drill=True)
    id_ = noted(bare, "x", "--owner", "Wu", "--due", "2026-03-10")
    closed(log := bare.folder(), TEN + timedelta(hours=1))
    bare.at(10 * DAY)
    (row,) = rows(bare)
    assert (row["id"], row["incident"], row["overdue_days"]) == (id_, log.ref, 2)
    carried_out(bare, id_)
    assert bare("action", "verify", id_, "--by", "Qian").code == 0
    assert rows(bare) == [] and not (bare.home / "registers" / "action").exists()
    assert "verified" in bare("log", log.ref).out, "the incident's own log says all of it"


def test_the_list_is_the_union_and_counts_each_once(bare: Kit) -> None:
    bare.at(0)
    noted(bare, "in the register", "--due", "2026-03-20")
    opened(bare.home, drill=True)
    noted(bare, "in the incident", "--due", "2026-03-10")
    noted(bare, "another source", "--source", "audit", "--line", "12")
    noted(bare, "in working days", "--due", "5wd")
    found = rows(bare)
    assert [row["text"] for row in found] == ["in working days", "in the incident", "in the register", "another source"]
    assert [row["registered"] for row in found] == [True, False, True, True]
    ref = bare.folder().ref
    assert [row["incident"] for row in found] == [ref, ref, "", ref]
    assert next(row for row in found if row["text"] == "another source")["source"] == "audit #12"
    assert [r["text"] for r in rows(bare, "-i", ref)] == ["in working days", "in the incident", "another source"]


def test_what_has_the_same_words_in_two_places_is_asked_apart(bare: Kit) -> None:
    noted(bare.at(0), "buy lamps")
    opened(bare.home, drill=True)
    noted(bare, "buy lamps")
    asked = bare("action", "done", "buy lamps", "--evidence", "e")
    assert asked.code == 2 and asked.err.count("-") >= 2
    assert all(row["status"] == "open" for row in rows(bare))


def test_two_incidents_with_the_same_id_are_told_apart_by_reference(bare: Kit) -> None:
    from kit.ground.machine.clock import Now
    from kit.incidents.incident.rules import acts

    bare.at(0)
    logs = [opened(bare.home, drill=True) for _ in range(2)]
    for log in logs:
        log.store.record(log, Now(TEN), "li", lambda draft: acts.action_add(draft, "aaaa", "x"))  # type: ignore[attr-defined]
    assert bare("action", "done", "aaaa", "--evidence", "e").code == 2
    assert bare("action", "done", "aaaa", "-i", logs[0].ref, "--evidence", "e").code == 0
    assert sorted(row["status"] for row in rows(bare)) == ["done", "open"]


def test_an_overdue_one_stands_on_home_but_not_in_an_incident(bare: Kit) -> None:
    noted(bare.at(0), "x", "--due", "2026-03-10")
    log = opened(bare.home, drill=True)
    noted(bare, "y", "--due", "2026-03-05")
    closed(bare.folder(log.ref), TEN + timedelta(hours=1))
    bare.at(2 * DAY)
    assert "overdue" not in bare().out
    assert "1 overdue" in bare.at(4 * DAY)().out
    assert "2 overdue" in bare.at(10 * DAY)().out
    assert "2 overdue" in bare().out, "as it is kept"
    assert "rings" not in bare("board").out and "overdue" not in bare("board").out
    opened(bare.home, drill=True)
    assert "overdue" not in bare().out


def test_what_nobody_verified_for_long_stands_on_home(bare: Kit) -> None:
    id_ = noted(bare.at(0), "x")
    carried_out(bare, id_)
    assert "unverified" not in bare.at(UNVERIFIED.days * DAY)().out
    assert "1 long unverified" in bare.at((UNVERIFIED.days + 1) * DAY)().out


def test_home_counts_what_another_laptop_closed_or_what_was_deleted_beside_the_logs(bare: Kit) -> None:
    """What is kept beside the logs may go, or be wrong: the logs say it again."""
    log = opened(bare.at(0).home, drill=True)
    id_ = noted(bare, "x", "--due", "2026-03-05")
    closed(bare.folder(log.ref), TEN + timedelta(hours=1))
    bare.at(10 * DAY)
    assert "1 overdue" in bare().out
    for name in ("improving", "cache"):
        shutil.rmtree(bare.home / name, ignore_errors=True)
    assert "1 overdue" in bare().out
    for path in (bare.home / "improving").iterdir():
        first = path.read_text(encoding="utf-8").splitlines()[0]
        path.write_text(first, encoding="utf-8")
    assert "1 overdue" in bare().out, "read from the journal where nothing is kept of it"
    carried_out(bare, id_)
    bare("action", "verify", id_, "--by", "Qian")
    assert "overdue" not in bare().out


def test_actions_of_earlier_kits_are_read_and_done_closes_them(bare: Kit) -> None:
    """A due date as free text is shown as it is; what was done then waits for nobody."""
    from kit.ground.machine.clock import Now
    from kit.incidents.incident.rules import events as ev

    log = opened(bare.at(0).home, drill=True)
    store = Store(str(bare.home))

    def old(draft: Any) -> None:
        draft.add(ev.ActionAdded("a1", "mend", "tech", "April"))
        draft.add(ev.ActionAdded("a2", "train", "", "2026-03-05"))
        draft.add(ev.ActionAdded("a3", "buy", "", ""))
        draft.add(ev.ActionDone("a3", "bought"))

    store.record(store.pick(log.ref), Now(TEN), "li", old)
    closed(store.pick(log.ref), TEN + timedelta(hours=1))
    bare.at(10 * DAY)
    found = {row["id"]: row for row in rows(bare, "--all")}
    assert {i: found[i]["status"] for i in found} == {"a1": "open", "a2": "open", "a3": "done"}
    assert [row["id"] for row in rows(bare)] == ["a2", "a1"]
    assert (found["a1"]["due_date"], found["a1"]["overdue_days"], found["a2"]["overdue_days"]) == ("April", 0, 7)
    assert "1 overdue" in bare().out


# ---- what the period page takes -----------------------------------------------------------


def tracked(id_: str, **more: Any) -> Tracked:
    plain: dict[str, Any] = {
        "id": id_, "incident": "", "registered": True, "drill": False, "at": TEN, "by": "li", "measure": id_, "problem": "",
        "source": "", "cause": "", "owner": "", "due": "", "day": None, "moves": [], "done": None, "done_by": "", "evidence": "",
        "verified": None, "verified_by": "", "dropped": None, "why": "", "effects": [],
    }  # fmt: skip
    return Tracked(**{**plain, **more})


def test_by_age_the_longest_overdue_stands_first() -> None:
    found = [
        tracked("new"),
        tracked("far", day=date(2026, 4, 1), owner="Wu"),
        tracked("late", day=date(2026, 3, 1), owner="Wu"),
        tracked("later", day=date(2026, 2, 1), owner="Zhao"),
        tracked("done", day=date(2026, 1, 1), done=TEN, done_by="Wu"),
        tracked("over", verified=TEN, done=TEN, done_by="Wu"),
    ]
    aged = not_closed(found, TEN + timedelta(days=3))
    assert [each.action.id for each in aged] == ["later", "late", "done", "far", "new"]
    assert [each.overdue for each in aged] == [32, 4, 0, 0, 0]


# ---- merged -------------------------------------------------------------------------------


def copied(from_: Path, to: Path) -> None:
    """By the recipe of ``data/README.md``: folders are copied, nothing is overwritten."""
    for name in ("open", "closed", "registers"):
        for path in sorted((from_ / name).rglob("*.jsonl")):
            target = to / path.relative_to(from_)
            target.parent.mkdir(parents=True, exist_ok=True)
            if not target.exists() or len(target.read_bytes()) < len(path.read_bytes()):
                shutil.copy(path, target)


@pytest.mark.parametrize("seed", range(6))
def test_laptops_merge_to_the_same_list_in_any_order(bare: Kit, tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    bare.at(0)
    opened(bare.home, drill=True)
    ids = [noted(bare, f"measure {n}", "--due", "2026-03-20", *(("--source", "visit") if n % 2 else ())) for n in range(4)]
    homes = [tmp_path / f"home{n}" for n in range(3)]
    for home in homes:
        shutil.copytree(bare.home, home)
        (home / "laptop").unlink(missing_ok=True)
    for step in range(12):
        bare.env("KIT_HOME", str(homes[step % 3]))
        bare.at(step + 1)
        id_ = rng.choice(ids)
        line = rng.choice([
            ("done", id_, "--evidence", f"e{step}", "--by", "Wu"), ("verify", id_, "--by", "Qian"), ("give", id_, "Zhao"),
            ("move", id_, "--to", "2026-05-01", "--reason", f"r{step}"), ("effect", id_, "no"), ("drop", id_, "--reason", "no use"),
        ])  # fmt: skip
        assert bare("action", *line).code in (0, 2, 3, 4)
    lists = []
    for number, order in enumerate(([0, 1, 2], [2, 1, 0], [1, 0, 2])):
        home = tmp_path / f"merged{number}"
        shutil.copytree(homes[order[0]], home)
        for other in order[1:]:
            copied(homes[other], home)
        bare.env("KIT_HOME", str(home))
        bare.at(60)
        lists.append(json.dumps(rows(bare, "--all"), sort_keys=True))
    assert len(set(lists)) == 1
    assert len(json.loads(lists[0])) == 4


# ---- both languages -----------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_list_and_one_of_them_read_in_both_languages(place: Kit, lang: str) -> None:
    place.env("KIT_LANG", lang)
    id_ = noted(place, "换灯", "--owner", "Wu", "--due", "2026-03-20", "--problem", "黑")
    place("action", "move", id_, "--to", "2026-04-01", "--reason", "缺货")
    carried_out(place, id_)
    place("action", "verify", id_, "--by", "Qian")
    place("action", "effect", id_, "yes")
    for argv in (("list", "--all"), ("show", id_)):
        said = place("action", *argv)
        assert said.code == 0 and "{" not in said.out and "换灯" in said.out
    shown = place("action", "show", id_).out
    words = {"zh": ("验证", "2026-04-01", "缺货"), "en": ("verified", "2026-04-01", "缺货")}[lang]
    assert all(word in shown for word in words), shown


def test_a_redacted_list_names_nobody(place: Kit) -> None:
    id_ = noted(place, "call Ms Example-Owner", "--owner", "Example-Owner")
    assert place("action", "done", id_, "--evidence", "e", "--done-by", "Example-Doer").code == 0
    for argv in (("list",), ("list", "--json"), ("show", id_), ("show", id_, "--json")):
        out = place("action", *argv, "--redact").out
        assert out and "Example-Owner" not in out and "Example-Doer" not in out, argv


def test_what_is_tracked_goes_from_no_shift_to_the_next(bare: Kit) -> None:
    noted(bare.at(0), "buy lamps", "--due", "2026-03-03")
    bare("shift", "start", "Li")
    assert "buy lamps" not in bare("shift", "handover").out


def test_the_incidents_own_pages_say_what_became_of_them(bare: Kit) -> None:
    log = opened(bare.at(0).home, drill=True)
    open_, dropped, verified = (noted(bare, text) for text in ("still open", "dropped one", "verified one"))
    bare("action", "drop", dropped, "--reason", "no use")
    carried_out(bare, verified)
    bare("action", "verify", verified, "--by", "Qian")
    said = bare("summary", log.ref, "--json").json
    assert said["actions_open"] == 1 and said["actions"][0]["id"] == open_
    page = bare("summary", log.ref).out
    assert "verified 10:00" in page and "dropped 10:00" in page and "1 open, 3 in all" in page
    shown = bare("show", log.ref).out
    assert "verified" in shown and "dropped" in shown


# ---- counted by nothing but the lines -----------------------------------------------------


def recounted(home: Path, today: date) -> tuple[int, int, int, int]:
    """Independent of our code, from the raw lines: open, overdue, waiting to be verified, closed."""
    lines = [
        json.loads(line)
        for path in [*home.glob("registers/action/*.jsonl"), *home.glob("*/**/*.jsonl")]
        for line in path.read_text(encoding="utf-8").splitlines()
        if path.parts[-2] == "action" or ".application-outage" in str(path)
    ]
    lines = list({line["id"]: line for line in lines}.values())
    gone = {id_ for line in lines if line["kind"] == "undone" for id_ in [line["data"].get("entry"), *line["data"].get("also", []), *line["data"].get("ids", [])]}
    things: dict[str, list[str]] = {}  # how it stands, and its day
    for line in lines:
        data, kind = line["data"], line["kind"]
        if line["id"] in gone:
            continue
        if kind == "action-added" or (kind == "added" and "measure" in data["fields"]):
            things[data["id"]] = ["open", data.get("day") or data.get("due", "")[:10]]
        elif data.get("id") in things:
            one = things[data["id"]]
            ends = {"action-done": "done", "action-dropped": "closed", "carried-out": "done", "given-up": "closed", "verified": "closed", "sent-back": "open"}
            if kind in ("action-moved", "moved"):
                one[1] = data.get("day") or data["to"][:10]
            else:
                one[0] = ends.get(data.get("outcome") or data.get("stage") or kind, one[0])
    states = [one[0] for one in things.values()]
    overdue = sum(one[0] == "open" and bool(one[1]) and one[1] < today.isoformat() for one in things.values())
    return states.count("open"), overdue, states.count("done"), states.count("closed")


@pytest.mark.parametrize("seed", range(4))
def test_open_overdue_and_closed_are_what_the_lines_say(bare: Kit, seed: int) -> None:
    rng = random.Random(seed)
    bare.at(0)
    log = opened(bare.home, drill=True)
    ids: list[str] = []
    for step in range(26):
        bare.at(step)
        pick = rng.random()
        if pick < 0.4 or not ids:
            where = ("--outside",) if rng.random() < 0.5 else ()
            due = ("--due", f"2026-03-{rng.randrange(3, 20):02d}") if rng.random() < 0.8 else ()
            ids.append(noted(bare, f"measure {step}", *due, *where))
            continue
        id_ = rng.choice(ids)
        bare("action", *rng.choice([
            ("done", id_, "--evidence", "e", "--by", "Wu"), ("verify", id_, "--by", "Qian"), ("drop", id_, "--reason", "r"),
            ("move", id_, "--to", "2026-03-25", "--reason", "r"), ("send-back", id_, "--note", "n", "--by", "Qian"), ("undo",),
        ]))  # fmt: skip
    closed(bare.folder(log.ref), TEN + timedelta(hours=1))
    bare.at(9 * DAY)
    found, today = rows(bare, "--all"), (TEN + timedelta(days=9)).date()
    by = [row["status"] for row in found]
    ours = (by.count("open"), sum(row["overdue_days"] > 0 for row in found), by.count("done"), by.count("verified") + by.count("given-up"))
    assert ours == recounted(bare.home, today), found
    late = ours[1]
    assert (f"{late} overdue" in bare().out) == bool(late)
