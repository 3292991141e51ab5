"""The page of a session: its facts, what an officer is refused, what it adds up to."""
