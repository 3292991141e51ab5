"""Lists of establishments of a commune."""
