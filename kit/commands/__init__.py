"""DOORS: one file per command; parse, load, decide, record, say."""
