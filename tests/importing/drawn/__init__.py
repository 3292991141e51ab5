"""Small lists of every kind, drawn, and what the books say before and after them."""
