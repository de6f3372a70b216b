"""``kit checklists take``: an edition that was approved on another laptop put in force on this one,
and what is said of those that are not."""

from __future__ import annotations

import os
import shlex
import tempfile

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console.context import Context
from kit.ground.machine.disk import make_dir, replace_file
from kit.ground.machine.unwritten import unwritten
from kit.people.registers.rules.state import Doc, Step
from kit.plans.checklists.files import Checklists
from kit.readiness.editions.command.editing import Told, faults_of, record, refuse_faults
from kit.readiness.editions.files import editions, texts
from kit.readiness.editions.rules import standing as st


class Waiting(msgspec.Struct, frozen=True):
    """An approved edition that is not in force here. ``kept``: its text is on this laptop;
    ``other``: what is in force was changed here, and no register names that text; ``none``:
    nothing is in force."""

    type: str
    edition: Step
    kept: bool
    other: bool
    none: bool


def waiting(ctx: Context) -> list[Waiting]:
    """Raises ``Refused`` where the register cannot be read."""
    known = editions.register(ctx)
    found = (_waiting(ctx, type_, doc) for type_, doc in (known.docs if known else {}).items())
    return [each for each in found if each is not None]


def _waiting(ctx: Context, type_: str, doc: Doc) -> Waiting | None:
    edition = st.in_force(doc)
    if edition is None:
        return None
    kept = texts.kept(ctx.home, edition.said.get("hash", "")) is not None
    path = ctx.of(Checklists).files().get(type_)
    if path is None:
        return Waiting(type_, edition, kept, False, True)
    own = ctx.of(Checklists).library.is_own(path)
    mark = texts.hash_of(editions.bytes_of(path))
    if mark == edition.said.get("hash") or st.drafted(doc, edition, mark):
        return None
    if not (own or st.behind(doc, edition, own, mark)):  # the kit's own text, which changed since
        return None
    return Waiting(type_, edition, kept, own and not st.known(doc, mark), False)


def arrived(ctx: Context) -> list[str]:
    """What is said when a bundle was taken in. Never raises: it was."""
    try:
        found = waiting(ctx)
    except (Refused, OSError):
        return []
    return [_line(ctx, each) for each in found]


def _line(ctx: Context, each: Waiting) -> str:
    key = "gone" if not each.kept else "other" if each.other else "waits"
    said = each.edition.said
    return ctx.out.word(
        f"editions.arrived-{key}", type=clean(each.type, 60),
        edition=clean(said.get("edition", ""), 20), who=clean(said.get("approved_by", ""), 60),
        how=shlex.join(["kit", "checklists", "take", each.type]),
    )  # fmt: skip


def take(ctx: Context, type_: str, yes: bool, by: str, as_json: bool) -> None:
    """Raises ``Refused``: nothing was approved or its text is not here, it has mistakes, or a text
    that was changed here would give way without a word."""
    doc = editions.doc_of(editions.register(ctx), type_)
    edition = st.in_force(doc)
    if doc is None or edition is None:
        raise Refused("edition-nothing", Exit.NOT_FOUND, type=clean(type_, 60))
    data = texts.kept(ctx.home, edition.said.get("hash", ""))
    if data is None:
        raise Refused("edition-text-elsewhere", Exit.NOT_FOUND, type=clean(type_, 60))
    path = ctx.of(Checklists).files().get(type_, "")
    before = editions.bytes_of(path) if path else b""
    if before == data:
        ctx.err.say("editions.same")
        return
    _sound(ctx, type_, data)
    own = bool(path) and ctx.of(Checklists).library.is_own(path)
    kept = texts.kept_path(ctx.home, texts.keep(ctx.home, before)) if own else ""
    if own and not st.known(doc, texts.hash_of(before)):
        _agreed(ctx, type_, yes, as_json)
    path = path if own else os.path.join(ctx.home, "checklists", f"{type_}.toml")
    try:
        make_dir(os.path.dirname(path))
        replace_file(path, data)
    except OSError as error:
        raise unwritten(path, error, texts.COPIES * len(data)) from error
    _noted(ctx, type_, edition, data, Told("", by, as_json))
    if not as_json:
        number = clean(edition.said.get("edition", ""), 20)
        ctx.err.say("editions.taken", type=type_, edition=number)
        if kept:
            ctx.err.say("editions.kept-beside", path=kept)


def _sound(ctx: Context, type_: str, data: bytes) -> None:
    """Raises ``Refused``: another site's posts, or a rule that only this kit has."""
    with tempfile.TemporaryDirectory(prefix="kit-") as folder:
        path = os.path.join(folder, f"{type_}.toml")
        with open(path, "wb") as file:
            file.write(data)
        faults = faults_of(ctx, path)
    if faults:
        refuse_faults(ctx, type_, texts.kept_path(ctx.home, texts.hash_of(data)), faults)


def _agreed(ctx: Context, type_: str, yes: bool, as_json: bool) -> None:
    """Raises ``Refused`` where nobody says so."""
    from kit.ground.terminal.ask import terminal, yes_or_no

    if yes:
        return
    how = shlex.join(["kit", "checklists", "take", type_, "--yes"])
    if terminal() and not as_json:
        asked = ctx.out.word("editions.ask-other", type=type_)
        if ctx.ask.ask(yes_or_no("other", asked, ctx.me.lang)) == "yes":
            return
    raise Refused("edition-other", Exit.REFUSED, type=type_, how=how)


def _noted(ctx: Context, type_: str, edition: Step, data: bytes, told: Told) -> None:
    from kit.people.registers.command.answers import said

    title = editions.decoded(ctx, data, type_).title.get(ctx.me.lang)
    reason = ctx.out.word("editions.taken-reason", edition=clean(edition.said["edition"], 20))
    fields = {"hash": texts.hash_of(data), "reason": reason}
    book, made = record(ctx, type_, title, "change", fields, told.by)
    said(ctx, book, made, told.as_json)
