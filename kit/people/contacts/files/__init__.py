"""Where contacts lie; imports nothing, because every guide looks here first."""

import os

FOLDER = "contacts"


def there(home: str) -> bool:
    """Does this home have contacts? One look at the disk."""
    return os.path.isdir(f"{home}{os.sep}{FOLDER}")
