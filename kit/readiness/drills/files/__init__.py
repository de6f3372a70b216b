"""Drills on disk: scenario files, and a journal for each drill."""
