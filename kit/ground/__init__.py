"""What any offline log tool would need: it knows no incident."""
