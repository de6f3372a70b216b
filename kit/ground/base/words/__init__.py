"""Every sentence of the program in both languages, by key: ``table.name``.

One module per table (``WORDS: dict[name, (Chinese, English)]``), loaded when first used. A test
proves that every key used exists, in both languages, with the same blanks.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

# The ground's own tables; a room names its tables in its ``__init__`` (``tables``).
_HOME = {name: f"{__name__}.{name}" for name in ("refused", "screen", "help")}
_HOME["talk"] = f"{__name__}.warnings"


def tables(**modules: str) -> None:
    """A room's word tables: name to module, loaded when first used."""
    _HOME.update(modules)


def homes() -> dict[str, str]:
    """Every table that is known so far, and its module."""
    return dict(_HOME)


@cache
def table(name: str) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = import_module(_HOME[name]).WORDS
    return found


def word(lang: str, key: str, **fill: object) -> str:
    """The sentence for ``key`` with its blanks filled; lists are joined in the language's way."""
    name, _, rest = key.partition(".")
    zh, en = table(name)[rest]
    text = zh if lang == "zh" else en
    if not fill:
        return text
    comma = "、" if lang == "zh" else ", "
    return text.format(**{name: _filling(value, lang, comma) for name, value in fill.items()})


def _filling(value: object, lang: str, comma: str) -> object:
    """A list joined; a text in both languages (``ground.base.text.Text``) in the one asked for."""
    if isinstance(value, list | tuple):
        return comma.join(map(str, value))
    return getattr(value, lang, value)


def has(key: str) -> bool:
    name, _, rest = key.partition(".")
    try:
        return rest in table(name)
    except KeyError:
        return False
