"""A timer's title and the question behind it ask the same: a yes to one is a yes to the other."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.support.constants import ROOT

LISTS = sorted((ROOT / "checklists").glob("*.toml"))
BAD = {"zh": r"加重|扩散|扩大|恶化|打砸伤人", "en": r"worse|spread|growing|violence"}
NOT = {"zh": r"没有|未|无", "en": r"\bno\b|\bnot\b|stopped"}


@pytest.mark.parametrize("lang", BAD)
def test_no_title_asks_for_the_bad_where_the_question_behind_it_asks_for_the_good(lang: str) -> None:
    """"Is it getting worse" rang, "No worse?" was asked, and ``n`` for the first answered the second."""
    asked, wrong = 0, []
    for path in LISTS:
        for timer in tomllib.loads(path.read_text(encoding="utf-8")).get("timers", []):
            title, ask = timer["title"][lang], timer.get("ask", {}).get(lang, "").partition("？" if lang == "zh" else "?")[0]
            if re.search(BAD[lang], title, re.I) and ask:
                asked += 1
                wrong += [(path.name, title, ask)] if not re.search(NOT[lang], title, re.I) else []
    assert asked > 2 and wrong == []
