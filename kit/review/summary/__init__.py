"""What happened, when, how late, what is owed."""
