"""One incident: its log, what it folds to, acts on it."""
