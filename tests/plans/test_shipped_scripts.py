"""The shipped words to say: sound, sourced, in both languages, and short enough to be read out."""

from __future__ import annotations

import re

import pytest

from kit.ground.base.cells import width, wrap
from kit.plans.checklists.rules.format import PHASE_ORDER, Checklist
from kit.plans.checklists.rules.lint import PLACEHOLDER
from kit.plans.scripts.files import ScriptFiles
from kit.plans.scripts.rules import BLANKS, GENERAL, Script
from kit.plans.seeds.files import clause_texts
from tests.support.constants import HAN
from tests.support.shipped import LISTS, TYPES

SCRIPTS = ScriptFiles("/nonexistent-home")
CLAUSES = set(clause_texts())
FILES = SCRIPTS.scripts(TYPES)
ALL = [(name, script) for name, found in FILES.items() for script in found.scripts]
BLANK = re.compile(r"\{([^}:]*)\}")
INCIDENTS = [LISTS.checklist(t) for t in TYPES if t != GENERAL]
INCIDENTS = [c for c in INCIDENTS if c.kind == "incident"]
# Nobody can know it, or nobody may say it: a promise, a fault that is not established.
NEVER = re.compile(
    r"保证|绝对|百分之百|一定(?:能|会)?(?:恢复|修好|赔)|不会有事|马上(?:恢复|修好|就好)|"
    r"guarantee|nothing to worry|definitely|will be fine|it was our fault|it was your fault",
    re.IGNORECASE,
)
JARGON = re.compile(r"UPS|CRM|ACD|座席|工单|话务|预案|台账|server|[Ll]evel \d")


def names(case: object) -> str:
    return case.id if isinstance(case, Script) else str(case)


def test_every_script_file_belongs_to_a_type_or_is_general() -> None:
    assert set(SCRIPTS.library.files()) <= {*TYPES, GENERAL}


@pytest.mark.parametrize("c", INCIDENTS, ids=lambda c: c.id)
def test_every_incident_type_has_words_of_its_own_for_each_audience_it_needs(c: Checklist) -> None:
    own = FILES[c.id].scripts
    assert {s.to for s in own} >= {"staff", "customers", "leaders"}
    ids = {s.id for s in own}
    assert ids >= {"staff-first", "staff-update", "customers-first", "leaders-first", "leaders-update"}


def test_preparations_have_no_words_to_say() -> None:
    assert [t for t in FILES if LISTS.checklist(t).kind == "preparation"] == []


@pytest.mark.parametrize("c", INCIDENTS, ids=lambda c: c.id)
def test_words_of_a_type_leave_no_audience_without_words_that_the_general_ones_give(
    c: Checklist,
) -> None:
    own = FILES[c.id].scripts
    left = [s for s in FILES[GENERAL].scripts if s.id not in {o.id for o in own}]
    for to in ("staff", "customers", "leaders", "media"):
        given = {p for s in [*own, *left] if s.to == to for p in s.phases or PHASE_ORDER}
        silent = ("immediate", "report")
        assert given == {p for p in PHASE_ORDER if not (c.silent and p in silent)}


@pytest.mark.parametrize(("name", "script"), ALL, ids=names)
def test_words_promise_nothing_blame_nobody_and_speak_plainly_to_the_public(
    name: str, script: Script
) -> None:
    for lang in ("zh", "en"):
        assert not NEVER.search(script.text.get(lang))
        if script.to in ("customers", "media"):
            assert not JARGON.search(script.text.get(lang))


@pytest.mark.parametrize(("name", "script"), ALL, ids=names)
def test_an_answer_is_used_only_where_it_has_been_given_by_then(name: str, script: Script) -> None:
    wanted = {what for kind, what in PLACEHOLDER.findall(script.text.zh) if kind == "answer"}
    for phase in LISTS.checklist(name).phases if wanted else []:
        for step in phase.steps:
            if step.id in wanted:
                assert not step.when
                at = PHASE_ORDER.index(phase.id)
                assert all(PHASE_ORDER.index(p) > at for p in script.phases or PHASE_ORDER)


def test_every_audience_has_words_in_any_incident() -> None:
    assert {s.to for s in FILES[GENERAL].scripts} == {"staff", "customers", "leaders", "media"}


@pytest.mark.parametrize(("name", "script"), ALL, ids=names)
def test_words_to_say_are_sound(name: str, script: Script) -> None:
    assert sum(s.id == script.id for _, s in ALL if _ == name) == 1
    assert [c for c in script.cites if c not in CLAUSES] == []
    for text in (script.title, script.text):
        assert HAN.search(text.zh) and not HAN.search(text.en)
        for lang in ("zh", "en"):
            assert set(BLANK.findall(text.get(lang))) <= set(BLANKS)
    assert set(BLANK.findall(script.text.zh)) == set(BLANK.findall(script.text.en))
    assert set(PLACEHOLDER.findall(script.text.zh)) == set(PLACEHOLDER.findall(script.text.en))
    for kind, what in PLACEHOLDER.findall(script.text.zh):
        assert kind in ("role", "minutes", "number", "answer")
        if kind == "answer":
            assert name != GENERAL and LISTS.checklist(name).step(what) is not None


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("name", "script"), ALL, ids=names)
def test_words_to_say_fit_the_screen_and_one_breath(name: str, script: Script, lang: str) -> None:
    assert len(wrap(script.text.get(lang), 76)) <= 4
    assert width(script.title.get(lang)) <= 60
