"""Words to say, as data."""
