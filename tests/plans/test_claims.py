"""Which words say that somebody was called: by name, by title, and in the ways a report says it."""

from __future__ import annotations

import pytest

from kit.plans.checklists.rules.lint.claims import claimed


@pytest.mark.parametrize(
    ("role", "text"),
    [
        ("police", "110已报"),
        ("police", "110已先报"),
        ("police", "我们已经报警"),
        ("ambulance", "120、110已打"),
        ("fire-brigade", "已打119并通知燃气公司"),
        ("supervisor", "{role:supervisor}已知悉"),
        ("tech", "{role:tech}已知"),
        ("manager", "已报告{role:manager}"),
        ("security", "已通知秩维人员到场"),
    ],
)
def test_words_that_say_a_call_was_made_are_known(role: str, text: str) -> None:
    assert claimed(text, role)


@pytest.mark.parametrize(
    ("role", "text"),
    [
        ("police", "110尚未确认接通"),
        ("police", "已（未）报警"),
        ("ambulance", "120已（未）打"),
        ("ambulance", "打120不等批准"),
        ("tech", "正在联系{role:tech}"),
        ("supervisor", "{role:manager}已知悉"),
    ],
)
def test_words_that_leave_it_open_claim_nothing(role: str, text: str) -> None:
    assert not claimed(text, role)
