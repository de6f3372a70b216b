"""TALKING: the loops that wait for a person or for a second."""
