"""Shifts on disk."""
