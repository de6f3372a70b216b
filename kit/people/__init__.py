"""Whom to reach, and what was promised: contacts, registers, working days."""

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kit.ground.console.context import Context

CONTACTS = "contacts"


def there(home: str) -> bool:
    """Does this home have contacts? One look at the disk, for which nothing of them is read."""
    return os.path.isdir(f"{home}{os.sep}{CONTACTS}")


def looking(ctx: "Context", redact: bool) -> "Context":
    """The context to look at this home with: with ``redact`` one in which every room reads only
    what tells nobody's name, to show and never to write. Raises ``Refused``."""
    if not redact or ctx.veil is not None:
        return ctx
    from kit.people.contacts.files.veiled import veil_of

    return ctx.under(veil_of(ctx))
