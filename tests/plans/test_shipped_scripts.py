"""The shipped words to say: sound, sourced, in both languages, and short enough to be read out."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from kit.ground.base import blanks
from kit.ground.base.cells import width, wrap
from kit.plans.checklists.rules.format import PHASE_ORDER, Checklist
from kit.plans.checklists.rules.lint import PLACEHOLDER
from kit.plans.checklists.rules.lint.claims import claimed
from kit.plans.checklists.rules.lint.found import measured
from kit.plans.scripts.files import ScriptFiles
from kit.plans.scripts.rules import BLANKS, GENERAL, Script
from kit.plans.seeds.files import clause_texts
from kit.plans.sites.rules import FACTS
from tests.support.constants import HAN
from tests.support.shipped import LISTS, TYPES

SCRIPTS = ScriptFiles("/nonexistent-home")
CLAUSES = set(clause_texts())
FILES = SCRIPTS.scripts(TYPES)
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


@pytest.mark.parametrize("name", FILES)
def test_words_promise_nothing_blame_nobody_and_speak_plainly_to_the_public(name: str) -> None:
    for script in FILES[name].scripts:
        for text in (script.text.zh, script.text.en):
            assert not NEVER.search(text), script.id
            assert script.to not in ("customers", "media") or not JARGON.search(text), script.id


@pytest.mark.parametrize("name", FILES)
def test_an_answer_is_used_only_where_it_has_been_given_by_then(name: str) -> None:
    """Or in a part that is left out until it is."""
    for script in FILES[name].scripts:
        always = blanks.always(script.text.zh)
        wanted = {what for kind, what in PLACEHOLDER.findall(always) if kind == "answer"}
        for phase in LISTS.checklist(name).phases if wanted else []:
            for step in phase.steps:
                if step.id in wanted:
                    assert not step.when, script.id
                    at = PHASE_ORDER.index(phase.id)
                    spoken = script.phases or PHASE_ORDER
                    assert all(PHASE_ORDER.index(p) > at for p in spoken), script.id


@pytest.mark.parametrize("c", INCIDENTS, ids=lambda c: c.id)
def test_what_was_counted_so_far_stands_in_the_first_report(c: Checklist) -> None:
    """Twenty positions were counted, and the leader read out that the effect is still being found
    out. (A roll that is called is reported by its own steps.)"""
    first = next((s for s in FILES[c.id].scripts if s.id == "leaders-first"), None) if c.id in FILES else None
    early = [step for phase in c.phases if phase.id in ("immediate", "report") for step in phase.steps]
    found = [s.id for s in early if s.answer == "number" and not s.when and s.id not in ("counted", "rate-start")]
    for step in found if first is not None else []:
        for text in (first.text, *first.says) if first is not None else ():
            for said in (text.zh, text.en):
                assert f"{{answer:{step}}}" in said and f"{{answer:{step}}}" not in blanks.always(said), step


def test_every_audience_has_words_in_any_incident() -> None:
    assert {s.to for s in FILES[GENERAL].scripts} == {"staff", "customers", "leaders", "media"}


@pytest.mark.parametrize("name", FILES)
def test_words_to_say_are_sound(name: str) -> None:
    scripts = FILES[name].scripts
    assert len({script.id for script in scripts}) == len(scripts)
    for script in scripts:
        faults = list(unsound(name, script))
        assert faults == [], script.id


def unsound(name: str, script: Script) -> Iterator[str]:
    """What is wrong with a script of this type."""
    if not CLAUSES.issuperset(script.cites):
        yield "cites a clause that is not there"
    for text in (script.title, script.text):
        own = measured(text.zh, "").strip("[]")  # else all of it is the site's
        if (own and not HAN.search(text.zh)) or HAN.search(text.en):
            yield "not each language in its place"
        if not set(BLANK.findall(text.zh + text.en)) <= set(BLANKS):
            yield "a blank that nobody fills"
    for pattern in (BLANK, PLACEHOLDER):
        if set(pattern.findall(script.text.zh)) != set(pattern.findall(script.text.en)):
            yield "other blanks in the other language"
    for kind, what in PLACEHOLDER.findall(script.text.zh):
        if kind not in ("role", "minutes", "number", "answer", "site"):
            yield f"no such kind of blank: {kind}"
        if kind == "site" and (what not in FACTS or what in blanks.always(script.text.zh)):
            yield f"a fact that nobody may know outside of a part: {what}"
        if kind == "answer" and (name == GENERAL or LISTS.checklist(name).step(what) is None):
            yield f"no such step: {what}"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", FILES)
def test_words_to_say_fit_the_screen_and_one_breath(name: str, lang: str) -> None:
    for script in FILES[name].scripts:
        assert len(wrap(script.text.get(lang), 76)) <= 4, script.id
        assert width(script.title.get(lang)) <= 60, script.id


@pytest.mark.parametrize("c", INCIDENTS, ids=lambda c: c.id)
def test_no_words_say_of_a_call_that_it_was_made_without_looking(c: Checklist) -> None:
    """After a call that failed the words to say went on saying that it had been made."""
    calls: dict[str, set[str]] = {}
    for _, step in c.steps():
        if step.call is not None:
            calls.setdefault(step.call, set()).add(step.id)
    for script in FILES[c.id].scripts:
        said = [
            (saying.zh, {part.step for cond in saying.when for part in cond.parts()})
            for saying in script.says
        ]
        if all(when for _, when in said):
            said.append((script.text.zh, set()))
        for text, known in said:
            blind = [role for role, made in calls.items() if claimed(text, role) and not made & known]
            assert not blind, (script.id, text)
