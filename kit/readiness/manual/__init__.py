"""What the kit can tell about itself: commands in their groups, and what is longer than a line."""
