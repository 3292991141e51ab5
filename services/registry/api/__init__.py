"""The counters of families and people."""
