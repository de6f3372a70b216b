"""Backups: all of a home in one file, proved, rotated, and brought back."""
