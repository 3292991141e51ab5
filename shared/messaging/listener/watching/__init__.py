"""Whether a listener really listens, and its pauses when it cannot."""
