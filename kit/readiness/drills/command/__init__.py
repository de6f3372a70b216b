"""``kit drill`` and ``kit demo``."""
