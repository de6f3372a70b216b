"""Bundles written, read and taken in."""
