"""The page of families: facts, refusals, what the facts add up to, what may be decided."""
