"""What a bundle is, and how two copies of a journal stand to each other."""
