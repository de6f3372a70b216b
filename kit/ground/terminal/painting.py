"""What is counted, written into its cells of the picture that stands there: a second costs no
drawing. In between two pictures nothing else changes, and where it does the whole is drawn.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from prompt_toolkit.data_structures import Size
from prompt_toolkit.layout.screen import Char

from kit.ground.base.cells import width
from kit.ground.machine.here import wall
from kit.ground.terminal.fragments import Counted, Line
from kit.ground.terminal.session import Moment

if TYPE_CHECKING:
    from prompt_toolkit.application import Application
    from prompt_toolkit.layout.screen import Screen
    from prompt_toolkit.styles import Attrs

    from kit.ground.terminal.breath import Breath
    from kit.ground.terminal.session import Session

SOON = 0.04  # seconds between two looks in time-lapse, where seconds are shorter
FOR_EVER = float("inf")
AFTER = 0.002  # seconds by which a second is looked at later, never earlier, than it must


class Place(NamedTuple):
    """Where what is counted stands: as it was ``drawn``, what it ``shows`` by now, and till how
    many seconds behind the drawing; the columns of its characters, once they were found there."""

    row: int
    col: int
    drawn: Counted
    shows: str
    until: float
    cols: Sequence[int] = ()


class Painting:
    """``session``: whose picture it is; one that counts nothing has no ``moment``. ``look``: have
    it look at time and disk. ``breath``: what is said below, and goes by itself."""

    def __init__(
        self, app: Application[Any], session: Session, look: Callable[[], object], breath: Breath
    ) -> None:
        self.app, self.look, self.breath = app, look, breath
        self.moment: Callable[[], Moment] | None = getattr(session, "moment", None)
        self.next_picture: Callable[[], float] = getattr(
            session, "next_picture", session.next_change
        )
        self.places: list[Place] = []
        self.size = Size(rows=0, columns=0)
        self.painted = 0  # how often, instead of a drawing
        self._timer: asyncio.TimerHandle | None = None
        self._attrs: dict[str, Attrs] = {}

    def drawn(self, lines: list[Line]) -> None:
        """This is drawn now, from the upper left corner on."""
        self._rest()
        self.places, self.size = [], self.app.output.get_size()
        if self.moment is None:
            return
        for row, line in enumerate(lines):
            for n, (_, text) in enumerate(line):
                if isinstance(text, Counted):
                    col = sum(width(before) for _, before in line[:n])
                    self.places.append(Place(row, col, text, *text.then(0.0)))
        if self.places:
            self.at, moment = wall(), self.moment()
            self.since, self.speed = moment.now, moment.speed
            self.lasts = (moment.stays - moment.now).total_seconds()
            self._wait(0.0)

    def beat(self) -> None:
        """Paint what says something else by now; have all drawn where more than that changed."""
        self._rest()
        if not self.places or self.app.is_done or self.app.invalidated:
            return
        behind = self._behind()
        if behind >= self.lasts:
            self.look()
        elif behind >= 0 and not self._fades() and self._painted(behind):
            self._wait(behind)
            return
        self.app.invalidate()

    def _behind(self) -> float:
        """How many seconds ago it was drawn, by its own clock: where the system's is set somebody
        else is woken."""
        if self.speed or self.moment is None:
            return (wall() - self.at) * self.speed
        return (self.moment().now - self.since).total_seconds()

    def _fades(self) -> bool:
        """Whether what was left elsewhere can have been read by now."""
        until = self.breath.remarks.until
        return until != FOR_EVER and asyncio.get_running_loop().time() >= until

    def _rest(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _wait(self, behind: float) -> None:
        """Until the next of them says something else, if that comes before the next picture."""
        until = min(place.until for place in self.places)
        if self.speed and until < self.lasts:
            real = max((until - behind) / self.speed + AFTER, SOON if self.speed > 1 else 0.0)
            self._timer = asyncio.get_running_loop().call_later(real, self.beat)

    def _painted(self, behind: float) -> bool:
        """Whether the screen shows what is counted as of so many seconds behind its drawing."""
        screen = self.app.renderer.last_rendered_screen
        if screen is None or self.app.output.get_size() != self.size:
            return False
        brush, done = Brush(self.app, screen, self._attrs), True
        for number, place in enumerate(self.places):
            if done and place.until <= behind:
                cols = place.cols or brush.found(place)
                text, until = place.drawn.then(behind)
                done = brush.over(place.row, cols, place.shows, text)
                self.places[number] = place._replace(shows=text, until=until, cols=cols)
        brush.done()
        self.painted += brush.wet
        return done


class Brush:
    """Writes into cells of the ``screen`` that was drawn last, by the app's own output, and notes
    there what the cells hold since: the next drawing writes what differs from it."""

    def __init__(self, app: Application[Any], screen: Screen, attrs: dict[str, Attrs]) -> None:
        self.app, self.screen, self.attrs = app, screen, attrs
        self.wet = False

    def found(self, place: Place) -> list[int]:
        """The columns of what ``place`` shows; none where that does not stand there."""
        row, col, cols = self.screen.data_buffer[place.row], place.col, []
        for char in place.shows:
            cell = row[col]
            if cell.char != char or cell.style != row[place.col].style:
                return []
            cols.append(col)
            col += cell.width
        return cols

    def over(self, row: int, cols: Sequence[int], old: str, new: str) -> bool:
        """Whether ``new`` has the very cells of ``old``, and stands there now."""
        if len(new) != len(cols):
            return False
        cells, joined = self.screen.data_buffer[row], -1
        for col, before, char in zip(cols, old, new, strict=True):
            if char != before:
                cell = Char(char, cells[col].style)
                if cell.width != cells[col].width:
                    return False
                self._write(row, col, cell, joined=col == joined)
                cells[col], joined = cell, col + cell.width
        return True

    def _write(self, row: int, col: int, char: Char, joined: bool) -> None:
        output = self.app.output
        if not joined:
            self._move(row, col)
            output.set_attributes(self._look(char.style), self.app.color_depth)
        output.write(char.char)

    def _look(self, style: str) -> Attrs:
        if style not in self.attrs:
            known = self.app.renderer.style.get_attrs_for_style_str(style)
            self.attrs[style] = self.app.style_transformation.transform_attrs(known)
        return self.attrs[style]

    def _move(self, row: int, col: int) -> None:
        """From the row where the cursor is now; the column is counted from the left margin, so that
        the width of what was written means nothing."""
        output = self.app.output
        if not self.wet:
            self.wet, self.row = True, self._rests()[0]
            output.hide_cursor()
        output.write("\r")
        output.cursor_up(max(0, self.row - row))
        output.cursor_down(max(0, row - self.row))
        output.cursor_forward(col)
        self.row = row

    def _rests(self) -> tuple[int, int]:
        """Where the drawing left the cursor, and the next one takes it to be."""
        point = self.screen.get_cursor_position(self.app.layout.current_window)
        return point.y, point.x

    def done(self) -> None:
        """The cursor is back where the next drawing takes it to be, and nothing has a colour."""
        if self.wet:
            output = self.app.output
            self._move(*self._rests())
            output.reset_attributes()
            if self.screen.show_cursor:
                output.show_cursor()
            output.flush()
