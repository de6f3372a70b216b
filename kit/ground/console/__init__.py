"""What a command may touch, and the options that commands share."""
