"""Asking for what is set of a site: drawn, or as lines."""
