"""People: whom to reach, what was promised to them, and which days are worked."""
