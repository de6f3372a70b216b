"""``kit checklists edit | retire``: a site's own list, which comes into force only when it is
right."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console.context import Context
from kit.ground.console.put import put
from kit.ground.machine.disk import make_dir, replace_file
from kit.ground.machine.unwritten import unwritten
from kit.people.registers.files import desk
from kit.people.registers.rules import acts
from kit.people.registers.rules.acts import Draft
from kit.plans.checklists.command.checklists import check_file
from kit.plans.checklists.files import Checklists
from kit.plans.seeds.files import clause_texts
from kit.plans.sites.files import Sites
from kit.readiness.editions.files import editions, texts
from kit.readiness.editions.rules.book import EDITION

if TYPE_CHECKING:
    from kit.ground.journal.entry import Entry
    from kit.people.registers.files.store import Book
    from kit.plans.checklists.show.findings import Fault


class Asked(msgspec.Struct):
    """What is to be changed: values, steps put in, taken out, moved behind another; or a whole
    ``file``. Nothing: an editor is opened."""

    set: Sequence[str] = ()
    add: str = ""
    drop: str = ""
    move: str = ""
    behind: str = ""
    zh: str = ""
    en: str = ""
    file: str = ""
    editor: str = ""

    @property
    def anything(self) -> bool:
        return bool(self.set or self.add or self.drop or self.move or self.file)


class Told(msgspec.Struct):
    reason: str = ""
    by: str = ""
    as_json: bool = False


# ---- changing ------------------------------------------------------------------------------------


def edit(ctx: Context, type_: str, asked: Asked, told: Told) -> None:
    """Raises ``Refused``: what is not right stays out of force, and says where and how."""
    if asked.file and not editions.known(ctx, type_):
        from kit.readiness.editions.command.making import checked_id

        checked_id(type_)
        take(ctx, type_, text_of(editions.bytes_of(os.path.expanduser(asked.file))), told)
        return
    path = editions.file_of(ctx, type_)
    data = editions.bytes_of(path)
    waits = editions.says_waiting(ctx, type_, path)
    if asked.file:
        text = text_of(editions.bytes_of(os.path.expanduser(asked.file)))
    elif asked.anything:
        text = changed(text_of(data), partial(_asked, ctx, asked))
    else:
        _opened(ctx, type_, data, told, waits, asked.editor)
        return
    if text.encode("utf-8") == data and not waits:
        ctx.err.say("editions.same")
        return
    take(ctx, type_, text, told)


def retire(ctx: Context, type_: str, told: Told) -> None:
    """The site's own list goes out of force (its text is kept), and the kit's, where there is one,
    comes back. Raises ``Refused``."""
    path = editions.file_of(ctx, type_)
    if type_ not in ctx.of(Checklists).files():
        if path != texts.work_path(ctx.home, type_):
            raise Refused("edition-retired", type=type_)
        texts.put_away(ctx.home, type_)  # it never was in force: nothing is on the books
        ctx.err.say("editions.put-away", type=type_)
        return
    reason = _reason(ctx, told)
    own = ctx.of(Checklists).library.is_own(path)
    mark = texts.keep(ctx.home, editions.bytes_of(path))
    title = _title(ctx, type_)
    _noted(ctx, type_, title, "retire", {"hash": mark, "reason": reason}, told)
    if own:
        try:
            os.unlink(path)
        except OSError as error:
            raise unwritten(path, error) from error
        left = type_ in ctx.of(Checklists).files()
        ctx.err.say("editions.retired-shipped" if left else "editions.retired-gone", type=type_)


# ---- the text ------------------------------------------------------------------------------------


def text_of(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("edition-text", Exit.UNREADABLE) from error


def changed(text: str, change: Callable[[str], str]) -> str:
    try:
        return change(text)
    except KeyError as error:
        raise Refused("edition-place", Exit.NOT_FOUND, text=clean(str(error.args[0]), 80)) from None
    except (ValueError, TypeError) as error:
        raise Refused("edition-by-hand", Exit.UNREADABLE, text=clean(str(error), 80)) from None


def values(changes: Sequence[tuple[str, str]], text: str) -> str:
    from kit.readiness.editions.files.writing import with_values

    return with_values(text, changes)


def _asked(ctx: Context, asked: Asked, text: str) -> str:
    from kit.readiness.editions.command.making import both
    from kit.readiness.editions.files import writing

    if (asked.add or asked.move) and not asked.behind:
        raise Refused("edition-behind", Exit.USAGE)
    if asked.drop:
        text = writing.without_step(text, asked.drop)
    if asked.move:
        text = writing.moved_step(text, asked.move, asked.behind)
    if asked.add:
        zh, en = both(ctx, (asked.zh, asked.en))
        if not zh:
            raise Refused("edition-words", Exit.USAGE, option=f"--{ctx.me.lang}")
        text = writing.with_step(
            text, clean(asked.add, 40), clean(zh, 500), clean(en, 500), asked.behind
        )
    changes = []
    for each in asked.set:
        path, sign, value = each.partition("=")
        if not sign:
            raise Refused("setup-set", Exit.USAGE, text=clean(each, 60))
        changes.append((path.strip(), value.strip()))
    return writing.with_values(text, changes)


def faults_of(ctx: Context, path: str) -> list[Fault]:
    """What is wrong with a list here, advice left out: no other site uses it."""
    sites, profiles = ctx.of(Sites), []
    for name in sites.profiles():
        try:
            profiles.append(sites.profile(name))
        except Refused:  # another file's fault
            continue
    here = ctx.of(Sites).readable(ctx.me.profile)
    found = check_file(path, profiles, set(clause_texts()), here)
    return [each for each in found if not each.mild]


def refuse_faults(ctx: Context, type_: str, path: str, faults: list[Fault]) -> None:
    from kit.plans.checklists.show.findings import found

    put(ctx, found(faults, 1, ctx.me.lang))
    how = shlex.join(["kit", "checklists", "edit", type_, "--file", path])
    raise Refused("edition-faults", Exit.UNREADABLE, n=len(faults), path=path, how=how)


def take(ctx: Context, type_: str, text: str, told: Told, base: str = "") -> None:
    """Into force, if it is right; else it waits beside. ``base``: the hash of the text that it was
    made from. Raises ``Refused``."""
    work = _beside(ctx, type_, text.encode("utf-8"), base)
    faults = faults_of(ctx, work)
    if faults:
        refuse_faults(ctx, type_, work, faults)
    _in_force(ctx, type_, work, told)


def _beside(ctx: Context, type_: str, data: bytes, base: str = "") -> str:
    work = texts.work_path(ctx.home, type_)
    try:
        make_dir(os.path.dirname(work))
        replace_file(work, data)
        if base:
            replace_file(texts.base_path(ctx.home, type_), base.encode("ascii"))
    except OSError as error:
        raise unwritten(work, error, texts.COPIES * len(data)) from error
    return work


def _in_force(ctx: Context, type_: str, work: str, told: Told) -> None:
    data, reason = editions.bytes_of(work), _reason(ctx, told)
    lists = ctx.of(Checklists)
    there = lists.files().get(type_)
    own = there is not None and lists.library.is_own(there)
    path = there if own and there else os.path.join(ctx.home, "checklists", f"{type_}.toml")
    fields = {"hash": texts.keep(ctx.home, data), "reason": reason}
    if there is not None and not own:
        fields["base"] = texts.keep(ctx.home, editions.bytes_of(there))
    elif made_from := texts.made_from(ctx.home, type_):
        fields["base"] = made_from
    try:
        make_dir(os.path.dirname(path))
        replace_file(path, data)
        texts.put_away(ctx.home, type_)
    except OSError as error:
        raise unwritten(path, error, texts.COPIES * len(data)) from error
    title = editions.decoded(ctx, data, type_).title.get(ctx.me.lang)
    _noted(ctx, type_, title, "change", fields, told)
    if not told.as_json:
        ctx.err.say("editions.draft-now", type=type_, how=f"kit checklists approve {type_}")


def _reason(ctx: Context, told: Told) -> str:
    from kit.ground.terminal.ask import Question, terminal

    reason = clean(told.reason, 500)
    if not reason and terminal() and not told.as_json:
        asked = Question("why", ctx.out.word("editions.ask-reason"), "text")
        reason = clean(ctx.ask.ask(asked), 500)
    if not reason:
        raise Refused("edition-reason", Exit.USAGE)
    return reason


def _title(ctx: Context, type_: str) -> str:
    try:
        return ctx.of(Checklists).checklist(type_).title.get(ctx.me.lang)
    except Refused:
        return type_


def _noted(
    ctx: Context, type_: str, title: str, verb: str, fields: dict[str, str], told: Told
) -> None:
    from kit.people.registers.command.answers import said

    book, made = record(ctx, type_, title, verb, fields, told.by)
    said(ctx, book, made, told.as_json)


def record(
    ctx: Context, type_: str, title: str, verb: str, fields: dict[str, str], by: str
) -> tuple[Book, list[Entry]]:
    """An entry on the register of editions, which begins with a list's first. Raises
    ``Refused``."""
    drill = desk.of_drill(False)

    def act(draft: Draft) -> None:
        if type_ not in draft.register.docs:
            acts.add(draft, EDITION, type_, {"what": clean(title, 100) or type_}, drill=drill)
        acts.stage(draft, EDITION, type_, verb, "", fields)

    return desk.record(ctx, EDITION.name, act, by=by)


# ---- an editor -----------------------------------------------------------------------------------


def _opened(
    ctx: Context, type_: str, data: bytes, told: Told, waits: bool, typed: str = ""
) -> None:
    """The text in the user's editor, until it is right or he leaves it beside: what is in force
    stays meanwhile. A text that was left is gone on with."""
    from kit.ground.terminal.ask import Option, Question, terminal
    from kit.readiness.editions.command import editor as editors

    if not terminal() or told.as_json:
        raise Refused("edition-editor", Exit.USAGE, type=type_)
    editor = editors.words_of(ctx, type_, typed)
    editors.say(ctx, type_, editor, typed)
    work = texts.work_path(ctx.home, type_)
    if os.path.exists(work):
        if not waits:
            ctx.err.say("editions.goes-on", path=work)
    else:
        _beside(ctx, type_, data)
    while True:
        if editors.run(type_, editor, work):
            raise Refused("edition-left", path=work)
        if editions.bytes_of(work) == data and not waits:
            texts.put_away(ctx.home, type_)
            ctx.err.say("editions.same")
            return
        faults = faults_of(ctx, work)
        if not faults:
            _in_force(ctx, type_, work, told)
            return
        from kit.plans.checklists.show.findings import found

        put(ctx, found(faults, 1, ctx.me.lang))
        options = [
            Option("again", ctx.out.word("editions.again"), "e"),
            Option("leave", ctx.out.word("editions.leave"), "q"),
        ]
        asked = ctx.out.word("editions.ask-again")
        if ctx.ask.ask(Question("faults", asked, options=options)) != "again":
            raise Refused("edition-left", path=work)
