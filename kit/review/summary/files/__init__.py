"""What a summary is made of, from the disk."""
