"""Topics, sessions and people of one home."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

from kit.ground.base.refusal import Refused
from kit.ground.base.text import Text
from kit.ground.base.words import word
from kit.people.contacts.files.store import ContactStore
from kit.people.registers.files.store import Registers
from kit.people.registers.rules.state import Doc
from kit.plans.checklists.files import Checklists
from kit.plans.toml.files.library import Library
from kit.plans.toml.files.read import read_toml
from kit.readiness.setup.rules import COMPANIES
from kit.readiness.training.rules.matrix import LIST, Topic, Topics

if TYPE_CHECKING:
    from kit.ground.console.context import Context

NO_HOME = os.devnull  # a home without files of its own


def topics(home: str) -> list[Topic]:
    """The shipped ones in their order, then the home's own; one of the same id stands instead.
    Raises ``Refused`` for a file that cannot be read."""
    return Library(home, "training").rows(lambda path: read_toml(path, Topics).topics)


@cache
def _shipped() -> dict[str, Text]:
    try:
        return {topic.id: topic.title for topic in topics(NO_HOME)}
    except (Refused, OSError):
        return {}


def spoken(text: str, lang: str) -> str:
    """Topics by their titles, of a list that was read through the list's; ids of the home's own
    stay as they are, as a line of a register knows no home."""
    said = []
    for topic in text.split(","):
        id_ = topic.strip()
        if id_.startswith(LIST):
            named = Checklists(NO_HOME).named(id_.removeprefix(LIST), lang)
            said.append(word(lang, "training.list", title=named))
        else:
            title = _shipped().get(id_)
            said.append(title.get(lang) if title is not None else id_)
    return word(lang, "training.comma").join(said)


def sessions(ctx: Context) -> list[Doc]:
    """Every record that is there. Raises ``Refused``."""
    opened = ctx.of(Registers).load("training")
    return [*opened.register.docs.values()] if opened is not None else []


def people(ctx: Context) -> list[str]:
    """Whom the book of contacts has of our own; bodies outside are trained by themselves, also
    one that only its post tells as such."""
    book = ctx.of(ContactStore).readable()
    ours = [c for c in book.here() if c.name and not c.body]
    return [c.name for c in ours if not c.posts or not COMPANIES.issuperset(c.posts)]
