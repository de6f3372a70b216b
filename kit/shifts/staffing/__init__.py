"""How many seats are enough: answered, in time, given up, by the seats that are there."""
