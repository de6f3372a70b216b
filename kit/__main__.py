"""``python -m kit``."""

from kit.main import entry

entry()
