"""``kit note TEXT``: a note, also after closing; with ``--amend`` a correction of an entry.
Where no incident is open it is the shift's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kit.ground.base.refusal import Refused
from kit.ground.console.context import Context
from kit.ground.console.options import (
    at_option,
    by_option,
    date_option,
    incident_option,
    json_option,
)
from kit.incidents.incident.command.record import answer, entry_named, record, right_value
from kit.incidents.incident.files import desk
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts

if TYPE_CHECKING:
    from kit.ground.console import typer


def run(
    ctx: Context,
    *,
    text: list[str],
    amend: str = "",
    ref: str = "",
    at: str = "",
    date: str = "",
    by: str = "",
    as_json: bool = False,
) -> None:
    """The command, for both doors."""
    words = " ".join(text)
    if not amend and _stopped(ctx, ref, words, as_json):
        return
    found = _incident(ctx, ref, bool(amend))
    if found is None:
        desk.OUTSIDE[0](ctx, words, at, date, by, as_json)
        return
    folder = found
    entry = entry_named(ctx, folder, amend) if amend else None
    if entry is not None:
        words = right_value(ctx, folder.incident, entry, words, date)

    def act(draft: acts.Draft) -> None:
        if entry is not None:
            from kit.incidents.incident.files.taking_back import corrected

            corrected(folder, draft, entry, words)
        else:
            acts.note(draft, words)

    folder, entries = record(ctx, ref, act, at=at, date=date, by=by, folder=folder)
    answer(ctx, folder, entries, as_json)


def _stopped(ctx: Context, ref: str, words: str, as_json: bool) -> bool:
    """Whether these words end a drill; then the real incident is said. With none named they end
    whichever drill is open."""
    from kit.incidents.incident.rules.stop_word import stop_word

    if not desk.STOP or stop_word(words) is None:
        return False
    store = ctx.of(Store)
    logs = [store.pick(ref)] if ref else store.open_logs()
    drill = next((log for log in logs if desk.stops(ctx, log.incident, words)), None)
    if drill is None:
        return False
    real = desk.STOP[0](ctx, drill, words)
    if as_json:
        ctx.out.json({"ref": real.ref, "drill": False, "entries": []})
    else:
        ctx.out.say("screen.drill-stopped", ref=real.ref)
        ctx.err.say("screen.go-on", how=f"kit guide -i {real.ref}")
    return True


def _incident(ctx: Context, ref: str, amends: bool) -> Log | None:
    """Which is meant; ``None`` where none is open: the note is the shift's. Raises ``Refused``."""
    try:
        return ctx.of(Store).pick(ref)
    except Refused as refused:
        if refused.code not in ("none-open", "open-unread") or amends or not desk.OUTSIDE:
            raise
        return None


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    from kit.ground.console import typer

    @app.command(name, help=ctx.out.word("help.note"), **how)
    def note(
        text: list[str] = typer.Argument(..., metavar="TEXT", help=ctx.out.word("help.text")),
        amend: str = typer.Option("", "--amend", metavar="N", help=ctx.out.word("help.amend")),
        ref: str = incident_option(ctx),
        at: str = at_option(ctx),
        date: str = date_option(ctx),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        run(ctx, text=text, amend=amend, ref=ref, at=at, date=date, by=by, as_json=as_json)
