"""What is learnt: the cause by a key of the site's list, and red lines in the lists."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from kit.ground.base.refusal import Refused
from kit.ground.journal.entry import Entry
from kit.ground.machine.clock import Now
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.action import Action
from kit.incidents.incident.rules.proposals import proposed
from kit.incidents.incident.rules.tracked import _of_doc, not_closed
from kit.incidents.incident.show.entries import entry_text
from kit.people.registers.rules.state import CARRIED_OUT, Doc, Step
from kit.plans.causes.files import CauseFiles, read_causes
from kit.plans.toml.files.library import shipped
from tests.support.constants import TEN
from tests.support.kit import Kit, closed, opened
from tests.support.world import World, minute_of

OWN = """format = 1
[[causes]]
id = "lift"
zh = "电梯"
en = "Lift"
[[causes]]
id = "weather"
zh = "台风暴雨"
en = "Typhoon"
[[causes]]
id = "other"
zh = "其他"
en = "Other"
off = true
"""


# ---- the cause ----------------------------------------------------------------------------


def test_a_cause_is_set_after_closing_and_stands_in_the_summary(over: tuple[Kit, str]) -> None:
    kit, ref = over
    assert kit("cause", ref, "carrier", "--note", "fibre cut").code == 0
    shown = kit("summary", ref).out
    assert "Cause" in shown and "Carrier's line, fibre cut" in shown
    said = kit("summary", ref, "--json").json
    assert (said["cause_key"], said["cause"], said["repeat_of"]) == ("carrier", "Carrier's line", "")


def test_where_none_was_given_what_the_list_had_asked_for_it_is_said(bare: Kit) -> None:
    """Why the power failed was answered at its step, and asked for as if nobody knew anything."""
    opened(bare.at(0).home, "power-outage", drill=True)
    ref = bare.folder().ref
    assert "No cause was given." in bare("cause", ref).err
    bare("answer", "cause", "mains")
    shown = bare("cause", ref)
    assert "No cause was given. What the list asked for it:" in shown.out and "mains outage" in shown.out
    bare("cause", ref, "mains-power")
    assert "What the list asked" not in bare("cause", ref).out


def test_it_is_set_while_the_incident_is_open_without_naming_it(bare: Kit) -> None:
    opened(bare.at(0).home, drill=True)
    assert bare("cause", "weather").code == 0
    assert bare.folder().incident.cause is not None


def test_it_may_be_given_with_the_closing_and_never_must(bare: Kit) -> None:
    log = opened(bare.at(0).home, drill=True)
    assert bare("close", "--yes", "--cause", "gremlins").code == 2
    made = bare("close", "--yes", "--cause", "carrier", "--json")
    assert made.kinds[0] == "cause-set" and made.kinds[-1] == "closed"
    incident = Store(str(bare.home)).pick(log.ref).incident
    assert incident.cause is not None and incident.cause.key == "carrier" and incident.closed is not None


def test_the_last_cause_counts_and_undo_brings_the_one_before_back(over: tuple[Kit, str]) -> None:
    kit, ref = over
    kit("cause", ref, "unknown")
    kit("cause", ref, "carrier")
    assert kit("cause", ref, "--json").json["cause_key"] == "carrier"
    assert kit("undo", "-i", ref).code == 0
    assert kit("cause", ref, "--json").json["cause_key"] == "unknown"
    assert kit("undo", "-i", ref).code == 0
    assert kit("cause", ref, "--json").json["cause_key"] == ""
    assert "unknown" not in kit("cause", ref).out


def test_a_key_that_is_not_in_the_list_is_refused_with_the_list(over: tuple[Kit, str]) -> None:
    kit, ref = over
    asked = kit("cause", ref, "gremlins")
    assert asked.code == 2 and "carrier" in asked.err
    assert kit("cause", ref, "市电").code == 0, "words that only one has mean it"
    assert kit("cause", ref, "--json").json["cause_key"] == "mains-power"
    assert kit("cause", ref, "系统").code == 2, "several have these"


def test_a_repeat_names_an_earlier_incident_and_neither_itself_nor_a_later_one(over: tuple[Kit, str]) -> None:
    kit, ref = over
    later = opened(kit.home, at=TEN + timedelta(minutes=61), drill=True)
    assert kit("cause", later.ref, "--repeat-of", ref).code == 2, "first the cause"
    assert kit("cause", later.ref, "carrier", "--repeat-of", ref[-4:]).code == 0
    assert kit("cause", later.ref, "--json").json["repeat_of"] == ref
    assert kit("cause", ref, "carrier", "--repeat-of", ref).code == 2
    assert kit("cause", ref, "carrier", "--repeat-of", later.ref).code == 2
    assert kit("cause", ref, "carrier", "--repeat-of", "nothing").code == 4
    assert kit("cause", later.ref, "own-network").code == 0
    assert kit("cause", later.ref, "--json").json["repeat_of"] == "", "said anew with each cause"


def test_the_shipped_list_has_both_languages_and_no_id_twice() -> None:
    found = read_causes(Path(shipped(), "data", "causes", "base.toml"))
    ids = [cause.id for cause in found.causes]
    assert len(ids) == len(set(ids)) >= 20 and {"unknown", "other"} <= set(ids)
    assert all(cause.zh and cause.en and not cause.zh.isascii() and cause.en.isascii() for cause in found.causes)


def test_a_site_adds_words_anew_and_leaves_out(bare: Kit) -> None:
    (bare.home / "causes").mkdir(parents=True)
    (bare.home / "causes" / "ours.toml").write_text(OWN, encoding="utf-8")
    found = CauseFiles(str(bare.home)).causes()
    assert found["lift"].en == "Lift" and found["weather"].zh == "台风暴雨"
    assert "other" not in found and "carrier" in found
    assert "lift" in bare("cause").out


def test_a_list_of_the_sites_that_is_broken_is_named_and_left_out(over: tuple[Kit, str]) -> None:
    kit, ref = over
    (kit.home / "causes").mkdir()
    (kit.home / "causes" / "ours.toml").write_text(OWN + "oops", encoding="utf-8")
    set_ = kit("cause", ref, "carrier")
    assert set_.code == 0 and "ours.toml" in set_.err


def test_what_a_cause_was_called_then_stays_when_the_list_changes(over: tuple[Kit, str]) -> None:
    kit, ref = over
    kit("cause", ref, "weather")
    (kit.home / "causes").mkdir()
    (kit.home / "causes" / "ours.toml").write_text(OWN, encoding="utf-8")
    assert "Weather or natural disaster" in kit("cause", ref).out


def test_a_cause_is_in_the_digest_whichever_way_the_log_is_read(over: tuple[Kit, str]) -> None:
    from kit.review.archive.rules.digest import digest_of
    from kit.review.archive.rules.digest_fast import digest_fast

    kit, ref = over
    kit("cause", ref, "unknown")
    kit("cause", ref, "carrier")
    log = Store(str(kit.home)).pick(ref)
    whole = digest_of(log.incident, log.entries)
    assert (whole.cause, whole.cause_names[0]) == ("carrier", "运营商线路")
    journals = {path.stem: path.read_bytes() for path in Path(log.where.path).glob("*.jsonl")}
    fast = digest_fast(journals)
    assert fast is not None
    assert (fast.cause, fast.cause_names, fast.repeat_of) == (whole.cause, whole.cause_names, whole.repeat_of)


# ---- red lines ----------------------------------------------------------------------------


def test_a_red_line_is_one_entry_and_ticks_nothing(bare: Kit) -> None:
    log = opened(bare.at(0).home, drill=True)
    before = [(v.key, v.state.status) for v in log.incident.views()]
    made = bare("redline", log.ref, "seats", "unclear", "which", "seats", "--json")
    assert made.kinds == ["redlined"]
    after = bare.folder().incident
    assert [(v.key, v.state.status) for v in after.views()] == before
    (line,) = after.redlines
    assert (line.step, line.fault, line.text) == ("seats", "unclear", "which seats")
    assert bare("undo").code == 0 and bare.folder().incident.redlines == []


def test_a_step_is_marked_whatever_became_of_it_and_after_closing(over: tuple[Kit, str]) -> None:
    kit, ref = over
    assert kit("redline", ref, "seats", "wrong").code == 0
    assert kit("redline", ref, "1.1", "missing", "no number").code == 0, "by its number on the card"
    assert kit("redline", ref, "no-such-step", "wrong").code == 4
    assert kit("redline", ref, "seats", "ugly").code == 2
    assert kit("redline", ref, "seats").code == 2


def test_what_was_marked_in_any_log_stands_by_list_and_step(bare: Kit) -> None:
    refs = []
    for number, type_ in enumerate(("application-outage", "fire", "application-outage")):
        log = opened(bare.home, type_, at=TEN + timedelta(minutes=number), drill=number > 0)
        step = log.incident.views()[0].key
        log.store.record(log, Now(TEN + timedelta(minutes=5 + number)), "li", lambda d, s=step, n=number: acts.redline(d, s, "wrong", f"why {n}"))  # type: ignore[attr-defined,misc]
        closed(log, TEN + timedelta(hours=1))
        refs.append(log.ref)
    found = bare.at(90)("redline", "--json").json["proposals"]
    assert [(each["type"], len(each["marks"])) for each in found] == [("application-outage", 2), ("fire", 1)]
    assert [(m["ref"], m["drill"], m["note"]) for m in found[0]["marks"]] == [(refs[0], False, "why 0"), (refs[2], True, "why 2")]
    assert found[0]["text"]
    only = bare("redline", "--type", "fire", "--json").json["proposals"]
    assert [each["type"] for each in only] == ["fire"]
    listed = bare("redline").out
    assert "wrong: 2" in listed and "[DRILL]" in listed and "why 0" in listed
    bare.env("KIT_LANG", "zh")
    assert "有错 2 次" in bare("redline").out
    for _ in ("the closing", "the red line"):
        assert bare("undo", "-i", refs[1]).code == 0
    assert "fire" not in bare("redline").out, "what was taken back is proposed no more"


def test_a_second_plans_step_is_its_own_lists(bare: Kit) -> None:
    log = opened(bare.at(0).home, drill=True)
    bare("plan", "call-surge")
    bare("redline", log.ref, "call-surge/all-inbound", "missing")
    (found,) = proposed({log.ref: bare.folder().incident})
    assert (found.checklist, found.step) == ("call-surge", "all-inbound")


def test_red_lines_of_two_laptops_are_both_kept_in_either_order(bare: Kit, tmp_path: Path) -> None:
    log = opened(bare.at(0).home, drill=True)
    other = tmp_path / "other"
    shutil.copytree(bare.home, other)
    (other / "laptop").unlink(missing_ok=True)
    bare("redline", log.ref, "seats", "wrong", "one")
    bare.env("KIT_HOME", str(other))
    bare.at(1)("redline", log.ref, "seats", "unclear", "two")
    bare("cause", log.ref, "carrier")
    lists = []
    for number, (first, second) in enumerate(((bare.home, other), (other, bare.home))):
        merged = tmp_path / f"merged{number}"
        shutil.copytree(first, merged)
        for path in Path(second).glob("open/*/*.jsonl"):
            target = merged / path.relative_to(second)
            if not target.exists() or target.stat().st_size < path.stat().st_size:
                shutil.copy(path, target)
        incident = Store(str(merged)).pick(log.ref).incident
        lists.append(([r.text for r in incident.redlines], incident.cause))
    assert lists[0] == lists[1] and lists[0][0] == ["one", "two"] and lists[0][1] is not None


def test_acts_on_what_is_not_there_are_refused() -> None:
    world = World()
    with pytest.raises(Refused):
        world.do(1, acts.redline, "nothing", "wrong")


@pytest.mark.parametrize("effect", ["yes", "no", "too-early"])
def test_whether_an_action_helped_is_one_of_three_answers_and_nothing_else_is_taken(effect: str) -> None:
    world = World()
    world.do(1, acts.action_add, "a1", "备用电话充电")
    with pytest.raises(Refused):
        world.do(2, acts.action_seen, "a1", effect)  # it is not done yet
    world.do(3, acts.action_done, "a1", "记录")
    with pytest.raises(Refused):
        world.do(4, acts.action_seen, "a1", "perhaps")
    world.do(5, acts.action_seen, "a1", effect)
    assert [seen.effect for seen in world.folded().actions["a1"].seen] == [effect]


def test_an_action_of_an_earlier_kit_was_closed_when_it_was_done_and_one_of_today_when_another_looked() -> None:
    then = Action("a1", TEN, "充电", "王芳", "", done=minute_of(5))
    assert then.ended == minute_of(5)
    now = replace(then, doer="王芳")
    assert now.ended is None
    assert replace(now, verified=minute_of(9)).ended == replace(now, dropped=minute_of(9)).ended == minute_of(9)


def test_an_action_is_given_to_somebody() -> None:
    world = World()
    world.do(1, acts.action_add, "a1", "备用电话充电", "王芳")
    with pytest.raises(Refused) as refused:
        world.do(2, acts.action_give, "a1", " ")
    assert refused.value.code == "field-needed"
    world.do(3, acts.action_give, "a1", "李强")
    assert world.folded().actions["a1"].owner == "李强"


def test_what_was_done_for_the_register_is_done_and_what_nobody_did_is_not() -> None:
    said = {"evidence": "照片", "done_by": "王芳"}
    doc = Doc("A1", TEN, "li", {"measure": "充电"}, TEN, steps=[Step(minute_of(5), "赵敏", CARRIED_OUT, said=said)])
    done = _of_doc(doc)
    assert (done.done, done.done_by, done.evidence, done.status) == (minute_of(5), "王芳", "照片", "done")
    dropped = replace(done, dropped=minute_of(7))
    assert (dropped.status, dropped.ended) == ("given-up", minute_of(7))
    undone = _of_doc(Doc("A2", TEN, "li", {"measure": "充电"}, TEN))
    assert (undone.done, undone.done_by, undone.evidence, undone.status) == (None, "", "", "open")


@pytest.mark.parametrize(("said_by", "told"), [("赵敏", "赵敏"), ("", "王芳")])
def test_an_answer_of_the_review_is_told_with_whose_it_is(said_by: str, told: str) -> None:
    entry = Entry(9, "x", TEN, "王芳", ev.Reviewed("told", "灯灭了", said_by))
    text = entry_text(World().incident, entry, "zh")
    assert [name for name in ("赵敏", "王芳") if name in text] == [told]


def test_actions_are_listed_of_drills_or_of_the_others() -> None:
    one = _of_doc(Doc("A1", TEN, "li", {"measure": "充电"}, TEN))
    drilled = replace(one, id="A2", drill=True)
    ended = replace(one, id="A3", verified=minute_of(5))
    drilled_ended = replace(ended, id="A4", drill=True)
    every = [one, drilled, ended, drilled_ended]
    for drill, still in ((None, ["A1", "A2"]), (True, ["A2"]), (False, ["A1"])):
        assert [aged.action.id for aged in not_closed(every, minute_of(9), drill)] == still


def test_what_another_person_looked_at_is_verified_by_them_and_what_was_given_up_by_nobody() -> None:
    """What is sent back says why."""
    steps = [Step(minute_of(5), "li", CARRIED_OUT), Step(minute_of(7), "赵敏", "verified", "看过")]
    found = _of_doc(Doc("A1", TEN, "li", {}, TEN, steps=steps, ended=minute_of(7), end="verified"))
    assert (found.verified, found.verified_by, found.dropped, found.why) == (minute_of(7), "赵敏", None, "")
    found = _of_doc(Doc("A1", TEN, "li", {}, TEN, steps=[Step(minute_of(7), "赵敏", "given-up", "太贵")], ended=minute_of(7), end="given-up"))
    assert (found.verified, found.verified_by, found.dropped, found.why) == (None, "", minute_of(7), "太贵")
    world = World()
    world.do(1, acts.action_add, "a1", "充电", "王芳")
    world.do(2, acts.action_done, "a1", "照片", "王芳")
    with pytest.raises(Refused) as refused:
        world.do(3, acts.action_check, "a1", " ", True)
    assert refused.value.code == "note-needed"
    world.do(4, acts.action_check, "a1", "不在", True)
    assert world.folded().actions["a1"].done is None


def test_a_question_of_the_review_is_told_in_its_words_and_one_of_a_newer_kit_by_its_id() -> None:
    texts = [entry_text(World().incident, Entry(9, "x", TEN, "li", ev.Reviewed(question, "灯灭了")), "en") for question in ("well", "newer")]
    assert "what went well" in texts[0] and "newer" in texts[1]


@pytest.mark.parametrize(("doer", "named"), [("王芳", False), ("赵敏", True), ("", False)])
def test_who_did_an_action_is_named_where_another_recorded_it(doer: str, named: bool) -> None:
    world = World()
    world.do(1, acts.action_add, "a1", "充电")
    text = entry_text(world.incident, Entry(9, "x", TEN, "王芳", ev.ActionDone("a1", "照片", doer)), "zh")
    plain = entry_text(world.incident, Entry(9, "x", TEN, "王芳", ev.ActionDone("a1", "照片")), "zh")
    assert (text != plain) is named and ("赵敏" in text) is named


def test_an_action_is_moved_to_another_day_with_the_reason_for_it() -> None:
    world = World()
    world.do(1, acts.action_add, "a1", "充电")
    for day, reason in ((None, "缺货"), (date(2026, 5, 1), " ")):
        with pytest.raises(Refused) as refused:
            world.do(2, acts.action_move, "a1", day, reason)
        assert refused.value.code == "action-move"
    world.do(3, acts.action_move, "a1", date(2026, 5, 1), "缺货")
    assert world.folded().actions["a1"].day == date(2026, 5, 1)
