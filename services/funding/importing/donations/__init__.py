"""Lists of what was given to a fund: money, and goods."""
