"""A backup brought back, into a home that has nothing.

It is taken in as a bundle is (``bundles/files/importing``): proved whole before anything is
touched, copied, and counted from one note on, so that a restore that is stopped is done by the next
command or is as if it had never begun. The computer takes a new name there: the laptop that wrote
the backup may still be at work, and two that write one journal disagree for ever.
"""

from __future__ import annotations

import os
from functools import partial
from typing import NamedTuple

from kit.ground.base.refusal import Exit, Refused
from kit.ground.journal import seen
from kit.ground.journal.reader import why
from kit.ground.machine.disk import laptops, names_in, new_name
from kit.incidents.incident.files.store import Store
from kit.laptops.backup.files.own import held
from kit.laptops.backup.files.shelf import SCOPE, Lying, lying, wrong
from kit.laptops.bundles.files import importing
from kit.laptops.bundles.files.merging import Line, learn, look
from kit.laptops.bundles.files.reading import Bundle, prove
from kit.laptops.bundles.files.sorts import REGISTERS, Keepers, Learnt
from kit.laptops.bundles.rules import manifest as m


class Choice(NamedTuple):
    """``skipped``: newer ones in the folder that do not prove themselves, each with what is wrong;
    ``newer``: the name of a newer one of the same laptop that lies beside the file named."""

    path: str
    skipped: list[tuple[str, str]]
    newer: str = ""


class Looked(NamedTuple):
    """``lines``: how the backup stands to what is here; ``older``: journals that had been seen
    further here than it comes, as reference, first and last entry that it lacks; ``digest``: of the
    file (``Bundle.digest``)."""

    manifest: m.Manifest
    lines: list[Line]
    older: list[tuple[str, int, int]]
    digest: str = ""


class Head(NamedTuple):
    """An open incident that goes on from ``head`` (number and hash)."""

    ref: str
    head: str


class Restored(NamedTuple):
    home: str
    laptop: str
    journals: int
    heads: list[Head]


def choose(path: str) -> Choice:
    """The file, or the newest one in the folder that proves itself. Raises ``Refused``."""
    found = os.path.realpath(os.path.expanduser(path))
    if not os.path.isdir(found):
        return Choice(found, [], _newer(found))
    try:
        here = lying(found)
    except OSError as error:
        raise Refused("bundle-unread", Exit.FAULT, path=path, why=why(error)) from error
    if not here:
        raise Refused("restore-none", Exit.NOT_FOUND, path=path)
    if len({one.laptop for one in here}) > 1:
        latest = {one.laptop: one.name for one in reversed(here)}
        raise Refused("restore-which", Exit.USAGE, names=sorted(latest.values()))
    skipped: list[tuple[str, str]] = []
    for one in here:
        what = wrong(one.path)
        if not what:
            return Choice(one.path, skipped)
        skipped.append((one.name, what))
    raise Refused("restore-unproved", Exit.UNREADABLE, path=path, count=len(here))


def _newer(path: str) -> str:
    try:
        here = lying(os.path.dirname(path))
    except OSError:
        return ""
    mine = next((one for one in here if one.path == path), None)
    return next((one.name for one in here if mine is not None and _after(one, mine)), "")


def _after(one: Lying, mine: Lying) -> bool:
    return one.laptop == mine.laptop and one.at > mine.at and one.manifest is not None


def look_at(path: str, kept: Keepers) -> Looked:
    """Every line proved, and laid beside what is here. Raises ``Refused``; nothing is touched."""
    with Bundle(path, REGISTERS) as bundle:
        if bundle.manifest.scope != SCOPE:
            raise Refused("restore-bundle", Exit.USAGE, path=path)
        documents = {sort: kept.document(sort) for sort in m.FOLDERS}
        digest = bundle.digest()
        prove(bundle, documents, partial(learn, kept))
        for own in bundle.manifest.files:
            bundle.own(own)
        older = _older(bundle.manifest, kept.home)
        return Looked(bundle.manifest, look(bundle, kept), older, digest)


def _older(manifest: m.Manifest, home: str) -> list[tuple[str, int, int]]:
    known = seen.known(home)
    out: list[tuple[str, int, int]] = []
    tops: dict[tuple[str, str], int] = {}
    for held_, part in m.parts(manifest):
        key = held_.ref, part.stem
        tops[key] = max(tops.get(key, 0), part.n)
    for ref, one in sorted(known.items()):
        for stem, (n, _) in sorted(one.heads.items()):
            top = tops.get((ref, stem), 0)
            if n > top:
                out.append((ref, top + 1, n))
    return out


def target(home: str, into: str) -> str:
    """The home to restore into, which has nothing. Raises ``Refused``."""
    if not into:
        if held(Keepers(home)):
            raise Refused("restore-here", Exit.REFUSED, path=home)
        return home
    found = os.path.realpath(os.path.expanduser(into))
    if os.path.join(found, "").startswith(os.path.join(os.path.realpath(home), "")):
        raise Refused("restore-inside", Exit.USAGE, path=into)
    if os.path.lexists(found) and not (os.path.isdir(found) and not names_in(found)):
        raise Refused("restore-full", Exit.USAGE, path=into)
    return found


def bring(
    path: str,
    home: str,
    manifest: m.Manifest,
    learnt: dict[tuple[str, ...], Learnt] | None = None,
    digest: str = "",
) -> Restored:
    """Restore a backup that was proved; ``learnt``: what that told, ``digest``: of the file then.
    Raises ``Refused``."""
    taken = {part.stem.partition("-")[0] for _, part in m.parts(manifest)}
    taken |= {manifest.laptop, *(name for name, _ in laptops(os.path.join(home, "laptop")))}
    laptop = new_name(taken)
    kept = Keepers(home)
    kept.learnt |= learnt or {}
    proved = [digest] if digest else None
    changed = importing.bring([path], kept, laptop, restored=True, proved=proved)
    store = Store(home)
    heads = [Head(log.ref, log.head()) for log in store.open_logs()]
    return Restored(home, laptop, changed, heads)
