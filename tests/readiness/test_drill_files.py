"""Scenario files that are wrong, or meant to harm: one sentence that names file, line and what to do,
a fixed exit code, nothing begun."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kit.readiness.drills.rules.check import MOST_BYTES
from tests.support.constants import ROOT
from tests.support.kit import Kit

GOOD = (ROOT / "data" / "drills" / "lift-stuck.toml").read_text(encoding="utf-8").replace('id = "lift-stuck"', 'id = "own"')


def written(kit: Kit, text: str | bytes, name: str = "own.toml") -> Path:
    path = kit.home / "drills" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def with_line(old: str, new: str) -> Callable[[], str]:
    assert old in GOOD, old
    return lambda: GOOD.replace(old, new, 1)


WRONG: dict[str, tuple[Callable[[], str | bytes], str]] = {
    "not toml": (with_line("minutes = 35", "minutes = = 35"), "line 8"),
    "no such type": (with_line('type = "lift-entrapment"', 'type = "lift"'), 'no checklist "lift"'),
    "no such step": (with_line('step = "talk"', 'step = "sing"'), 'no step "sing"'),
    "no such answer": (with_line('value = "ill"', 'value = "fine"'), 'cannot be answered "fine"'),
    "no such post": (with_line('who = "lift-company"', 'who = "lift-firm"'), 'no post "lift-firm"'),
    "no such item": (with_line('item = "reassurance"', 'item = "kindness"'), 'no item "kindness"'),
    "no such kind": (with_line('kind = "worse"', 'kind = "horrible"'), "kind"),
    "unknown field": (with_line("minutes = 35", "minutes = 35\nhidden = true"), "hidden"),
    "no time of day": (with_line('at = "19:05"', 'at = "7 pm"'), "time of day"),
    "after the end": (with_line("minutes = 35", "minutes = 26"), "a drill of 26"),
    "too many minutes": (with_line("minutes = 35", "minutes = 99999"), "from 1 to 720"),
    "negative": (with_line("after = 2", "after = -2"), "from 0 to 720"),
    "not a number": (with_line("after = 2", "after = nan"), "from 0 to 720"),
    "an id twice": (with_line('id = "breath"', 'id = "late"'), "stands twice"),
    "points": (with_line("points = 3", "points = 1000"), "from 1 to 20"),
    "one language": (with_line('en = "Worse"', 'en = ""'), "both languages"),
    "long text": (with_line('zh = "恶化"', f'zh = "{"长" * 700}"'), "shorten"),
    "call of nobody": (with_line('log = "call", who = "lift-company"', 'log = "call"'), "also needs who"),
    "nothing expected": (lambda: GOOD.split("[[modules]]")[0], "nothing is expected"),
    "too many injects": (lambda: GOOD + many(70), "more than 60 injects"),
    "newer": (with_line("format = 1", "format = 9"), "9"),
    "another name": (with_line('id = "own"', 'id = "other"'), "other"),
    "too big": (lambda: GOOD + "# " + "x" * MOST_BYTES, "256 KB"),
    "deep": (lambda: GOOD + "deep = " + "[" * 5000 + "]" * 5000, "own.toml"),
    "not utf-8": (lambda: GOOD.encode("gb18030"), "own.toml"),
    "nul": (lambda: b"\x00" * 2000, "own.toml"),
}


def many(count: int) -> str:
    return "".join(
        f'\n[[modules.injects]]\nid = "x{n}"\nafter = 1\nkind = "said"\ntext = {{zh = "有", en = "is"}}\n' for n in range(count)
    )


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_is_one_sentence_and_nothing_begins(name: str, bare: Kit) -> None:
    text, says = WRONG[name]
    path = written(bare, text())
    for said in (bare.at(0)("drill", "run", "own", "--no-guide"), bare("drill", "plan", "own", "--check")):
        assert said.code == 5, (said.out, said.err)
        told = [line for line in (said.out + said.err).splitlines() if str(path) in line]
        assert len(told) == 1 and says in told[0], (said.out, said.err)
        assert "Traceback" not in said.out + said.err and len(told[0]) < 1200
    assert not (bare.home / "drilled").exists() and not (bare.home / "open").exists()


def test_a_mistake_is_told_with_its_line(bare: Kit) -> None:
    path = written(bare, GOOD.replace('step = "talk"', 'step = "sing"', 1))
    line = path.read_text(encoding="utf-8").splitlines().index('auto = {log = "step", step = "sing"}') + 1
    (found,) = bare("drill", "plan", "own", "--check", "--json").json["findings"]
    assert found["line"] == line and found["place"].startswith("modules[0].injects[0].expect[0].auto")
    assert f"line {line}" in found["text"] and "kit checklists show" in found["text"]


def test_a_broken_file_hides_no_other(bare: Kit) -> None:
    written(bare, "format = =")
    said = bare("drill", "list", "--json")
    assert said.code == 0 and len(said.json["scenarios"]) == 12 and "own.toml" in said.err


def test_what_steers_a_terminal_never_reaches_it(bare: Kit) -> None:
    written(bare, GOOD.replace("A resident wants", r"\u001b[2J\u202eA resident wants", 1))
    bare.at(0)("drill", "run", "own", "--no-guide")
    out = bare.at(16)("drill", "show").out + bare("drill", "observe").out + bare("drill", "plan", "own").out
    assert "A resident wants" in out and "\x1b" not in out and chr(0x202E) not in out


def test_a_sites_own_scenario_goes_before_the_shipped_one(bare: Kit) -> None:
    text = GOOD.replace('id = "own"', 'id = "lift-stuck"').replace("Stuck in the lift", "Our own lift")
    written(bare, text, "lift-stuck.toml")
    assert "Our own lift" in bare("drill", "plan", "lift-stuck").out


def test_a_scenario_that_is_not_there_is_named_with_those_that_are(bare: Kit) -> None:
    said = bare("drill", "run", "nosuch", "--no-guide")
    assert said.code == 4 and "lift-stuck" in said.err
