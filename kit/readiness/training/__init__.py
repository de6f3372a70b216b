"""Training: who was trained in what, when and with what result; who is due; lists read through."""
