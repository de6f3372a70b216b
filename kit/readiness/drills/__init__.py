"""Drills and the demonstration."""
