"""The rules that a checklist must keep, beyond what decoding proves: each finding names the place
and how to mend it. A file for each sort of rule; why each is there stands in ``rules``.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from kit.plans.checklists.rules.format import Checklist
from kit.plans.checklists.rules.lint.claims import chosen, claims
from kit.plans.checklists.rules.lint.found import Finding, HAN, PLACEHOLDER, finding, texts
from kit.plans.checklists.rules.lint.order import order, site_order
from kit.plans.checklists.rules.lint.pairs import pairs
from kit.plans.checklists.rules.lint.references import references
from kit.plans.checklists.rules.lint.rules import ADVISED
from kit.plans.checklists.rules.lint.shape import shape
from kit.plans.checklists.rules.lint.sites import at_sites
from kit.plans.checklists.rules.lint.terms import terms
from kit.plans.checklists.rules.lint.timers import fixed_minutes, timers
from kit.plans.checklists.rules.lint.wording import words
from kit.plans.glossary.rules import Glossary
from kit.plans.sites.rules import Profile

__all__ = ["HAN", "PLACEHOLDER", "Finding", "check", "check_at", "texts"]


def check(
    checklist: Checklist,
    profiles: list[Profile] | None = None,
    clauses: set[str] | None = None,
    shipped: bool = False,
    glossary: Glossary | None = None,
    here: Profile | None = None,
) -> list[Finding]:
    """All findings. ``profiles``: the sites it is checked against; ``clauses``: the ids that exist,
    if known; ``shipped``: it is one of ours, which is used at every site; ``glossary``: the terms
    it is advised to use, if any; ``here``: the site whose own it is, which alone must be able to
    use it, and which lengths and languages only advise."""
    found: list[Finding] = []
    for rule in (shape, timers, references, order, pairs, claims, chosen, words):
        found += rule(checklist)
    if profiles is not None:
        sites = [here] if here is not None else None
        found += at_sites(checklist, profiles, sites)
        own = site_order(checklist, sites or profiles)
        found += [each for each in own if each not in found]
    if shipped:
        found += fixed_minutes(checklist)
    if clauses is not None:
        found += _clauses(checklist, clauses)
    if glossary is not None:
        found += terms(checklist, glossary)
    return found if here is None else [_advised(each) for each in found]


def check_at(checklist: Checklist, profiles: list[Profile], others: list[Profile]) -> list[Finding]:
    """What ``check`` finds of a shipped list at ``profiles``, in which it finds nothing without the
    ``others`` among them: each site is judged by itself, and more kinds of site and posts make no
    condition impossible."""
    sites = [profile for profile in others if checklist.id in profile.types]
    if not sites and not any(checklist.id in profile.types for profile in profiles):
        sites = others
    found = [*at_sites(checklist, profiles, sites)] if sites else []
    return found + [each for each in site_order(checklist, others) if each not in found]


def _advised(found: Finding) -> Finding:
    mild = found.rule in ADVISED and not found.firm
    return replace(found, mild=True) if mild else found


def _clauses(checklist: Checklist, clauses: set[str]) -> Iterator[Finding]:
    for clause, where in checklist.citations():
        if clause not in clauses:
            yield finding(
                "clause",
                where,
                f"引用了不存在的条款 {clause}",
                f"cites clause {clause}, which does not exist",
                "改正编号，或删去这条引用",
                "correct the number or take the citation out",
                clue=clause,
            )
