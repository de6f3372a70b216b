"""What a person reads, before and after it gets a face."""
