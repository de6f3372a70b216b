"""Drills as values: a scenario, what became of it, what it scored."""
