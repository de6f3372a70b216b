"""What people type: times, amounts and choices, read rightly, asked back or refused."""
