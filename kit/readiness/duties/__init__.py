"""What must be done again and again on quiet days: by when, by whom, and what shows that it was."""
