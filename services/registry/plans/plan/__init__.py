"""The page of a plan: its facts, what an officer is refused, what it adds up to."""
