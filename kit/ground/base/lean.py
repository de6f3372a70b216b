"""msgspec without what the kit does not use of it: that is two thirds of its price at every start.

For names that only older Pythons lack it imports ``typing_extensions``, and that ``inspect``; for
types that no line of a log has ``uuid``, ``decimal`` and ``enum``; for patterns ``re``, which
``typing`` wants, too, like ``warnings`` and, to name two types, ``contextlib``; and it brings JSON
schemas, TOML and YAML along. While it is imported these stand aside, and who asks for one later
gets what it always was; only msgspec does not know a ``UUID``, a ``Decimal`` or an ``Enum`` then
(a test: nothing of the kit has one), and ``typing.ContextManager`` names no class of contextlib.
"""

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType
    from typing import Any

PARTS = ("inspect", "_json_schema", "toml", "yaml")
TYPES: "dict[str, dict[str, Any]]" = {  # module: what msgspec keeps of it
    "uuid": {"UUID": type("UUID", (), {}), "SafeUUID": type("SafeUUID", (), {"unknown": None})},
    "decimal": {"Decimal": type("Decimal", (), {})},
    "enum": {"EnumMeta": type("EnumMeta", (type,), {})},
}


def load_msgspec() -> None:
    """Import msgspec, if nobody has."""
    if "msgspec" in sys.modules:
        return
    light_datetime()
    aside: dict[str, Any] = {f"msgspec.{part}": _later(f"msgspec.{part}") for part in PARTS}
    schemas = aside["msgspec._json_schema"]
    for name in ("schema", "schema_components"):
        setattr(schemas, name, _call_later(schemas, name))
    if "typing_extensions" not in sys.modules:
        aside["typing_extensions"] = None  # as if it were not installed
    for name, kept in TYPES.items():
        if name not in sys.modules:
            aside[name] = _later(name)
            aside[name].__dict__.update(kept)
    if "re" not in sys.modules:
        aside["re"] = _patterns()
    if "warnings" not in sys.modules:
        aside["warnings"] = _later("warnings")
    if "contextlib" not in sys.modules:
        aside["contextlib"] = _later("contextlib")
        for name in ("AbstractContextManager", "AbstractAsyncContextManager"):
            aside["contextlib"].__dict__[name] = type(name, (), {})
    sys.modules.update(aside)
    try:
        import msgspec  # noqa: F401
    finally:
        for name, module in aside.items():
            if name in sys.modules and sys.modules[name] is module:
                del sys.modules[name]


def load_segno() -> None:
    """Import segno, if nobody has: for a file that is not written here it brings XML's tools, and
    they all that fetches pages. Where it quotes one all the same it gets them then."""
    name = "xml.sax.saxutils"
    if "segno" in sys.modules or name in sys.modules:
        return
    aside = _later(name)
    for quoting in ("escape", "quoteattr"):
        aside.__dict__[quoting] = _call_later(aside, quoting)
    sys.modules[name] = aside
    try:
        import segno  # noqa: F401
    finally:
        if sys.modules.get(name) is aside:
            del sys.modules[name]


def light_datetime() -> None:
    """``datetime`` as Python 3.12 and later import it: 3.11 runs the whole of it in Python and
    then throws that away for the same in C, a sixth of a bare start."""
    if sys.version_info >= (3, 12) or "datetime" in sys.modules:
        return
    try:
        in_c = __import__("_datetime")
    except ImportError:
        return
    public = {name: value for name, value in vars(in_c).items() if name[:2] != "__"}
    found = type(sys)("datetime", in_c.__doc__)
    found.__dict__.update(public, __all__=tuple(name for name in public if "_" not in name))
    sys.modules["datetime"] = found


class Pattern:
    """A pattern as msgspec asks it. One of names (``^[a-z][a-z0-9-]{0,39}$``) is compiled only when
    a text comes that is not plainly such a name: hardly ever."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        first, _, more = pattern.removeprefix("^[").partition("][")
        allowed, _, most = more.removesuffix("}$").partition("]{0,")
        if pattern != f"^[{first}][{allowed}]{{0,{most}}}$":
            raise ValueError(pattern)
        self.first, self.allowed, self.longest = _of_class(first), _of_class(allowed), int(most) + 1

    def search(self, text: str) -> object:
        """What counts as true where it matches, as of ``re``."""
        fits = 0 < len(text) <= self.longest and text[0] in self.first
        if fits and not text.strip(self.allowed):
            return True
        return re.search(self.pattern, text)


def _of_class(ranges: str) -> str:
    """The letters of a class: ``0-9-`` are the digits and the hyphen."""
    found = ""
    while ranges:
        if ranges[1:2] == "-" and len(ranges) > 2:
            found += "".join(map(chr, range(ord(ranges[0]), ord(ranges[2]) + 1)))
            ranges = ranges[3:]
        else:
            found, ranges = found + ranges[0], ranges[1:]
    return found


def _patterns() -> "ModuleType":
    """``re`` for who only names its types or has patterns of names."""
    found = _later("re")

    def compiled(pattern: "str | bytes", *flags: "Any") -> "Any":
        try:
            return Pattern(str(pattern))
        except ValueError:
            return found.__getattr__("compile")(pattern, *flags)

    empty = __import__("_sre").compile("", 0, [1], 0, {}, ())
    found.__dict__.update(compile=compiled, Pattern=type(empty), Match=type(empty.match("")))
    return found


def _later(name: str) -> "ModuleType":
    """A module that is imported when more of it is asked for than it has."""
    found = type(sys)(name)

    def ask(wanted: str) -> "Any":
        from importlib import import_module

        if wanted[:2] == "__":  # the import system asks for its own
            raise AttributeError(wanted)
        if sys.modules.get(name) is found:
            del sys.modules[name]
        value = found.__dict__[wanted] = getattr(import_module(name), wanted)
        return value

    found.__getattr__ = ask  # type: ignore[method-assign]
    return found


def _call_later(module: "ModuleType", name: str) -> "Any":
    def call(*args: "Any", **more: "Any") -> "Any":
        return module.__getattr__(name)(*args, **more)

    return call


def asked_for(package: str, homes: "dict[str, str]") -> "Callable[[str], Any]":
    """For a package's ``__getattr__``: names that its modules have (module: names, with spaces).
    A module is imported when one of its names is asked for."""
    home = {name: module for module, names in homes.items() for name in names.split()}

    def ask(name: str) -> "Any":
        from importlib import import_module

        if name not in home:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(f"{package}.{home[name]}"), name)
        setattr(sys.modules[package], name, value)
        return value

    return ask


if TYPE_CHECKING:
    import re as re
else:  # for who has patterns that few commands come to
    re = _later("re")
