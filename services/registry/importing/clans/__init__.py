"""Lists of clans, each of a hamlet or of the commune."""
