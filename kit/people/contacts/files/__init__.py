"""Where contacts lie, and how they are read and written."""
