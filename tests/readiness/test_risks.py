"""The register of risks: in which order they are dealt with, what spoke for it here, measures and insurance."""

from __future__ import annotations

import json
import random
import re
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from kit.ground.base.refusal import Exit
from kit.people.registers.rules.state import Doc
from kit.plans.causes.files import CauseFiles
from kit.readiness.risks.files import known
from kit.readiness.risks.rules.book import FIELDS
from kit.readiness.risks.rules.matrix import grade, months_before, ordered, rated, spoken_for
from tests.support.constants import ROOT, TEN
from tests.support.kit import Kit
from tests.support.shipped import LISTS


def risk(id_: str, likelihood: int, *effects: int) -> Doc:
    told = {name: str(n) for name, n in zip(FIELDS, effects, strict=False) if n}
    return Doc(id_, TEN, "wang", {"risk": id_, **told, **({"likelihood": str(likelihood)} if likelihood else {})}, TEN)


def test_the_score_is_likelihood_times_the_gravest_effect_and_nothing_while_one_is_missing() -> None:
    for likelihood, *effects in product(range(6), range(6), range(6), (0, 3), (0, 5)):
        one = rated(risk("r", likelihood, *effects), None)
        complete = likelihood and all(effects)
        assert one.score == (likelihood * max(effects) if complete else 0)
        assert (one.grade == "open") == (not complete)
    assert [grade(n) for n in (0, 1, 7, 8, 14, 15, 25)] == ["open", "low", "low", "medium", "medium", "high", "high"]


def test_what_is_not_assessed_stands_first_then_the_highest() -> None:
    dice = random.Random(3)
    for _ in range(200):
        docs = [risk(f"r{n}", *(dice.randrange(6) for _ in range(5))) for n in range(dice.randrange(8))]
        found = ordered(docs, {})
        scores = [one.score for one in found]
        there = [score for score in scores if score]
        assert scores == [0] * (len(scores) - len(there)) + sorted(there, reverse=True)
        assert {one.doc.id for one in found} == {doc.id for doc in docs}


def test_past_incidents_speak_for_a_likelihood_by_bounds_that_are_said() -> None:
    assert [spoken_for(n, 36) for n in (0, 1, 2, 3, 11, 12, 35, 36, 999)] == [1, 2, 2, 3, 3, 4, 4, 5, 5]
    months = months_before(date(2026, 2, 1))
    assert (months[0], months[-1], len(months)) == ("2023-03", "2026-02", 36)


def test_what_plans_name_is_counted_by_lists_and_causes_that_there_are(kit: Kit) -> None:
    causes, types = CauseFiles(str(kit.home)).causes(), LISTS.types()
    for each in known(str(kit.home)):
        assert set(each.causes) <= set(causes) and set(each.types) <= set(types)
        assert each.clause.startswith("PO-2.")


def test_incidents_of_this_home_are_counted_as_the_lines_say(bare: Kit, tmp_path: Path) -> None:
    """The example month: closed incidents whose cause is the mains, counted by an own reader."""
    import tarfile

    with tarfile.open(ROOT / "data" / "example" / "2026-10.tar.xz") as packed:
        packed.extractall(tmp_path / "home", filter="data")
    home = tmp_path / "home"
    causes: dict[str, str] = {}
    gone: set[str] = set()
    for path in (home / "closed").rglob("*.jsonl"):
        ref = path.parent.name.partition(".")[0]
        for line in path.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            if entry["kind"] == "undone":
                gone.add(entry["data"]["entry"])
            if entry["kind"] == "caused":
                causes[ref] = entry["data"]["cause"]
            if entry["kind"] == "drill":
                causes.pop(ref, None)
    bare.env("KIT_HOME", str(home))
    found = {r["id"]: r for r in bare("risk", "--json").json["risks"]}
    assert found == {}
    shown = bare("risk", "--lang", "en").out
    for each in known(str(home)):
        if each.causes:
            n = sum(cause in each.causes for cause in causes.values())
            (line,) = [row for row in shown.splitlines() if row.startswith(each.id + " ")]
            assert re.search(rf"  {n} in (1 month|\d+ months|3 years)", line), line


def test_a_home_in_which_nothing_was_closed_yet_speaks_for_no_likelihood(bare: Kit) -> None:
    """Nor does one of a few months with nothing of the sort in it: it was not there to see the years."""
    assert "nothing was closed here yet" in bare("risk", "--lang", "en").out
    bare("risk", "add", "equipment")
    assert bare("risk", "--json").json["risks"][0]["past_months"] == 0
    bare("start", "lift-entrapment", "--no-guide")
    bare("close", "--yes")
    shown = bare("risk", "--lang", "en").out
    assert "0 in 1 month: under a year, which speaks for nothing" in " ".join(shown.split())
    assert "likelihood 1" not in shown


def test_a_risk_is_taken_from_the_plans_assessed_looked_at_again_and_listed_no_more(bare: Kit) -> None:
    kit = bare
    (item,) = kit("risk", "add", "equipment", "--json").json["items"]
    assert item["content"]["cause"] == "equipment"
    assert "kit risk add" in kit("risk").out and "Power cut by failing equipment" in kit("risk").out
    told = ["--likelihood", "4", "--business", "4", "--customers", "2", "--safety", "5", "--information", "1"]
    assert kit("risk", "assess", item["id"], *told[:4]).code == Exit.USAGE, "all four fields of PO-2.1 are wanted"
    assert kit("risk", "assess", item["id"], *told).code == 0
    kit("risk", "edit", item["id"], "--measures", "service the generator", "--state", "planned", "--insurance", "insured", "--action", "AB12")
    (one,) = kit("risk", "--json").json["risks"]
    assert (one["risk_score"], one["grade"], one["measures_state"], one["insurance"], one["measured_by"]) == (20, "high", "planned", "insured", "AB12")
    assert kit("risk", "review", item["id"], "--note", "as before").code == 0
    assert kit("risk", "close", item["id"], "generator", "sold").code == 0
    assert kit("risk", "--json").json["risks"] == []
    assert kit("risk", "undo").code == 0
    assert len(kit("risk", "--json").json["risks"]) == 1


def test_a_risk_that_was_offered_by_its_id_goes_on_being_named_by_it(bare: Kit) -> None:
    """While one alone was noted under it."""
    told = ["--likelihood", "4", "--business", "4", "--customers", "2", "--safety", "5", "--information", "1"]
    bare("risk", "add", "weather", "--lang", "zh")
    bare("risk", "add", "equipment", "--lang", "zh")
    assert bare("risk", "assess", "equipment", *told).code == 0
    assert {each["cause"]: each["risk_score"] for each in bare("risk", "--json").json["risks"]} == {"equipment": 20, "weather": None}
    bare("risk", "add", "equipment", "--lang", "zh")
    assert bare("risk", "assess", "equipment", *told).code != 0


@pytest.mark.parametrize("ending", ["html", "docx", "xlsx", "csv", "md", "txt", "json"])
def test_the_page_is_written_in_every_face(bare: Kit, tmp_path: Path, ending: str) -> None:
    bare("risk", "add", "equipment", "--likelihood", "4", "--business", "5", "--customers", "1", "--safety", "1", "--information", "1")
    path = tmp_path / f"r.{ending}"
    assert bare("risk", "matrix", "-o", str(path), "--lang", "zh").code == 0
    if ending in ("html", "csv", "md", "txt"):
        assert "先应对的在前" in path.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("text", ["format = 1\nrisks = 3", "format = 1\n[[risks]]\nid = \"A B\"", "\x00", "format = 9", "[[[["])
def test_a_broken_file_of_risks_is_named_and_nothing_else_happens(bare: Kit, text: str) -> None:
    own = bare.home / "risks"
    own.mkdir(parents=True)
    (own / "ours.toml").write_text(text, encoding="utf-8")
    answer = bare("risk")
    assert answer.code == Exit.UNREADABLE and "ours.toml" in answer.err
