"""Sentences of the leader's log."""
