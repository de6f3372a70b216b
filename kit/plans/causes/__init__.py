"""Causes of incidents: a list of keys that the site edits."""
