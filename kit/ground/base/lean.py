"""msgspec without what the kit does not use of it: that is half of its price at every start.

For names that only older Pythons lack it imports ``typing_extensions``, and that ``inspect``; for
a type of its own ``uuid``, and that ``platform``; and it brings JSON schemas, TOML and YAML along.
While it is imported these stand aside, and who asks for one later gets what it always was.
"""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType
    from typing import Any

PARTS = ("inspect", "_json_schema", "toml", "yaml")


def load_msgspec() -> None:
    """Import msgspec, if nobody has."""
    if "msgspec" in sys.modules:
        return
    aside: dict[str, Any] = {f"msgspec.{part}": _later(f"msgspec.{part}") for part in PARTS}
    schemas = aside["msgspec._json_schema"]
    for name in ("schema", "schema_components"):
        setattr(schemas, name, _call_later(schemas, name))
    if "typing_extensions" not in sys.modules:
        aside["typing_extensions"] = None  # as if it were not installed
    if "platform" not in sys.modules and hasattr(os, "uname"):
        aside["platform"] = _later("platform")
        aside["platform"].system = lambda: os.uname().sysname
    sys.modules.update(aside)
    try:
        import msgspec  # noqa: F401
    finally:
        for name in aside:
            sys.modules.pop(name, None)


def _later(name: str) -> "ModuleType":
    """A module that is imported when something of it is asked for."""
    found = type(sys)(name)

    def ask(wanted: str) -> "Any":
        from importlib import import_module

        if wanted[:2] == "__":  # the import system asks for its own
            raise AttributeError(wanted)
        return getattr(import_module(name), wanted)

    found.__getattr__ = ask  # type: ignore[method-assign]
    return found


def _call_later(module: "ModuleType", name: str) -> "Any":
    def call(*args: "Any", **more: "Any") -> "Any":
        return module.__getattr__(name)(*args, **more)

    return call
