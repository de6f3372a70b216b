"""``kit shift``."""
