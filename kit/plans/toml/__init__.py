"""Data files, shipped and the user's own: where they lie, what they hold, what is wrong in them."""
