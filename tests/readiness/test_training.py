"""Training: who was trained in what and when, who is due this quarter, lists read through as a test."""

from __future__ import annotations

import calendar
import json
import random
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from kit.ground.base.refusal import Exit
from kit.ground.base.text import Text
from kit.ground.documents import terminal
from kit.people.registers.rules.state import Doc, Step
from kit.plans.checklists.rules.format import Checklist
from kit.readiness.training.files import topics
from kit.readiness.training.rules.book import HELD
from kit.readiness.training.rules.matrix import (
    Mark,
    Topic,
    after,
    matrix,
    months_of,
    quarter_end,
    wanting,
)
from kit.readiness.training.rules.reading import questions
from kit.readiness.training.show import matrix_page
from tests.support.constants import ROOT, TEN
from tests.support.kit import Kit
from tests.support.run import environment
from tests.support.run import kit as process
from tests.support.shipped import LISTS
from tests.support.terminal import Terminal

ZONE = TEN.tzinfo
MUST = ["customer-service-dept"]


def session(who: str, topic: str, day: date, result: str = "passed", held: bool = True, drill: bool = False) -> Doc:
    at = datetime(day.year, day.month, day.day, 9, tzinfo=ZONE)
    doc = Doc(f"{who}{topic}{day}", at, "wang", {"who": who, "topics": topic}, at, drill=drill)
    if held:
        doc.steps.append(Step(at, "wang", HELD, said={"result": result}))
    return doc


def test_a_span_of_months_keeps_the_day_or_takes_the_months_last() -> None:
    assert after(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert after(date(2028, 2, 29), 12) == date(2029, 2, 28)
    for text, months in (("P3M", 3), ("P1Y", 12), ("", 0), ("P3D", 0), ("P99999M", 0), ("x", 0)):
        assert months_of(text) == months
    for month in range(1, 13):
        day = date(2026, month, 15)
        end = quarter_end(day)
        assert end >= day and (end + timedelta(days=1)).month in (1, 4, 7, 10) and end.month - month < 3


def test_the_matrix_is_what_a_count_by_hand_says() -> None:
    """Counted once more for 400 made-up homes: the last session that was held and not failed, and the end of its span."""
    dice = random.Random(7)
    known = [Topic("basics", Text("a", "a"), "", "P3M", MUST), Topic("aid", Text("b", "b"), "", "P1Y"), Topic("plan", Text("c", "c"))]
    for _ in range(400):
        today = date(2026, 1, 1) + timedelta(days=dice.randrange(800))
        docs = [
            session(dice.choice("甲乙丙"), dice.choice(["basics", "aid", "plan"]), today - timedelta(days=dice.randrange(500)),
                    dice.choice(["passed", "partly", "failed"]), dice.random() < 0.8, dice.random() < 0.1)
            for _ in range(dice.randrange(9))
        ]  # fmt: skip
        marks = matrix(["甲", "丁"], known, docs, today, MUST if dice.random() < 0.7 else ["hotline"])
        for mark in marks:
            days = [
                d.at.date() for d in docs
                if d.get("who") == mark.who and d.get("topics") == mark.topic and d.steps and not d.drill
                and d.steps[0].said["result"] != "failed"
            ]  # fmt: skip
            assert mark.last == (max(days) if days else None)
            months = {"basics": 3, "aid": 12, "plan": 0}[mark.topic]
            if mark.last is not None and months:
                year, month = divmod(mark.last.year * 12 + mark.last.month - 1 + months, 12)
                last = min(mark.last.day, calendar.monthrange(year, month + 1)[1])
                assert mark.due == date(year, month + 1, last)
                assert (mark.state == "overdue") == (mark.due < today)
        trained = {d.get("who") for d in docs if d.steps and not d.drill and d.steps[0].said["result"] != "failed"}
        assert {m.who for m in marks} == {"甲", "丁"} | trained
        assert all(m.state in ("overdue", "never", "due") for m in wanting(marks))


def test_every_topic_that_is_due_again_has_its_clause_and_a_kind_of_site_that_there_is(kit: Kit) -> None:
    sites = {path.stem for path in (ROOT / "data" / "profiles").glob("*.toml")}
    for topic in topics(str(kit.home)):
        assert set(topic.sites) <= sites
        assert not topic.sites or topic.clause
        assert not topic.every or months_of(topic.every)


def test_a_session_is_recorded_for_each_person_and_shown_in_the_matrix(bare: Kit) -> None:
    bare.env("KIT_PROFILE", "customer-service-dept")
    kit = bare
    assert kit("training", "held", "plan-basics", "--who", "Zhang,Li", "--method", "lecture", "--result", "passed").code == 0
    kit("training", "held", "plan-basics", "--who", "Zhao", "--method", "lecture", "--result", "failed")
    marks = {(m["who"], m["topic"]): m for m in kit("training", "matrix", "--json").json["people_topics"]}
    assert marks["Zhang", "plan-basics"]["train_state"] == marks["Li", "plan-basics"]["train_state"] == "held" or marks["Li", "plan-basics"]["train_by"]
    assert ("Zhao", "plan-basics") not in marks, "who failed everything was trained in nothing"
    due = kit("training", "due", "--json").json["people_topics"]
    assert {(m["who"], m["topic"]) for m in due} >= {("Zhang", "levels"), ("Li", "equipment")}
    assert kit("training", "undo").code == 0
    assert "Zhang" in kit("training", "matrix").out
    assert "and 1 other with it" in kit("training", "undo", "#2").out, "it was one act about two people, and goes whole"
    assert kit("training", "matrix", "--json").json["people_topics"] == []


def test_who_only_fills_a_post_of_a_company_outside_is_trained_by_that(bare: Kit) -> None:
    for name, *said in (("Zhang",), ("Li", "--post", "tech"), ("Wang", "--post", "power-company"), ("Zhao", "--post", "tech", "--post", "telecom"), ("Wu", "--body", "gas")):
        assert bare("contact", "add", name, "--number", "0000-000001", *said).code == 0
    shown = bare("training", "matrix", "--lang", "en").out
    assert [name in shown for name in ("Zhang", "Li", "Zhao", "Wang", "Wu")] == [True, True, True, False, False]


@pytest.mark.parametrize("room", [40, 60, 80, 120])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_day_of_the_matrix_is_broken_in_a_window_of_any_width(room: int, lang: str) -> None:
    known = [Topic(id_, Text(zh, en)) for id_, zh, en in (("a", "应急物资和设备的使用", "Use of supplies and equipment"), ("b", "急救", "First aid"))]
    known += [Topic(f"t{n}", Text(f"第{n}项内容", f"Topic number {n}")) for n in range(5)]
    marks = [Mark(who, topic.id, date(2026, 11, 1 + n), None, "held") for who in ("张伟", "Li") for n, topic in enumerate(known)]
    page = matrix_page(marks, {topic.id: topic.title.get(lang) for topic in known}, date(2026, 11, 30), "x", lang, room)
    shown = terminal.show(page, room)
    for mark in marks:
        assert sum(str(mark.last) in line for line in shown) >= 1, (mark, shown)
    assert sum(line.count("2026-11-0") for line in shown) == len(marks), "each person has a day of each topic"


def test_a_session_that_was_held_needs_its_method_and_result_and_a_topic_that_is_known(bare: Kit) -> None:
    kit = bare
    lacks = kit("training", "held", "plan-basics", "--who", "Zhang")
    assert lacks.code == Exit.USAGE and "--method" in lacks.err and "--result" in lacks.err
    wrong = kit("training", "held", "nonsense", "--who", "Zhang", "--method", "lecture", "--result", "passed")
    assert wrong.code == Exit.USAGE and "plan-basics" in wrong.err
    assert kit("training", "held", "plan-basics", "--method", "lecture", "--result", "passed").code == Exit.USAGE
    assert kit("training", "list", "--all", "--json").json["items"] == []


def test_a_planned_session_is_open_until_it_is_held(bare: Kit) -> None:
    kit = bare
    (item,) = kit("training", "add", "first-aid", "--who", "Zhang", "--due", "20wd", "--json").json["items"]
    assert kit("training", "matrix", "--json").json["people_topics"] == []
    assert kit("training", "held", item["id"], "--method", "hands-on", "--result", "passed").code == 0
    assert [m["train_state"] for m in kit("training", "matrix", "--json").json["people_topics"] if m["topic"] == "first-aid"] == ["held"]


@pytest.mark.parametrize("ending", ["html", "docx", "xlsx", "csv", "md", "txt", "json"])
def test_the_matrix_is_written_in_every_face_with_people_hidden_where_asked(bare: Kit, tmp_path: Path, ending: str) -> None:
    kit = bare
    kit("training", "held", "first-aid", "--who", "Zhangsan", "--method", "hands-on", "--result", "passed")
    for redact in ([], ["--redact"]):
        path = tmp_path / f"m{len(redact)}.{ending}"
        assert kit("training", "matrix", "-o", str(path), *redact).code == 0
        assert path.stat().st_size > 20
        if ending in ("html", "csv", "md", "txt", "json"):
            assert ("Zhangsan" in path.read_text(encoding="utf-8-sig")) == (not redact)


@pytest.mark.parametrize("text", ["format = 1\ntopics = 3", "format = 1\n[[topics]]\nid = \"A B\"", "\x00", "format = 9", "[[[["])
def test_a_broken_file_of_topics_is_named_and_nothing_else_happens(bare: Kit, text: str) -> None:
    own = bare.home / "training"
    own.mkdir(parents=True)
    (own / "ours.toml").write_text(text, encoding="utf-8")
    answer = bare("training", "matrix")
    assert answer.code == Exit.UNREADABLE and "ours.toml" in answer.err


@pytest.mark.parametrize("type_", LISTS.types())
def test_a_list_is_asked_step_by_step_with_one_right_answer_each(type_: str) -> None:
    checklist: Checklist = LISTS.checklist(type_)
    steps = [step for _, step in checklist.steps()]
    asked = questions(checklist, 0)
    assert [a.step.id for a in asked] == [s.id for s in steps][: len(asked)] and len(asked) >= len(steps) - 2
    places = set()
    for each in asked:
        texts = [step.do for step in each.offered]
        assert texts.count(each.step.do) == 1 and 2 <= len(each.offered) <= 3
        assert all(steps.index(step) >= steps.index(each.step) for step in each.offered)
        places.add([step.id for step in each.offered].index(each.step.id))
    assert len(places) > 1 or len(asked) < 3, "the place of the right one is no help"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_list_read_through_is_scored_and_recorded_at_its_end(tmp_path: Path, lang: str) -> None:
    env = environment(tmp_path, lang, KIT_BY="wang")
    asked = questions(LISTS.checklist("complaint-escalation"), 0)
    with Terminal(["--plain", "training", "read", "complaint-escalation"], env) as t:
        for n, each in enumerate(asked, 1):
            right = [step.id for step in each.offered].index(each.step.id) + 1
            t.see(f"{n}/{len(asked)}")
            t.line(str(right if n != 2 else right % len(each.offered) + 1), "不对" if n == 2 and lang == "zh" else "No, it is" if n == 2 else each.step.do.get(lang)[:6])
        assert t.end() == 0
    (item,) = json.loads(process(env, "training", "list", "--all", "--json"))["items"]
    assert item["content"]["score"] == f"{len(asked) - 1}/{len(asked)}"
    assert item["content"]["who"] == "wang" and item["content"]["topics"] == "list:complaint-escalation"


def test_leaving_a_read_through_records_nothing(tmp_path: Path) -> None:
    env = environment(tmp_path, "zh", KIT_BY="wang")
    with Terminal(["--plain", "training", "read", "complaint-escalation"], env) as t:
        t.see("1/")
        t.line("0")
        t.end()
    assert json.loads(process(env, "training", "list", "--all", "--json"))["items"] == []
