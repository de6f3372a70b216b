#!/usr/bin/env bash
# What one would expect: a package's Erlang A (callers who hang up) gives the share answered in time as its model
#   has it, and in a large centre what cannot be otherwise: 900 seats answer at most 900 of 1,000 calls at once.
# What happens: pyqueueing sums no more than 500 states: with 900 seats for 1,000 erlang nobody gives up and nobody
#   waits. In a small short centre (31 seats, 1,000 calls an hour of 120 s, patience 180 s) it says 42 % within
#   20 s where 55 % are: its own approximation, told from no other figure of it (the share that gives up is right).
# Who meets it: whoever plans a shift with seats missing by it, or checks his own arithmetic against it.
# The kit: kit/shifts/staffing/rules/queue.py; tests/shifts/test_staffing_played.py plays calls through, and
#   tests/shifts/test_staffing_rules.py sums the states.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check pyqueueing==0.1.1 >&2
"$work/venv/bin/python" - <<'PY'
import heapq
import random
import sys
from importlib.metadata import version

from pyqueueing import ErlangA


def asked(calls, talk, seats, patience):
    return ErlangA(arrival_rate=calls / 3600, service_rate=1 / talk, servers=seats, patience_rate=1 / patience)


def played(calls, talk, seats, patience, within, n=600_000):
    """Share answered within so many seconds, every caller played through."""
    chance, now, in_time = random.Random(1), 0.0, 0
    free = [0.0] * seats
    for _ in range(n):
        now += chance.expovariate(calls / 3600)
        start = max(now, free[0])
        if start - now <= chance.expovariate(1 / patience):
            heapq.heapreplace(free, start + chance.expovariate(1 / talk))
            in_time += start - now <= within
    return in_time / n


small, large = asked(1000, 120, 31, 180), asked(30_000, 120, 900, 180)
said, true = small.service_level(20), played(1000, 120, 31, 180, 20)
given_up = large.prob_abandon()
print("version: pyqueueing", version("pyqueueing"))
print("guess: right as Erlang A has it, with 31 seats as with 900 seats for 1,000 erlang (of which a tenth must give up)")
print(f"seen: {said:.1%} within 20 s (played through: {true:.1%}); {given_up:.1%} give up, mean wait {large.mean_wait():.1f} s")
sys.exit(not (abs(true - 0.55) < 0.01 and abs(said - 0.42) < 0.01 and given_up < 0.001))
PY
