"""Asking for the figures, in the guide and alone."""
