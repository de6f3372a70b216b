"""Append-only journals whose every line proves itself."""
