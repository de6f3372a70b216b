"""``kit doctor``: is this laptop ready for an incident? One line per check; nothing is changed."""

from __future__ import annotations

from typing import Any

import msgspec
import typer

from kit.commands.options import json_option
from kit.context import Context
from kit.core.acts import clean
from kit.core.facts import Facts
from kit.core.health import Note, State, Verdict, exit_code, judge
from kit.core.refusal import Exit
from kit.render.words import word


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    @app.command(name, help=ctx.out.word("help.doctor"), **how)
    def doctor(as_json: bool = json_option(ctx)) -> None:
        facts = gather(ctx)
        verdicts = judge(facts)
        if as_json:
            ctx.out.json([as_data(verdict, ctx.me.lang) for verdict in verdicts])
        else:  # where Chinese cannot be shown at all, English at least says so
            say(ctx, verdicts, ctx.me.lang if facts.encoding.shows else "en")
        raise typer.Exit(int(exit_code(verdicts)))


def gather(ctx: Context) -> Facts:
    """All facts. Whoever gathers them says what he could not see; nothing raises."""
    from kit.live import machine
    from kit.store import drives, health, health_content

    clock, now = machine.clock(ctx.clock)
    if now is not None:
        jump, behind = health.clock_against_logs(ctx.store, now)
        clock = msgspec.structs.replace(clock, jump=jump, behind=behind)
    return Facts(
        drives.place(ctx.store.home),
        health.rights(ctx.store),
        health.space(ctx.store),
        health.locks(ctx.store),
        health.logs(ctx.store),
        clock,
        machine.terminal(ctx.me.plain),
        machine.encoding(),
        machine.chosen_language(ctx.me.lang),
        machine.battery(),
        health_content.lists(ctx.store),
        health_content.site(ctx.store, ctx.me.profile),
        machine.versions(),
    )


def say(ctx: Context, verdicts: list[Verdict], lang: str) -> None:
    """A line per check, wrapped on a terminal only, and a line that counts them."""
    from kit.render.text import pad, wrap

    states: list[State] = ["ok", "check", "bad"]
    lines: list[tuple[str, str]] = []
    wide, room = (7, 12) if lang == "en" else (6, 6)
    for verdict in verdicts:
        found, fix = sentences(verdict, lang)
        head = pad(word(lang, f"doctor.state-{verdict.state}"), wide)
        head += pad(word(lang, f"doctor.check-{verdict.check}"), room)
        text = word(lang, "doctor.with-fix", found=found, fix=fix) if fix else found
        lines.append((head + text, " " * (wide + room)))
    count = {state: sum(v.state == state for v in verdicts) for state in states}
    last = {Exit.FAULT: "no-record", Exit.UNREADABLE: "damaged"}.get(exit_code(verdicts))
    last = last or ("check" if count["check"] else "ok")
    closing = word(lang, f"doctor.last-{last}")
    lines.append((word(lang, "doctor.total", total=len(verdicts), last=closing, **count), ""))
    cells = ctx.out.console.width if ctx.out.terminal else 0
    for line, indent in lines:
        for part in wrap(line, cells, indent) if cells else [line]:
            ctx.out.line(part)


def sentences(verdict: Verdict, lang: str) -> tuple[str, str]:
    """What was found and what to do, each fix once."""
    join = word(lang, "doctor.join")
    found = [filled(note.found, note, lang) for note in verdict.notes]
    fixes = dict.fromkeys(filled(note.fix, note, lang) for note in verdict.notes if note.fix)
    return join.join(found), join.join(fixes)


def filled(key: str, note: Note, lang: str) -> str:
    fill = {name: localised(value, lang) for name, value in note.fill.items()}
    return clean(word(lang, f"doctor.{key}", **fill))


def localised(value: Any, lang: str) -> Any:
    """Texts inside a list in the language asked for; ``word`` does it for single ones."""
    if isinstance(value, list):
        return [getattr(item, lang, item) for item in value]
    return value


def as_data(verdict: Verdict, lang: str) -> dict[str, Any]:
    found, fix = sentences(verdict, lang)
    return {
        "check": verdict.check,
        "state": verdict.state,
        "found": found,
        "fix": fix or None,
        "data": verdict.data,
    }
