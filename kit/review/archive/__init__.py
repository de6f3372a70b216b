"""Closed incidents by month, in a few numbers each."""
