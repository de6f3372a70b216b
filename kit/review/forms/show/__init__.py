"""Filled forms, and the record of a drill, as pages."""
