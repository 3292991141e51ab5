"""Lists of families with their members: a row a person."""
