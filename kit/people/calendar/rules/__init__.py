"""What is decided about days."""
