"""What a log's bytes prove."""
