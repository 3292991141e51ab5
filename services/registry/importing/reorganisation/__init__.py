"""Lists of what becomes of places by one document, taken as one: all of it or nothing."""
