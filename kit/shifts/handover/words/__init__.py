"""Sentences of the hand-over."""
