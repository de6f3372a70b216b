"""A page about a period."""
