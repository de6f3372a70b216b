"""A review of a period: a shift to a year."""
