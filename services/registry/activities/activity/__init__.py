"""The page of an activity: its facts, what an officer is refused, what it adds up to."""
