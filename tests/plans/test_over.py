"""Words to be read aloud hold in every state: what may be over when they are read is left to the reader, as a choice."""

from __future__ import annotations

import re

import pytest

from kit.plans.scripts.files import ScriptFiles
from tests.support.shipped import LISTS, TYPES

FILES = ScriptFiles("/nonexistent-home").scripts(TYPES)
# That somebody is on the line, shut in, being sought, on the way or on the way out: it ends, and nothing ends the words.
LASTS = re.compile(r"(?:仍在|持续|正在与\S{1,6})通话|一人在谈|仍被困|正在(?:分片|组织)?(?:查找|到场|内撤|后撤|疏散|撤离)|正在组织撤离")
CHOICE = re.compile(r"……（[^）]*）")
TO = ("leaders", "staff")  # whoever is with the caller or in the crowd sees whether it is over


def spoken(type_: str) -> list[tuple[str, str]]:
    """(Chinese, English) of all that a list's steps and timers and its scripts have said about the incident."""
    found = LISTS.checklist(type_)
    speaking = [each for _, each in found.steps() if each.answer == "call"] + list(found.timers)
    texts = [text for of in speaking for text in (of.say, *of.says) if text is not None]
    scripts = FILES[type_].scripts if type_ in FILES else []
    texts += [text for script in scripts if script.to in TO for text in (script.text, *script.says)]
    return [(text.zh, text.en) for text in texts]


@pytest.mark.parametrize("type_", TYPES)
def test_no_words_to_be_read_claim_what_may_be_over_by_then(type_: str) -> None:
    """The rescue has arrived, the caller has hung up, the search has ended: what was read still said otherwise."""
    claimed = [zh for zh, _ in spoken(type_) if LASTS.search(CHOICE.sub("", zh))]
    assert claimed == []


@pytest.mark.parametrize("type_", TYPES)
def test_where_chinese_leaves_the_choice_english_does(type_: str) -> None:
    open_ones = re.compile(r"……（(?:正在|仍)[^）]*）")
    closed = [en for zh, en in spoken(type_) if open_ones.search(zh) and " / " not in en]
    assert closed == []
