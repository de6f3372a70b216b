"""What a session of training is, and what follows from all of them."""
