"""What words to others are made of beside the incident's own log."""
