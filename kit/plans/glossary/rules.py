"""The glossary: a term for a thing, what it means, and what is not written instead of it."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from kit.ground.base.text import Id, Text

Lang = Literal["zh", "en"]


class Instead(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Wordings by language, as they would stand in a text."""

    zh: list[str] = []
    en: list[str] = []

    def of(self, lang: Lang) -> list[str]:
        return self.zh if lang == "zh" else self.en


NOTHING = Instead()


class Term(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    rename={"never": "not"},
):
    """``never`` (``not`` in the file): what is not written instead; ``but``: where those letters
    are right after all; ``lists``: the only checklists in which this holds (none named: all)."""

    id: Id
    term: Text
    meaning: Text | None = None
    never: Instead = NOTHING
    but: Instead = NOTHING
    lists: list[Id] = []


class Glossary(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: Literal[1]
    terms: list[Term]

    def wrong(self, text: str, lang: Lang, where: str = "") -> list[tuple[str, Term]]:
        """What stands in ``text`` that the glossary words otherwise, with the term that is right.

        ``where``: the checklist's id, for terms that hold in some lists only; "" is no checklist.
        """
        found = []
        for term in self.terms:
            if term.lists and where not in term.lists:
                continue
            left = text
            for right in term.but.of(lang):
                left = left.replace(right, " ")
            found += [(no, term) for no in term.never.of(lang) if _stands(no, left, lang)]
        return found


def _stands(wording: str, text: str, lang: Lang) -> bool:
    if lang == "zh":
        return wording in text
    return re.search(rf"(?<!\w){re.escape(wording)}(?!\w)", text, re.IGNORECASE) is not None
