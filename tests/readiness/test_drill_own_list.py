"""A drill is played by the list and at the site that the site would really run by, and says which."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

from kit.readiness.drills.files.played import played
from kit.readiness.drills.files.scenarios import path_of, read_scenario, scenario_files
from kit.readiness.drills.rules.check import Around
from kit.readiness.drills.rules.fitting import fitted
from kit.readiness.editions.files import editions
from tests.support.constants import ROOT, TEN
from tests.support.driller import context
from tests.support.editions import approved as in_use
from tests.support.editions import as_list
from tests.support.kit import Kit
from tests.support.shipped import LISTS, SITES

PEOPLE = ("--compiled", "Li", "--reviewed", "Wang", "--approved", "Zhao", "--post", "leader", "--reason", "ours")


def approved(kit: Kit, id_: str, like: str = "", *edit: str) -> None:
    if like:
        assert kit("checklists", "new", id_, "--like", like, "--zh", "本处停电", "--en", "Our power cut").code == 0
    if edit:
        assert kit("checklists", "edit", id_, *edit, "--reason", "ours").code == 0
    said = kit("checklists", "approve", id_, *PEOPLE)
    assert said.code == 0, said.err


def words(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def begun(kit: Kit, *argv: str) -> dict[str, object]:
    said = kit("drill", "run", "power-night", "--no-guide", "--json", *argv)
    assert said.code == 0, said.err
    found: dict[str, object] = said.json
    return found


def test_a_drill_is_played_by_the_list_that_the_site_approved_instead_of_the_kits(bare: Kit) -> None:
    """Not by one that nobody approved, nor by a retired one; what is seen in it is seen as in the kit's."""
    bare.at(0)
    assert bare("checklists", "new", "our-power", "--like", "power-outage", "--zh", "本处停电").code == 0
    assert begun(bare)["type"] == "power-outage"
    assert bare("drill", "end").code == 0
    approved(bare, "our-power")
    found = begun(bare)
    assert (found["type"], found["own"], found["edition"]) == ("our-power", True, "1")
    assert bare.folder().incident.type == "our-power"
    bare.at(1)
    assert bare("tick", "trapped").code == 0
    marks = {each["expectation"]: each for each in bare("drill", "score", "--json").json["expected"]}
    assert marks["trapped"]["mark_status"] == "met"
    assert bare("drill", "end").code == 0
    assert bare("checklists", "retire", "our-power", "--reason", "old").code == 0
    assert begun(bare)["type"] == "power-outage"


def test_of_two_approved_lists_made_from_one_the_last_approved_is_played(tmp_path: Path) -> None:
    """Also where the one was made from the other: a chain ends at the kit's."""
    ctx, clock = context(tmp_path)
    before = Path(LISTS.library.files()["power-outage"]).read_bytes()
    for minute, id_ in enumerate(("our-power", "at-night")):
        clock.wall = TEN + timedelta(minutes=minute)
        before = in_use(ctx, id_, as_list(before, id_), before).read_bytes()
    assert editions.instead(ctx) == {"our-power": "power-outage", "at-night": "power-outage"}
    assert played(ctx, read_scenario(path_of(ctx.home, "power-night")), "").type == "at-night"


def test_what_the_sites_own_list_lacks_the_observer_judges_and_the_player_is_not_told(bare: Kit) -> None:
    """The scenario was refused as a whole where a site had taken out one step that it names."""
    bare.at(0)
    own = bare.home / "checklists"
    own.mkdir(parents=True)
    text = (ROOT / "checklists" / "power-outage.toml").read_text(encoding="utf-8")
    (own / "power-outage.toml").write_text(text.replace('"trapped"', '"stuck"'), encoding="utf-8")
    assert begun(bare)["left_to_observer"] == ["trapped"]
    (mark,) = [each for each in bare("drill", "score", "--json").json["expected"] if each["expectation"] == "trapped"]
    assert mark["by_log"] is False and mark["mark_status"] == "unjudged"
    assert bare("drill", "observe", "--yes", "trapped", "--by", "Li").code == 0
    assert bare("drill", "plan", "power-night", "--check").code == 0
    assert bare("drill", "end").code == 0
    told = bare("drill", "run", "power-night", "--no-guide")
    assert "trapped" not in told.out + told.err


def test_it_says_by_which_list_and_where_it_is_played_and_how_the_list_stands(bare: Kit) -> None:
    bare.at(0)
    approved(bare, "our-power", "power-outage")
    said = bare("drill", "run", "power-night", "--no-guide", "--lang", "zh")
    assert "按本处自己的清单演练：本处停电（第1版）" in re.sub(r"\s+", "", said.out)
    assert bare("drill", "end").code == 0
    own = bare.home / "checklists" / "our-power.toml"
    own.write_text(own.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    said = words(bare("drill", "run", "power-night", "--no-guide").out)
    assert "by the site's own list: Our power cut (our-power)" in said and "changed" in said
    assert bare("drill", "end").code == 0
    assert "by the list that came with the program" in words(bare("drill", "run", "fire-kitchen", "--no-guide").out)


def test_a_site_of_its_own_is_played_at_wherever_it_meets_such_an_incident(bare: Kit) -> None:
    """What ``kit ready`` names is for every kind of site; it was played at the hotline."""
    bare.at(0)
    assert bare("profile", "use", "property").code == 0
    assert bare("setup", "--set", "supervisor.name=某主管").code == 0
    said = bare("drill", "run", "fire-kitchen", "--no-guide", "--json")
    assert said.json["site"]["id"] == "our-site"
    assert bare.folder().incident.profile is not None and "property" in bare.folder().incident.profile.kinds()
    assert bare("drill", "end").code == 0
    said = bare("drill", "run", "fire-kitchen", "--no-guide", "--json", "--profile", "hotline")
    assert said.json["site"]["id"] == "hotline"


def test_no_shipped_scenario_loses_anything_at_its_own_kind_of_site(bare: Kit) -> None:
    for path in scenario_files(str(bare.home)).values():
        found = read_scenario(path)
        posts = frozenset(SITES.profile(found.profile or "hotline").roles)
        lists = {name: LISTS.checklist(name) for name in LISTS.types()}
        items = frozenset(each.item for each in found.expects_unsorted())
        again, left = fitted(found, Around(lists, posts, items))
        assert again == found and left == [], path
