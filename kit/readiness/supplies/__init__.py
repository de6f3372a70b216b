"""What must be there when it happens: supplies, and power for the computers that must stay up."""
