"""The clauses in ``seeds/``: a JSON Lines file per plan."""

from __future__ import annotations

from pathlib import Path

import msgspec

from kit.plans.seeds.rules import Clause
from kit.plans.toml.files.library import shipped


def seeds() -> Path:
    return Path(shipped(), "seeds")


def read_clauses(folder: Path) -> list[Clause]:
    """Every clause, plan by plan, in the plan's order."""
    read = msgspec.json.Decoder(Clause).decode
    return [
        read(line)
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_bytes().splitlines()
        if line.strip()
    ]


def clause_texts() -> dict[str, str]:
    """Every clause of the plans: id to its text in our own words."""
    return {clause.id: clause.text for clause in read_clauses(seeds())}
