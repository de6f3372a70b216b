"""incident-kit: what a team leader runs an incident with, offline."""

__version__ = "0.2.0"
