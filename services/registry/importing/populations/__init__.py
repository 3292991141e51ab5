"""Lists of how many live in places: a row a place, a column a kind of count."""
