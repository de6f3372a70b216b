"""The plans themselves: which edition of a list is in force, who approved exactly what, and what
changed since."""
