"""What is wrong with the options that were typed, all of it in one message."""

from __future__ import annotations

from collections.abc import Sequence

from kit.ground.base.refusal import Exit, Refused


def option(name: str) -> str:
    """A field's, as it is typed."""
    return f"--{name.replace('_', '-')}"


def wrong_options(
    line: str, unused: Sequence[str], lacking: Sequence[str], example: str
) -> Refused:
    """``line``: what was typed up to there; ``example``: a whole command that works."""
    if not unused:
        return Refused("options-lacking", Exit.USAGE, how=line, names=lacking, example=example)
    if not lacking:
        return Refused("options-unused", Exit.USAGE, how=line, option=unused, example=example)
    return Refused(
        "options-wrong", Exit.USAGE, how=line, option=unused, names=lacking, example=example
    )
