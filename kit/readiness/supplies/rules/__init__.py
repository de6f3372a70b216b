"""Thinking: what a register holds, what an act decides, what falls due when."""
