"""The sentences of the registers."""
