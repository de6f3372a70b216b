"""Lists of supplies: every clause that names a thing to be kept is answered by one, every thing cites a
clause that names it, and nothing counts as there until somebody counts it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.ground.base.lean import re
from kit.ground.base.refusal import Exit, Refused
from kit.plans.seeds.files import clause_texts
from kit.plans.sites.files import Sites
from kit.plans.supplies.files import Things
from kit.plans.supplies.rules import Thing
from tests.support.kit import Kit

# By sort of thing, what a clause calls it.
CALLED = {
    "lighting": r"lighting|torch|lamp",
    "communication": r"walkie-talkie|mobile phone|satellite phone|communication equipment|telephones work",
    "power": r"\bUPS\b|generator|power suppl|temporary power|computers?\b.*stays? on line|at least one computer|feeds all equipment",
    "repair": r"repair tools|spare parts|common tools",
    "safety-gear": r"helmet|\bvests?\b|warning signs \(|wet-floor sign|mats|barriers|protective equipment|masks|at least 6 people",
    "flood": r"sandbag|pump|suction machine",
    "medical": r"bandages",
    "fire": r"fire extinguisher|firefighting equipment|use that equipment",
    "seat": r"spare seat|backup line|backup call centre",
    "paper": r"record sheet|documents and material|documents or material|centre's own documents|material related|flood supplies|flood equipment|start-up sequence",
    "other": r"\bfans\b|vehicles? |printer",
}
# Clauses that say such a word and name nothing to be kept, with what answers them.
ELSEWHERE = {
    "CA-3.1b": "the UPS is spared: a step of the list", "HL-3.1b": "the same",
    "FL-8.1.2": "vehicles in the road", "FL-8.3.6": "other people's vehicles",
    "PO-2.1.7": "lighting that fails: a risk", "SA-4.2.d": "a printer that fails: a sign of it", "SA-4.2.e": "lighting that fails: a sign of it",
    "FL-5.2d": "all of them are there: kit supply due", "FL-5.3c": "all of them are kept safe", "FL-5.5": "they are bought and issued: kit supply restock, issue",
    "FL-7.2b": "they are maintained: a duty", "FL-8.1.6a": "they are checked: kit supply check",
}  # fmt: skip


def listed() -> list[tuple[str, Thing]]:
    return [(plan, thing) for plan, file in Things("").files().items() for thing in file.supplies]


def test_every_clause_that_names_a_thing_to_be_kept_is_answered_by_one() -> None:
    cited = {clause for _, thing in listed() for clause in thing.cites}
    named = [id_ for id_, text in clause_texts().items() if re.search("|".join(CALLED.values()), text, re.I)]
    assert {"PO-4.2.1", "CB-U.6a", "FL-7.1", "OP-6.1.7", "SH-4.4.1a", "HL-4.3"} <= {*named}
    assert [f"{id_} {clause_texts()[id_][:90]}" for id_ in named if id_ not in cited and id_ not in ELSEWHERE] == []
    assert cited.isdisjoint(ELSEWHERE) and [id_ for id_ in ELSEWHERE if id_ not in named] == []


@pytest.mark.parametrize(("plan", "thing"), listed(), ids=lambda each: getattr(each, "id", each))
def test_every_thing_cites_a_clause_of_its_plan_that_names_it(plan: str, thing: Thing) -> None:
    texts = clause_texts()
    assert all(clause.startswith(f"{plan}-") and clause in texts for clause in thing.cites)
    assert re.search(CALLED[thing.group], texts[thing.cites[0]], re.I), (thing.cites[0], texts[thing.cites[0]])
    assert thing.id.startswith(plan.lower()) and thing.id.count("-") == 1, "else its last four letters are what people read"
    for text in (thing.thing, thing.place, thing.condition):
        assert re.search("[一-鿿]|UPS", text.zh) and text.en and not re.search("[一-鿿]", text.en)
    number = re.search(r"\b(three|at least (6|two|one))\b", " ".join(texts[clause] for clause in thing.cites), re.I)
    assert thing.ours or number is not None, "a number that no clause gives is ours"


def test_every_site_whose_plans_name_things_has_a_list_and_each_thing_once() -> None:
    sites = Sites("")
    for name in sites.profiles():
        plans = sites.profile(name).plans
        things = Things("").of(plans)
        assert len({thing.id for thing in things}) == len(things)
        assert bool(things) == bool({*plans} - {"MI"}), name


def test_one_command_takes_the_list_over_and_nothing_is_there_until_it_is_counted(bare: Kit) -> None:
    kit = bare
    kit.env("KIT_PROFILE", "property")
    assert kit("supply", "begin").code == 0
    found = kit("supply", "--json").json["supplies"]
    asked = {thing.id: thing for thing in Things("").of(["FL", "GD"])}
    assert {one["id"] for one in found} == {*asked} and all(one["there"] is None and "unchecked" in one["flaws"] for one in found)
    for one in found:
        thing = asked[one["id"]]
        assert (one["least"], one["cites"], one["works_if"], one["dated"]) == (thing.least, thing.cites, thing.condition.en, thing.dated)
    before = kit("supply", "--json").out
    again = kit("supply", "begin")
    assert again.code == 0 and "already" in again.err and kit("supply", "--json").out == before
    kit("supply", "check", "gd-helmets", "--counted", "6", "--good", "6")
    (one,) = kit("supply", "show", "gd-helmets", "--json").json["supplies"]
    assert one["flaws"] == ["undated"], "a date is printed on it and nobody noted it"
    kit("supply", "check", "gd-helmets", "--counted", "6", "--good", "6", "--expiry", "2030-01")
    assert kit("supply", "show", "gd-helmets", "--json").json["supplies"][0]["flaws"] == []


def test_what_is_kept_no_more_is_not_taken_over_again(bare: Kit) -> None:
    bare.env("KIT_PROFILE", "operators")
    bare("supply", "begin")
    bare("supply", "drop", "op-centre", "--reason", "the site is sold")
    bare("supply", "begin")
    assert [one["id"] for one in bare("supply", "--json").json["supplies"]] == ["op-lines"]


def test_a_sites_own_list_stands_instead_and_a_broken_one_is_told_in_one_line(bare: Kit, tmp_path: Path) -> None:
    own = bare.home / "supplies"
    own.mkdir(parents=True)
    bare.env("KIT_PROFILE", "operators")
    thing = 'format = 1\nplan = "OP"\n[[supplies]]\nid = "op-x"\nthing = {zh = "甲", en = "a"}\nplace = {zh = "乙", en = "b"}\nleast = 2\ngroup = "seat"\ncondition = {zh = "好", en = "good"}\ncites = ["OP-6.1.6"]\n'
    (own / "OP.toml").write_text(thing, encoding="utf-8")
    assert [t.id for t in Things(str(bare.home)).of(["OP"])] == ["op-x"]
    for harm in ("least = 0", "least = 1000000", 'least = "2"', "least = 2.5", "least = true", "least = 99999999999999999999"):
        (own / "OP.toml").write_text(thing.replace("least = 2", harm), encoding="utf-8")
        done = bare("supply", "begin")
        assert done.code == Exit.UNREADABLE and len(done.err.strip().splitlines()) == 1 and "OP.toml" in done.err, (harm, done.err)
    for text in (thing + thing.split("\n", 2)[2], thing.replace("seat", "seats"), "format = 2", thing.replace('["OP-6.1.6"]', "[]"), thing[:60], "\x00", "[" * 5000):
        (own / "OP.toml").write_text(text, encoding="utf-8")
        with pytest.raises(Refused):
            Things(str(bare.home)).of(["OP"])
        done = bare("supply", "begin")
        assert done.code == Exit.UNREADABLE and len(done.err.strip().splitlines()) == 1, done.err
    assert bare("ready", "--json").json["checks"], "the board stands all the same"
    assert not (bare.home / "registers" / "supply").exists()
