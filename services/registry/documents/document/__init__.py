"""The page of a document: its facts, what an officer is refused, what it adds up to."""
