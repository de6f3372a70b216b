"""The home screen, drawn and as numbered lines."""
