"""The counter for duplicates: merge, take a merge back, say that two are two, look up aliases."""
