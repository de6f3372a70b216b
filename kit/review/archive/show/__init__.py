"""Closed incidents in lists, and figures as they stand on every page."""
