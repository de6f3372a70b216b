"""Words to say that fit now, and the first report."""
