"""``kit setup``."""
