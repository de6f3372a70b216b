"""What a shell offers behind Tab: commands, options and choices by typer, and by what is here the
references of incidents, the steps of the open one and the types of lists.

Read anew at each Tab; whatever cannot be read offers nothing, as a shell has no place for an error.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

from kit.ground.base.refusal import Exit, Refused
from kit.ground.console.context import Context

ASKED = "_KIT_COMPLETE"  # the shells' scripts set it
SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
MANY = 200  # references offered at most, the newest
OPTIONS = ("--install-completion", "--show-completion")


def complete(ctx: Context, group: Any) -> int:
    """Answer the shell that asks by the environment."""
    from typer import completion as made_by_typer

    completion: Any = made_by_typer
    completion.completion_init()
    attach(ctx, group)
    extra = {"obj": ctx}
    return int(completion.shell_complete(group, extra, "kit", ASKED, os.environ.get(ASKED, "")))


def install(ctx: Context, argv: list[str]) -> int:
    """``--install-completion [SHELL]`` writes the shell's own start-up file, ``--show-completion``
    prints the script. Raises ``Refused`` where the shell is not known."""
    from typer import completion as made_by_typer

    completion: Any = made_by_typer  # typer does not say which of its names may be used
    completion.completion_init()
    shell = argv[1] if argv[1:] else getattr(completion, "_get_shell_name", str)() or ""
    if shell not in SHELLS:
        fill = {"shell": shell or "?", "names": list(SHELLS), "option": argv[0]}
        raise Refused("shell-unknown", Exit.USAGE, **fill)
    if argv[0] == OPTIONS[1]:
        script = completion.get_completion_script(
            prog_name="kit", complete_var=ASKED, shell=shell
        )
        ctx.out.lines(script.splitlines())
        return int(Exit.DONE)
    shell, path = completion.install(shell=shell, prog_name="kit", complete_var=ASKED)
    ctx.out.say("manual.completion", shell=shell, path=str(path))
    return int(Exit.DONE)


def attach(ctx: Context, command: Any) -> None:
    """Let every parameter offer what its name in the help says that it takes."""
    for each in getattr(command, "commands", {}).values():
        attach(ctx, each)
    for param in command.params:
        offered = OFFERED.get((param.metavar or "").strip("[]").split("|")[0])
        if offered is not None:
            param.shell_complete = _answer(ctx, offered)


def _answer(ctx: Context, offered: Callable[[Context, str], Iterator[str]]) -> Any:
    def answer(asked: Any, incomplete: str) -> list[Any]:
        from typer import core

        item: Any = vars(core)["CompletionItem"]
        ref = str(asked.params.get("ref") or "")
        try:
            found = list(offered(ctx, ref))
        except (Refused, OSError):
            return []
        low = incomplete.lower()
        return [item(each) for each in found if each.lower().startswith(low)]

    return answer


def refs(ctx: Context, _: str) -> Iterator[str]:
    from kit.incidents.incident.files.store import Store

    store = ctx.of(Store)
    opened = [log.ref for log in store.open_logs()]
    rest = sorted(set(store.refs()).difference(opened), reverse=True)
    yield from [*opened, *rest][:MANY]


def steps(ctx: Context, ref: str) -> Iterator[str]:
    """What is still to be done, first."""
    from kit.incidents.incident.files.store import Store
    from kit.incidents.incident.show.standing_json import incident_full_json

    incident = ctx.of(Store).pick(ref).incident
    said = incident_full_json(incident, ctx.now().wall, ctx.me.lang)["steps"]
    for step in sorted(said, key=lambda each: each["status"] != "open"):
        yield step["step"]


def types(ctx: Context, _: str) -> Iterator[str]:
    from kit.incidents.incident.files.store import Store

    yield from ctx.of(Store).checklists.types()


OFFERED: dict[str, Callable[[Context, str], Iterator[str]]] = {
    "REF": refs,
    "STEP": steps,
    "TYPE": types,
}
