"""What was recorded, read for many at once: histories folded into states, beginnings, answers."""
