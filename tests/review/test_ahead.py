"""An incident whose opening lies ahead of this computer's clock, as one brought by a laptop years ahead: that
is said, and no page shows a negative length."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from tests.support.constants import TEN
from tests.support.kit import Kit, closed, opened

NEGATIVE = re.compile(r"(?<![\w.:+-])-\d+ ?(?:h|min|s|d|时|分|秒|天)\b|-\d+ (?:时|分|秒|天)|\"seconds\":-|\"spells\":\[-")
AHEAD = {"zh": "比这台电脑的时钟还晚", "en": "ahead of this computer's clock"}


@pytest.fixture
def ahead(bare: Kit, monkeypatch: pytest.MonkeyPatch) -> Kit:
    monkeypatch.delenv("KIT_CLOCK", raising=False)
    opened(bare.home, "fire", at=TEN.replace(year=2199))
    return bare


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_summary_and_the_month_say_so(ahead: Kit, lang: str) -> None:
    ref = ahead("list", "--json").json["incidents"][0]["ref"]
    assert AHEAD[lang] in ahead("--lang", lang, "summary", ref).out
    month = ahead("--lang", lang, "summary", "--month", "2199-03").out
    assert AHEAD[lang] in ("" if lang == "zh" else " ").join(month.split())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_page_has_a_negative_length(ahead: Kit, lang: str) -> None:
    ref = ahead("list", "--json").json["incidents"][0]["ref"]
    for line in ("list", "list --json", "show", "board", "timer", "log", f"summary {ref}", f"summary {ref} --full", f"summary {ref} --json",
                 "summary --month 2199-03", "summary --month 2199-03 --json"):  # fmt: skip
        said = ahead("--lang", lang, *line.split())
        assert not NEGATIVE.search(said.out + said.err), (line, NEGATIVE.search(said.out + said.err))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nor_has_one_that_was_closed_before_it_was_opened(bare: Kit, monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
    monkeypatch.delenv("KIT_CLOCK", raising=False)
    log = opened(bare.home, "fire", at=TEN + timedelta(days=3653))
    closed(log, TEN)
    said = bare("--lang", lang, "summary", log.ref).out
    assert ("关闭时间比开始时间早" if lang == "zh" else "the closing lies before the opening") in said
    for line in (f"summary {log.ref} --json", "list --closed", "summary --month 2036-03", "summary --month 2036-03 --json"):
        told = bare("--lang", lang, *line.split())
        assert not NEGATIVE.search(told.out + told.err), (line, NEGATIVE.search(told.out + told.err))
