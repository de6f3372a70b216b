"""incident-kit: what a team leader runs an incident with, offline."""

__version__ = "0.1.0"
