"""The page of an import: its facts, what an officer is refused, what it adds up to."""
