"""Whether what is opened while a drill is on is real: one key; real unless it says otherwise."""

from __future__ import annotations

from kit.ground.base.cells import wrap
from kit.ground.console.context import Context
from kit.ground.machine.here import wall
from kit.ground.terminal.ask import Question
from kit.ground.terminal.keyboard import Keyboard
from kit.ground.terminal.keys import half_width
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.show.timer_lines import headed

BLIND = 0.7  # seconds in which nobody has read it: what is pressed by then answers nothing
LONGEST = 10.0  # seconds; nobody answers, so that it is real


def of_drill(ctx: Context, drill: Incident) -> bool:
    """Whether somebody says that it is of the drill. Raises ``Left``."""
    word = ctx.out.word
    asked = word("screen.start-beside-ask", what=headed(drill, ctx.me.lang))
    if ctx.me.plain:
        line = Question("of-drill", word("screen.start-line", asked=asked), "text", optional=True)
        return half_width((ctx.ask.ask(line) or "").strip()).lower() == "d"
    ctx.out.lines([*wrap(asked, ctx.out.width), *wrap(word("screen.start-keys"), ctx.out.width)])
    return _pressed() == "d"


def _pressed() -> str:
    begun = wall()
    with Keyboard() as keys:
        while wall() - begun < LONGEST:
            key = half_width(keys.wait(begun + LONGEST)).lower()
            if key and wall() - begun > BLIND:
                return key
    return ""
