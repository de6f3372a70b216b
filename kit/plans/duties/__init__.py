"""What the plans want done again and again: each duty with its clause, its interval, its post."""
