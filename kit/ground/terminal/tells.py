"""What falls due while single questions wait on the drawn screen: printed above the question, which
stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from prompt_toolkit.application import Application


class Tells(Protocol):
    """What may fall due meanwhile."""

    def next_change(self) -> float:
        """Real seconds until it must be looked at."""

    def news(self) -> list[str]:
        """What is new, in words."""

    def places(self) -> list[str]:
        """Folders in which something can change."""


_on: list[Tells] = []


def told() -> bool:
    """Whether somebody tells already."""
    return bool(_on)


@contextmanager
def telling(tells: Tells) -> Iterator[None]:
    """While inside, single questions tell what falls due as they wait."""
    _on.append(tells)
    try:
        yield
    finally:
        _on.pop()


def watch(app: Application[Any]) -> None:
    """As long as this question stands, tell what falls due, with one bell."""
    if not _on:
        return
    tells = _on[-1]

    async def watching() -> None:
        from prompt_toolkit.application import run_in_terminal

        from kit.ground.terminal.waiting import Waiting

        with Waiting() as waiting:
            while True:
                texts = tells.news()
                if texts:
                    app.output.bell()
                    await run_in_terminal(partial(_print, texts))
                waiting.changed.clear()
                await waiting.wait(tells.next_change(), tells.places())

    def begin() -> None:
        app.create_background_task(watching())

    app.pre_run_callables.append(begin)


def _print(texts: list[str]) -> None:
    import questionary

    for text in texts:
        questionary.print(text)
