"""Citizens (công dân)."""
