"""Tables written into a folder."""
