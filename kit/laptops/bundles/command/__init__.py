"""`kit export` and `kit import`."""
