"""Nobody hears that a response has ended before its end is approved."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kit.plans.checklists.rules.at_site import for_site, meets
from kit.plans.checklists.rules.format import Checklist, Step
from kit.plans.sites.rules import Profile
from tests.support.shipped import LISTS, SITES, TYPES

ENDED = ("响应解除", "解除响应", "响应结束", "stand down")
OPEN = ("待批准后解除", "经批准后解除响应")


def said(step: Step) -> Iterator[str]:
    for text in (step.say, *(saying.text() for saying in step.says)):
        if text is not None:
            yield text.zh
            yield text.en


def approved(checklist: Checklist, site: Profile) -> Iterator[tuple[Step, bool]]:
    """The steps as they come there, each with whether the end was approved before it."""
    done = False
    for _, step in checklist.steps():
        if meets(site, step):
            done = done or (step.id in ("over", "ended-by") and step.answer == "name")
            yield step, done


@pytest.mark.parametrize("type_", TYPES)
def test_the_end_is_announced_only_when_it_was_approved(type_: str) -> None:
    """Who was told that it works again was told to stand down as well, before anybody had agreed."""
    for site in map(SITES.profile, SITES.files()):
        for step, done in approved(for_site(LISTS.checklist(type_), site), site):
            for text in said(step):
                early = any(words in text for words in ENDED) and not any(words in text for words in OPEN)
                assert done or not early, (site.id, step.id, text)


def test_nobody_is_said_to_film_where_nobody_was_asked_to() -> None:
    step = LISTS.checklist("group-disturbance").step("warn")
    assert step is not None and step.say is not None and "取证" not in step.say.zh
    told = [saying for saying in step.says if "取证" in saying.zh]
    assert [[cond.step for cond in saying.when] for saying in told] == [["call-show-site"]]
