"""Figures, not verdicts of a test run: ``python -m tests.bench`` prints what the kit costs."""
