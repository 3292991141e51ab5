"""The page of a board: its facts, what an officer is refused, what it adds up to."""
