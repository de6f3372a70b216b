"""The sheet."""
