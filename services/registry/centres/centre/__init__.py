"""The page of a centre: its facts, what an officer is refused, what it adds up to."""
