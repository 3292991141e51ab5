"""The counter for terms."""
