"""The arithmetic of a figure: where a count lies, what a place adds up to, what a ratio says.

Pure: counts and a tree in, rows out. Who keeps the counts is in `services.rollups.views`.
"""
