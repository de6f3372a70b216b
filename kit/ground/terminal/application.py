"""The one application of a run: a picture, below it the line that is typed into."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

from prompt_toolkit.application import Application
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.layout import ConditionalContainer, HSplit, Layout, VSplit, Window
from prompt_toolkit.layout.controls import BufferControl, FormattedTextControl
from prompt_toolkit.output import ColorDepth
from prompt_toolkit.styles import Style

from kit.ground.terminal.posed import Posed
from kit.ground.terminal.styles import COLORS, MONO


def application(
    posed: Posed,
    fragments: Callable[[], StyleAndTextTuples],
    prompt: Callable[[], str],
    keys: KeyBindings,
) -> Application[int]:
    """A picture over the whole terminal; its last line is typed into while a question is a text."""
    body = Window(FormattedTextControl(fragments, show_cursor=False), wrap_lines=False)
    before = Window(
        FormattedTextControl(lambda: [("class:mark", prompt())]),
        dont_extend_width=True,
        height=1,
    )
    typed = VSplit([before, Window(BufferControl(posed.buffer), height=1)])
    entry = ConditionalContainer(typed, filter=Condition(lambda: posed.typing))
    mono = bool(os.environ.get("NO_COLOR"))
    app: Application[int] = Application(
        layout=Layout(HSplit([body, entry])),
        key_bindings=keys,
        full_screen=True,
        style=Style.from_dict(MONO if mono else COLORS),
        color_depth=ColorDepth.DEPTH_1_BIT if mono else ColorDepth.DEPTH_4_BIT,
        mouse_support=False,
        # Where the terminal tells of a new size nobody need wake twice a second to look.
        terminal_size_polling_interval=None if hasattr(signal, "SIGWINCH") else 0.5,
    )
    app.ttimeoutlen = 0.05
    app.timeoutlen = 0.05
    return app
