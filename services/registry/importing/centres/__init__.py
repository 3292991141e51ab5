"""Lists of learning centres: a row a centre, with who leads it, how it was rated and what it
has."""
