"""Rules of finding, of sites, of figures and of days that come again at their bounds, by a few made-up lists."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from itertools import product
from typing import Any

import msgspec
import pytest

from kit.ground.base.text import Text
from kit.plans.checklists.rules import amounts, at_site, owners
from kit.plans.checklists.rules.course import course_of, settled
from kit.plans.checklists.rules.find import _alike, _distance, exact, search
from kit.plans.checklists.rules.format import Checklist, Condition, Step, TimerRule, Trigger
from kit.plans.duties.rules import days
from kit.plans.duties.rules.days import Span
from kit.plans.finder.rules.features import Sounds, alike, features, spelt
from kit.plans.finder.rules.rank import Found, Hit, clear, find
from kit.plans.sites.rules import Minutes, Profile, Role

DAY = timedelta(days=1)


def checklist(id_: str, title: tuple[str, str], zh: list[str], en: list[str], keys: list[str], danger: str = "service", summary: tuple[str, str] = ("x", "x"), **more: Any) -> Checklist:
    raw = {"format": 1, "id": id_, "title": text(*title), "summary": text(*summary), "danger": danger, "find": {"zh": zh, "en": en, "keys": keys}, "phases": [], **more}
    return msgspec.convert(raw, Checklist)


def text(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh, "en": en}


LISTS = [
    checklist("power-cut", ("停电", "Power cut"), ["没电了", "灯灭了"], ["lights out", "no power"], ["tingdian", "ups"], summary=("屏幕黑了", "the screens are dark")),
    checklist("fire", ("着火", "Fire"), ["闻到烟味", "冒烟"], ["smoke", "it burns"], ["119"], "life"),
    checklist("robbery", ("抢劫", "Robbery"), ["有人拿刀"], ["someone has a gun"], [], "security"),
    checklist("call-surge", ("话务激增", "Call surge"), ["电话太多", "排队"], ["calls flooding in", "queue"], []),
]

# ---- finding -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("typed", "found"), [
    ("停电", "power-cut 100"), ("停", "power-cut 76"), ("没电", "power-cut 81.3"), ("没电了怎么办", "power-cut 99"), ("灯都灭了", "power-cut 41.9"), ("屏幕黑", "power-cut 25.4"), ("着火冒烟", "fire 98"), ("了了", ""),
    ("电话", "call-surge 76"), ("电话太多了", "call-surge 97.2"), ("排队电话", "call-surge 86.1"), ("UPS 停电", "power-cut 98"),
    ("td", "power-cut 97, call-surge 42.5"), ("t", "power-cut 73.5"), ("tdi", ""), ("zh", "fire 97"), ("wd", "fire 70.5"), ("hwjz", "call-surge 97"), ("hw", "call-surge 73.5"), ("jz", "call-surge 42.5"), ("dhtd", "call-surge 92"), ("u", ""), ("up", "power-cut 83.3"), ("ups", "power-cut 98"),
    ("tingdian", "power-cut 98"), ("tingd", "power-cut 82.5"), ("tingdina", "power-cut 55"), ("ti", "power-cut 75"), ("119", "fire 98"), ("11", "fire 83.3"), ("powercut", "power-cut 98"),
    ("power", "power-cut 82.5"), ("powr", "power-cut 66.9"), ("pwoer", "power-cut 66.9"), ("lights", "power-cut 90"), ("lights are out", "power-cut 90"), ("light", "power-cut 82.5"), ("lighting", "power-cut 67.5"), ("the screens", "power-cut 22.5"),
    ("smok", "fire 81.9"), ("smoking", "fire 67.5"), ("fier", "fire 76.5"), ("robery", "robbery 76.5"), ("robbry", "robbery 67.5"), ("gun", "robbery 90"), ("someone has a gun", "robbery 100"),
    ("calls", "call-surge 81.1"), ("calling", "call-surge 70.9"), ("flooding", "call-surge 78.8"), ("flodding", "call-surge 66.9"), ("queue", "call-surge 100"), ("quee", "call-surge 76.5"), ("queues now", "call-surge 81"),
    ("fire power", "fire 56.2, power-cut 45"), ("call fire", "fire 56.2, call-surge 45"), ("xyz", ""), ("", "fire 0, robbery 0, call-surge 0, power-cut 0"),
])  # fmt: skip
def test_what_is_typed_has_its_points_by_how_much_of_it_a_list_knows(typed: str, found: str) -> None:
    assert ", ".join(f"{id_} {score:g}" for id_, score in search(typed, LISTS)) == found


def test_what_is_named_in_so_many_words_is_told_apart() -> None:
    said = {"停电": {"power-cut": 100}, "td": {"power-cut": 97}, "TINGDIAN": {"power-cut": 98}, "powercut": {"power-cut": 98}, "power cut": {"power-cut": 100}, "停": {}, "dhtd": {}, "": {}, "?": {}, "smoke": {"fire": 100}}
    assert {typed: exact(typed, LISTS) for typed in said} == said


def test_of_lists_with_equal_points_the_site_s_own_comes_first_and_a_whole_phrase_before_it() -> None:
    assert [id_ for id_, _ in search("fire power", LISTS, ["power-cut"])] == ["fire", "power-cut"], "eleven points are not made up for"
    near = [*LISTS, checklist("gas", ("燃气", "Gas"), ["漏气味"], ["smoke gas"], [])]
    assert search("smoke", near, ["gas"])[0][0] == "fire"
    alike_ = [checklist("a", ("甲", "One"), [], ["leak water"], []), checklist("b", ("乙", "Two"), [], ["leak gas"], [])]
    assert [[id_ for id_, _ in search("leak", alike_, met)] for met in ((), ("b",))] == [["a", "b"], ["b", "a"]]
    assert [id_ for id_, _ in search("", alike_, ["b"])] == ["a", "b"], "an empty text says nothing that could be weighed"


def test_letters_wrong_missing_too_many_or_swapped_are_counted_as_by_the_book() -> None:
    """By the recursion that the books give, over every pair of short words of two letters."""

    @cache
    def apart(one: str, other: str) -> int:
        if not one or not other:
            return len(one or other)
        ways = [apart(one[1:], other) + 1, apart(one, other[1:]) + 1, apart(one[1:], other[1:]) + (one[0] != other[0])]
        if len(one) > 1 and len(other) > 1 and one[0] == other[1] and one[1] == other[0]:
            ways.append(apart(one[2:], other[2:]) + 1)
        return min(ways)

    words = ["".join(letters) for length in range(5) for letters in product("ab", repeat=length)]
    for one, other in product(words, repeat=2):
        assert _distance(one, other, 2) == min(3, apart(one, other))
    assert [_distance("abcd", other, 1) for other in ("abcd", "abdc", "abcde", "acbde", "x")] == [0, 1, 1, 2, 2]


def test_how_surely_one_word_is_meant_by_another() -> None:
    said = {
        ("fire", "fire"): 1.0, ("the", "then"): 0.0, ("fire", "hire"): 0.0, ("fi", "fire"): 0.0, ("fir", "fire"): 0.9, ("smok", "smoke"): 0.91, ("fires", "fire"): 0.9, ("fireman", "fire"): 0.9, ("firemens", "fire"): 0.0, ("gu", "gun"): 0.0,
        ("calling", "caller"): 0.75, ("burns", "burnt"): 0.75, ("fiir", "fire"): 0.0, ("fier", "fire"): 0.85, ("flodding", "flooding"): 0.85, ("fir", "far"): 0.0, ("complant", "complaint"): 0.75, ("robbres", "robbery"): 0.75, ("queuing", "quarter"): 0.0, ("sprnig", "spring"): 0.85, ("abxxefg", "abcdefg"): 0.75, ("abxxef", "abcdef"): 0.0,
    }  # fmt: skip
    assert {pair: round(_alike(*pair), 3) for pair in said} == said


# ---- the finder with a model ---------------------------------------------------------------------


class _Model:
    """Says the shares that it was given."""

    def __init__(self, **shares: float) -> None:
        self._shares = {name.replace("_", "-"): share for name, share in shares.items()}

    def shares(self, _: str) -> dict[str, float]:
        return self._shares


def found(typed: str, met: tuple[str, ...] = (), **shares: float) -> tuple[list[tuple[str, float]], bool, int]:
    said = find(typed, LISTS, _Model(**shares), met)  # type: ignore[arg-type]
    return [(hit.id, hit.score) for hit in said.hits], said.nothing, said.choice


def test_a_list_of_life_or_security_needs_fewer_points_and_what_the_site_meets_a_fifth_fewer() -> None:
    assert found("那个", power_cut=0.4, fire=0.3, robbery=0.2, call_surge=0.1)[0] == [("fire", 30.0), ("power-cut", 40.0), ("robbery", 20.0), ("call-surge", 10.0)]
    assert found("那个", ("power-cut",), power_cut=0.4, fire=0.3, robbery=0.2, call_surge=0.1)[0][0] == ("power-cut", 40.0)
    assert found("那个", power_cut=0.5, fire=0.3, robbery=0.019, call_surge=0.001)[0] == [("power-cut", 50.0), ("fire", 30.0), ("robbery", 1.9)], "three are shown, more only with points"


def test_what_is_likelier_no_incident_says_so_unless_danger_is_named() -> None:
    rest = {"fire": 0.0, "robbery": 0.0, "call_surge": 0.0}
    assert [found("那个", power_cut=0.4, none_of_these=none, **rest)[1] for none in (0.39, 0.4, 0.41)] == [False, False, True]
    assert [found("着火的电影", fire=0.1, power_cut=0.05, robbery=0.0, call_surge=0.0, none_of_these=none)[1] for none in (0.84, 0.86)] == [False, True]
    assert not found("着火", fire=0.0, power_cut=0.05, robbery=0.0, call_surge=0.0, none_of_these=0.95)[1]
    assert [found(typed, power_cut=0.5, none_of_these=0.0, **rest)[1] for typed in ("xxx", "xx", "xxy")] == [True, False, False]


def test_danger_that_is_named_stands_first_and_before_security_that_is_not_sure() -> None:
    assert found("配电间冒烟", power_cut=0.9, fire=0.05, robbery=0.01, call_surge=0.01)[0][0] == ("fire", 15.0)
    assert [found("刀和浓烟", robbery=share, fire=0.02, power_cut=0.0, call_surge=0.0)[0][0][0] for share in (0.54, 0.56)] == ["fire", "robbery"]


def test_how_many_are_about_as_likely_as_the_first() -> None:
    assert [found("那个", power_cut=0.5, call_surge=share, fire=0.0, robbery=0.0)[2] for share in (0.29, 0.3)] == [1, 2]
    assert found("停电", power_cut=0.5, call_surge=0.5, fire=0.0, robbery=0.0)[2] == 1, "named in so many words"
    assert [found("abc", power_cut=share, call_surge=0.0, fire=0.0, robbery=0.0)[0] for share in (0.5, 0.0)] == [[("power-cut", 50.0)], []]


@pytest.mark.parametrize(("scores", "sure"), [([97, 94], True), ([97, 94.1], True), ([97, 97], False), ([100, 97], True), ([99, 97], False), ([96], True), ([55, 18.3], True), ([55, 18.4], False), ([54.9], False), ([55], True), ([], False)])
def test_the_first_is_taken_unasked_only_where_there_is_no_doubt(scores: list[float], sure: bool) -> None:
    hits = [Hit(str(n), score) for n, score in enumerate(scores)]
    assert clear(Found(hits)) is sure and not clear(Found(hits, nothing=True))


def test_without_a_model_the_lists_own_words_decide() -> None:
    assert [(hit.id, hit.score) for hit in find("td", LISTS, None).hits] == [("power-cut", 97.0), ("call-surge", 42.5)]
    twins = [checklist("a", ("甲", "One"), [], ["leak water"], []), checklist("b", ("乙", "Two"), [], ["leak gas"], [])]
    assert [hit.id for hit in find("leak", twins, None, ["b"]).hits] == ["b", "a"] and [hit.id for hit in find("leak", twins, None).hits] == ["a", "b"]
    own = find("tingdian", LISTS, _Model(fire=0.5, robbery=0.2, call_surge=0.2), ())  # type: ignore[arg-type]
    assert (own.hits[0].id, own.hits[0].score) == ("power-cut", 98.0)
    half = find("屏幕 停", LISTS, _Model(fire=0.2, robbery=0.1, call_surge=0.1), ())  # type: ignore[arg-type]
    told = dict(search("屏幕 停", LISTS))["power-cut"]
    assert {hit.id: hit.score for hit in half.hits}["power-cut"] == round(told * 0.8, 1)


SOUNDS = Sounds(lambda char: {"停": "ting", "电": "dian", "了": "le"}.get(char, ""), frozenset({"ting", "dian", "tin", "le", "xi", "an", "xian"}))


def test_a_phrase_is_its_characters_syllables_initials_and_words() -> None:
    assert features("停电x1", SOUNDS) == {"h1停": 0.6, "h1电": 0.6, "h2停电": 1.0, "stin": 0.35, "sdian": 0.35, "stin dian": 0.8, "Wtd": 0.6, "Itd": 0.15, "wx": 1.0, "Wx": 0.8, "tx": 0.7}
    assert features("the ups", SOUNDS) == {"wups": 1.0, "Wups": 0.8, "Iup": 0.15, "Ips": 0.15, "tups": 0.7} and features("the", SOUNDS) == {"wthe": 1.0, "Wthe": 0.8, "Ith": 0.15, "Ihe": 0.15}
    four = features("abcd", SOUNDS)
    assert {name for name in four if name[0] in "cd"} == {"c^ab", "cabc", "cbcd", "ccd$", "d^abc", "dabcd", "dbcd$"} and "Wabcd" in four
    assert {"Wabcde" in features("abcde", SOUNDS), "Wabcdef" in features("abcdef", SOUNDS)} == {True, False} and "bab cd" in features("ab cd", SOUNDS)
    assert {name: weight for name, weight in features("tingdian", SOUNDS).items() if name[0] == "s"} == {"stin": 0.35, "sdian": 0.35, "stin dian": 0.8}
    assert not any(name[0] == "s" for name in features("ting abc", SOUNDS)) and features("停" * 7, SOUNDS).keys() & {"Wttttttt"} == set()
    assert features("停灯电", SOUNDS)["k停电"] == 0.5
    stems = {name: weight for name, weight in features("lift is leaking water", SOUNDS).items() if name[0] in "tuv"}
    assert stems == {"tlift": 0.7, "tleak": 0.7, "twater": 0.7, "ulift leak": 0.6, "uleak water": 0.6, "vlift water": 0.4}
    assert spelt("xian", SOUNDS.all) == ["xian"] and spelt("tingdianle", SOUNDS.all) == ["ting", "dian", "le"] and spelt("tingx", SOUNDS.all) is None
    assert spelt("an" * 9, SOUNDS.all) == ["an"] * 9 and spelt("an" * 10, SOUNDS.all) is None
    assert [alike(one) for one in ("zhang", "lan", "l", "hua", "hu", "shen")] == ["zan", "nan", "l", "fa", "hu", "sen"]


# ---- sites ---------------------------------------------------------------------------------------

SITE = Profile(format=1, id="hall", title=Text("厅", "Hall"), types=[], roles={"boss": Role(Text("主管", "boss"))}, minutes={"five": Minutes(5), "none": Minutes(0, off=True), "law": Minutes(7, ours=True), "plan": Minutes(9, cites=["P-1"]), "days": Minutes(workdays=2)}, plans=["P"], family=["hall", "base"])


def test_posts_and_kinds_of_site_are_settled_here_answers_and_levels_are_not() -> None:
    said = [
        (Condition(role="boss"), True), (Condition(role="pilot"), False), (Condition(no_role="boss"), False), (Condition(no_role="pilot"), True), (Condition(profile=["base"]), True), (Condition(profile=["vault"]), False),
        (Condition(no_profile=["base"]), False), (Condition(no_profile=["vault"]), True), (Condition(step="x"), True), (Condition(level=["1"]), True), (Condition(any_=[Condition(role="pilot"), Condition(role="boss")]), True), (Condition(any_=[Condition(role="pilot")]), False), (Condition(role="boss", no_profile=["hall"]), False),
    ]  # fmt: skip
    assert [at_site.allows(SITE, [cond]) for cond, _ in said] == [fits for _, fits in said] and at_site.allows(SITE, []) and not at_site.allows(SITE, [said[0][0], said[1][0]])
    assert [settled(cond) for cond in (Condition(role="boss"), Condition(step="x"), Condition(level=["1"]), Condition(any_=[Condition(step="x")]))] == [True, False, False, False]


def rule(**more: Any) -> TimerRule:
    return TimerRule("t", Text("x", "x"), Trigger("opened"), **more)


def test_a_deadline_counts_here_by_its_figure_its_post_and_its_condition() -> None:
    rules = [rule(), rule(minutes_of="five"), rule(minutes_of="none"), rule(minutes_of="gone"), rule(tell=["boss", "pilot"]), rule(tell=["pilot", "boss"]), rule(when=[Condition(role="pilot")])]
    assert [at_site.counts(SITE, each) for each in rules] == [True, True, False, True, True, False, False]
    steps = [Step("s", Text("x", "x")), Step("s", Text("x", "x"), call="boss"), Step("s", Text("x", "x"), call="pilot"), Step("s", Text("x", "x"), when=[Condition(role="pilot")])]
    assert [at_site.meets(SITE, each) for each in steps] == [True, True, False, False]
    assert [at_site.at_once(SITE, Step("s", Text("x", "x"), first=first)) for first in ([], ["base"], ["vault"])] == [False, True, False]
    assert [at_site.calls_help(Step("s", Text("x", "x"), call=post)) for post in ("police", "boss", None)] == [True, False, False]


def test_whose_a_figure_is() -> None:
    said = [(rule(minutes=3), "plan", []), (rule(minutes=3, ours=True), "ours", []), (rule(minutes_of="five"), "site", []), (rule(minutes_of="law"), "ours", []), (rule(minutes_of="plan"), "plan", ["P-1"]), (rule(minutes_of="plan", ours=True), "ours", []), (rule(minutes_of="five", ours=True), "site", []), (rule(minutes_of="gone", cites=["P-2"]), "plan", ["P-2"]), (rule(minutes_from="ups", cites=["P-2"]), "plan", [])]
    assert [(owners.owner_of(each, SITE), owners.given_by(each, SITE)) for each, _, _ in said] == [(owner, cites) for _, owner, cites in said]
    assert owners.figure_of(rule(minutes_of="five"), None) is None and owners.owner_of(rule(minutes_of="five"), None) == "plan"


def test_after_how_many_minutes_a_timer_comes_back_or_rings_ahead() -> None:
    site = Profile(format=1, id="s", title=Text("x", "x"), types=[], minutes={"retry": Minutes(4), "own": Minutes(6), "ahead": Minutes(8), "nought": Minutes(0), "snooze": Minutes(9)})
    bare = Profile(format=1, id="s", title=Text("x", "x"), types=[])
    assert [amounts.retry_minutes(each, site) for each in (None, rule(), rule(retry=1.0), rule(retry_of="own"), rule(retry=1.0, retry_of="own"), rule(retry_of="nought"), rule(retry_of="gone"))] == [2, 4, 1, 6, 6, 2, 2]
    assert [amounts.retry_minutes(each, None) for each in (rule(), rule(retry=1.0), rule(retry_of="own"))] == [2, 1, 2] and amounts.retry_minutes(rule(), bare) == 2
    assert [amounts.before_minutes(each, site) for each in (rule(), rule(before=3.0), rule(before_of="ahead"), rule(before=3.0, before_of="gone"))] == [0, 3, 8, 3] and amounts.before_minutes(rule(before=3.0, before_of="ahead"), None) == 3
    assert [amounts.snooze_minutes(each) for each in (site, bare, None)] == [9, 5, 5] and amounts.nobody_minutes(site) == 5


def test_a_figure_reads_as_people_say_it() -> None:
    said = [(Minutes(5), "5 min"), (Minutes(60), "1 hour"), (Minutes(90), "90 min"), (Minutes(120), "2 hours"), (Minutes(1440), "1 day"), (Minutes(2880), "2 days"), (Minutes(0), "0 min"), (Minutes(60, least=30), "30 to 60 min"), (Minutes(workdays=1), "1 workday"), (Minutes(workdays=2), "2 workdays")]
    assert [one.span.en for one, _ in said] == [words for _, words in said]
    for wrong in ({}, {"value": 5.0, "workdays": 1}):
        with pytest.raises(ValueError):
            Minutes(**wrong)  # type: ignore[arg-type]
    assert Minutes(0.0, workdays=1).workdays == 1
    law = Text("法", "law")
    assert Minutes(5).over(Minutes(7, law=law)).law == law and Minutes(5, law=Text("a", "a")).over(Minutes(7, law=law)).law == Text("a", "a") and Minutes(5).over(None) == Minutes(5)


def test_what_can_come_up_at_a_site_is_settled_once() -> None:
    steps = [{"id": "a", "do": text("x", "x")}, {"id": "b", "do": text("x", "x"), "when": [{"role": "pilot"}]}, {"id": "c", "do": text("x", "x"), "when": [{"role": "boss"}, {"step": "a"}], "answer": "choice", "choices": [{"id": "y", "zh": "y", "en": "y", "danger": "life"}]}]
    one = checklist("x", ("甲", "One"), [], [], [], phases=[{"id": "report", "steps": steps}, {"id": "close", "steps": [{"id": "d", "do": text("x", "x")}]}])
    course = course_of(one, SITE)
    assert [(step.id, len(open_)) for step, open_ in course.phases["report"]] == [("a", 0), ("c", 1)] and [step.id for step in course.grading] == ["c"] and course.ending == {"d"}
    assert [(step.id, len(open_)) for step, open_ in course_of(one, None).phases["report"]] == [("a", 0), ("b", 1), ("c", 2)]


# ---- days that come again ------------------------------------------------------------------------


def test_a_season_s_days_and_the_next_such_day_are_found_by_walking() -> None:
    for season, inside in (("03-01/05-31", range(3, 6)), ("11-01/02-29", (11, 12, 1, 2))):
        for start in (date(2027, 1, 1) + n * DAY for n in range(800)):
            assert days.within(start, season) == (start.month in inside), (start, season)
    for start in (date(2027, 12, 30) + n * DAY for n in range(430)):
        for when in ((1, 1), (2, 28), (12, 31)):
            assert days.coming(start, when) == next(day for day in (start + n * DAY for n in range(1, 400)) if (day.month, day.day) == when)
    assert days.coming(date(9999, 12, 30), (12, 31)) == date.max == days.coming(date.max, (1, 1)) and days.in_year(2027, (2, 29)) == date(2027, 2, 28)
    assert days.coming(date(9998, 6, 1), (1, 1)) == date(9999, 1, 1)
    assert days.later(date.max - DAY, Span(1, "D")) == date.max == days.later(date.max, Span(1, "D")) == days.later(date(9999, 12, 1), Span(1, "M"))
    assert days.later(date(9999, 11, 30), Span(1, "M")) == date(9999, 12, 30) and days.later(date(2026, 3, 2), Span(2, "W")) - date(2026, 3, 2) == 14 * DAY


def test_before_a_day_it_is_due_on_its_eve_unless_that_is_less_than_half_the_span_away() -> None:
    """Every ten days' half is five: with 05-01 ahead by five days or less the next year's is meant."""
    found = {n: days.next_day(date(2026, 5, 1) - n * DAY, Span(10, "D"), "", "05-01") for n in (4, 5, 6)}
    assert found == {4: date(2027, 4, 30), 5: date(2027, 4, 30), 6: date(2026, 4, 30)}
    assert days.next_day(date(2026, 5, 1), Span(10, "D"), "", "05-01") == date(2027, 4, 30)
    assert days.next_day(date(2026, 2, 25), Span(1, "W"), "03-04/05-01") == date(2026, 3, 4) == days.next_day(date(2026, 2, 20), Span(1, "W"), "03-04/05-01")
    assert days.next_day(date(2026, 2, 26), Span(1, "W"), "03-04/05-01") == date(2026, 3, 5)
    for text in ("P0D", "P1000D", "1D", "P1H"):
        with pytest.raises(ValueError):
            days.span(text)
