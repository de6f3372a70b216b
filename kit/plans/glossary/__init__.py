"""One word for one thing, in both languages: which terms the kit's own texts use."""
