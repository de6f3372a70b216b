"""Words that are to be read out, longer than the window: all of them can be read before it is said
that they were."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.play import Played, press
from tests.support.run import kit
from tests.support.terminal import Terminal

MARK = re.compile(r" \+(\d+) v *$", re.M)


@pytest.mark.parametrize(("lang", "cols", "rows"), [("zh", 80, 24), ("en", 60, 18)])
def test_a_long_report_is_read_to_its_end_page_by_page_before_the_choice(tmp_path: Path, lang: str, cols: int, rows: int) -> None:
    drill = Played(tmp_path, lang)
    rows_of_desks = "、".join(f"{n}排座席" for n in range(1, 61))
    whole = re.sub(r"\s", "", kit(drill.env, "report", "--effect", rows_of_desks))
    asked, first = ("照此宣读", "1  已宣读") if lang == "zh" else ("read it out", "1  Read out")
    first = first[:2]
    read, before = "", len(drill.kinds())
    with Terminal(["guide"], drill.env, cols, rows) as t:
        t.see("> ")
        shown = press(t, "r", asked, first)
        for _ in range(30):
            below = shown[shown.index(asked) :].split("\n", 1)[1]
            found = MARK.search(below)
            read += MARK.sub("", re.split(r"^ [ >] 1  ", below, flags=re.M)[0])
            if found is None:
                break
            left = int(found[1])
            t.child.send("v")
            shown = t.see(first, gone=f" +{left} v")
        assert len(read) > 300 and re.sub(r"\s", "", read) in whole and "60排座席" in read
        assert ("请您确认" if lang == "zh" else "Please confirm") in read
        t.child.send("v")  # from the end to the beginning
        t.see(" v")
    assert len(drill.kinds()) - before <= 2  # looked at, nothing said
