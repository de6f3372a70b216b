"""The doors: topics of the help, and what a shell offers behind Tab."""
