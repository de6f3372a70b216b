"""What a backup is called, which are kept, and when the next one is due: values only."""
