"""What a hand-over is made of, from the disk."""
