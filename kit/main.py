"""The front door: builds the context, runs one command, turns an error into one line and a code."""

import os
import sys

from kit.found import find_here

TYPE_CHECKING = False
if TYPE_CHECKING:  # what stands here at the top is paid for by every recorded note
    from typing import Any

    from kit.ground.console.context import Context

PATHS = ("--home", "-o", "--output")


class Globals:
    """Options that may stand anywhere on the line, the same for every command."""

    def __init__(self, argv: list[str]) -> None:
        self.home = os.environ.get("KIT_HOME", "")
        self.lang = ""
        dumb = os.environ.get("TERM") == "dumb"
        self.plain = dumb or os.environ.get("KIT_PLAIN", "") not in ("", "0")
        self.version = False
        self.rest: list[str] = []
        self.missing = ""
        take = iter(argv)
        for word in take:
            name, eq, value = word.partition("=")
            if name in ("--home", "--lang"):
                value = value if eq else next(take, "")
                if not value:
                    self.missing = name
                setattr(self, name[2:], value)
            elif word == "--plain":
                self.plain = True
            elif word == "--version":
                self.version = True
            elif word == "--":
                self.rest += ["--", *take]
            else:
                self.rest.append(word)


def whole_words(argv: list[str]) -> list[str] | None:
    """The words with bytes that the terminal's encoding does not know read as GB18030, which
    Chinese systems write; ``None`` where they are not that either, because what cannot be read
    must not be recorded half. Names of files stay as they are."""
    out: list[str] = []
    for word in argv:
        name = (out[-1] if out else "") in PATHS or word.startswith(tuple(f"{p}=" for p in PATHS))
        if not name and any("\udc80" <= char <= "\udcff" for char in word):
            try:
                word = os.fsencode(word).decode("gb18030")
            except UnicodeError:
                return None
        out.append(word)
    return out


def main(argv: list[str] | None = None) -> int:
    """Run ``argv`` (the process's own by default); the result is the exit code."""
    own = argv is None
    argv = sys.argv[1:] if argv is None else argv
    stopped = False
    find_here()
    try:
        if own:
            _streams()
        code = _quick_note(argv) if argv[:1] == ["note"] else None
        if code is not None:
            if own:  # on disk and said: taking the interpreter apart costs a fifth of a start
                os._exit(code)
            return code
    except KeyboardInterrupt:
        stopped = True
    if own:  # a start keeps what it makes: looking for garbage in it is a twentieth of its price
        import gc

        gc.set_threshold(100_000, 20, 20)
    words = whole_words(argv)
    given = Globals(argv if words is None else words)
    from kit.ground.base.lean import load_msgspec

    load_msgspec()
    from kit.ground.base.refusal import Exit, Refused
    from kit.ground.console import context as context_module
    from kit.ground.machine.disk import default_home
    from kit.ground.machine.here import language

    lang = language(given.lang)
    ctx: Context | None = None
    try:
        ctx = context_module.build(
            given.home or default_home(), lang, given.plain, _asker(lang, given.plain)
        )
        if stopped:
            raise KeyboardInterrupt
        if words is None:
            raise Refused("bytes", Exit.USAGE)
        if given.lang and given.lang not in ("zh", "en"):
            raise Refused("lang", Exit.USAGE)
        if given.missing:
            raise Refused("usage", Exit.USAGE, why=given.missing, how="kit --help")
        if given.version:
            from kit import __version__

            ctx.out.line(f"incident-kit {__version__}")
            return int(Exit.DONE)
        if "_KIT_COMPLETE" in os.environ:  # a shell asks what may stand behind Tab
            from kit.app import complete

            return complete(ctx)
        ctx.typed = words
        return _run(ctx, given.rest)
    except BaseException as error:
        return _ended(ctx, error)


def _ended(ctx: "Context | None", error: BaseException) -> int:
    """One line that says what stopped the command, and its exit code. Raises the error where there
    is no stream to say it on, or ``KIT_DEBUG`` asks for it."""
    from kit.ground.base.refusal import Exit, Refused

    if isinstance(error, KeyboardInterrupt):
        if ctx is not None:
            ctx.err.line()
            ctx.err.say("refused.stopped", how="kit guide")
        return int(Exit.STOPPED)
    if isinstance(error, BrokenPipeError):
        _quiet_stdout()
        return int(Exit.DONE)
    if not isinstance(error, Exception):
        raise error
    if ctx is None and not isinstance(error, Refused | OSError) and not os.environ.get("KIT_DEBUG"):
        sys.stderr.write(f"kit: {error}\n")
        return int(Exit.FAULT)
    if ctx is None:
        raise error
    if isinstance(error, Refused):
        from kit.ground.base.clean import clean

        ctx.flush_warnings()
        ctx.err.line(clean(ctx.err.word(f"refused.{error.code}", **error.fill)))
        return int(error.exit)
    if os.environ.get("KIT_DEBUG"):
        raise error
    from kit.ground.console.stopped import refusal

    refused = refusal(error, ctx.home)
    if refused is None:
        ctx.err.say("refused.fault", why=f"{type(error).__name__}: {error}".replace("\n", " "))
        return int(Exit.FAULT)
    if refused.code == "beyond":
        ctx.flush_warnings()
    ctx.err.say(f"refused.{refused.code}", **refused.fill)
    return int(refused.exit)


def _quick_note(argv: list[str]) -> int | None:
    """Record and say a plain note without importing anything heavy; ``None`` where that was not
    done."""
    from kit import quick as front

    try:
        line = front.note(argv)
    except front.HandOn:
        return None
    try:
        front.say(line)
    except BrokenPipeError:  # recorded all the same
        _quiet_stdout()
    except OSError as error:
        from kit.ground.base.words import word
        from kit.ground.machine.here import language

        why = error.strerror or str(error)
        sys.stderr.write(word(language(""), "refused.unsaid", why=why) + "\n")
        return 1
    return 0


def _streams() -> None:
    """A stream that was closed speaks to nobody: its number is taken, so that no file of the home
    gets it and is written into."""
    if None not in (sys.stdin, sys.stdout, sys.stderr):
        return
    while (number := os.open(os.devnull, os.O_RDWR)) < 3:
        pass
    os.close(number)
    sys.stdin = sys.stdin or os.fdopen(0, encoding="utf-8", closefd=False)
    sys.stdout = sys.stdout or os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = sys.stderr or os.fdopen(2, "w", encoding="utf-8", closefd=False)


def _quiet_stdout() -> None:
    """Nobody reads any more: keep the interpreter from complaining at its end."""
    try:
        devnull = os.open(os.devnull, os.O_WRONLY)
        os.dup2(devnull, sys.stdout.fileno())
    except (OSError, ValueError):
        pass


def _asker(lang: str, plain: bool) -> "Any":
    def make() -> "Any":
        from kit.ground.terminal.ask import make_asker

        return make_asker(lang, plain)

    return make


def _run(ctx: "Context", argv: list[str]) -> int:
    if os.path.lexists(f"{ctx.home}{os.sep}incoming"):  # an import was stopped
        from kit.app import go_on

        go_on(ctx)
    from kit import doors

    if any(word[:4] == "--by" for word in argv):
        from kit.ground.console.signer import judged

        judged(argv)
    code = doors.run(ctx, argv)
    if code is not None:
        return code
    from kit.app import run

    return run(ctx, argv)


def entry() -> None:
    """The console script. What was said is flushed and what was recorded is on disk: taking the
    interpreter apart would cost a quarter of a bare start more."""
    code = main()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        pass
    os._exit(code)


if __name__ == "__main__":
    entry()
