"""Forms that are filled from the log."""
