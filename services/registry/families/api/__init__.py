"""The counter for families."""
