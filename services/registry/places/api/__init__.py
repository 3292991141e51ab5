"""The counter for places."""
