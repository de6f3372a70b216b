"""A name in files, and a text in both languages."""


from typing import Annotated

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.private import PLAIN, Plain

Id = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9-]{0,39}$"), PLAIN]


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One text in both languages."""

    zh: Plain
    en: Plain

    def get(self, lang: str) -> str:
        """Safe to show: a log from elsewhere carries its checklist, and that may be hostile."""
        text = self.zh if lang == "zh" else self.en
        return text if text.isprintable() else clean(text, len(text))
