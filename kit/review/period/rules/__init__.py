"""What a period's page says, as numbers."""
