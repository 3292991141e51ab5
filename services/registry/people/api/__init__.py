"""The counter for people, and what it leaves in the log of every question."""
