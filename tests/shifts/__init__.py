"""The leader's log and to which shift an entry belongs."""
