"""What ``kit start WORD`` opens: a word of an illness never opens a list of equipment or of office work."""

from __future__ import annotations

import pytest

from tests.support.kit import Kit


@pytest.mark.parametrize("word", ["急病", "突发疾病", "犯病了", "中暑", "休克", "癫痫", "哮喘", "食物中毒", "medical emergency", "taken ill"])
def test_a_word_of_an_illness_opens_or_offers_first_a_list_that_saves_life(bare: Kit, word: str) -> None:
    first = bare("find", word, "--json").json["hits"][0]["id"]
    assert first in ("customer-ill", "staff-accident", "customer-injured", "caller-in-danger")
    began = bare("start", word)
    assert first in began.err.partition(":")[2].split(",")[0] or began.code == 0
    opened = bare("list", "--json").json["incidents"]
    assert [each["type"] for each in opened] == ([first] if began.code == 0 else [])


@pytest.mark.parametrize("word", ["电脑中毒", "服务器中毒", "系统病毒"])
def test_an_illness_of_a_computer_is_none(bare: Kit, word: str) -> None:
    assert bare("find", word, "--json").json["hits"][0]["id"] == "cyber-attack"
