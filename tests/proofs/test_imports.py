"""An import that is killed at any side effect leaves the home as before or as after."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from kit.incidents.incident.files.store import Store
from kit.laptops.bundles.files import importing
from tests.proofs.effects import effects, stops
from tests.support.kit import closed
from tests.support.laptops import bring, hand, laptop, one, out, tree
from tests.support.logs import at, note, start


def settled(home: str) -> dict[str, bytes]:
    """The home after whichever command comes next."""
    if os.path.lexists(os.path.join(home, importing.INCOMING)):
        assert importing.finish(home) == ""
    return tree(home)


def test_an_import_stopped_at_any_side_effect_leaves_the_home_as_before_or_as_after(
    fast: Path,
) -> None:
    a, b = laptop(fast, "aaaaaa"), laptop(fast, "bbbbbb")
    start(a)
    note(one(a), "first", 1)
    hand(a, b, fast / "0.zip")
    note(one(a), "second", 2)
    other = start(a, at(3))
    closed(other, at(5).wall)
    out(a, fast / "1.zip")
    work = fast / "work" / "bbbbbb"

    def fresh() -> None:
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(b.home, work)

    fresh()
    before = tree(work)
    number = len(effects(lambda: bring(fast / "1.zip", Store(str(work)))))
    after = tree(work)
    assert before != after and number > 20
    ends = []
    for n in range(number):
        for behind in (False, True):
            fresh()
            stops(lambda: bring(fast / "1.zip", Store(str(work))), n, behind)
            found = settled(str(work))
            assert found in (before, after), (n, behind, {*found} ^ {*after})
            ends.append(found == after)
    assert not ends[0] and ends[-1] and ends == sorted(ends)  # never back again
