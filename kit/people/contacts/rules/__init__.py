"""What contacts are, how a book of them folds, whom to call first."""
