"""The page of a class: its facts, what an officer is refused, what it adds up to."""
