"""What waits for a person or a second."""
