"""Bearers: what stands on the books of places, in spells, and is kept right over time."""
