"""Every flow once in each language (GOALS, Nothing lost, 10); ``flows`` plays them under load."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals", allow_module_level=True)

from tests.proofs.flow import Flow, Stage
from tests.proofs.flows import FLOWS


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("flow", FLOWS, ids=[flow.name for flow in FLOWS])
def test_a_flow_goes_through_and_gives_the_terminal_back(tmp_path: Path, flow: Flow, lang: str) -> None:
    Stage(flow, lang, tmp_path).play()


def test_there_are_flows_enough_and_no_name_twice() -> None:
    assert len({flow.name for flow in FLOWS}) == len(FLOWS) >= 20
