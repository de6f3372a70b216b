"""The leader's log."""
