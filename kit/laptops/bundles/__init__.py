"""Bundles: journals in one file, from laptop to laptop."""
