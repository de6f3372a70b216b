"""Checklists: their format, rules, files, search, paper."""
