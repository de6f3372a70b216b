"""Customers' data in the logs of closed incidents: past their time they leave every page, export and
answer; the lines stay, prove themselves, and no figure changes."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from kit.ground.journal.entry import Entry, Event
from kit.ground.journal.log import as_written
from kit.ground.machine.clock import Now
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules import forgetting
from kit.incidents.incident.rules.acts import Draft
from kit.incidents.incident.rules.fold import fold
from kit.plans.checklists.rules.format import Step
from kit.review.archive.rules.digest import digest_of
from kit.review.archive.rules.digest_fast import digest_fast
from tests.support.constants import TEN
from tests.support.homes import keeping
from tests.support.kit import Kit, closed, opened

DAY = 24 * 60
SAID = ("Zhang", "zhang", "13800138", "his bill", "wife", "told him", "Lan", "bring forward")
STAYS = ("Wang", "all lines dark")


def incident(kit: Kit, about: str = "") -> str:
    """A closed incident with a call-back that was made, what was said of the customer elsewhere, and
    what has nothing to do with him."""
    words = ["--title", about] if about else []
    ref = str(kit.at(0)("start", "application-outage", "--drill", *words, "--json").json["ref"])
    kit.at(1)("callback", "add", "Zhang San", "--phone", "138 0013 8000", "--matter", "his bill", "--promised", "20")
    kit.at(2)("callback", "no-answer", "Zhang San", "--note", "his wife answered")
    kit("callback", "move", "Zhang San", "--to", "40", "--reason", "bring forward", "--agreed-by", "Lan")
    kit.at(3)("note", "zhang san is very angry")
    kit("note", "13800138000 called again")
    kit("note", "all lines dark")
    kit("note", "Zhangsanlu is closed")
    kit.at(4)("callback", "add", "Wang", "--phone", "5550101")
    kit("undo")
    kit.at(5)("callback", "done", "Zhang San", "--note", "told him")
    kit.at(9)("close", "--yes")
    return ref


def everywhere(kit: Kit, ref: str) -> str:
    """Every answer about an incident there is."""
    page = kit.home.parent / f"out{len(list(kit.home.parent.glob('out*')))}.html"
    asked = [
        ["log", ref], ["log", ref, "--all"], ["log", ref, "--json"], ["show", ref], ["show", ref, "--json"],
        ["summary", ref], ["summary", ref, "--json"], ["form", ref], ["form", ref, "--json"],
        ["report", "-i", ref], ["callback", "list", "-i", ref, "--all"], ["callback", "list", "-i", ref, "--json"],
        ["list", "--closed"], ["list", "--closed", "--json"], ["summary", "--month", f"{TEN:%Y-%m}"],
        ["summary", "--month", f"{TEN:%Y-%m}", "--json"], ["summary", "--year", f"{TEN:%Y}"], ["board"],
        ["sheet", "--csv", "-"], ["verify"], ["summary", ref, "-o", str(page)],
    ]  # fmt: skip
    told = "".join(kit(*argv).out for argv in asked)
    return told + page.read_text(encoding="utf-8")


def test_what_is_past_its_time_stands_on_no_page_and_in_no_answer(bare: Kit) -> None:
    ref = incident(bare, "Zhang San shouts")
    before = everywhere(bare, ref)
    assert all(text in before for text in ("Zhang San", "his bill", "wife", "told him", "Lan", "shouts"))
    assert bare.at(400 * DAY)("forget", "--yes").code == 0
    said = everywhere(bare, ref)
    assert [text for text in (*SAID, "shouts") if text in said.replace("Zhangsanlu", "")] == []
    assert "all lines dark" in said and "Zhangsanlu is closed" in said
    assert "personal data removed, see #" in bare("log", ref).out
    back, *_ = bare("show", ref, "--json").json["callbacks"]
    assert back["name"] == "***" and back["forgotten"] and back["settled"] == "reached"


def test_nothing_of_it_is_left_beside_the_journals(bare: Kit) -> None:
    ref = incident(bare, "Zhang San shouts")
    everywhere(bare, ref)
    bare.at(400 * DAY)("forget", "--yes")
    everywhere(bare, ref)
    for path in Path(bare.home).rglob("*"):
        if path.is_file() and path.suffix != ".jsonl":
            assert b"Zhang San" not in path.read_bytes(), path


def test_the_lines_stay_prove_themselves_and_the_closing_code_is_the_same(bare: Kit) -> None:
    ref = incident(bare)
    (journal,) = (Path(bare.home) / "closed").rglob("*.jsonl")
    code = bare("summary", ref, "--json").json["closing_code"]
    before = journal.read_bytes()
    done = bare.at(400 * DAY)("forget", "--yes")
    assert str(Path(bare.home) / "closed") in done.err and "stay in" in done.err
    assert journal.read_bytes().startswith(before) and b"Zhang San" in before
    checked = bare("verify", "--json")
    assert checked.code == 0 and checked.json["findings"] == []
    assert bare("summary", ref, "--json").json["closing_code"] == code


def test_it_is_listed_by_reference_and_number_of_fields_and_done_once(bare: Kit) -> None:
    ref = incident(bare)
    assert bare.at(DAY)("forget", "--dry-run").out == ""
    listed = bare.at(400 * DAY)("forget", "--dry-run")
    assert f"{ref}: 14 fields" in listed.out, listed.out
    assert "Zhang" in bare("log", ref).out, "listing takes nothing out"
    told = bare("forget", "incident", ref, "--yes", "--json").json
    assert told["forgettable"] == {"incident": 1} and told["field_counts"] == {ref: 14}
    lines = bare("log", ref, "--json").out
    again = bare("forget", "--yes")
    assert "nothing" in again.err and bare("log", ref, "--json").out == lines


def test_no_figure_of_the_month_changes_but_that_there_is_an_entry_more(bare: Kit) -> None:
    incident(bare)

    def month() -> dict[str, object]:
        told = json.loads(bare("summary", "--month", f"{TEN:%Y-%m}", "--json").out)
        return msgspec.json.decode(msgspec.json.encode(told).replace(b'"entry_count":', b'"n":'))

    bare.at(400 * DAY)
    before = month()
    bare("forget", "--yes")
    after = json.dumps(month())
    assert json.dumps(before).replace('"n": 17', '"n": 18') == after or after == json.dumps(before)


def test_undo_neither_takes_it_back_nor_brings_anything_back(bare: Kit) -> None:
    ref = incident(bare)
    bare.at(400 * DAY)("forget", "--yes")
    (gone,) = [e for e in map(json.loads, bare("log", ref, "--json").out.splitlines()) if e["kind"] == "forgotten"]
    refused = bare("undo", str(gone["n"]), "-i", ref)
    assert refused.code == 3 and "Zhang" not in refused.out + refused.err
    bare("undo", "-i", ref)
    bare("undo", "-i", ref)
    bare("redo", "-i", ref)
    said = everywhere(bare, ref)
    assert [text for text in SAID if text in said.replace("Zhangsanlu", "")] == []


def test_an_open_incident_and_a_call_still_owed_keep_their_people(bare: Kit) -> None:
    ref = str(bare.at(0)("start", "application-outage", "--drill", "--json").json["ref"])
    bare.at(1)("callback", "add", "Zhang San", "--phone", "13800138000")
    bare("callback", "add", "Zhao Min", "--phone", "13800138001")
    bare("callback", "done", "Zhao Min")
    bare.at(2)("note", "Zhang San and Zhao Min wait")
    assert bare.at(400 * DAY)("forget", "--dry-run").out == ""
    assert bare("forget", "incident", ref, "--yes").code == 3
    bare("close", "--yes")
    bare.at(900 * DAY)("forget", "--yes")
    told = bare("log", ref).out
    assert "Zhang San and Zhao Min wait" in told, "he is still owed a call"
    assert told.count("Zhao Min") == 1 and "Zhang San 13800138000" in told
    bare("callback", "done", "Zhang San", "-i", ref)
    bare.at(1300 * DAY)("forget", "--yes")
    assert "Zhang San" not in bare("log", ref).out


def test_a_site_says_how_long_and_the_readiness_check_counts_it(bare: Kit) -> None:
    incident(bare)
    keeping(bare, "callback = 30")
    assert bare.at(29 * DAY)("forget", "--dry-run").out == ""
    assert "Closed incidents with calls to customers: 1 (over for 30 days)" in bare.at(31 * DAY)("forget", "--dry-run").out
    check = next(one for one in bare("doctor", "--json").json["checks"] if one["check"] == "kept")
    assert check["status"] == "check"
    bare("forget", "--yes")
    check = next(one for one in bare("doctor", "--json").json["checks"] if one["check"] == "kept")
    assert check["status"] == "ok"


@pytest.mark.parametrize("later", [False, True])
def test_what_another_laptop_wrote_of_it_is_gone_after_merging_in_either_order(bare: Kit, later: bool) -> None:
    """The other laptop noted that the customer was called, before or after this one forgot him."""
    ref = incident(bare)
    (here,) = (Path(bare.home) / "closed").rglob(f"{ref}.*")
    other = Path(bare.home).parent / "other"
    shutil.copytree(bare.home, other)
    (other / "laptop").unlink()
    store = Store(str(other))
    log = store.pick(ref)
    (back,) = log.incident.callbacks.values()
    at = TEN + timedelta(days=500 if later else 100)
    def tell(draft: Draft) -> None:
        draft.add(ev.CallbackTried(back.id, "no-answer", "his aunt answered"))

    store.record(log, Now(at), "ma", tell)
    bare.at(400 * DAY)("forget", "--yes")
    for path in log.where.path and Path(log.where.path).glob("*.jsonl"):
        if not (here / path.name).exists():
            shutil.copy(path, here / path.name)
    said = everywhere(bare, ref)
    assert "aunt" not in said and "Zhang San" not in said
    assert bare("verify").code == 0
    for path in here.glob("*.jsonl"):
        shutil.copy(path, Path(log.where.path) / path.name)
    there = Store(str(other)).pick(ref)
    assert b"aunt" not in msgspec.json.encode(there.incident) and b"Zhang" not in msgspec.json.encode(there.incident)


def test_a_long_log_read_from_its_kept_state_forgets_too(bare: Kit) -> None:
    folder = opened(bare.home, drill=True)
    folder.store.record(folder, _now(1), "li", lambda draft: draft.add(ev.CallbackAdded("c1", "Zhang San", "13800138000", "his bill")))
    for n in range(420):
        folder.store.record(folder, _now(2 + n / 60), "li", lambda draft: draft.add(ev.Noted("Zhang San waits")))
    folder.store.record(folder, _now(20), "li", lambda draft: draft.add(ev.CallbackTried("c1", "reached")))
    closed(folder, TEN + timedelta(minutes=30))
    ref = folder.ref
    Store(str(bare.home)).pick(ref)
    kept = Path(bare.home) / "cache" / f"{ref}.state"
    assert b"Zhang San" in kept.read_bytes(), "the state was kept"
    bare.at(400 * DAY)("forget", "--yes")
    assert not kept.exists()
    assert "Zhang San" not in bare("show", ref).out + bare("log", ref).out
    assert not kept.exists()


def _now(minutes: float) -> Now:
    return Now(TEN + timedelta(minutes=minutes))


def test_the_state_is_that_of_a_log_in_which_it_was_never_typed(bare: Kit) -> None:
    """Folded without it, and counted fast or whole, all that is no text is the same."""
    ref = incident(bare)
    log = Store(str(bare.home)).pick(ref)
    before = msgspec.json.decode(msgspec.json.encode(digest_of(log.incident, log.entries)))
    event = forgetting.leaving(as_written(log), log.incident, TEN + timedelta(days=400))
    assert event is not None
    bare.at(400 * DAY)("forget", "--yes")
    log = Store(str(bare.home)).pick(ref)
    after = msgspec.json.decode(msgspec.json.encode(digest_of(log.incident, log.entries)))
    before["tally"]["entries"] += 1
    assert after == before
    blobs = {p.stem: p.read_bytes() for p in Path(log.where.path).glob("*.jsonl")}
    assert digest_fast(blobs) is not None or any(b'"undone"' in blob for blob in blobs.values())
    assert msgspec.json.encode(fold(log.entries)) == msgspec.json.encode(fold(forgetting.without(log.entries)))


def test_every_text_that_a_person_types_in_an_entry_can_be_withdrawn() -> None:
    """A field of text is either named as typed, or known here to be an id, a post or a choice."""
    ids = {
        "id", "ref", "type", "kit", "why", "phase", "plan", "step", "timer", "entry", "outcome", "role", "cause",
        "before", "level", "laptop", "asked", "script", "kept_by", "how", "result", "due",
    }  # fmt: skip
    known = {("fact", "name"), ("announced", "to"), ("recorder-set", "name"), ("recorder-set", "before"), ("timer-failed", "who")}
    for kind in ev.KINDS._kinds.values():
        for field in msgspec.structs.fields(kind):
            if field.type is str or field.type is Step:
                typed = field.name in forgetting.TYPED.get(kind, ())
                assert typed or field.name in ids or (kind.kind, field.name) in known, (kind.kind, field.name)


def test_names_that_say_too_little_and_our_own_people_take_no_note_with_them() -> None:
    def leaving(name: str, note: str, by: str = "li", staff: tuple[str, ...] = ()) -> set[str]:
        events: list[Event] = [ev.CallbackAdded("c", name), ev.CallbackTried("c", "reached"), ev.Noted(note)]
        entries = [entry(n, each, by) for n, each in enumerate(events)]
        state = fold(entries)
        state.closed = TEN
        found = forgetting.leaving(entries, state, TEN + timedelta(days=1), staff)
        assert found is not None
        return set(found.fields)

    assert "e2" in leaving("张伟", "张伟又来电")
    assert "e2" in leaving("张伟先生", "张伟又来电") and "e2" in leaving("张伟先生", "张伟先生又来电")
    assert "e2" not in leaving("张", "张组长到了") and "e2" in leaving("张", "张女士很急")
    assert "e2" not in leaving("张先生", "张组长到了") and "e2" in leaving("张先生", "张先生又来电")
    assert "e2" not in leaving("Li Na", "Li Na reports", staff=("Li Na",))
    assert "e2" not in leaving("王芳", "王芳在现场", by="王芳")
    assert "e2" in leaving("Ms. Zhao", "zhao called") and "e2" not in leaving("Zhao", "Zhaoqing is dark")


def entry(n: int, event: Event, by: str) -> Entry:
    return Entry(n + 1, f"e{n}", TEN, by, event, journal="a")


def test_the_timer_of_a_promise_says_no_name_however_short(bare: Kit) -> None:
    ref = str(bare.at(0)("start", "application-outage", "--drill", "--json").json["ref"])
    bare.at(1)("callback", "add", "王", "--phone", "13800138000", "--promised", "20")
    bare("callback", "done", "王")
    bare("close", "--yes")
    assert "王" in bare.at(400 * DAY)("log", ref).out
    bare("forget", "--yes")
    assert "王" not in bare("log", ref, "--all").out + bare("summary", ref).out + bare("show", ref, "--json").out


def tied(kit: Kit) -> str:
    """A closed incident whose log speaks of two customers of the register: one by working days, one
    from the manual sheet; and of one who has nothing to do with it."""
    ref = str(kit.at(0)("start", "application-outage", "--drill", "--json").json["ref"])
    kit.at(1)("callback", "add", "Zhang San", "--phone", "13800138000", "--due", "3wd")
    kit("sheet", "add", "Maria Lopez 13900139000 her bill 17:00")
    for text in ("Zhang San shouts", "13800138000 again", "maria lopez cries", "Wang Wu waits", "all lines dark"):
        kit("note", text)
    kit.at(9)("close", "--yes")
    return ref


def test_customers_of_the_register_leave_the_log_of_the_incident_they_were_tied_to(bare: Kit) -> None:
    ref = tied(bare)
    items = bare("callback", "list", "--json").json["items"]
    assert [one["incident"] for one in items] and all(one["incident"] == ref for one in items), items
    bare("callback", "add", "Wang Wu", "--phone", "5550199", "--outside")
    for name in ("Zhang San", "Wang Wu"):
        assert bare.at(20)("callback", "done", name).code == 0
    assert bare.at(30)("forget", "--days", "0", "--yes").code == 0
    said = bare("log", ref, "--all").out + bare("log", ref, "--json").out
    assert "Zhang" not in said and "13800138" not in said
    assert "maria lopez cries" in said, "she is still owed a call"
    assert "Wang Wu waits" in said, "he was never tied to it"
    assert "all lines dark" in said
    assert bare.at(31)("forget", "--days", "0", "--dry-run").out == "", "it is done once"


def test_forgetting_in_the_register_alone_takes_the_incident_along_but_not_its_own_customers(bare: Kit) -> None:
    ref = tied(bare)
    bare.at(20)("callback", "done", "Zhang San")
    done = bare.at(30)("forget", "callback", "--days", "0", "--yes")
    assert done.code == 0 and ref in done.out, done.out
    said = bare("log", ref, "--all").out
    assert "Zhang San shouts" not in said and "13800138000" not in said and "Wang Wu waits" in said


def test_an_open_incident_keeps_what_names_a_customer_that_the_register_forgot_until_it_closes(bare: Kit) -> None:
    ref = str(bare.at(0)("start", "application-outage", "--drill", "--json").json["ref"])
    bare.at(1)("callback", "add", "Zhang San", "--phone", "13800138000", "--due", "3wd")
    bare("note", "Zhang San shouts")
    bare("callback", "done", "Zhang San")
    bare.at(2)("forget", "--days", "0", "--yes")
    assert "Zhang San shouts" in bare("log", ref).out
    bare.at(3)("close", "--yes")
    assert bare.at(4)("forget", "--days", "0", "--yes").code == 0
    assert "Zhang" not in bare("log", ref, "--all").out


def test_an_answer_withdrawn_still_says_that_there_was_one_and_a_name_beside_it_is_gone() -> None:
    events: list[Event] = [ev.StepDone("safe", "张三在", "张三"), ev.StepHanded("safe", "张三", TEN), ev.Forgotten([], {"e0": ["value", "who"], "e1": ["to"]})]
    done, handed, _ = (each.event for each in forgetting.without([entry(n, each, "li") for n, each in enumerate(events)]))
    assert done == ev.StepDone("safe", "***") and handed == ev.StepHanded("safe", "***", TEN)
