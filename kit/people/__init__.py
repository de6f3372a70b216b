"""Whom to reach, and what was promised: contacts, registers, working days."""

import os

CONTACTS = "contacts"


def there(home: str) -> bool:
    """Does this home have contacts? One look at the disk, for which nothing of them is read."""
    return os.path.isdir(f"{home}{os.sep}{CONTACTS}")


def registers_there(home: str, name: str) -> bool:
    """The same of one register."""
    return os.path.isdir(f"{home}{os.sep}registers{os.sep}{name}")
