"""Finding the right list by what a person types in the first seconds."""
