"""What is asked at a terminal of a shift."""
