"""Counts of places (dân số): how many inhabitants, households … a place has on a day, by whom."""
