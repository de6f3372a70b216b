"""Talking: the manual sheet, and forms that are made from a register."""
