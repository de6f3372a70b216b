"""Remembering: the journals of the registers of one home."""
