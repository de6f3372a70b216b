"""What is wrong with this laptop, its home and its lists."""
