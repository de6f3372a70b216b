"""``kit checklists list | show | check``: what the kit knows to do, and whether it is sound."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from kit.ground.console import typer

from kit.plans.checklists.files import Checklists, read_checklist, waiting_path
from kit.plans.sites.files import Sites
from kit.plans.checklists.command.cards import register_print
from kit.plans.checklists.command.more import MORE
from kit.ground.console.options import json_option
from kit.ground.console.put import put
from kit.ground.console.context import Context
from kit.ground.base.text import Text
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console.help import new_group
from kit.ground.base.words import word

if TYPE_CHECKING:
    from kit.plans.checklists.files.proved import Judge
    from kit.plans.checklists.rules.lint import Finding
    from kit.plans.sites.rules import Profile
    from kit.plans.checklists.show.checklists import Row
    from kit.plans.checklists.show.findings import Fault


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    group = new_group(ctx, ctx.out.word("checklists.help"), how)

    @group.callback()
    def alone(typer_context: typer.Context) -> None:
        if typer_context.invoked_subcommand is None:
            list_all(ctx, False)

    @group.command("list", help=ctx.out.word("checklists.help-list"), **how)
    def list_(as_json: bool = json_option(ctx)) -> None:
        list_all(ctx, as_json)

    @group.command("show", help=ctx.out.word("checklists.help-show"), **how)
    def show(
        type_: str = typer.Argument(..., metavar="TYPE", help=ctx.out.word("checklists.help-type")),
        sources: bool = typer.Option(
            False, "--sources", help=ctx.out.word("checklists.help-sources")
        ),
        as_json: bool = json_option(ctx),
    ) -> None:
        show_one(ctx, type_, sources, as_json)

    @group.command("check", help=ctx.out.word("checklists.help-check"), **how)
    def check(
        files: list[str] = typer.Argument(
            None, metavar="[FILE]...", help=ctx.out.word("checklists.help-file")
        ),
        rules: bool = typer.Option(False, "--rules", help=ctx.out.word("checklists.help-rules")),
        as_json: bool = json_option(ctx),
    ) -> None:
        if rules:
            show_rules(ctx, as_json)
        else:
            check_all(ctx, files or [], as_json)

    register_print(group, ctx, how)
    for more in MORE:
        more(group, ctx, how)
    app.add_typer(group, name=name)


def _row(ctx: Context, type_: str) -> Row:
    from kit.plans.checklists.show.checklists import Row

    lists = ctx.of(Checklists)
    checklist = lists.checklist(type_)
    path = lists.files()[type_]
    return Row(checklist, lists.library.is_own(path), path)


def _waiting(ctx: Context, type_: str) -> Row | None:
    """A list that is not in force, where there is none in force of that name. Raises ``Refused``."""
    from kit.plans.checklists.show.checklists import Row

    path = waiting_path(ctx.home, os.path.basename(type_))
    if type_ in ctx.of(Checklists).files() or not os.path.isfile(path):
        return None
    ctx.err.say("checklists.waiting", path=path)
    return Row(read_checklist(path), True, path)


def _row_json(row: Row, lang: str) -> dict[str, Any]:
    c = row.checklist
    return {
        "id": c.id,
        "title": c.title.get(lang),
        "summary": c.summary.get(lang),
        "danger": c.danger,
        "silent": c.silent,
        "own": row.own,
        "file": row.file,
        "find": [*c.find.zh, *c.find.en],
        "levels": [
            {"level": grade.id, "title": grade.title.get(lang)}
            for grade in (c.levels.grades if c.levels else [])
        ],
    }


def list_all(ctx: Context, as_json: bool) -> None:
    """A file that cannot be read is named beside the list and does not hide the others."""
    from kit.plans.checklists.show.checklists import listed

    good, bad = ctx.of(Checklists).readable()
    rows = [_row(ctx, checklist.id) for checklist in good]
    if as_json:
        broken = [word(ctx.me.lang, f"refused.{r.code}", **r.fill) for r in bad]
        found = [_row_json(row, ctx.me.lang) for row in rows]
        ctx.out.json({"checklists": found, "broken": broken})
    else:
        put(ctx, listed(rows, ctx.me.lang))
    for refused in bad:
        ctx.err.say(f"refused.{refused.code}", **refused.fill)


def show_one(ctx: Context, type_: str, sources: bool, as_json: bool) -> None:
    from kit.plans.checklists.show.checklists import shown
    from kit.plans.seeds.files import clause_texts

    row = _waiting(ctx, type_) or _row(ctx, type_)
    clauses = clause_texts() if sources else None
    if as_json:
        out = {"own": row.own, "file": row.file, "checklist": row.checklist}
        if clauses is not None:
            cited = dict.fromkeys(clause for clause, _ in row.checklist.citations())
            out["sources"] = {clause: clauses.get(clause, "") for clause in cited}
        ctx.out.json(out)
        return
    profile = ctx.of(Sites).in_use(ctx.me.profile)
    put(ctx, shown(row, profile, ctx.me.lang, clauses))


def check_all(ctx: Context, files: list[str], as_json: bool) -> None:
    """Ends with 0 when nothing was found but advice, else 5. A test holds the shipped lists to the
    glossary; here it is asked of one's own."""
    from kit.plans.checklists.files.proved import Judge
    from kit.plans.checklists.show.findings import fault_json, found

    judge = Judge(ctx.of(Checklists), ctx.of(Sites))
    faults = [refused_fault(refused) for refused in judge.unread()]
    files = files or list(ctx.of(Checklists).files().values())
    for path in files:
        if ctx.of(Checklists).library.is_own(os.path.realpath(path)):
            faults += check_file(path, judge.profiles(), judge.clauses, ctx.of(Sites).readable(ctx.me.profile))
        else:
            faults += _shipped(path, judge)
    if as_json:
        findings = [fault_json(fault, ctx.me.lang) for fault in faults]
        ctx.out.json({"files": files, "findings": findings})
    else:
        put(ctx, found(faults, len(files), ctx.me.lang))
    if any(not fault.mild for fault in faults):
        raise typer.Exit(int(Exit.UNREADABLE))


def show_rules(ctx: Context, as_json: bool) -> None:
    from kit.plans.checklists.show.findings import rules, rules_json

    if as_json:
        ctx.out.json({"rules": rules_json(ctx.me.lang)})
        return
    put(ctx, rules(ctx.me.lang))


def check_file(
    path: str, profiles: list[Profile], clauses: set[str], site: Profile | None = None
) -> list[Fault]:
    """What decoding and the linter find in a file of one's own, in the file's order, and advice on
    the glossary's terms. ``site``: where it is used."""
    from kit.plans.checklists.rules.lint import check
    from kit.plans.glossary.files import glossary

    try:
        checklist = read_checklist(path)
    except Refused as refused:
        return [refused_fault(refused)]
    return _faults(path, check(checklist, profiles, clauses, False, glossary(), site))


def _shipped(path: str, judge: Judge) -> list[Fault]:
    try:
        return _faults(path, judge.found(path, lambda: read_checklist(path)))
    except Refused as refused:
        return [refused_fault(refused)]


def _faults(path: str, findings: list[Finding]) -> list[Fault]:
    """With the line of each. Raises ``Refused`` where the file has gone."""
    if not findings:
        return []
    from kit.plans.checklists.show.findings import Fault
    from kit.plans.toml.files.read import read_text
    from kit.plans.toml.rules.toml_lines import TomlLines

    lines = TomlLines(read_text(path))
    return [
        Fault(
            path, lines.line(each.path, each.clue), each.path, each.rule, each.message, each.fix,
            each.mild,
        )
        for each in findings
    ]  # fmt: skip


def refused_fault(refused: Refused) -> Fault:
    """A file that cannot be decoded, as a finding."""
    from kit.plans.checklists.show.findings import Fault

    fill = refused.fill
    rule, message, fix = "decode", fill.get("why"), "fix-file"
    if refused.code == "checklist-encoding":
        rule, message, fix = "encoding", both("checklists.not-utf8"), "fix-utf8"
    elif refused.code == "checklist-newer":
        rule, message, fix = "newer", both("checklists.newer", **fill), "fix-newer"
    elif not isinstance(message, Text):
        rule, message = refused.code, both(f"refused.{refused.code}", **fill)
    assert isinstance(message, Text)
    line = fill.get("line", 0)
    return Fault(
        str(fill.get("file", "")),
        line if isinstance(line, int) else 0,
        str(fill.get("path", "")),
        rule,
        message,
        both(f"checklists.{fix}"),
    )


def both(key: str, **fill: object) -> Text:
    return Text(word("zh", key, **fill), word("en", key, **fill))
