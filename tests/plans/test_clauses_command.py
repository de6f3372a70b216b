"""``kit sources`` as a person runs it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from kit.ground.base.cells import width
from kit.plans.checklists.files import Checklists
from kit.plans.clauses.files import read_book
from kit.plans.scripts.files import ScriptFiles
from kit.plans.sites.files import Sites
from tests.support.constants import ROOT
from tests.support.kit import Kit


def test_the_overview_has_a_line_per_plan_and_adds_up(bare: Kit) -> None:
    result = bare("sources")
    assert result.code == 0
    rows = [re.split(r" {2,}", line) for line in result.out.splitlines() if re.match(r"[A-Z]{2}  ", line)]
    assert len(rows) == 10
    for row in rows:
        numbers = [int(cell) for cell in row[-6:]]
        assert numbers[0] == sum(numbers[1:])
    assert re.search(r"^Total +1080 ", result.out, re.MULTILINE)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_fits_the_width(bare: Kit, lang: str) -> None:
    bare.env("KIT_LANG", lang)
    for what in ([], ["HL"], ["FL"], ["HL-0.2"]):
        lines = bare("sources", *what).out.splitlines()
        assert max(map(width, lines)) <= 100


def test_a_plan_is_shown_clause_by_clause_with_what_answers_each(bare: Kit) -> None:
    out = bare("sources", "hl").out
    assert out.startswith("HL  hotline centre\n")
    assert len(re.findall(r"^HL-\S+  \[", out, re.MULTILINE)) == 127
    assert "Within 5 minutes the shift team leader reports" in out
    assert re.search(r"- step application-outage \d\.\d: Report to the call centre supervisor by phone", out)


def test_a_clause_is_shown_whole_with_each_answer(bare: Kit) -> None:
    bare.env("KIT_LANG", "zh")
    out = bare("sources", "HL-2.3a").out
    for part in ("HL-2.3a  〔时限〕", "原文用语：呼叫中心主管", "- 步骤 application-outage", "- 分钟数 hotline fault-report：5"):
        assert part in out
    assert "{" not in out


def test_the_data_of_a_clause_name_its_answers(bare: Kit) -> None:
    [clause] = bare("sources", "HL-2.3a", "--json").json["clauses"]
    assert (clause["id"], clause["plan"], clause["answered_by"]) == ("HL-2.3a", "HL", "step")
    assert {"answered_by", "where", "part", "step_number", "text"} == set(clause["answers"][0])
    total = bare("sources", "--json").json["total"]
    assert total["clause_count"] == 1080
    checked = bare("sources", "--check", "--json").json
    assert checked["faults"] == [] and checked["total"] == total


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "1080 条中 1080 条已落实"), ("en", "1080 of 1080 clauses accounted for")]
)
def test_the_proof_holds_with_what_is_shipped(bare: Kit, lang: str, said: str) -> None:
    bare.env("KIT_LANG", lang)
    result = bare("sources", "--check")
    assert (result.code, result.err) == (0, "")
    assert said in result.out


def test_a_citation_of_no_clause_fails_the_proof(bare: Kit) -> None:
    from kit.plans.toml.files.library import shipped

    text = Path(shipped(), "checklists", "media.toml").read_text(encoding="utf-8")
    folder = bare.home / "checklists"
    folder.mkdir(parents=True)
    text = re.sub(r"^cites = \[", 'cites = ["HL-404", ', text, count=1, flags=re.MULTILINE)
    (folder / "media.toml").write_text(text, encoding="utf-8")
    result = bare("sources", "--check")
    assert result.code == 3
    assert result.out.splitlines()[0].startswith("HL-404: media")
    assert result.out.splitlines()[-1] == "1 to mend."


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "没有预案或条款“XX-1”。预案：CA、CB、FL、GD、HL、MI、OP、PO、SA、SH\n"),
        ("en", 'There is no plan or clause "XX-1". Plans: CA, CB, FL, GD, HL, MI, OP, PO, SA, SH\n'),
    ],
)
def test_an_unknown_clause_is_said_with_the_plans_there_are(bare: Kit, lang: str, said: str) -> None:
    bare.env("KIT_LANG", lang)
    result = bare("sources", "XX-1")
    assert (result.code, result.err, result.out) == (4, said, "")


def test_check_takes_no_plan(bare: Kit) -> None:
    assert bare("sources", "HL", "--check").code == 2


@pytest.mark.parametrize(("clause", "post"), [("GD-4.1.1a", "应急组长"), ("SH-4.2.1c", "部门负责人"), ("HL-2.3a", "呼叫中心主管")])
def test_a_plans_texts_name_the_posts_of_who_follows_it(bare: Kit, clause: str, post: str) -> None:
    """At a hotline the clauses of other plans read "report to group-leader"."""
    bare.env("KIT_LANG", "zh")
    out = bare("sources", clause).out
    assert post in out
    assert not re.search(r"[\u4e00-\u9fff](group|deputy|safety|general)-[a-z]+", out)


@pytest.mark.parametrize(("lang", "said"), [("zh", "物资设备（kit supply）PO po-helmets：安全帽"), ("en", "supply (kit supply) PO po-helmets: Safety helmet")])
def test_a_list_of_supplies_and_a_file_of_duties_are_named_where_they_answer_a_clause(bare: Kit, lang: str, said: str) -> None:
    bare.env("KIT_LANG", lang)
    assert said.casefold() in bare("sources", "PO-4.2.5").out.casefold()
    assert "kit duty" in bare("sources", "PO-7.2.1").out


def test_every_clause_that_a_list_of_supplies_or_a_file_of_duties_cites_is_answered_by_it(tmp_path: Path) -> None:
    """Counted from the files themselves."""
    wanted = {
        (clause, by, path.stem, row["id"])
        for by, folder in (("supply", "supplies"), ("duty", "duties"))
        for path in (ROOT / "data" / folder).glob("*.toml")
        for row in tomllib.loads(path.read_text(encoding="utf-8"))[folder]
        for clause in row.get("cites", [])
    }
    book = read_book(Checklists(str(tmp_path)), Sites(str(tmp_path)), ScriptFiles(str(tmp_path)))
    found = {(clause, a.by, a.where, a.part) for clause, answers in book.answers.items() for a in answers if a.by in ("supply", "duty")}
    assert found == wanted and len(wanted) > 80


def test_a_sites_own_list_of_supplies_answers_too(bare: Kit) -> None:
    (bare.home / "supplies").mkdir(parents=True)
    text = 'format = 1\nplan = "PO"\n[[supplies]]\nid = "our-boat"\nthing = {zh = "船", en = "boat"}\nplace = {zh = "库", en = "store"}\nleast = 1\ngroup = "other"\ncondition = {zh = "好", en = "good"}\ncites = ["PO-4.2.5"]\n'
    (bare.home / "supplies" / "ours.toml").write_text(text, encoding="utf-8")
    assert "ours our-boat: boat" in bare("sources", "PO-4.2.5").out
