"""The source plans, clause by clause, as they stand in ``seeds/``."""
