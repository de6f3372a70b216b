"""Doors that open without typer: what a leader types in an incident.

One table of plain shapes. What it fully understands goes to the very function that the typer
command calls; everything else (an unknown option, a missing word, ``--``, ``--opt=value``, ``-h``,
a word that begins with a dash) goes to typer untouched, before anything is done. A test makes the
table from the typer declarations and fails when they differ, and runs lines through both doors.
Importing typer alone is half of a command's start, more where msgspec is needed, too.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from kit.ground.console.context import Context

ACTS = "kit.incidents.incident.command"
COMMON = {"--at": "at", "--date": "date", "--by": "by"}
REF = {"--incident": "ref", "-i": "ref"}
JSON = {"--json": "as_json"}
REDACT = {"--redact": "redact"}

# Command: module, words (``name`` needed, ``name?`` not, ``name*`` any number, ``name+`` at least
# one), options with a value, options without.
SHAPES: "dict[str, tuple[str, tuple[str, ...], dict[str, str], dict[str, str]]]" = {
    "note": (f"{ACTS}.note", ("text+",), {"--amend": "amend", **REF, **COMMON}, JSON),
    "tick": (f"{ACTS}.tick", ("step", "value?"), {"--who": "who", **REF, **COMMON}, JSON),
    "skip": (
        f"{ACTS}.skip",
        ("step", "reason*"),
        {**REF, **COMMON},
        {"--na": "na", "--later": "later", **JSON},
    ),
    "answer": (f"{ACTS}.answer", ("step", "value+"), {**REF, **COMMON}, JSON),
    "call": (
        f"{ACTS}.call",
        ("whom",),
        {
            "--name": "person",
            "--number": "number",
            "--said": "said",
            "--step": "step",
            **REF,
            **COMMON,
        },
        {
            "--no-answer": "no_answer",
            "--busy": "busy",
            "--wrong-number": "wrong",
            "--off": "off",
            "--repeated": "repeated",
            **JSON,
        },
    ),
    "timer": (
        f"{ACTS}.timer",
        ("which?", "whom?"),
        {"--snooze": "snooze", "--reason": "reason", **REF, **COMMON},
        {
            "--told": "told",
            "--no-answer": "no_answer",
            "--yes": "yes",
            "--no": "no",
            "--cancel": "cancel",
            **JSON,
        },
    ),
    "undo": (
        f"{ACTS}.undo",
        ("entry?",),
        {"--reason": "reason", **REF, "--by": "by"},
        JSON,
    ),
    "redo": (f"{ACTS}.redo", ("entry?",), {**REF, "--by": "by"}, JSON),
    "list": (
        "kit.review.archive.command.list_incidents",
        (),
        {"--month": "month"},
        {"--all": "every", "--closed": "closed", **REDACT, **JSON},
    ),
    "show": (f"{ACTS}.show", ("which?",), REF, {**REDACT, **JSON}),
    "board": ("kit.live.board.command", (), {}, JSON),
    "guide": ("kit.live.guide.command.guide", (), {"--by": "by", **REF}, {}),
    "summary": (
        "kit.review.summary.command",
        ("ref?",),
        {
            "--output": "output",
            "-o": "output",
            "--incident": "named",
            "-i": "named",
            "--day": "day",
            "--week": "week",
            "--month": "month",
            "--quarter": "quarter",
            "--year": "year",
            "--from": "first",
            "--to": "last",
            "--type": "type_",
            "--level": "level",
            "--site": "site",
            "--leader": "leader",
            "--cause": "cause",
            "--shift": "shift",
            "--by": "by",
        },
        {"--file": "file", "--full": "full", **REDACT, "--force": "force", **JSON},
    ),
    "start": (
        "kit.live.guide.command.start",
        ("what*",),
        {"--profile": "profile", "--title": "title", **COMMON},
        {"--drill": "drill", "--no-guide": "no_guide", **JSON},
    ),
}


def understood(argv: "list[str]") -> "tuple[str, dict[str, Any]] | None":
    """(module, arguments of its ``run``) of a line that the table understands, else ``None``."""
    shape = SHAPES.get(argv[0])
    if shape is None:
        return None
    module, words, valued, flags = shape
    given: dict[str, Any] = {}
    said: list[str] = []
    take = iter(argv[1:])
    for word in take:
        name = valued.get(word) or flags.get(word)
        if name is None:
            if word[:1] == "-" or not word:
                return None
            said.append(word)
            continue
        value = next(take, None) if word in valued else True
        if value is None or name in given:
            return None
        given[name] = value
    return (module, given) if _placed(words, said, given) else None


def _placed(words: "tuple[str, ...]", said: "list[str]", given: "dict[str, Any]") -> bool:
    """Put the words in their places; whether each has one, and none that is needed lacks."""
    for place in words:
        name, kind = place.rstrip("?*+"), place[-1]
        if kind in "*+":
            if kind == "+" and not said:
                return False
            if said:
                given[name] = said
            return True
        if said:
            given[name] = said[0]
            said = said[1:]
        elif kind != "?":
            return False
    return not said


def run(ctx: "Context", argv: "list[str]") -> "int | None":
    """The exit code of a line that needs no typer, else ``None``, and nothing has been done."""
    if not argv:
        from kit import links, readiness
        from kit.ground.terminal.ask import terminal
        from kit.live.home.command import run_home

        links.link_keys()
        links.link_above()
        readiness.at_home()
        if terminal():  # keys and what may begin; a status has none
            from kit.shifts.handover.command.at_home import register

            links.link_drills()
            register()
            readiness.at_start()
        return run_home(ctx)
    if argv[0] in ("calendar", "export", "summary"):
        from kit.ground.console.alone import with_value

        argv = with_value(argv)
    found = understood(argv)
    if found is None:
        return None
    from importlib import import_module

    module, given = found
    _link(argv[0])
    code: int | None = import_module(module).run(ctx, **given)
    if code is None:
        ctx.flush_warnings()
        return 0
    return code


def _link(command: str) -> None:
    """No more than the command asks for."""
    if command in ("board", "summary"):  # read every register, those of quiet days, too
        from kit import readiness

        readiness.register_books()
    if command not in ("board", "guide", "start", "note"):
        return
    from kit import links

    if command != "board":
        links.link_guide()
    if command == "note":
        links.link_stop()
        return
    if command != "board":
        from kit import readiness

        readiness.at_start()
    links.link_above()
    links.link_drills()
