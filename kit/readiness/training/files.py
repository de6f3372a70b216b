"""Topics, sessions and people of one home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.people.contacts.files.store import ContactStore
from kit.people.registers.files.store import Registers
from kit.people.registers.rules.state import Doc
from kit.plans.toml.files.library import Library
from kit.plans.toml.files.read import read_toml
from kit.readiness.training.rules.matrix import Topic, Topics

if TYPE_CHECKING:
    from kit.ground.console.context import Context


def topics(home: str) -> list[Topic]:
    """The shipped ones in their order, then the home's own; one of the same id stands instead.
    Raises ``Refused`` for a file that cannot be read."""
    return Library(home, "training").rows(lambda path: read_toml(path, Topics).topics)


def sessions(ctx: Context) -> list[Doc]:
    """Every record that is there. Raises ``Refused``."""
    opened = ctx.of(Registers).load("training")
    return [*opened.register.docs.values()] if opened is not None else []


def people(ctx: Context) -> list[str]:
    """Whom the book of contacts has of our own; bodies outside are trained by themselves."""
    book = ctx.of(ContactStore).readable()
    return [contact.name for contact in book.here() if contact.name and not contact.body]
