"""What would fail tonight: one board over everything that is kept up on quiet days."""
