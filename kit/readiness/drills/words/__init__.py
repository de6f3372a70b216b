"""The words of drills."""
