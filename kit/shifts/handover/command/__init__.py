"""``kit shift handover``."""
