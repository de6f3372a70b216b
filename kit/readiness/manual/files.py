"""Where the topics lie: ``data/help``, and the site's own ``help`` folder over it."""

from __future__ import annotations

from kit.ground.base.refusal import Exit, Refused
from kit.plans.toml.files.library import Library
from kit.plans.toml.files.read import read_toml
from kit.readiness.manual.rules import Topic


def topics(home: str) -> dict[str, str]:
    """Name to file."""
    return Library(home, "help").files()


def topic(home: str, name: str) -> Topic:
    """Raises ``Refused`` where there is none of that name, or its file cannot be read."""
    files = topics(home)
    if name not in files:
        raise Refused("topic-unknown", Exit.NOT_FOUND, topic=name, names=list(files))
    return read_toml(files[name], Topic)
