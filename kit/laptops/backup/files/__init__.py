"""Backups written, looked through and brought back."""
