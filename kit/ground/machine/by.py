"""Who writes on this computer: whoever leads the shift that is on, as the shift's log says.

One small file, ``leader`` in the home, a line per computer (its mark, the name), so that entries
can be signed without reading a shift. It may be deleted; then the system's user signs until the
shift is looked at again. Where it cannot be written it names nobody rather than who led before.
"""

import os

from kit.ground.machine.disk import regular
from kit.ground.machine.here import machine, who

NAME = "leader"
LONGEST = 8192  # bytes


def writer(home: str) -> str:
    """``KIT_BY``, else who leads the shift here, else the system's user; not cleaned yet."""
    if os.environ.get("KIT_BY"):
        return who()
    return leader(home) or who()


def instead(who: str) -> str:
    """Whom the environment has sign here although ``who`` leads; "" for nobody."""
    named = os.environ.get("KIT_BY", "").strip()
    return "" if named == who.strip() else named


def leader(home: str) -> str:
    """Who leads the shift at this computer; "" where nobody is known to."""
    lines = _lines(home)
    return dict(lines).get(machine() or "-", "") if lines else ""


def _lines(home: str) -> list[tuple[str, str]]:
    """Computers' marks and names."""
    try:
        fd = regular(home + os.sep + NAME, os.O_RDONLY)
    except OSError:
        return []
    try:
        text = os.read(fd, LONGEST).decode("utf-8", "replace")
    except OSError:
        return []
    finally:
        os.close(fd)
    parted = (line.partition(" ") for line in text.split("\n"))
    return [(mark, name.strip()) for mark, _, name in parted if name.strip()]


def keep_leader(home: str, name: str) -> bool:
    """``name`` leads here from now on, "" for nobody; whether that is noted. Never fails: the
    shift's log says it too."""
    from kit.ground.machine.disk import replace_file, take_away
    from kit.ground.machine.full_disk import with_reserve

    path = os.path.join(home, NAME)
    own = machine() or "-"
    lines = [(mark, other) for mark, other in _lines(home) if mark != own]
    if name:
        lines.append((own, " ".join(name.split())))
    text = "".join(f"{mark} {other}\n" for mark, other in lines)
    try:
        with_reserve(home, lambda: replace_file(path, text.encode()))
        return True
    except OSError:
        pass
    take_away(path)  # nobody's name is better than a wrong one, and taking away needs no space
    return not leader(home) and not name
