"""Whom to reach, and what was promised: contacts, registers, working days."""
