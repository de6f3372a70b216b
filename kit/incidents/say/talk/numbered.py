"""Whom a list of what is said names, and by which numbers: each post keeps its line for as long as
the program runs, so that no number ever means another person than the last time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from kit.incidents.incident.rules import acts

if TYPE_CHECKING:
    from kit.ground.terminal.ask import Question
    from kit.incidents.say.talk.speaker import Speaker


class Listed:
    """``posts``: by the incident, as they were listed first; ``numbers``: by the incident and the
    list, each line's by its name."""

    def __init__(self, _: str) -> None:
        self.posts: dict[str, list[str]] = {}
        self.numbers: dict[tuple[str, str], dict[str, int]] = {}


def posts(speaker: Speaker) -> dict[str, bool]:
    """Those that a timer waits for, behind those that stood there before; whether it does."""
    waiting = acts.waiting_posts(speaker.incident)
    kept = speaker.ctx.of(Listed).posts.setdefault(speaker.folder.ref, [])
    kept += [role for role in waiting if role not in kept]
    return {role: role in waiting for role in kept}


def numbered(speaker: Speaker, question: Question, of: str = "") -> Question:
    """With the numbers that its lines have."""
    lists = speaker.ctx.of(Listed).numbers
    kept = lists.setdefault((speaker.folder.ref, question.name + of), {})
    for option in question.options:
        kept.setdefault(option.name, len(kept) + 1)
    numbers = {option.name: kept[option.name] for option in question.options}
    return replace(question, numbers=numbers)
