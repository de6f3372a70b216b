"""What a period's page is made from."""
