"""The keys of the guide, by subject."""
