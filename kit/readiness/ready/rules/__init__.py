"""What each line of the board says, from plain facts."""
