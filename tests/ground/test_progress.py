"""How far long work is: shown where a person looks on, and gone when it is over."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from kit.ground.base import going
from kit.ground.base.going import over
from kit.ground.console import progress
from kit.ground.console.context import Context, Me, Out
from kit.ground.machine.clock import HandClock
from tests.support.constants import TEN


class Screen(io.StringIO):
    def __init__(self, terminal: bool = True) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


class Ticks:
    """A clock that goes on by ``step`` seconds whenever it is looked at."""

    def __init__(self, step: float) -> None:
        self.now, self.step = 0.0, step

    def __call__(self) -> float:
        self.now += self.step
        return self.now


def context(screen: Screen, lang: str = "en", plain: bool = False) -> Context:
    out = Out(screen, lang, plain)
    return Context("/none", HandClock(TEN), lambda: None, out, out, Me("x", lang, plain, ""))  # type: ignore[arg-type, return-value]


@pytest.fixture(autouse=True)
def a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)


def worked(screen: Screen, step: float, many: int = 100, lang: str = "en", plain: bool = False) -> str:
    with progress.watched(context(screen, lang, plain), Ticks(step)):
        assert list(over(range(many))) == list(range(many))
    assert going.WATCHERS == [] and going._inside == []
    return screen.getvalue()


@pytest.mark.parametrize(("lang", "left"), [("en", "about 45 s left"), ("zh", "大约还要45 秒")])
def test_what_takes_longer_than_two_seconds_says_how_far_it_is_and_how_long_it_takes_yet(lang: str, left: str) -> None:
    shown = worked(Screen(), 0.9, lang=lang)
    assert left in shown and ("50%" if lang == "zh" else "50 %") in shown
    assert shown.endswith("\x1b[2K"), "the line is gone afterwards"
    assert shown.count("\x1b[?25l") == shown.count("\x1b[?25h") == 1, "the cursor is back"


def test_what_is_quick_shows_nothing() -> None:
    assert worked(Screen(), 0.01) == ""


@pytest.mark.parametrize(("terminal", "plain"), [(False, False), (True, True)])
def test_what_is_piped_or_read_line_by_line_gets_nothing(terminal: bool, plain: bool) -> None:
    assert worked(Screen(terminal), 5.0, plain=plain) == ""


def test_a_loop_within_a_loop_is_a_part_of_its_step() -> None:
    shares: list[float] = []
    going.WATCHERS.append(shares.append)
    try:
        for _ in over("ab"):
            for _ in over("abcd"):
                pass
        assert shares == [0, 0, 0.125, 0.25, 0.375, 0.5, 0.5, 0.625, 0.75, 0.875]
    finally:
        going.WATCHERS.clear()


def test_without_anybody_who_watches_a_loop_is_the_loop_it_was() -> None:
    things = iter("abc")
    assert over(things) is things


def test_the_line_is_gone_when_the_work_is_stopped() -> None:
    screen = Screen()
    with pytest.raises(KeyboardInterrupt), progress.watched(context(screen), Ticks(1.0)):
        for number in over(range(100)):
            if number == 50:
                raise KeyboardInterrupt
    assert going.WATCHERS == []
    assert screen.getvalue().endswith("\x1b[2K")
    assert list(over("ab")) == ["a", "b"]


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminal")
def test_verify_shows_how_far_it_is_on_a_real_terminal(tmp_path: Path) -> None:
    """The two seconds are cut to none, so that nobody waits for them."""
    import pexpect

    from tests.support.kit import opened
    from tests.support.run import environment

    for number in range(3):
        opened(tmp_path, at=TEN.replace(hour=8 + number))
    code = "import sys; from kit.ground.console import progress; progress.FIRST = progress.OFTEN = -1.0; from kit.main import main; sys.exit(main(['verify']))"
    child = pexpect.spawn(sys.executable, ["-c", code], env={**environment(tmp_path, "en"), "TERM": "xterm"}, dimensions=(24, 60), timeout=60)
    child.expect("33 %, about")
    child.expect("3 incidents")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
