"""What people type under stress finds the right checklist first."""

from __future__ import annotations

from operator import is_

import msgspec
import pytest

from kit.plans.checklists.rules import find
from kit.plans.checklists.rules.find import initial, initials, search
from kit.plans.checklists.rules.format import DANGER_ORDER, Checklist
from tests.support.shipped import every_list


@pytest.fixture(scope="module")
def checklists() -> list[Checklist]:
    return every_list()


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("停电", "power-outage"),
        ("td", "power-outage"),
        ("TD", "power-outage"),
        ("没电", "power-outage"),
        ("power", "power-outage"),
        ("powr cut", "power-outage"),
        ("lights out", "power-outage"),
        ("灯都灭了", "power-outage"),
        ("ＵＰＳ在叫", "ups-watch"),
        ("tingdian", "power-outage"),
        ("我们这里突然没电了，屏幕都黑了！", "power-outage"),
        ("登不上", "application-outage"),
        ("dbs", "application-outage"),
        ("电脑登录不上去", "application-outage"),
        ("the system is frozen", "application-outage"),
        ("phones silent", "application-outage"),
        ("火", "fire"),
        ("zh", "fire"),
        ("fire", "fire"),
        ("闻到烟味", "fire"),
        ("smok", "fire"),
        ("119", "fire"),
        ("抢劫", "robbery"),
        ("qj", "robbery"),
        ("有人拿刀", "robbery"),
        ("someone has a gun", "robbery"),
        ("电话太多", "call-surge"),
        ("calls flooding in", "call-surge"),
        ("排队", "call-surge"),
        ("surge", "call-surge"),
    ],
)
def test_what_a_person_types_finds_the_right_type_first(
    checklists: list[Checklist], query: str, wanted: str
) -> None:
    assert search(query, checklists)[0][0] == wanted


def test_each_title_and_id_finds_its_own_checklist_with_full_score(
    checklists: list[Checklist],
) -> None:
    for checklist in checklists:
        for text in (checklist.title.zh, checklist.title.en, checklist.id):
            assert search(text, checklists)[0] == (checklist.id, 100.0)


@pytest.mark.exhaustive
def test_every_phrase_a_checklist_names_finds_that_checklist_first(
    checklists: list[Checklist],
) -> None:
    for checklist in checklists:
        for text in (*checklist.find.zh, *checklist.find.en, *checklist.find.keys):
            assert search(text, checklists)[0][0] == checklist.id, text


def test_where_the_words_do_not_decide_the_types_of_the_site_come_first(
    checklists: list[Checklist],
) -> None:
    for site in ("call-surge", "visitor-surge"):
        assert search("排队人多", checklists, [site])[0][0] == site
    assert search("着火了", checklists, ["flood"])[0][0] == "fire"


def test_a_second_search_over_other_checklists_does_not_see_the_first(
    checklists: list[Checklist],
) -> None:
    fire = [c for c in checklists if c.id == "fire"]
    assert search("停电", checklists)[0][0] == "power-outage"
    assert search("停电", fire) == []
    assert search("停电", checklists)[0][0] == "power-outage"


@pytest.mark.parametrize(
    ("typed", "known"),
    [("fier", "fire"), ("robery", "robbery"), ("smok", "smoke"), ("complant", "complaint"), ("netwrok", "network")],
)
def test_a_typing_error_in_a_word_does_no_harm(typed: str, known: str, checklists: list[Checklist]) -> None:
    assert search(typed, checklists)[0][0] == search(known, checklists)[0][0]


def test_nonsense_finds_nothing(checklists: list[Checklist]) -> None:
    for text in ("xyzzy", "qqqqqqqq", "龘", "42"):
        assert search(text, checklists) == []


def test_an_empty_query_lists_all_gravest_danger_first(checklists: list[Checklist]) -> None:
    for text in ("", "  ", "！？"):
        found = search(text, checklists)
        assert len(found) == len(checklists)
        assert {score for _, score in found} == {0.0}
        dangers = {c.id: DANGER_ORDER.index(c.danger) for c in checklists}
        assert [dangers[id_] for id_, _ in found] == sorted(dangers[id_] for id_, _ in found)


def test_the_order_of_the_checklists_does_not_matter(checklists: list[Checklist]) -> None:
    for text in ("h", "屏幕", "电", "no"):
        assert search(text, checklists) == search(text, checklists[::-1])


def test_scores_fall_and_stay_between_0_and_100(checklists: list[Checklist]) -> None:
    for text in ("电", "系统停电着火抢劫", "call fire power", "a", "系"):
        scores = [score for _, score in search(text, checklists)]
        assert scores == sorted(scores, reverse=True)
        assert all(0 < score <= 100 for score in scores)


def test_initials_of_common_characters() -> None:
    assert initials("停电") == "td"
    assert initials("业务系统故障") == "ywxtgz"
    assert initials("话务激增UPS 2") == "hwjzups2"
    assert initials("爱吧才大鹅发高好几看来妈你哦怕去人三他我下一在") == "abcdefghjklmnopqrstwxyz"


def test_a_character_outside_the_common_ones_has_no_initial() -> None:
    assert initial("龘") == ""
    assert initial("乂") == ""
    assert initial("。") == ""
    assert initial("é") == ""


def test_lists_that_were_read_anew_are_compared_once_and_not_at_every_key(checklists: list[Checklist]) -> None:
    """They were compared text by text, a hundredth of a second and more a key, until other lists were searched."""
    anew = [msgspec.structs.replace(each) for each in checklists]
    search("fire", checklists)
    known = find._LAST[0]
    search("fire", anew)
    assert find._LAST[0] is known and all(map(is_, find._ASKED, anew))
    search("fire", anew[1:])
    assert find._LAST[0] is not known and len(find._LAST[0].indexes) == len(anew) - 1
