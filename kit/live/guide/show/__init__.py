"""How it looks: text and pages, nothing printed."""
