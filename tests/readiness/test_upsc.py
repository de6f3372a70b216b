"""What Network UPS Tools say is read with care: by fake programs that answer as NUT 2.8 was seen to."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path

import pytest

from kit.ground.machine.asked import MOST, asked
from kit.readiness.supplies.rules.nut import names, reading
from kit.readiness.supplies.show.pages import read_line
from tests.support.constants import TEN
from tests.support.kit import Kit

SSL = "Init SSL without certificate database\n"
GOOD = "battery.charge: 100\nbattery.runtime: 1260\ndevice.model: Back-UPS\nups.status: {status}\n"


def read(out: str = "", err: str = SSL, code: int | None = 0):  # type: ignore[no-untyped-def]
    return reading("myups", code, out, err, TEN)


@pytest.mark.parametrize(("status", "feed", "low", "shutdown", "doubts"), [
    ("OL", "line", False, False, ("line",)),
    ("OL CHRG", "line", False, False, ("line",)),
    ("OB DISCHRG", "battery", False, False, ()),
    ("DISCHRG OB LB", "battery", True, False, ()),
    ("FSD OB LB", "battery", True, True, ("fsd",)),
    ("FSD OL CHRG", "line", False, True, ("fsd", "line")),
    ("ALARM OB", "battery", False, False, ()),
    ("OL OB", "battery", False, False, ("both",)),
    ("OFF", "off", False, False, ()),
    ("CAL OB DISCHRG", "battery", False, False, ("test",)),
    ("OLD", "unknown", False, False, ("unknown",)),
    ("BOBLB", "unknown", False, False, ("unknown",)),
    ("", "unknown", False, False, ("unknown",)),
    ("WAIT", "unknown", False, False, ("unknown",)),
])  # fmt: skip
def test_a_status_is_read_by_its_tokens_wherever_they_stand(status: str, feed: str, low: bool, shutdown: bool, doubts: tuple[str, ...]) -> None:
    found = read(GOOD.format(status=status))
    assert (found.feed, found.low, found.shutdown, found.doubts, found.minutes, found.why) == (feed, low, shutdown, doubts, 21, "")


@pytest.mark.parametrize(("runtime", "minutes"), [
    ("1260", 21), ("59", 0), ("0", 0), ("90.5", 1), ("-1", None), ("", None), ("nan", None), ("1e9", None), ("99999999", None),
    ("604801", None), ("9" * 4000, None), ("12 min", None), ("１２", None),
])  # fmt: skip
def test_runtime_is_seconds_or_it_is_not_said(runtime: str, minutes: int | None) -> None:
    found = read(f"battery.runtime: {runtime}\nups.status: OB\n")
    assert found.minutes == minutes and (("no-runtime" in found.doubts) == (minutes is None))
    assert read("ups.status: OB\n").minutes is None


@pytest.mark.parametrize(("err", "why"), [
    ("Error: Driver not connected\n", "driver"), ("Error: Data stale\n", "stale"), ("Error: Unknown UPS\n", "unknown"),
    ("Error: Connection failure: Connection refused\n", "refused"), ("", "other"), ("Fehler: kein Treiber\n", "other"),
])  # fmt: skip
def test_every_error_is_exit_1_and_only_its_text_says_which(err: str, why: str) -> None:
    found = read("", SSL + err, 1)
    assert found.why == why and found.minutes is None
    for lang in ("zh", "en"):
        assert read_line(found, lang).count("\n") == 0 and ("面板" if lang == "zh" else "panel") in read_line(found, lang)


def test_what_does_not_answer_or_says_nonsense_is_told_as_that() -> None:
    assert read(code=None).why == "slow"
    for out in ("", "\x00\xff", "ups.status", "status: OB", "a" * 100_000, "\x1b[2Jups.status OB"):
        assert read(out).why == "other"
    hostile = read("ups.status: OB \x1b[31mX\n")
    assert "\x1b" not in read_line(hostile, "en") and hostile.feed == "battery"
    assert names("myups\nother\n") == ["myups", "other"] and names("Init SSL without\nmy ups\n a/b\n-x y\n") == []


def program(folder: Path, script: str) -> str:
    folder.mkdir(exist_ok=True)
    file = folder / "upsc"
    file.write_text("#!/bin/sh\n" + script, encoding="utf-8")
    file.chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


posix = pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands for upsc")
ANSWERS = 'echo "Init SSL without certificate database" >&2\nif [ "$1" = "-l" ]; then echo myups; exit 0; fi\n'


@posix
def test_minutes_that_upsc_says_are_offered_in_the_outage_list_and_recorded_as_no_answer(bare: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kit = bare.at(0)
    monkeypatch.setattr("kit.readiness.supplies.files.upsc.SHORT", 20.0)
    monkeypatch.setattr("kit.readiness.supplies.files.upsc.readings.__defaults__", (20.0,))
    kit.env("PATH", program(tmp_path / "bin", ANSWERS + 'printf "battery.runtime: 1260\\nups.status: FSD OB LB\\n"\n'))
    kit("start", "power-outage", "--drill", "--profile", "call-centre-b")
    incident = kit.folder().incident
    (found,) = incident.prepared["ups"]
    assert "on battery, battery low, 21 min" in found.text.en and "told to shut down" in found.text.en and "电池供电" in found.text.zh
    assert "ups" not in incident.steps or not incident.steps["ups"].value
    told = kit("supply", "ups", "read", "--json").json["readings"][0]
    assert (told["left_minutes"], told["feed"], told["shutdown"]) == (21, "battery", True) and told["age_seconds"] >= 15
    said = kit("supply", "ups", "read")
    assert "15 seconds old" in said.err


@posix
def test_a_dead_driver_and_no_upsd_are_told_and_the_list_opens(bare: Kit, tmp_path: Path) -> None:
    kit = bare.at(0)
    kit.env("PATH", program(tmp_path / "bin", ANSWERS + 'echo "Error: Driver not connected" >&2; exit 1\n'))
    assert "driver is not connected" in kit("supply", "ups", "read").out
    kit.env("PATH", program(tmp_path / "two", 'echo "Error: Connection failure: Connection refused" >&2; exit 1\n'))
    assert "upsd does not answer" in kit("supply", "ups", "read").out
    assert kit("start", "power-outage", "--drill").code == 0
    kit.env("PATH", program(tmp_path / "none", "exit 0\n"))
    assert "no UPS" in kit("supply", "ups", "read").err
    kit.env("PATH", str(tmp_path))
    assert "no upsc" in kit("supply", "ups", "read").err


@posix
def test_a_program_that_hangs_or_never_ends_saying_things_is_stopped(tmp_path: Path) -> None:
    from time import monotonic

    hangs = tmp_path / "hangs"
    hangs.write_text("#!/bin/sh\nsleep 60 & sleep 60\n", encoding="utf-8")
    floods = tmp_path / "floods"
    floods.write_text("#!/bin/sh\nexec yes 电\n", encoding="utf-8")
    for file in (hangs, floods):
        file.chmod(0o755)
        start = monotonic()
        said = asked([str(file)], 0.3)
        assert said is not None and said.code is None and len(said.out) <= MOST and monotonic() - start < 10
    assert asked([str(tmp_path / "none")], 1) is None and asked([str(tmp_path)], 1) is None
    quick = asked([sys.executable, "-c", "import sys; print('a'); print('b', file=sys.stderr); sys.exit(7)"], 30)
    assert quick == (7, "a\n", "b\n")


def test_a_reading_says_when_it_was_taken() -> None:
    at = datetime(2026, 3, 2, 21, 4, 10, tzinfo=TEN.tzinfo)
    assert "21:04" in read_line(reading("u", 0, GOOD.format(status="OB"), "", at), "en")
