"""The typer application: built for the one command that was asked for, or whole for help."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module
from typing import Any

from kit.ground.base.refusal import Exit, Refused
from kit.ground.console import typer
from kit.ground.console.alone import with_value
from kit.ground.console.context import Context
from kit.ground.console.help import HELP, translated

# Every command and the module that holds it; a module is imported when its command runs.
COMMANDS: dict[str, str] = {
    "start": "kit.live.guide.command.start",
    "guide": "kit.live.guide.command.guide",
    "board": "kit.live.board.command",
    "list": "kit.review.archive.command.list_incidents",
    "show": "kit.incidents.incident.command.show",
    "tick": "kit.incidents.incident.command.tick",
    "skip": "kit.incidents.incident.command.skip",
    "answer": "kit.incidents.incident.command.answer",
    "note": "kit.incidents.incident.command.note",
    "call": "kit.incidents.incident.command.call",
    "undo": "kit.incidents.incident.command.undo",
    "redo": "kit.incidents.incident.command.redo",
    "hand": "kit.incidents.incident.command.hand",
    "level": "kit.incidents.incident.command.level",
    "timer": "kit.incidents.incident.command.timer",
    "forecast": "kit.incidents.incident.command.forecast",
    "down": "kit.incidents.incident.command.down",
    "callback": "kit.incidents.incident.command.callback",
    "sheet": "kit.people.registers.command.sheet",
    "forget": "kit.people.registers.command.forget",
    "complaint": "kit.people.registers.command.register",
    "order": "kit.people.registers.command.register",
    "caller": "kit.people.registers.command.register",
    "property": "kit.people.registers.command.register",
    "action": "kit.incidents.incident.command.action",
    "cause": "kit.incidents.incident.command.cause",
    "redline": "kit.incidents.incident.command.redline",
    "item": "kit.people.registers.command.register",
    "plan": "kit.live.guide.command.plan",
    "close": "kit.incidents.incident.command.close",
    "reopen": "kit.review.archive.command.reopen",
    "log": "kit.incidents.incident.command.log",
    "summary": "kit.review.summary.command",
    "open": "kit.review.archive.command.open_page",
    "review": "kit.review.after_action.command",
    "form": "kit.review.forms.command",
    "say": "kit.incidents.say.command.say",
    "report": "kit.incidents.say.command.report",
    "qr": "kit.incidents.say.command.qr",
    "verify": "kit.review.verify.command",
    "export": "kit.laptops.bundles.command.export",
    "import": "kit.laptops.bundles.command.import_",
    "backup": "kit.laptops.backup.command.backup",
    "restore": "kit.laptops.backup.command.restore",
    "setup": "kit.readiness.setup.command.setup",
    "calendar": "kit.people.calendar.command",
    "training": "kit.readiness.training.command",
    "risk": "kit.readiness.risks.command",
    "ready": "kit.readiness.ready.command",
    "doctor": "kit.readiness.doctor.command",
    "duty": "kit.readiness.duties.command.duty",
    "supply": "kit.readiness.supplies.command.supply",
    "find": "kit.plans.finder.command",
    "checklists": "kit.plans.checklists.command.checklists",
    "sources": "kit.plans.clauses.command",
    "profile": "kit.plans.sites.command",
    "shift": "kit.shifts.shift.command.shift",
    "contact": "kit.people.contacts.command.contact",
    "staffing": "kit.shifts.staffing.command",
    "drill": "kit.readiness.drills.command.drill",
    "demo": "kit.readiness.drills.command.demo",
    "help": "kit.readiness.manual.command.help",
}


def _last_closed(ctx: Context) -> Any:
    from kit.review.archive.files.last import last_closed

    return last_closed(ctx)


def _count_anew(ctx: Context) -> Any:
    from kit.incidents.incident.command.anew import count_anew

    return count_anew(ctx)


def _count_registers(ctx: Context) -> Any:
    from kit.people.registers.command.anew import count_anew

    return count_anew(ctx)


def _during(ctx: Context, at: Any) -> Any:
    from kit.incidents.incident.files.during import during

    return during(ctx, at)


def _callers(ctx: Context) -> Any:
    from kit.incidents.incident.files.during import callers

    return callers(ctx)


def _past(ctx: Context, days: int, ref: str) -> Any:
    from kit.incidents.incident.files.forgetting import past

    return past(ctx, days, ref)


def _take_out(ctx: Context, days: int, refs: list[str], by: str) -> int:
    from kit.incidents.incident.files import forgetting
    from kit.review.archive.files.totals_by_month import drop

    forgetting.KEPT[:] = [drop]
    return forgetting.take_out(ctx, days, refs, by)


def _follow(ctx: Context, by: str) -> Any:
    from kit.incidents.incident.files import forgetting
    from kit.review.archive.files.totals_by_month import drop

    forgetting.KEPT[:] = [drop]
    return forgetting.follow(ctx, by)


def _closed(ctx: Context) -> str:
    return f"{ctx.home}{os.sep}closed"


def _reached(ctx: Context, site: Any, now: Any) -> Any:
    from kit.people.contacts.command.at_site import reached

    return reached(ctx, site, now)


def _handover(group: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    from kit.shifts.handover.command.handover import register

    register(group, ctx, how)


def _drills(home: str) -> tuple[Any, list[str]]:
    from kit.readiness.drills.files.store import Drills

    keeper = Drills(home)
    return keeper, keeper.refs()


def _sheet_codes(group: typer.Typer, ctx: Context, how: dict[str, Any], *options: Any) -> None:
    from kit.shifts.handover.command.codes import register

    register(group, ctx, how, *options)


def _backed_up(ctx: Context) -> Any:
    from kit.laptops.backup.files.standing import standing

    found = standing(ctx.home, ctx.now().wall)
    return found.last, found.due, found.late


def _more_lists(group: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    from kit.readiness.editions.command.more import register

    register(group, ctx, how)


def go_on(ctx: Context) -> None:
    """Finish an import that was stopped; where that cannot be done it is said."""
    register_rooms()
    from kit.laptops.bundles.files.importing import finish

    why = finish(ctx.home)
    if why:
        ctx.err.say("warnings.import-unfinished", why=why)


def register_rooms() -> None:
    """What a lower room must hear of a higher one."""
    from kit import links, readiness
    from kit.ground.journal.kept import KEPT
    from kit.incidents import incident
    from kit.incidents.say.command import more as qr
    from kit.people import calendar
    from kit.people.registers.files import forgetting
    from kit.people.registers.files.during import CALLERS, DURING
    from kit.plans import sites
    from kit.plans.checklists.command import more
    from kit.shifts.shift.command import more as shift

    readiness.register_books()
    readiness.at_start()
    calendar.COUNT_ANEW[:] = [_count_anew, _count_registers]
    sites.REACHED[:] = [_reached]
    more.MORE[:] = [_more_lists]
    incident.LAST_CLOSED[:] = [_last_closed]
    DURING[:] = [_during]
    CALLERS[:] = [_callers]
    forgetting.INCIDENTS[:] = [forgetting.Keeper(_past, _take_out, _closed, _follow)]
    shift.MORE[:] = [_handover]
    qr.MORE[:] = [_sheet_codes]
    incident.BACKED_UP[:] = [_backed_up]
    KEPT[:] = [_drills]
    links.link_guide()
    links.link_drills()
    links.link_above()


def run(ctx: Context, argv: list[str]) -> int:
    """Parse ``argv`` and run its command. Usage errors become ``Refused``."""
    register_rooms()
    argv = with_value(argv)
    if argv[:1] == ["help"] and argv[1:2] and argv[1] in COMMANDS:
        argv = [*argv[1:], "--help"]
    if argv[:1] in (["--install-completion"], ["--show-completion"]):
        from kit.readiness.manual.command.completion import install

        return install(ctx, argv)
    said = plain(ctx, argv)
    try:
        result = _by_typer(ctx, argv) if said is None else typer.called(said)
    except typer.Exit as stop:
        result = int(stop.exit_code)
    ctx.flush_warnings()
    return int(result) if isinstance(result, int) else int(Exit.DONE)


def plain(ctx: Context, argv: list[str]) -> list[typer.Said] | None:
    """What a line calls that needs no typer, else ``None``."""
    if argv[:1] == [] or argv[0] not in COMMANDS:
        return None
    lines = typer.Lines()
    import_module(COMMANDS[argv[0]]).register(lines, ctx, argv[0], {"context_settings": HELP})
    return lines.said(argv)


def _by_typer(ctx: Context, argv: list[str]) -> Any:
    group = typer.main.get_command(_app(ctx, argv))
    try:
        return group.main(args=argv, prog_name="kit", standalone_mode=False)
    except typer.Abort:
        raise KeyboardInterrupt from None
    except Exception as error:
        if hasattr(error, "format_message"):
            from kit.ground.console.mistakes import usage

            said = usage(ctx, error, argv, COMMANDS, _example)
            raise Refused("usage", Exit.USAGE, **said) from None
        raise


def complete(ctx: Context) -> int:
    """Answer a shell's Tab."""
    from kit.readiness.manual.command import completion

    register_rooms()
    words = os.environ.get("COMP_WORDS") or os.environ.get("_TYPER_COMPLETE_ARGS") or ""
    asked = [word for word in words.split()[1:2] if word in COMMANDS]
    return completion.complete(ctx, typer.main.get_command(_app(ctx, asked)))


def _example(line: str, option: str, day: Any) -> str:
    from kit.review.period.rules.ranges import example

    return example(option, day) if line == "kit summary" else ""


def _app(ctx: Context, argv: list[str]) -> typer.Typer:
    from typer.core import TyperCommand, TyperGroup

    lang = ctx.me.lang

    class Command(TyperCommand):
        def get_help(self, ctx: Any) -> str:
            return translated(super().get_help(ctx), lang)

    class Group(TyperGroup):
        def get_help(self, ctx: Any) -> str:
            return translated(super().get_help(ctx), lang)

        def list_commands(self, ctx: Any) -> list[str]:
            return [name for name in COMMANDS if name in self.commands]

        def format_commands(self, ctx: Any, formatter: Any) -> None:
            from kit.readiness.manual.show import grouped, said

            for line in grouped(said(COMMANDS, lang), lang, formatter.width):
                formatter.write(f"{line}\n")

        def format_epilog(self, ctx: Any, formatter: Any) -> None:
            from kit.ground.base.cells import wrap

            for line in ("", *wrap(self.epilog or "", formatter.width - 2)):
                formatter.write(f"  {line}\n" if line else "\n")

    app: typer.Typer = typer.real_app(
        cls=Group,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={**HELP, "obj": ctx},
        help=ctx.out.word("help.kit"),
        epilog=ctx.out.word("help.globals"),
        invoke_without_command=True,
    )

    @app.callback(invoke_without_command=True)
    def home(typer_context: typer.Context) -> None:
        if typer_context.invoked_subcommand is None:
            from kit import readiness
            from kit.live.home.command import run_home
            from kit.shifts.handover.command.at_home import register

            register()
            readiness.at_home()
            raise typer.Exit(run_home(ctx))

    asked = next((word for word in argv if not word.startswith("-")), "")
    wanted = [asked] if asked in COMMANDS else [] if argv == ["--help"] else list(COMMANDS)
    for name in wanted:
        module = import_module(COMMANDS[name])
        register: Callable[..., None] = module.register
        register(app, ctx, name, {"cls": Command, "context_settings": HELP})
    return app
