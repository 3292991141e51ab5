"""The page of terms: their facts, what an officer is refused, what they add up to."""
