"""The queue's arithmetic, and what is asked of it."""
