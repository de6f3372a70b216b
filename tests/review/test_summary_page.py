"""The summary's faces: golden files, one width, the same numbers, nothing that a log could smuggle in."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

import msgspec
import pytest
from rich.cells import cell_len

from kit.ground.base.text import Text
from kit.ground.base.words import table
from kit.ground.documents.markdown import escape, markdown
from kit.ground.documents.page import Page
from kit.ground.documents.spans import minutes
from kit.ground.documents.terminal import fit, show
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.review.forms import rules as forms
from kit.review.forms.show import filled as form_faces
from kit.review.summary.rules.summarise import Harm, Summary, summarise
from kit.review.summary.show.incident import as_json, page
from tests.support.constants import TEN
from tests.support.world import World, minute_of, plan

GOLD = Path(__file__).with_name("gold")
LANGS = ("zh", "en")


@cache
def played(drill: bool = True) -> World:
    """One of everything that a summary shows."""
    world = World(drill=ev.Drill(1.0, TEN, "file") if drill else None)
    do = world.do
    do(1, acts.tick, "safe")
    do(2, acts.tick, "cause", "mains")
    do(2.5, acts.timer_snooze, "report-5", minute_of(4), "对方占线")
    for minute in (4, 6.5):
        do(minute, acts.timer_no_answer, "report-5")
    do(9 + 10 / 60, acts.timer_told, "report-5", "manager", "马上到", True)
    do(10, acts.timer_no, "check-10")
    do(10.5, acts.set_level, "2", "来电压不住")
    do(11, acts.hand, "hands", "小张", minute_of(21), True)
    do(12, acts.skip, "count", "没有空座席")
    do(12.5, acts.not_applicable, "ups", "没有 UPS")
    do(13, acts.callback_add, "k1", "王女士", "13800000000", "<b>缴费</b> | [查](http://a.b)", minute_of(60))
    do(14, acts.callback_add, "k2", "赵先生", "13900000000")
    do(15, acts.note, "冒烟", at=3)
    do(16, acts.amend, world.entries[-1].id, "没有冒烟")
    do(20, acts.add_plan, msgspec.structs.replace(plan("second"), title=Text("二", "Second")))
    do(30, acts.tick, "restored", "10:28")
    do(32, acts.callback_try, "k2", "no-answer")
    do(33, acts.callback_try, "k2", "reached", "办完")
    do(35, acts.action_add, "a1", "换服务器", "tech", "2026-04-01")
    do(36, acts.action_add, "a2", "补训")
    do(37, acts.action_done, "a2", "签到表")
    do(40, acts.close, "resolved", "全部恢复")
    return world


def numbers(world: World) -> Summary:
    return summarise(world.incident, world.entries, minute_of(99), [Harm("aaaaaa", 17, [3, 5])])


def made(lang: str, world: World | None = None) -> Page:
    world = world or played()
    return page(world.incident, world.entries, numbers(world), lang)


def printed(what: Page, width: int = 80, color: bool = False) -> str:
    return "\n".join(show(what, width, color)) + "\n"


def same(name: str, text: str) -> None:
    """``text`` is what the golden file says; KIT_GOLD=update writes it anew."""
    path = GOLD / name
    if os.environ.get("KIT_GOLD") == "update":
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", LANGS)
def test_the_terminal_shows_the_golden_summary(lang: str) -> None:
    same(f"summary.{lang}.txt", printed(made(lang)))


@pytest.mark.parametrize("lang", LANGS)
def test_the_file_holds_the_golden_summary(lang: str) -> None:
    same(f"summary.{lang}.md", markdown(made(lang)))


@pytest.mark.parametrize("lang", LANGS)
def test_the_json_is_the_golden_one(lang: str) -> None:
    world = played()
    data = as_json(world.incident, world.entries, numbers(world), lang)
    del data["entries"]
    same(f"summary.{lang}.json", msgspec.json.format(msgspec.json.encode(data), indent=1).decode() + "\n")


@pytest.mark.parametrize("lang", LANGS)
def test_the_form_is_the_golden_one(lang: str) -> None:
    world = played()
    filled = forms.filled_forms(world.incident, world.entries, minute_of(99))
    pages = form_faces.pages(world.incident, filled, lang)
    same(f"form.{lang}.txt", "".join(map(printed, pages)))
    same(f"form.{lang}.md", "\n".join(map(markdown, pages)))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("width", [80, 120])
def test_no_line_is_wider_than_the_terminal(lang: str, width: int) -> None:
    assert max(cell_len(line) for line in printed(made(lang), width).splitlines()) <= width


@pytest.mark.parametrize("lang", LANGS)
def test_colour_only_repeats_what_the_words_say(lang: str) -> None:
    colored = re.sub(r"\x1b\[[0-9;]*m", "", printed(made(lang), color=True))
    squeeze = [line.rstrip() for line in colored.splitlines()]
    assert squeeze == printed(made(lang)).splitlines()


@pytest.mark.parametrize("lang", LANGS)
def test_no_line_ends_with_spaces(lang: str) -> None:
    assert not [line for line in show(made(lang), 80) if line != line.rstrip()]


def test_columns_take_what_they_need_and_share_the_rest() -> None:
    assert fit([4, 6], [1, 1], 40) == [4, 6]
    assert fit([4, 90], [1, 1], 40) == [4, 36]
    assert fit([50, 90], [1, 3], 40) == [10, 30]
    assert fit([50, 90, 3], [5, 5, 1], 8) == [4, 4, 4]


@pytest.mark.parametrize("lang", LANGS)
def test_what_was_late_is_loud_where_colour_is_wanted(lang: str) -> None:
    never = {"zh": "没有告知", "en": "never told"}[lang]
    loud = [line for line in show(made(lang), 200, color=True) if line.startswith("\x1b[1;31m")]
    assert any(never in line for line in loud)


@pytest.mark.parametrize("lang", LANGS)
def test_every_figure_of_the_terminal_stands_in_the_file(lang: str) -> None:
    text = markdown(made(lang))
    for section in made(lang).sections:
        assert f"## {escape(section.heading)}\n" in text
        for row in section.table.rows if section.table else []:
            assert "| " + " | ".join(escape(cell.text) for cell in row.cells) + " |" in text


@pytest.mark.parametrize("lang", LANGS)
def test_lateness_is_told_to_the_second_in_every_face(lang: str) -> None:
    text = {"zh": "4 分 10 秒", "en": "4 min 10 s"}[lang]
    assert text in printed(made(lang), 200)
    assert text in markdown(made(lang))
    assert max(n.late for n in numbers(played()).notices if n.timer == "report-5") == 250


@pytest.mark.parametrize("lang", LANGS)
def test_a_drill_is_marked_on_every_heading_and_a_real_incident_on_none(lang: str) -> None:
    mark = {"zh": "【演练】", "en": "[DRILL]"}[lang]
    drill, real = made(lang), made(lang, played(False))
    assert all(s.heading.startswith(mark) for s in drill.sections) and drill.title.startswith(mark)
    assert mark not in printed(real)
    assert mark not in markdown(real)


def test_a_hostile_log_reaches_neither_terminal_nor_page() -> None:
    world = World()
    bad = "\x1b]52;c;x\x07<script>alert(1)</script> [a](javascript:x) | # `b` \u202e"
    world.entries.append(msgspec.structs.replace(world.entries[0], n=99, id="x", event=ev.Noted(bad)))
    world.incident.callbacks["k"] = world.incident.callbacks.get("k") or acts_callback(bad)
    text, file = printed(made("en", world)), markdown(made("en", world))
    for out in (text, file):
        assert not set(out) & {"\x1b", "\x07", "\u202e"}
    assert "<" not in file
    assert "](" not in file.replace("\\](", "")
    assert all(line.count("|") == line.count("\\|") or line.startswith("|") for line in file.splitlines())


def acts_callback(bad: str) -> object:
    from kit.incidents.incident.rules.kinds.callbacks import Callback

    return Callback("k", TEN, bad, bad, bad)


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("# a", "\\# a"),
        ("- a", "\\- a"),
        ("1. a", "1\\. a"),
        ("*a* _b_ `c`", "\\*a\\* \\_b\\_ \\`c\\`"),
        ("<b>&amp;", "&lt;b&gt;&amp;amp;"),
        ("www.a.cn http://a", "www\\.a\\.cn http\\://a"),
        ("10:05 260302-DAN", "10:05 260302-DAN"),
    ],
)
def test_markdown_takes_typed_text_as_text(text: str, safe: str) -> None:
    assert escape(text) == safe


@pytest.mark.parametrize(
    ("seconds", "zh", "en"),
    [(0, "0 秒", "0 s"), (1, "1 秒", "1 s"), (250, "4 分 10 秒", "4 min 10 s"), (3600, "1 时", "1 h"), (3960, "1 时 6 分", "1 h 6 min"), (-90, "-1 分 30 秒", "-1 min 30 s")],
)
def test_minutes_are_never_rounded(seconds: int, zh: str, en: str) -> None:
    assert (minutes(seconds, "zh"), minutes(seconds, "en")) == (zh, en)


def test_every_word_of_the_summary_has_the_same_blanks_in_both_languages() -> None:
    for zh, en in table("summary").values():
        assert sorted(re.findall(r"\{\w+\}", zh)) == sorted(re.findall(r"\{\w+\}", en))
