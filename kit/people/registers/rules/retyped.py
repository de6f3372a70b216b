"""Whether a line of the sheet that was taken is another one, typed right, that was refused."""

from __future__ import annotations

from kit.people.registers.rules.sheet import command_of, paper_line, parsed


def retyped(taken: str, known: str, paper: bool, refused: str) -> bool:
    """``known``: the letters of commands there are; ``paper``: lines begin with when they were
    noted. A command is the same by its letter (or if that was none) and whom it is about; a caller
    by his number, without one by name and matter."""
    before, after = command_of(refused), command_of(taken)
    if before is not None and after is not None:
        letters = before[0] == after[0] or before[0] not in known or len(before[0]) != 1
        return letters and before[1][:1] == after[1][:1]
    if before is not None or after is not None:
        return False
    one, two = (parsed(paper_line(text)[2] if paper else text) for text in (refused, taken))
    if one.phone or two.phone:
        return one.phone == two.phone
    return bool(one.name) and (one.name, one.rest) == (two.name, two.rest)
