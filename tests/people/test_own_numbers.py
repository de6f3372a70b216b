"""A post with two numbers of the site's own: the other one stands next, and is what is recorded."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.ground.terminal.fragments import text_of
from kit.incidents.incident.files.taking_back import take_back
from tests.support.hands import Hands

FIRST, OTHER = "13800000006", "13800000016"
PROFILE = f"""format = 1
id = "own"
title = {{zh = "示例热线", en = "Example hotline"}}
extends = "hotline"

[roles.tech]
title = {{zh = "技术人员", en = "technician"}}
name = "陈涛"
phone = "{FIRST}"
phone2 = "{OTHER}"
"""


@pytest.fixture
def hands(tmp_path: Path) -> Hands:
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "own.toml").write_text(PROFILE, encoding="utf-8")
    found = Hands(tmp_path, profile="own")
    found.press("done")  # to the call to tech
    assert found.session.step is not None and found.session.step.role == "tech"
    return found


def screen(hands: Hands) -> str:
    return "\n".join(text_of(hands.session.picture(80, 24)))


def dialled(hands: Hands) -> list[tuple[str, str]]:
    return [(e.event.number, e.event.result) for e in hands.session.folder.entries if e.event.kind == "called"]  # type: ignore[attr-defined]


def test_after_no_answer_the_other_number_stands_next_and_is_recorded(hands: Hands) -> None:
    assert f"陈涛  Number: {FIRST}, else {OTHER}" in screen(hands)
    hands.press("no-answer")
    assert f"陈涛  Number: {OTHER}, else call centre supervisor" in screen(hands)
    hands.press("done")
    assert dialled(hands) == [(FIRST, "no-answer"), (OTHER, "reached")]


def test_the_key_of_the_next_number_works_wherever_two_are_there(hands: Hands) -> None:
    assert hands.offered().get(">") == "way"
    hands.press("way")
    assert f"陈涛  Number: {OTHER}, else {FIRST}" in screen(hands)
    assert OTHER in hands.session.message and "(2 in all" in hands.session.message
    hands.press("no-answer")
    assert f"陈涛  Number: {FIRST}, else call centre supervisor" in screen(hands)
    hands.press("way")
    assert f"陈涛  Number: {OTHER}" in screen(hands)
    assert dialled(hands) == [(OTHER, "no-answer")]


def test_a_number_that_is_off_leads_to_the_other_one_before_the_next_post(hands: Hands) -> None:
    hands.press("phone-off")
    assert f"陈涛  Number: {OTHER}, else call centre supervisor" in screen(hands)
    hands.press("no-answer")
    assert f"Number: {OTHER}" not in screen(hands) and f"Number: {FIRST}" not in screen(hands)
    assert dialled(hands) == [(FIRST, "phone-off"), (OTHER, "no-answer")]


def test_a_call_that_is_taken_back_gives_its_number_back(hands: Hands) -> None:
    hands.press("no-answer")
    called = next(e for e in hands.session.folder.entries if e.event.kind == "called")
    folder = hands.session.folder
    hands.session.record(lambda d: take_back(folder, d, called.id))
    assert f"陈涛  Number: {FIRST}, else {OTHER}" in screen(hands)
