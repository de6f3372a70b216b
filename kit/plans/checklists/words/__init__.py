"""The sentences of this subject, in both languages."""
