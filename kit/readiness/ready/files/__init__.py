"""The facts of the board, gathered from the rooms that keep them. What cannot be read is a red line
of its own and hides none of the others."""
