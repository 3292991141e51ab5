"""How messages leave the house: one file per channel, and the loop that hands them over."""
