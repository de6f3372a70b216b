"""Where a month of closed incidents cannot be read, nobody is told that no incident was closed."""

from __future__ import annotations

import pytest

from kit.ground.base.refusal import Exit
from tests.support.constants import TEN
from tests.support.kit import Kit, closed, opened
from tests.support.machine import unlistable

NONE = ("No incident", "none is closed", "没有已关闭")


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("shut", ["closed", "closed/2026-03", "closed/2026-03/{ref}.fire"])
def test_what_cannot_be_read_is_not_said_to_be_none(bare: Kit, monkeypatch: pytest.MonkeyPatch, lang: str, shut: str) -> None:
    """"No incident has been closed." stood beside "the folder 2026-03 cannot be read"."""
    bare.env("KIT_LANG", lang)
    log = opened(bare.home, "fire")
    closed(log, TEN)
    with monkeypatch.context() as spoilt:
        unlistable(spoilt, bare.home / shut.format(ref=log.ref))
        for words in (["list", "--closed"], ["list", "--month", "2026-03"], ["summary"], ["summary", "--month", "2026-03"]):
            found = bare(*words)
            said = found.out + found.err
            assert not [each for each in NONE if each in said], (words, said)
            assert "kit verify" in said and (found.code == Exit.UNREADABLE or "--month" in words), (words, found.code, said)
    assert log.ref in bare("list", "--closed").out


def test_where_all_can_be_read_none_is_none(bare: Kit) -> None:
    assert "No incident has been closed." in bare("list", "--closed").err
    assert "No incident has been closed yet." in bare("summary").err
