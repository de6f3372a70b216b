"""Who stood in is named as that, and the post is said to be reached only where it was."""

from __future__ import annotations

import json

import pytest

from tests.support.kit import Kit


@pytest.fixture
def called(bare: Kit) -> Kit:
    """Nobody answers at the post; who stands in does."""
    bare.at(0)("contact", "add", "Example", "--number", "13800000002")
    bare("contact", "add", "Sample", "--number", "13800000001", "--post", "supervisor", "--standin", "Example")
    bare("start", "application-outage", "--no-guide", "--drill")
    bare("call", "supervisor", "--no-answer")
    done = bare.at(1)("call", "supervisor")
    assert "Example" in done.out and "stands in for Sample" in done.out
    return bare


def closed(kit: Kit) -> str:
    ref: str = kit("list", "--json").json["incidents"][0]["ref"]
    assert kit.at(3)("close", "--yes").code == 0
    return ref


def test_the_summary_says_who_it_was_and_that_the_post_was_not_told(called: Kit) -> None:
    ref = closed(called)
    (line,) = [one for one in called("summary", ref, "--json").json["notices"] if one["timer"] == "report-5"]
    assert line["status"] != "in-time" and line["answered"] is None
    assert [(one["who"], one["result"], one["standin"]) for one in line["tries"]] == [
        ("Sample", "no-answer", ""), ("Example", "reached", "Sample")
    ]  # fmt: skip
    shown = " ".join(called("summary", ref, "--full").out.split())
    assert "stands in for Sample" in shown.split("== Timeline")[0], "in the course of the deadline, too"


def test_the_form_marks_who_stood_in(called: Kit) -> None:
    ref = closed(called)
    found = called("form", ref, "--json").out
    assert '"standin":"Sample"' in found.replace(" ", "")
    text = called("form", ref).out
    assert "Example" in text and "stands in for" in text and "the post itself is not told yet" in text
    (reported,) = [line for line in text.splitlines() if line.startswith("Reported")]
    assert "not recorded" in reported, "nobody had told the post"


def test_a_post_that_was_reached_after_its_stand_in_is_the_one_that_was_told(called: Kit) -> None:
    called.at(2)("call", "supervisor", "--name", "Sample")
    ref = closed(called)
    (line,) = [one for one in called("summary", ref, "--json").json["notices"] if one["timer"] == "report-5"]
    assert line["who"] == "Sample" and line["status"] == "in-time"
    assert json.dumps(line["tries"][-1]["standin"]) == '""'


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_report_on_a_phone_names_whom_the_report_in_words_names(bare: Kit, lang: str) -> None:
    bare.at(0)("contact", "add", "Sample", "--number", "13800000001", "--post", "supervisor")
    bare("start", "application-outage", "--no-guide", "--drill")
    bare("call", "supervisor", "--name", "Somebody")
    words = bare("--lang", lang, "report").out
    code = "".join(one["text"] for one in bare("--lang", lang, "qr", "report", "--json").json["codes"])
    assert "Somebody" in words and "Somebody" in code
    assert "Sample" not in code
