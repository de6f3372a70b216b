"""See the room's first line."""
