"""Summaries: numbers to sections (``incident``, ``period``), sections to faces."""
