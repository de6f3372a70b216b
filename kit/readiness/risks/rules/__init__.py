"""What a risk is, and in which order risks are dealt with."""
