"""Sentences in both languages."""
