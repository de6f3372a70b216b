"""Showing: lines, JSON and pages of the registers."""
