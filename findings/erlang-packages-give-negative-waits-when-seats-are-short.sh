#!/usr/bin/env bash
# What one would expect: asked for fewer seats than there is work for, a package of call-centre arithmetic says that
#   the queue grows without end, or refuses; a probability stays between 0 and 1 and a wait is not below 0.
# What happens, for 1,000 calls an hour of 120 s (33.3 erlang) and 25 seats: call-center-tools says a mean wait of
#   -14.4 s beside a waiting probability of 1; erlanglib a waiting probability of 4.08, a service level of -1537 % and a
#   wait of -58.8 s; CallCenterDim the same probability and service level.
# Who meets it: exactly who needs it, with people missing: a wait below the target passes every check of it.
# The kit: kit/shifts/staffing/rules/queue.py (ENDLESS, and Erlang A beside it); tests/shifts/test_staffing_rules.py.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check \
  call-center-tools==1.0.0 erlanglib==1.2.0 CallCenterDim==0.0.3 >&2
"$work/venv/bin/python" - <<'PY'
import sys
from importlib.metadata import version

import call_center_tools
import erlanglib
from callcenterdim import Dimensionamento

LOAD, SEATS = 1000 * 120 / 3600, 25
tools = call_center_tools.calc_staffing(1000, 120, agents=SEATS)
waits = erlanglib.erlang_c(SEATS, LOAD)
level = erlanglib.service_level(SEATS, LOAD, waits, 20, 120)
speed = erlanglib.average_speed_of_answer(SEATS, LOAD, waits, 120)
other = Dimensionamento.ServiceLevel(1000, 60, 120, 20, SEATS)
names = ("call-center-tools", "erlanglib", "CallCenterDim")
print("version:", ", ".join(f"{name} {version(name)}" for name in names))
print("guess: a probability capped at 1 and a service level of 0, or an error (of the wait in call-center-tools none was written down)")
print(
    f"seen: call-center-tools wait {tools.average_speed_of_answer:.1f} s; erlanglib probability {waits:.2f}, "
    f"service level {level:.0%}, wait {speed:.1f} s; CallCenterDim service level {other:.0%}"
)
sys.exit(not (tools.average_speed_of_answer < 0 and waits > 1 and level < 0 and speed < 0 and other < 0))
PY
