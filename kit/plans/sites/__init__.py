"""Kinds of site: posts, numbers, minutes."""
