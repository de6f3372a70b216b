"""The guide: one step after the other, with the timers counting."""
