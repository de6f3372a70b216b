"""Risks: what may happen, how likely, with what effect, and what is done about it."""
