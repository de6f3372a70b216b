"""Editions of lists on the register, without the linter's second for each."""

from __future__ import annotations

import re
from pathlib import Path

from kit.ground.console.context import Context
from kit.readiness.editions.command import editing
from kit.readiness.editions.files import texts


def as_list(data: bytes, id_: str, more: str = "") -> bytes:
    """A list's text under another id."""
    return re.sub(rb"(?m)^id = .*", f'id = "{id_}"'.encode(), data, count=1) + more.encode()


def approved(ctx: Context, id_: str, data: bytes, base: bytes, edition: str = "1") -> Path:
    """The text put in force as the site's own, changed and approved; its file."""
    own = Path(ctx.home) / "checklists" / f"{id_}.toml"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_bytes(data)
    fields = {"hash": texts.keep(ctx.home, data), "base": texts.keep(ctx.home, base), "reason": "ours"}
    editing.record(ctx, id_, id_, "change", fields, "Li")
    people = {"edition": edition, "compiled_by": "Li", "reviewed_by": "Wang", "approved_by": "Zhao", "post": "leader"}
    editing.record(ctx, id_, id_, "approve", {**fields, **people, "in_force": "2026-03-01", "review_by": "2027-03-01"}, "Li")
    return own
