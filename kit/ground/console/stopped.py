"""What stops an act, as the refusal that is said of it."""

from __future__ import annotations

from kit.ground.base.refusal import Exit, Refused


def refusal(error: BaseException, home: str) -> Refused | None:
    """The refusal that says what stopped an act; ``None`` for a fault of the program, for somebody
    who stopped it, and where nobody reads what would be said."""
    if isinstance(error, Refused):
        return error
    if not isinstance(error, Exception) or isinstance(error, BrokenPipeError):
        return None
    if beyond(error):
        return Refused("beyond", Exit.USAGE)
    if isinstance(error, OSError):
        from kit.ground.machine.unwritten import unwritten

        return unwritten(str(error.filename or home), error)
    return None


def beyond(error: Exception) -> bool:
    """Whether a day was counted past the calendar's first or last year."""
    year = isinstance(error, ValueError) and str(error).startswith("year ")
    return isinstance(error, OverflowError) or (year and "out of range" in str(error))
