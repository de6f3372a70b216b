"""All open incidents' timers in a second window."""
