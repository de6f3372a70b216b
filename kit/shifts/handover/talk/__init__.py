"""What is asked when a shift is handed over."""
