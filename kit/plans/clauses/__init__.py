"""The source plans' clauses and what answers each."""
