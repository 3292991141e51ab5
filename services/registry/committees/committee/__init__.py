"""The page of a committee: its facts, what an officer is refused, what it adds up to."""
