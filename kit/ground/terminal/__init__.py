"""Asking and drawing: knows questions and keys, no incident."""
