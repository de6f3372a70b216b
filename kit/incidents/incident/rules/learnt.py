"""What is learnt from an incident, as its log has it: its cause, what was wrong in the list, and
what people say of it afterwards. No figures, and nobody is ranked."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

from kit.ground.base.text import Text

Fault = Literal["wrong", "missing", "unclear"]
FAULTS: tuple[Fault, ...] = ("wrong", "missing", "unclear")


class CauseFound(msgspec.Struct, frozen=True):
    """``key`` of the list of causes, with what it was called then; ``repeat_of``: the reference of
    the earlier incident that had it, "" for none."""

    at: datetime
    by: str
    key: str
    called: Text
    repeat_of: str = ""
    note: str = ""


class Redline(msgspec.Struct, frozen=True):
    """What was wrong, missing or unclear at a step of the list, marked by who was led by it."""

    at: datetime
    by: str
    step: str
    fault: Fault
    text: str = ""


class Voice(msgspec.Struct, frozen=True):
    """What one person says to one question of the review; ``by`` wrote it down."""

    at: datetime
    by: str
    who: str
    question: str
    text: str
