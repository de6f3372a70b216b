"""Names hidden in exports: the same person has the same pseudonym in one home, and nobody who has
only the export can tell who it is."""

from __future__ import annotations

from kit.ground.base.words import word
from kit.people.contacts.rules.redact import Pseudonyms
from kit.people.registers.rules.items import Field, Item, fields_of

PEOPLE = ("by", "owner", "agreed")
FREE = ("note",)  # free text may name anybody


class Redacted:
    """A mask (see ``reading.Mask``) for one register."""

    def __init__(self, item: type[Item], names: Pseudonyms, lang: str) -> None:
        self.fields: dict[str, Field] = fields_of(item)
        self.names = names
        self.lang = lang

    def __call__(self, name: str, text: str) -> str:
        if not text:
            return text
        field = self.fields.get(name)
        if name in FREE or (field is not None and (field.secret or field.limit >= 500)):
            return word(self.lang, "register.hidden")
        if name in PEOPLE or (field is not None and field.personal):
            return self.names(text)
        return text
