"""Single drawn questions: what was typed besides an answer is said, and no Enter that came too early answers."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from tests.support.run import PATIENCE, ClockFile, environment, kit
from tests.support.terminal import ENTER, Terminal

ASKED = {"zh": "现在怎样", "en": "how does it stand"}
STATES = {"zh": "现在不判断", "en": "Not judged now"}
PAUSE = {"KIT_PAUSE": "0.5"}


@pytest.fixture(params=["zh", "en"])
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def env(tmp_path: Path, lang: str) -> dict[str, str]:
    made = environment(tmp_path / "home", lang, ClockFile(tmp_path / "clock"))
    kit(made, "shift", "start", "Example")
    kit(made, "start", "complaint", "--drill")
    kit(made, "shift", "handover", "--to", "Sample")
    return made


def kinds(env: dict[str, str]) -> list[str]:
    return [one["kind"] for one in json.loads(kit(env, "shift", "log", "--json"))["entries"]]


def rested(t: Terminal, seconds: float) -> None:
    """As long as somebody needs to read what stands there."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        t.read(left)


def test_a_spare_enter_judges_no_incident_and_is_said(env: dict[str, str], lang: str) -> None:
    """It was "not judged", in silence, and the hand-over went on."""
    with Terminal(["shift", "handover"], env | PAUSE, rows=60) as t:
        t.see(ASKED[lang], STATES[lang])
        t.child.send(ENTER)
        t.see({"zh": "回车没算", "en": "Enter was not counted"}[lang])
        rested(t, 1.0)
        t.child.send("2")
        rested(t, 0.1)
        t.child.send(ENTER)
        t.see({"zh": "如果发生什么", "en": "If what happens"}[lang])


def test_a_sentence_typed_at_a_list_chooses_nothing_and_is_said(env: dict[str, str], lang: str) -> None:
    """"2 seats dead" chose the second of them, and the words were gone."""
    with Terminal(["shift", "handover"], env, rows=60) as t:
        t.see(ASKED[lang], STATES[lang])
        t.child.send("2 seats dead" + ENTER)
        t.see({"zh": "没有记下“2 seats dead”", "en": 'Not recorded: "2 seats dead"'}[lang])
        t.child.send(ENTER)  # the mark stands where it stood at first
        assert t.end() == 0
    assert "judged" not in kinds(env)


def test_a_text_begun_before_its_question_stood_there_waits_for_a_second_enter(env: dict[str, str], lang: str) -> None:
    with Terminal(["shift", "refuse"], env | PAUSE, rows=60) as t:
        why = {"zh": "为什么不接班", "en": "Why:"}[lang]
        t.see(why)
        t.child.send("she is ill" + ENTER)
        t.see({"zh": "看清问的和写的", "en": "look at what it asks"}[lang], "she is ill")
        rested(t, 0.6)
        t.child.send(ENTER)
        t.see({"zh": "已报告谁", "en": "Reported to whom"}[lang])


def test_a_sentence_typed_under_a_page_becomes_a_note_or_is_said_and_the_page_stands(env: dict[str, str], lang: str) -> None:
    """"Page 1 of 2, Enter goes on" took it for the Enter and dropped it."""
    page = {"zh": "第 1/", "en": "Page 1 of"}[lang]
    with Terminal(["shift", "accept", "Sample"], env, rows=14) as t:
        judged(t, lang)
        for text, sure in (("smoke again", "y"), ("a word aside", "n")):
            t.see(page)
            t.child.send(text)
            t.see(text)
            t.child.send(ENTER)
            t.see({"zh": "把这句记成备注吗", "en": "Make this a note"}[lang])
            t.child.send(sure + ENTER)
        t.see({"zh": "没有记下“a word aside”", "en": 'Not recorded: "a word aside"'}[lang], page)
        t.child.send(ENTER)
        t.see({"zh": "第 2/", "en": "Page 2 of"}[lang])
    log = json.loads(kit(env, "shift", "log", "--json"))["entries"]
    notes = [one["data"]["text"] for one in log if one["kind"] == "note"]
    assert notes == ["smoke again"]


def judged(t: Terminal, lang: str) -> None:
    """Leave the incident unjudged, once more."""
    t.see(ASKED[lang], STATES[lang])
    t.child.send(ENTER)


def entries(env: dict[str, str]) -> Any:
    return json.loads(kit(env, "shift", "log", "--json"))["entries"]


assert PATIENCE
