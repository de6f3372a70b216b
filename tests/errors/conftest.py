"""The same kits as for the commands."""

from tests.commands.conftest import bare, kit

__all__ = ["bare", "kit"]
