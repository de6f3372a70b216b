"""``kit cause``: why an incident happened, by a key of the site's list, at closing or later."""

from __future__ import annotations

from typing import Any

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import by_option, json_option
from kit.incidents.incident.command.record import answer, record
from kit.incidents.incident.command.shared import show_part
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.show.standing_json import cause_json
from kit.plans.causes.files import CauseFiles
from kit.plans.causes.rules import Cause

ASKS = ("cause", "root-cause")  # steps of the checklists that find it out


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    def told(key: str) -> str:
        return ctx.out.word(f"help.cause-{key}")

    @app.command(name, help=ctx.out.word("help.cause"), **how)
    def cause(
        ref: str = typer.Argument("", metavar="REF", help=told("ref"), show_default=False),
        key: str = typer.Argument("", metavar="KEY", help=told("key"), show_default=False),
        repeat: str = typer.Option("", "--repeat-of", metavar="REF", help=told("repeat")),
        note: str = typer.Option("", "--note", metavar="TEXT", help=told("note")),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        causes = ctx.of(CauseFiles).causes()
        if not ref:
            _listed(ctx, causes, as_json)
            return
        if not key and not repeat and ref in causes:  # of the open incident
            ref, key = "", ref
        if key or repeat:
            _set(ctx, ref, meant(causes, key) if key else None, repeat, note, by, as_json)
        else:
            _shown(ctx, ref, as_json)


def meant(causes: dict[str, Cause], text: str) -> Cause:
    """By its key, or by words that only one has. Raises ``Refused``."""
    wanted = text.strip().casefold()
    found = [cause for cause in causes.values() if wanted == cause.id]
    if not found and wanted:
        found = [c for c in causes.values() if wanted in f"{c.zh}\n{c.en}".casefold()]
    if len(found) == 1:
        return found[0]
    names = [each.id for each in found] or list(causes)
    raise Refused("cause-which", Exit.USAGE, text=clean(text, 60), names=names)


def _set(
    ctx: Context, ref: str, cause: Cause | None, repeat: str, note: str, by: str, as_json: bool
) -> None:
    """Without a cause, that of the incident stays, and what it repeats is said."""
    store = ctx.of(Store)
    folder = store.pick(ref)
    found = folder.incident.cause
    if cause is not None:
        key, called = cause.id, cause.text
    elif found is not None:
        key, called = found.key, found.called
    else:
        raise Refused("cause-first", Exit.USAGE, ref=folder.ref)
    earlier = ""
    if repeat:
        other = store.pick(repeat)
        earlier, opened = other.ref, folder.incident.opened
        if earlier != folder.ref and opened and (other.incident.opened or opened) > opened:
            raise Refused("repeat-later", Exit.USAGE, ref=earlier)

    def act(draft: acts.Draft) -> None:
        acts.set_cause(draft, key, called, earlier, note)

    folder, entries = record(ctx, folder.ref, act, by=by, folder=folder)
    answer(ctx, folder, entries, as_json)


def _shown(ctx: Context, ref: str, as_json: bool) -> None:
    folder = ctx.of(Store).pick(ref)
    incident, lang = folder.incident, ctx.me.lang
    show_part(
        ctx,
        folder,
        as_json,
        lambda: cause_json(incident, lang),
        lambda room: cause_lines(incident, lang),
        "standing.no-cause",
    )


def cause_lines(incident: Incident, lang: str) -> list[str]:
    from kit.incidents.incident.show.texts import say

    found = incident.cause
    if found is None:
        return _asked_in_the_list(incident, lang)
    text = f"{clean(found.key, 60)}  {clean(found.called.get(lang), 200)}"
    if found.repeat_of:
        text += say(lang, "repeat-of", ref=clean(found.repeat_of, 40))
    return [text + (f"  {clean(found.note)}" if found.note else "")]


def _asked_in_the_list(incident: Incident, lang: str) -> list[str]:
    """That nobody gave one by the list of causes, and what the checklist's own questions for it
    were answered: whoever gives it need not find that out again."""
    from kit.ground.base.words import word
    from kit.incidents.incident.show.step_lines import answer_text, step_text

    views = (v for v in incident.views() if v.step.id in ASKS and v.state.status == "done")
    between = "：" if lang == "zh" else ": "
    told = [
        f"  {clean(step_text(incident, v, lang), 200)}{between}{answer_text(incident, v, lang)}"
        for v in views
    ]
    return [word(lang, "standing.cause-answered"), *told] if told else []


def _listed(ctx: Context, causes: dict[str, Cause], as_json: bool) -> None:
    from kit.ground.base.cells import columns
    from kit.ground.console.options import cells

    lang = ctx.me.lang
    if as_json:
        rows = [{"cause_key": each.id, "cause": each.text.get(lang)} for each in causes.values()]
        ctx.out.json({"causes": rows})
        return
    for line in columns([(c.id, c.text.get(lang)) for c in causes.values()], cells(ctx)):
        ctx.out.line(line)
