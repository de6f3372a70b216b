"""``kit import --from FOLDER``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kit.ground.base.refusal import Refused
from kit.incidents.incident.files.store import Store
from kit.laptops.bundles.talk import Heard, watch
from tests.support.kit import Kit
from tests.support.laptops import bring, laptop, one, out
from tests.support.logs import note, notes, start


@pytest.fixture
def a(fast: Path) -> Store:
    store = laptop(fast, "aaaaaa")
    note(start(store), "from a", 1)
    return store


def watched(folder: Path, store: Store, looks: list[Callable[[], object]]) -> list[str]:
    """Whatever happens in ``folder`` between the looks; what was said. The clock never moves."""
    said: list[str] = []
    left = iter(looks)
    waited: list[float] = []

    def wait(seconds: float) -> None:
        waited.append(seconds)
        happens = next(left, None)
        if happens is None:
            raise KeyboardInterrupt
        happens()

    count = watch(
        str(folder),
        lambda path: said.append(f"took {bring(Path(path), store)}"),
        wait,
        Heard(lambda: said.append("gone"), lambda name: said.append(f"half {name}"), lambda r: said.append(r.code)),
    )
    assert all(seconds >= 1 for seconds in waited), "once a second at most"
    return [*said, f"ended {count}"]


def nothing() -> None:
    pass


def test_what_is_laid_there_is_taken_in_once_it_stands_still(a: Store, fast: Path) -> None:
    stick, b = fast / "stick", laptop(fast, "bbbbbb")
    stick.mkdir()
    out(a, fast / "1.zip")
    looks = [lambda: (fast / "1.zip").rename(stick / "1.zip"), nothing, nothing, nothing]
    assert watched(stick, b, looks) == ["took 1", "ended 1"]
    assert notes(one(b)) == ["from a"]


def test_half_a_file_is_no_error_but_waited_for(a: Store, fast: Path) -> None:
    stick, b = fast / "stick", laptop(fast, "bbbbbb")
    stick.mkdir()
    out(a, fast / "1.zip")
    blob = (fast / "1.zip").read_bytes()
    looks = [
        lambda: (stick / "1.zip").write_bytes(blob[:40]),
        nothing,
        nothing,
        nothing,
        lambda: (stick / "1.zip").write_bytes(blob),
        nothing,
        nothing,
    ]
    assert watched(stick, b, looks) == ["half 1.zip", "took 1", "ended 1"]
    assert notes(one(b)) == ["from a"]


def test_a_file_that_grows_is_not_touched(a: Store, fast: Path) -> None:
    stick, b = fast / "stick", laptop(fast, "bbbbbb")
    stick.mkdir()
    out(a, fast / "1.zip")
    blob = (fast / "1.zip").read_bytes()

    def grown(size: int) -> Callable[[], object]:
        return lambda: (stick / "1.zip").write_bytes(blob[:size])

    assert watched(stick, b, [grown(n) for n in (10, 20, 30, 40)]) == ["ended 0"]


def test_a_stick_that_is_pulled_is_waited_for(a: Store, fast: Path) -> None:
    stick, b = fast / "stick", laptop(fast, "bbbbbb")
    stick.mkdir()
    out(a, stick / "1.zip")
    looks = [
        lambda: stick.rename(fast / "pulled"),
        nothing,
        lambda: (fast / "pulled").rename(stick),
        nothing,
        nothing,
    ]
    assert watched(stick, b, looks) == ["gone", "took 1", "ended 1"]


def test_it_goes_on_behind_a_file_that_never_will_do(fast: Path, a: Store) -> None:
    stick, b = fast / "stick", laptop(fast, "bbbbbb")
    stick.mkdir()
    out(a, stick / "1.zip")

    def take(path: str) -> None:
        raise Refused("bundle-newer", path=path, format=9)

    said: list[str] = []
    looks = iter([None, None])

    def wait(seconds: float) -> None:
        if next(looks, 0) == 0:
            raise KeyboardInterrupt

    count = watch(str(stick), take, wait, Heard(nothing, said.append, lambda r: said.append(r.code)))
    assert (said, count) == (["bundle-newer"], 0) and not [*Store(b.home).all_found()]


def test_there_must_be_a_folder_and_one_of_both(kit: Kit, tmp_path: Path) -> None:
    assert kit("import", "--from", str(tmp_path / "none"), "--yes").code != 0
    assert "--from" in kit("import").err
    assert kit("import", "x.zip", "--from", str(tmp_path)).code == 2
    assert "terminal" in kit("import", "--from", str(tmp_path)).err
