"""Folders in which a room keeps its journals."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable

from kit.ground.base.refusal import Exit, Refused
from kit.ground.journal.document import Where
from kit.ground.journal.reader import why
from kit.ground.journal.refs import find, is_ref, normal
from kit.ground.machine.disk import make_dir
from kit.ground.machine.full_disk import is_full
from kit.ground.machine.unwritten import unwritten


def make(path: str) -> None:
    """A folder for journals, unless it is there. Raises ``Refused``."""
    if os.path.isdir(path):
        return
    try:
        make_dir(path)
    except FileExistsError:
        pass
    except OSError as error:
        raise refusal(path, error) from error


def refusal(path: str, error: OSError) -> Refused:
    """Of what would have begun a document, and whose folder the disk did not take."""
    if is_full(error):
        return unwritten(path, error)
    return Refused("not-recorded", Exit.FAULT, path=path, why=why(error))


def lettered(
    text: str, letter: str, refs: Callable[[], Iterable[str]], path: Callable[[str], str]
) -> Where | None:
    """The document that ``text`` names, of a sort whose references begin with ``letter``: the whole
    reference, or any part that begins or ends it. ``None`` where there is none. Raises ``Refused``
    where it may be several."""
    wanted = normal(text)
    whole = wanted if wanted.startswith(letter) else letter + wanted
    bare = whole[len(letter) :]
    if is_ref(bare) and os.path.isdir(path(whole)):
        return Where(whole, path(whole))
    found = find(bare, [ref[len(letter) :] for ref in refs()])
    if len(found) > 1:
        names = [letter + ref for ref in found[:6]]
        raise Refused("ref-ambiguous", Exit.USAGE, ref=text, names=names)
    return Where(letter + found[0], path(letter + found[0])) if found else None
