"""Refusals, clean text, typed times, cell widths, sentences in two languages."""
