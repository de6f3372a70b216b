"""Every sentence of the program in both languages, by key: ``table.name``.

A table is made of modules (``WORDS: dict[name, (Chinese, English)]``), each in the room whose
sentences it holds. They are read one by one, and only until the sentence asked for is found: a
step that is ticked reads no help text of the review. A test proves that every key used exists, in
both languages, with the same blanks, and that no two modules say the same key.
"""

from __future__ import annotations

from importlib import import_module

Sentences = dict[str, tuple[str, str]]

GROUND = {name: f"{__name__}.{name}" for name in ("refused", "screen", "help", "warnings")}
_homes: dict[str, list[str]] = {name: [module] for name, module in GROUND.items()}
_unread = {name: [module] for name, module in GROUND.items()}
_read: dict[str, Sentences] = {}


def tables(**modules: str | tuple[str, ...]) -> None:
    """A room's part of each table: modules, or ``module:NAME`` where the sentences are not called
    ``WORDS``, those asked for most often first. Behind the ground's own, the room that came last
    is read first: it is the one at work."""
    for name, more in modules.items():
        new = [more] if isinstance(more, str) else list(more)
        unread = _unread.setdefault(name, [])
        at = int(unread[:1] == [GROUND.get(name)])
        unread[at:at] = new
        _homes.setdefault(name, []).extend(new)


def seldom(**modules: str) -> None:
    """The same for what few commands say: read when the sentence stands nowhere else."""
    for name, module in modules.items():
        _unread.setdefault(name, []).append(module)
        _homes.setdefault(name, []).append(module)


def homes() -> dict[str, list[str]]:
    """Every table that is known so far, and its modules."""
    return {name: list(modules) for name, modules in _homes.items()}


def sentences(module: str) -> Sentences:
    """Those of one module, named as in ``tables``."""
    name, _, attribute = module.partition(":")
    found: Sentences = getattr(import_module(name), attribute or "WORDS")
    return found


def table(name: str) -> Sentences:
    """The whole of a table, as far as its rooms are known. Raises ``KeyError`` for none."""
    while _unread[name]:
        _read_next(name)
    return _read[name]


def word(lang: str, key: str, **fill: object) -> str:
    """The sentence for ``key`` with its blanks filled; lists are joined in the language's way."""
    name, _, rest = key.partition(".")
    try:
        zh, en = _read[name][rest]
    except KeyError:
        zh, en = _sought(name, rest)
    text = zh if lang == "zh" else en
    if not fill:
        return text
    comma = "、" if lang == "zh" else ", "
    why = fill.get("why")
    if isinstance(why, str) and lang == "zh":  # mostly what the system said
        from kit.ground.base.words.system import in_chinese

        fill["why"] = in_chinese(why)
    return text.format(**{name: _filling(value, lang, comma) for name, value in fill.items()})


def has(key: str) -> bool:
    name, _, rest = key.partition(".")
    try:
        _sought(name, rest)
    except KeyError:
        return False
    return True


def _sought(name: str, rest: str) -> tuple[str, str]:
    """The sentence, from what has been read or from the next modules. Raises ``KeyError``."""
    while rest not in _read.get(name, ()) and _unread[name]:
        _read_next(name)
    return _read[name][rest]


def _read_next(name: str) -> None:
    found = sentences(_unread[name].pop(0))
    _read.setdefault(name, {}).update(found)


class Count(int):
    """A number that its words go by: ``{n} {n:call|calls}``."""

    def __format__(self, spec: str) -> str:
        one, several, many = spec.partition("|")
        if not several:
            return int.__format__(self, spec)
        return one if self == 1 else many


def _filling(value: object, lang: str, comma: str) -> object:
    """A list joined; a text in both languages (``ground.base.text.Text``) in the one asked for."""
    if type(value) is int and lang != "zh":
        return Count(value)
    if isinstance(value, list | tuple):
        return comma.join(map(str, value))
    return getattr(value, lang, value)
