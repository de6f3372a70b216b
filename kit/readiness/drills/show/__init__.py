"""Drills as pages: sheets, score, record, report, comparison."""
