"""A new answer of a vendor renews the forecast; no customer agreed to anything."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kit.incidents.incident.rules.names import TimerKey, why
from tests.support.run import environment, kit


@pytest.mark.parametrize(("lang", "said", "never"), [("zh", "有了新的答复", "客户改了"), ("en", "a new answer came", "customer agreed")])
def test_the_log_says_that_the_forecast_was_renewed_and_names_no_customer(tmp_path: Path, lang: str, said: str, never: str) -> None:
    env = environment(tmp_path / "home", lang)
    ref = json.loads(kit(env, "start", "application-outage", "--drill", "--profile", "hotline", "--json"))["ref"]
    for minutes in ("30", "50"):
        kit(env, "forecast", "ACME", minutes, "-i", ref)
    log = kit(env, "log", ref)
    (stopped,) = [line for line in log.splitlines() if said in line]
    assert never not in log, stopped
    dropped = kit(env, "forecast", "ACME", "--drop", "-i", ref)
    assert ("计时停止" if lang == "zh" else "Timer stopped") in dropped and ("按时" if lang == "zh" else "in time") not in dropped, dropped


def test_what_an_older_kit_wrote_of_it_is_read_the_same() -> None:
    assert why(TimerKey.forecast("ab12"), "moved") == "renewed"
    assert why(TimerKey.promise("ab12"), "moved") == "moved"
