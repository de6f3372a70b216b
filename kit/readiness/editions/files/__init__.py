"""Where texts of lists lie, and how they are changed."""
