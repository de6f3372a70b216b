"""Whom to reach, and what was promised."""
