"""The page of members of clans: facts, refusals, what may be decided."""
