"""The counter for citizens."""
