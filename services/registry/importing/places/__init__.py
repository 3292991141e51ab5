"""Lists of places: a row a place, of which hamlets may be made."""
