"""Every shipped checklist is sound, sourced, in both languages, and fits the screen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from kit.ground.base.cells import width, wrap
from kit.plans.checklists.rules.format import Checklist, Condition, Step
from kit.plans.checklists.rules.lint import check
from kit.plans.checklists.show.checklists import filled
from kit.plans.seeds.files import clause_texts
from kit.plans.sites.rules import Profile, Role
from kit.plans.toml.files.library import shipped
from tests.support.shipped import LISTS, SITES, TYPES

PROFILES = [path.stem for path in sorted((Path(shipped()) / "data" / "profiles").glob("*.toml"))]
COLUMNS = 76
LINES = 12


@pytest.fixture(autouse=True)
def only_shipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KIT_CHECKLISTS", raising=False)


@pytest.fixture(scope="module")
def clauses() -> set[str]:
    return set(clause_texts())


def sites() -> list[Profile]:
    return [SITES.profile(name) for name in PROFILES]


@pytest.mark.parametrize("type_", TYPES)
def test_the_linter_finds_nothing(type_: str, clauses: set[str]) -> None:
    found = check(LISTS.checklist(type_), sites(), clauses, shipped=True)
    assert [(each.path, each.message.en) for each in found] == []


@pytest.mark.parametrize("type_", TYPES)
def test_every_type_is_met_by_some_kind_of_site(type_: str) -> None:
    assert any(type_ in site.types for site in sites())


@pytest.mark.parametrize("name", PROFILES)
def test_a_site_meets_only_types_that_exist(name: str) -> None:
    assert set(SITES.profile(name).types) <= set(TYPES)


@pytest.mark.parametrize("name", PROFILES)
def test_every_clause_a_profile_cites_is_real(name: str, clauses: set[str]) -> None:
    profile = SITES.profile(name)
    cited = [*profile.cites]
    cited += [clause for role in profile.roles.values() for clause in role.cites]
    cited += [clause for figure in profile.minutes.values() for clause in figure.cites]
    assert [clause for clause in cited if clause not in clauses] == []


@pytest.mark.parametrize("name", PROFILES)
def test_a_figure_of_a_profile_has_a_source_or_is_marked_as_ours(name: str) -> None:
    """A plan's clause, a law's article, or our own: one of them and no other."""
    for key, figure in SITES.profile(name).minutes.items():
        assert [bool(figure.cites), figure.ours, figure.law is not None].count(True) == 1, key
        assert figure.workdays == 1 or 0 < figure.value <= 24 * 60, key


@pytest.mark.parametrize("name", PROFILES)
def test_the_emergency_numbers_are_the_same_everywhere(name: str) -> None:
    roles = SITES.profile(name).roles
    numbers = [roles[role].phone for role in ("fire-brigade", "police", "ambulance")]
    assert numbers == ["119", "110", "120"]


@pytest.mark.parametrize("name", PROFILES)
def test_a_stand_in_is_a_post_of_the_same_site(name: str) -> None:
    roles = SITES.profile(name).roles
    for role in roles.values():
        assert role.standin is None or role.standin in roles


# The clauses that are this type's own, whatever else a plan says.
OWN = {
    "application-outage": ("HL-2.", "CA-2.", "CB-2."),
    "power-outage": ("HL-3.", "CA-3.", "CB-3."),
    "call-surge": ("HL-8.", "CA-8.", "CB-7."),
    "fire": ("HL-5.1", "CA-5.0", "CA-5.1", "CB-4.1", "SH-4.4"),
    "robbery": ("SH-4.3",),
    "workstation-fault": ("HL-1.", "CA-1.", "CB-1."),
    "air-conditioning": ("HL-4.", "CA-4."),
    "network-failure": ("HL-7.", "CA-7.", "CB-6."),
    "theft": ("HL-5.2", "CA-5.2", "CB-4.2"),
    "staff-accident": ("HL-6.", "CA-6.", "CB-5."),
    "complaint": ("HL-9.", "CB-8."),
    "complaint-escalation": ("HL-11.", "CB-10."),
    "abnormal-call": ("HL-10.", "CB-9."),
    "urgent-order": ("HL-12.", "CB-11."),
    "media": ("HL-13.", "CA-9.", "CB-12.", "SH-4.10"),
    "visitor-surge": ("SH-4.1.",),
    "hall-system-failure": ("SH-4.2.",),
    "siege": ("SH-4.5.",),
    "disturbance": ("SH-4.6.",),
    "customer-ill": ("SH-4.7.",),
    "customer-injured": ("SH-4.8.",),
    "lost-belongings": ("SH-4.9.",),
    "flood": ("FL-3.", "FL-6.", "FL-8.", "FL-9."),
    "flood-season-prep": ("FL-5.", "FL-10.1"),
    "group-disturbance": ("GD-2.", "GD-3.", "GD-4.", "GD-5.", "GD-6."),
    "mass-incident": ("MI-1.", "MI-2.", "MI-4."),
    "comms-failure": ("OP-6.1.", "OP-6.2.", "OP-6.3."),
    "general": ("OP-5.", "SA-3.1.", "SA-3.2.", "SA-3.4."),
    "environment-abnormal": ("SA-3.3.", "SA-4.1.", "SA-4.2."),
    "before-work": ("SA-2.",),
    "power-outage-prep": ("PO-2.2.", "PO-4.1.", "PO-4.2.", "PO-4.3."),
    "ups-watch": ("CB-U.2", "CB-U.3", "CB-U.4", "CB-U.5", "CB-U.6"),
}


@pytest.mark.parametrize("type_", OWN)
def test_every_clause_of_the_types_own_chapters_is_answered(type_: str, clauses: set[str]) -> None:
    answered = {clause for clause, _ in LISTS.checklist(type_).citations()}
    for site in sites():
        answered |= {clause for role in site.roles.values() for clause in role.cites}
        answered |= {clause for figure in site.minutes.values() for clause in figure.cites}
    assert sorted(c for c in clauses if c.startswith(OWN[type_]) and c not in answered) == []


def shut_out(site: Profile, conditions: Sequence[Condition]) -> bool:
    """Is this kind of site left out by name?"""
    kinds = set(site.kinds())
    return any(
        bool(cond.profile and kinds.isdisjoint(cond.profile))
        or not kinds.isdisjoint(cond.no_profile)
        for cond in conditions
    )


@pytest.mark.parametrize("type_", TYPES)
def test_nothing_is_cited_for_a_plan_whose_sites_it_is_kept_from(type_: str) -> None:
    """A step that only administrators see cannot answer what the power-outage plan asks."""
    c = LISTS.checklist(type_)
    of_plan = {plan: site for site in sites() for plan in site.plans}
    cited = [(each.id, clause, each.when) for _, each in c.steps() for clause in each.cites]
    cited += [(each.id, clause, each.when) for each in c.timers for clause in each.cites]
    assert [
        (id_, clause)
        for id_, clause, when in cited
        if shut_out(of_plan[clause.partition("-")[0]], when)
    ] == []


def widest(lang: str) -> Profile:
    """A site whose every title is the longest that any site gives that role."""
    base = SITES.profile("base")
    roles: dict[str, Role] = {}
    for site in sites():
        for name, role in site.roles.items():
            old = roles.get(name)
            if old is None or width(role.title.get(lang)) > width(old.title.get(lang)):
                roles[name] = role
    return Profile(
        format=1, id="widest", title=base.title, types=base.types, roles=roles, minutes=base.minutes
    )


def lines_of(step: Step, profile: Profile, lang: str) -> list[str]:
    """The step's own texts as the guide wraps them."""
    texts = [step.caution, step.do, step.detail, step.say]
    return [
        line
        for text in texts
        if text is not None
        for line in wrap(filled(text.get(lang), profile, lang), COLUMNS)
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("type_", TYPES)
def test_every_step_fits_a_screen_of_80_by_24(type_: str, lang: str) -> None:
    profile = widest(lang)
    checklist: Checklist = LISTS.checklist(type_)
    for _, step in checklist.steps():
        lines = lines_of(step, profile, lang)
        assert len(lines) <= LINES, f"{step.id}: {len(lines)} lines"
        assert max(map(width, lines)) <= COLUMNS, step.id


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("type_", TYPES)
def test_the_choices_of_a_step_can_be_picked_by_one_digit(type_: str, lang: str) -> None:
    for _, step in LISTS.checklist(type_).steps():
        assert len(step.choices) <= 9, step.id
        labels = [choice.get(lang) for choice in step.choices]
        assert len(set(labels)) == len(labels), step.id


def test_files_are_named_by_their_id() -> None:
    for path in sorted((Path(shipped()) / "checklists").glob("*.toml")):
        assert LISTS.checklist(path.stem).id == path.stem
