"""Pages as files: one way for every command that writes one."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kit.ground.base.refusal import Refused
from kit.ground.console.context import Context
from kit.ground.documents.faces import EXTRAS, FACES, Told, made
from kit.ground.machine import output
from kit.ground.machine.disk import regular

if TYPE_CHECKING:
    from kit.ground.documents.page import Page

LAST = "written"  # in the cache: the file that ``kit open`` shows


def face_of(path: str, force: bool = False, faces: Sequence[str] = FACES) -> str:
    """The face that the file's ending names. Raises ``Refused`` where it names none, where the file
    is there already (unless ``force``), and where the face's extra is not installed: all before
    anything is asked or made."""
    face = output.face_of(path, faces, force)
    if face in EXTRAS:
        from importlib.util import find_spec

        if find_spec(EXTRAS[face]) is None:
            raise Refused("extra-missing", path=path, extra=face)
    return face


def write(
    ctx: Context, path: str, face: str, pages: list[Page], data: dict[str, Any] | None = None
) -> str:
    """The pages (or, as JSON, ``data``) as a file, whole or not at all; its full path, which is
    said. Raises ``Refused``."""
    if face == "json":
        import msgspec

        from kit.ground.console.context import FORMAT

        told = {"format": FORMAT, **(data or {})}
        content: str | bytes = msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n"
    else:
        how = Told(ctx.me.lang, ctx.now().wall, ctx.out.word("screen.chart-values"))
        try:
            content = made(pages, face, how)
        except ImportError as error:  # there, and of no use
            raise Refused("extra-missing", path=path, extra=EXTRAS.get(face, face)) from error
    full = wrote(ctx, path, content)
    ctx.err.say("screen.written", path=full)
    return full


def wrote(ctx: Context, path: str, content: str | bytes) -> str:
    """Write what was made, and remember it for ``kit open``; the full path. Raises ``Refused``."""
    full = output.write_file(path, content)
    remember(ctx.home, full)
    return full


def remember(home: str, path: str) -> None:
    """The file that was written last. A failure costs only that."""
    from kit.ground.machine.disk import make_dir
    from kit.ground.machine.full_disk import keep_cache

    try:
        make_dir(home)
        keep_cache(home, os.path.join(home, "cache", LAST), os.fsencode(path))
    except (OSError, ValueError):
        pass


def last_written(home: str) -> str:
    """Its full path; "" where none is known."""
    try:
        with open(os.path.join(home, "cache", LAST), "rb", opener=regular) as file:
            return os.fsdecode(file.read(4096))
    except OSError:
        return ""
