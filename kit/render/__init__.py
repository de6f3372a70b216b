"""SHOWING: data to text or Rich objects; prints nothing."""
