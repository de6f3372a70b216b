"""The kit's own modules, found where they lie.

Python looks for a module through every kind of finder, lists its folder and takes paths apart in
Python: half of what importing a small module costs, and a command imports a hundred. Here two
looks at the disk say where it is, and its compiled form counts under Python's own conditions;
where anything is not as usual (no compiled form yet, one of another kind) Python does it itself.
"""

import marshal
import os
import sys

import kit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from importlib.machinery import ModuleSpec, SourceFileLoader
    from types import CodeType
    from typing import Any
else:  # without an import; a zip has another loader, and is left alone
    SourceFileLoader, ModuleSpec = type(kit.__spec__.loader), type(kit.__spec__)

COMPILED = f".{sys.implementation.cache_tag}.pyc"
READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
LARGEST = 1 << 17  # bytes of a compiled form; Python reads larger ones itself
MAGIC: bytes = getattr(sys.modules[SourceFileLoader.__module__], "MAGIC_NUMBER", b"")


class Loader(SourceFileLoader):
    """``found``: what the file system says of the source; ``cached``: its compiled form."""

    def __init__(self, name: str, path: str, found: os.stat_result, cached: str) -> None:
        super().__init__(name, path)
        self.found = found
        self.cached = cached

    def get_code(self, fullname: str) -> "CodeType | None":
        written = int(self.found.st_mtime) & 0xFFFFFFFF, self.found.st_size & 0xFFFFFFFF
        head = MAGIC + bytes(4) + b"".join(part.to_bytes(4, "little") for part in written)
        try:
            fd = os.open(self.cached, READ)
            try:
                data = os.read(fd, LARGEST)
            finally:
                os.close(fd)
            if data[:16] == head and len(data) < LARGEST:
                code: CodeType = marshal.loads(memoryview(data)[16:])
                return code
        except (OSError, EOFError, ValueError, TypeError):
            pass
        return super().get_code(fullname)


class Finder:
    """Stands before Python's own. No folder of the kit has the name of a module beside it."""

    @staticmethod
    def find_spec(name: str, path: "Any" = None, target: "Any" = None) -> "ModuleSpec | None":
        if name[:4] != "kit." or not path:
            return None
        folder, stem = path[0], name[name.rindex(".") + 1 :]
        package = None
        try:
            found = os.stat(f"{folder}{os.sep}{stem}.py")
        except OSError:
            package = folder = f"{folder}{os.sep}{stem}"
            stem = "__init__"
            try:
                found = os.stat(f"{folder}{os.sep}__init__.py")
            except OSError:
                return None
        source = f"{folder}{os.sep}{stem}.py"
        cached = f"{folder}{os.sep}__pycache__{os.sep}{stem}{COMPILED}"
        spec = ModuleSpec(name, Loader(name, source, found, cached), origin=source)
        spec.has_location, spec.cached = True, cached
        if package is not None:
            spec.submodule_search_locations = [package]
        return spec


def find_here() -> None:
    """Find the kit's own modules here from now on; where they lie unusually, or compiled elsewhere
    or otherwise, nothing changes."""
    usual = SourceFileLoader.__name__ == "SourceFileLoader" and MAGIC and not sys.flags.optimize
    if usual and not sys.pycache_prefix and Finder not in sys.meta_path:
        sys.meta_path.insert(0, Finder)
