"""Who leads is a person, who is late is here, and whoever takes over hears what nobody judged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.kit import Kit
from tests.support.run import ClockFile, environment, kit
from tests.support.terminal import ENTER, Terminal

SAID = ("--said", "one", "--said", "two", "--said", "three")


@pytest.mark.parametrize(("lang", "said"), [("en", "Nobody judged how these stand"), ("zh", "没有人判断过现在怎样")])
def test_whoever_takes_over_hears_which_incidents_nobody_judged(bare: Kit, lang: str, said: str) -> None:
    bare.env("KIT_LANG", lang)
    bare.at(0)("shift", "start", "Example")
    bare("start", "complaint", "--drill")
    bare("start", "call-surge", "--drill")
    refs = [one["ref"] for one in bare("list", "--json").json["incidents"]]
    bare("shift", "handover")
    bare("shift", "judge", refs[0], "--state", "watch")
    done = bare("shift", "accept", "Sample", *SAID)
    line = next(line for line in done.err.splitlines() if said in line)
    assert refs[1] in line and refs[0] not in line
    assert f"kit shift judge {refs[1]} --state stable" in line
    assert bare("shift", "judge", refs[1], "--state", "stable").code == 0, "the command that is named runs"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_at_a_terminal_whoever_takes_over_is_asked_of_what_nobody_judged(tmp_path: Path, lang: str) -> None:
    env = environment(tmp_path / "home", lang, ClockFile(tmp_path / "clock"))
    kit(env, "shift", "start", "Example")
    kit(env, "start", "complaint", "--drill")
    kit(env, "shift", "handover", "--to", "Sample")
    stand, when = {"zh": ("现在怎样", "如果发生什么"), "en": ("how does it stand", "If what happens")}[lang]
    with Terminal(["shift", "accept", "Sample"], env, rows=60) as t:
        t.see(stand, "2)")
        t.child.send("2")
        t.see("> 2)")
        t.child.send(ENTER)
        t.see(when)
        t.child.send(ENTER)
        t.see({"zh": "不对就撤销：kit shift undo", "en": "Not so? kit shift undo"}[lang])
        for n in (1, 2, 3):
            t.see({"zh": f"第 {n} 点", "en": f"Point {n}"}[lang])
            t.child.send(f"said {n}")
            t.see(f"said {n}")
            t.child.send(ENTER)
        assert t.end() == 0
        assert {"zh": "没有人判断", "en": "Nobody judged"}[lang] not in t.text()
    shown = json.loads(kit(env, "shift", "handover", "last", "--json"))["handover"]
    assert [one["outlook"] for one in shown["incidents"]] == ["watch"]


@pytest.mark.parametrize(
    "line",
    [
        ("shift", "start", "5"), ("shift", "start", "Example", "--second", "2130"), ("shift", "lead", "２１３０"),
        ("shift", "handover", "--to", "5"), ("shift", "accept", "5", *SAID), ("shift", "refuse", "late", "--by", "5"),
    ],
)  # fmt: skip
def test_a_number_leads_no_shift_and_takes_over_none(bare: Kit, line: tuple[str, ...]) -> None:
    """``kit shift start 5`` signed everything with 5."""
    bare.at(0)
    if line[1] != "start":
        bare("shift", "start", "Example")
    if line[1] in ("accept", "refuse"):
        bare("shift", "handover")
    refused = bare(*line)
    assert refused.code == 2 and "is no name" in refused.err, refused.err


@pytest.mark.parametrize(("lang", "word_", "said"), [("zh", "迟到", "算在岗"), ("en", "late", "counted as present")])
def test_late_says_that_it_means_here_by_now_and_what_not_yet_is(bare: Kit, lang: str, word_: str, said: str) -> None:
    """A Chinese reader takes the word for "not here yet", and the sheet counted somebody who was missing."""
    bare.env("KIT_LANG", lang)
    bare.at(0)("shift", "start", "Example")
    done = bare("shift", "crew", "Zhang", "--state", word_)
    assert said in done.err and "kit shift crew Zhang --state" in done.err
    told = bare("shift", "crew", "Wang", "--state", {"zh": "迟到（已到）", "en": "late (here by now)"}[lang])
    assert told.code == 0 and said not in told.err
    assert bare("shift", "crew", "Zhao", "--state", {"zh": "还没到", "en": "not here yet"}[lang]).code == 0
    crew = {one["name"]: one["state"] for one in bare("shift", "show", "--json").json["shift"]["crew"]}
    assert crew == {"Zhang": "late", "Wang": "late", "Zhao": "absent"}
