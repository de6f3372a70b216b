"""What commands declare, in typer's own words, without typer: it is half of what most of them cost.

``Lines`` keeps the declarations of the command that was typed. A plain line, in which every word
has its place, goes straight to its function; every other one (help, a mistake, ``--opt=value``,
``--``) is typer's, to which ``real_app`` hands the same declarations. Nothing is done before that
is known.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from typer import Context, Typer

    Said = tuple[Callable[..., Any], dict[str, Any]]

__all__ = ["Argument", "Context", "Exit", "Lines", "Option", "Typer", "real_app"]


class Declared:
    """A word or an option. ``default`` is ``...`` where it must be given."""

    __slots__ = ("default", "more", "names")

    def __init__(self, default: Any, names: tuple[str, ...] | None, more: dict[str, Any]) -> None:
        self.default, self.names, self.more = default, names, more

    def real(self) -> Any:
        import typer

        if self.names is None:
            return typer.Argument(self.default, **self.more)
        return typer.Option(self.default, *self.names, **self.more)


def Argument(default: Any = ..., **more: Any) -> Any:
    return Declared(default, None, more)


def Option(default: Any = ..., *names: str, **more: Any) -> Any:
    return Declared(default, names, more)


class Exit(Exception):
    """The command is over, with this code."""

    def __init__(self, code: int = 0) -> None:
        super().__init__(code)
        self.exit_code = code


class Alone:
    """What a group's own function is told: which of its commands was typed."""

    def __init__(self, typed: str | None) -> None:
        self.invoked_subcommand = typed


class Lines:
    """Declarations as they are made; typer's are made of the same calls."""

    def __init__(self) -> None:
        self.commands: dict[str, Callable[..., Any]] = {}
        self.groups: dict[str, Lines] = {}
        self.alone: Callable[..., Any] | None = None

    def command(self, name: str, **_: Any) -> Callable[[Any], Any]:
        def keep(function: Any) -> Any:
            self.commands[name] = function
            return function

        return keep

    def callback(self, **_: Any) -> Callable[[Any], Any]:
        def keep(function: Any) -> Any:
            self.alone = function
            return function

        return keep

    def add_typer(self, group: Any, name: str) -> None:
        self.groups[name] = group

    def said(self, argv: list[str]) -> list[Said] | None:
        """What is to be called, one behind the other, and with what; ``None``: typer's."""
        group = self.groups.get(argv[0]) if argv else None
        if group is None:
            function = self.commands.get(argv[0]) if argv else None
            found = None if function is None else given(function, argv[1:])
            return None if found is None else [found]
        typed = argv[1] if argv[1:] else None
        known = typed is None or typed in group.commands or typed in group.groups
        if not known or group.alone is None:
            return None
        ahead = parameters(group.alone)
        if len(ahead) != 1:
            return None
        first: list[Said] = [(group.alone, {ahead[0][0]: Alone(typed)})]
        if typed is None:
            return first
        rest = group.said(argv[1:])
        return None if rest is None else first + rest


if not TYPE_CHECKING:
    Typer = Lines  # for types that are written down at run time


def parameters(function: Any) -> list[tuple[str, str, Any]]:
    """Name, type and default of each; the type by its name."""
    made = getattr(function, "__signature__", None)
    if made is not None:
        return [(p.name, _named(p.annotation), p.default) for p in made.parameters.values()]
    code, defaults = function.__code__, function.__defaults__ or ()
    names = code.co_varnames[: code.co_argcount]
    bare = (None,) * (len(names) - len(defaults))
    types = [_named(function.__annotations__.get(name, "")) for name in names]
    return [*zip(names, types, (*bare, *defaults), strict=True)]


def _named(type_: Any) -> str:
    if isinstance(type_, str):
        return type_
    return type_.__name__ if type(type_) is type else str(type_)


class Shape:
    """The words and options of one command."""

    def __init__(self, function: Any) -> None:
        self.options: dict[str, tuple[str, str]] = {}  # as typed: whose, of which type
        self.places: list[tuple[str, str, bool]] = []  # name, type, whether it must be given
        self.values: dict[str, Any] = {}
        self.strange = False
        for name, type_, declared in parameters(function):
            if not isinstance(declared, Declared):
                self.strange = True
                continue
            self.values[name] = declared.default
            bounded = "min" in declared.more or "max" in declared.more
            plain = type_ in ("str", "bool") or (type_ == "int" and not bounded)
            if declared.names is None:
                self.strange |= type_ not in ("str", "list[str]")
                self.places.append((name, type_, declared.default is ...))
            elif plain:  # any other type is typer's to read, and so is a flag that can be denied
                self.options |= {each: (name, type_) for each in declared.names if "/" not in each}


def given(function: Any, argv: list[str]) -> Said | None:
    """The function, and its arguments by the words of a plain line."""
    shape = Shape(function)
    if shape.strange:
        return None
    typed: dict[str, Any] = {}
    words: list[str] = []
    take = iter(argv)
    for word in take:
        if word not in shape.options:
            if word[:1] == "-" or not word:
                return None
            words.append(word)
            continue
        name, type_ = shape.options[word]
        value: Any = True if type_ == "bool" else next(take, None)
        if type_ == "int":
            value = int(value) if value and value.isascii() and value.isdigit() else None
        if value is None or name in typed:
            return None
        typed[name] = value
    if not _placed(shape, words, typed):
        return None
    values = {**shape.values, **typed}
    return None if ... in values.values() else (function, values)


def _placed(shape: Shape, words: list[str], typed: dict[str, Any]) -> bool:
    """Put the words in their places; whether each has one, and none that is needed lacks."""
    for n, (name, type_, needed) in enumerate(shape.places):
        if type_ == "list[str]":
            if n + 1 < len(shape.places) or (needed and not words):
                return False
            if words:
                typed[name] = words
            return True
        if words:
            typed[name] = words.pop(0)
        elif needed:
            return False
    return not words


def called(said: list[Said]) -> Any:
    """As typer calls them: who ends the input has stopped the command."""
    try:
        return [function(**given) for function, given in said][-1]
    except EOFError:
        raise KeyboardInterrupt from None


def real_app(**how: Any) -> Any:
    """An app of typer's own, which takes these declarations."""
    import typer

    class Real(typer.Typer):
        def command(self, name: Any = None, **more: Any) -> Any:
            keep = super().command(name, **more)
            return lambda function: keep(_real(function))

        def callback(self, **more: Any) -> Any:
            keep = super().callback(**more)
            return lambda function: keep(_real(function))

    return Real(**how)


def _real(function: Any) -> Any:
    """The function with typer's own declarations."""
    made = getattr(function, "__signature__", None)
    if made is not None:
        told = [p.replace(default=_turned(p.default)) for p in made.parameters.values()]
        function.__signature__ = made.replace(parameters=told)
    elif function.__defaults__:
        function.__defaults__ = tuple(map(_turned, function.__defaults__))
    return function


def _turned(default: Any) -> Any:
    return default.real() if isinstance(default, Declared) else default


def __getattr__(name: str) -> Any:
    """``Context``, which typer looks up by the annotations of a group's function."""
    import typer

    return getattr(typer, name)
