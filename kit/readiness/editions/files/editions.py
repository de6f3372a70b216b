"""How the lists of this home stand."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console.context import Context
from kit.incidents.incident.files.proposals import proposals
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules.proposals import Proposal, keys
from kit.people.registers.files.store import Registers
from kit.people.registers.rules.state import Doc, Register
from kit.plans.checklists.files import Checklists, read_checklist
from kit.plans.checklists.rules.format import Checklist
from kit.readiness.editions.files import texts
from kit.readiness.editions.rules.book import EDITION
from kit.readiness.editions.rules.standing import RETIRED, Standing, based_on, last, standing

RUN_BY = ("approved", "expired", "changed", "behind")  # what is in force is followed, with a word
NAMED = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")


def register(ctx: Context) -> Register | None:
    """Raises ``Refused`` where it cannot be read."""
    book = ctx.of(Registers).load(EDITION.name)
    return book.register if book is not None else None


def doc_of(known: Register | None, type_: str) -> Doc | None:
    return known.docs.get(type_) if known is not None else None


def file_of(ctx: Context, type_: str, files: dict[str, str] | None = None) -> str:
    """The file in force; else the one that waits to come into force, else the text that was retired
    last. ``files``: the folders as they were just listed, for who asks for many. Raises
    ``Refused``: there is no such list."""
    found = files or ctx.of(Checklists).files()
    path = found.get(type_) or _elsewhere(ctx, type_)
    if not path:
        raise Refused("type-unknown", Exit.NOT_FOUND, type=clean(type_, 60), names=[*found])
    return path


def _elsewhere(ctx: Context, type_: str) -> str:
    if set(type_) - NAMED:  # no id, and perhaps a path
        return ""
    if texts.waits(ctx.home, type_):
        return texts.work_path(ctx.home, type_)
    retired = last(doc_of(register(ctx), type_), RETIRED)
    return texts.kept_path(ctx.home, retired.said.get("hash", "")) if retired is not None else ""


def known(ctx: Context, type_: str) -> bool:
    """Is there a list of that id, in force or not? Raises ``Refused``."""
    return type_ in ctx.of(Checklists).files() or bool(_elsewhere(ctx, type_))


def list_of(ctx: Context, type_: str) -> Checklist:
    """The list of ``file_of``, decoded. Raises ``Refused``."""
    if type_ in ctx.of(Checklists).files():
        return ctx.of(Checklists).checklist(type_)
    return decoded(ctx, bytes_of(file_of(ctx, type_)), type_)


def says_waiting(ctx: Context, type_: str, path: str) -> bool:
    """Says of a list that is not in force where it lies; whether it is such a one."""
    if type_ in ctx.of(Checklists).files():
        return False
    ctx.err.say("editions.not-in-force", type=type_, path=path)
    return True


def bytes_of(path: str) -> bytes:
    """Raises ``Refused``."""
    try:
        return texts.read_bytes(path)
    except OSError as error:
        from kit.plans.toml.files.broken import unopened

        raise unopened(path, error) from error


def shipped_bytes(ctx: Context, type_: str) -> bytes | None:
    path = os.path.join(ctx.of(Checklists).library.shipped_folder(), f"{type_}.toml")
    return bytes_of(path) if os.path.isfile(path) else None


def marked(ctx: Context, type_: str = "") -> dict[str, list[Proposal]]:
    """Red lines by list; what cannot be read is left out."""
    out: dict[str, list[Proposal]] = {}
    for each in proposals(ctx.of(Store), type_, []):
        out.setdefault(each.checklist, []).append(each)
    return out


def one(
    ctx: Context,
    type_: str,
    known: Register | None,
    marks: Iterable[str],
    files: dict[str, str] | None = None,
) -> Standing:
    """``files`` as of ``file_of``. Raises ``Refused``."""
    path = file_of(ctx, type_, files)
    own = ctx.of(Checklists).library.is_own(path)
    shipped = shipped_bytes(ctx, type_) if own else None
    mark = texts.hash_of(bytes_of(path))
    return standing(
        type_, own, mark, texts.hash_of(shipped) if shipped is not None else "",
        doc_of(known, type_), marks, ctx.clock.now().wall.date(),
    )  # fmt: skip


def all_of(ctx: Context) -> list[Standing]:
    """Every list that can be opened. Raises ``Refused`` where the register cannot be read."""
    known, red = register(ctx), marked(ctx)
    out, files = [], ctx.of(Checklists).files()
    for type_ in files:
        try:
            out.append(one(ctx, type_, known, keys(red.get(type_, ())), files))
        except Refused as refused:
            ctx.err.say(f"refused.{refused.code}", **refused.fill)
    return out


def instead(ctx: Context) -> dict[str, str]:
    """Lists of the site's own that were approved and are in force, each with the kit's list that it
    was made from under another id; the one approved last stands last. Raises ``Refused``."""
    known, lists = register(ctx), ctx.of(Checklists)
    found: list[tuple[datetime, str, str]] = []
    for type_, path in lists.files().items():
        if doc_of(known, type_) is None or not lists.library.is_own(path):
            continue
        here = one(ctx, type_, known, ())
        made_from = _made_from(ctx, known, type_)
        if here.state in RUN_BY and here.edition is not None and made_from != type_:
            found.append((here.edition.at, type_, made_from))
    return {type_: made_from for _, type_, made_from in sorted(found)}


def _made_from(ctx: Context, known: Register | None, type_: str) -> str:
    """The list at which a chain of lists made from one another began; itself where nobody noted
    it, or where that text is not here."""
    seen = {type_}
    while True:
        base = texts.kept(ctx.home, based_on(doc_of(known, type_)))
        before = texts.id_in(base) if base is not None else ""
        if not before or before in seen:
            return type_
        seen.add(before)
        type_ = before


def decoded(ctx: Context, data: bytes, type_: str) -> Checklist:
    """A text as a list. Raises ``Refused`` where it cannot be read."""
    import tempfile

    with tempfile.TemporaryDirectory(prefix="kit-") as folder:
        path = os.path.join(folder, f"{type_}.toml")
        with open(path, "wb") as file:
            file.write(data)
        return read_checklist(path)
