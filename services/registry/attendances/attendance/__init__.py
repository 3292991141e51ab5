"""The page of an attendance: its facts, what an officer is refused, what it adds up to."""
