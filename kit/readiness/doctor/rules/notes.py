"""What a check found, as notes: in order, to be looked at, or bad."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from kit.ground.base.refusal import Exit

State = Literal["ok", "check", "bad"]
WORSE: dict[State, int] = {"ok": 0, "check": 1, "bad": 2}


class Note(msgspec.Struct, frozen=True):
    """One finding: keys of its sentence and its fix, what fills both, and its exit code."""

    state: State
    found: str
    fix: str = ""
    fill: dict[str, Any] = {}
    exit: int = Exit.DONE


def ok(found: str, /, **fill: Any) -> Note:
    return Note("ok", found, "", fill)


def check_it(found: str, fix: str, /, **fill: Any) -> Note:
    return Note("check", found, fix, fill)


def no_record(found: str, fix: str, /, **fill: Any) -> Note:
    """Recording would not work."""
    return Note("bad", found, fix, fill, Exit.FAULT)


def damaged(found: str, fix: str, /, **fill: Any) -> Note:
    return Note("bad", found, fix, fill, Exit.UNREADABLE)


def unseen(why: str) -> Note:
    return check_it("unseen", "fix-unseen", why=why)
