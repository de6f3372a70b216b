"""The hand-over 交接班: made from the log, read back, accepted or refused."""
