"""The whole organisation in tables: what any engine reads, made from the logs of a home."""
