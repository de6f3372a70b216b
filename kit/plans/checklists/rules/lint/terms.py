"""Advice of the linter: a list of one's own uses the glossary's terms. Never in the way."""

from __future__ import annotations

from collections.abc import Iterator

from kit.plans.checklists.rules.format import Checklist
from kit.plans.checklists.rules.lint.found import Finding, finding, texts
from kit.plans.glossary.rules import Glossary, Lang

LANGS: tuple[Lang, Lang] = ("zh", "en")


def terms(checklist: Checklist, glossary: Glossary) -> Iterator[Finding]:
    """Wordings for which the glossary has a term, each as a finding that is ``mild``."""
    for where, text in texts(checklist):
        for lang in LANGS:
            for wording, term in glossary.wrong(text.get(lang), lang, checklist.id):
                yield finding(
                    "term",
                    where,
                    f"“{wording}”在用语表里是“{term.term.get(lang)}”",
                    f'the glossary\'s term for "{wording}" is "{term.term.get(lang)}"',
                    f"宜改用“{term.term.get(lang)}”；本单位另有叫法的可以不改",
                    f'better "{term.term.get(lang)}"; leave it where your site has its own word',
                    clue=wording,
                    mild=True,
                )
