"""The system's own program for a file."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

ENOUGH = 5.0  # seconds after which a program that still runs is one that shows the file


def open_file(path: str) -> str:
    """Show the file and go on; why not, "" where nothing speaks against it. A program that draws
    on this terminal gets none of it."""
    try:
        if sys.platform == "win32":
            start: Any = os.startfile  # type: ignore[attr-defined,unused-ignore]
            start(path)
            return ""
        program = "open" if sys.platform == "darwin" else "xdg-open"
        nothing = subprocess.DEVNULL
        process = subprocess.Popen(
            [program, path],
            stdin=nothing,
            stdout=nothing,
            stderr=nothing,
            start_new_session=True,
        )
    except FileNotFoundError as error:
        return f"{error.filename or path}: {os.strerror(error.errno or 2)}"
    except OSError as error:
        return (error.strerror or str(error)).strip()
    try:
        code = process.wait(ENOUGH)
    except subprocess.TimeoutExpired:
        return ""
    return f"{program}: {code}" if code else ""
