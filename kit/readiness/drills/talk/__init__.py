"""Drills while they go on."""
