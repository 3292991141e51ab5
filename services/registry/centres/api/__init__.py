"""The counter for centres."""
