"""Supplies that the plans ask for: lists with which a site begins its own."""
