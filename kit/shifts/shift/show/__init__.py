"""A shift as it is shown."""
