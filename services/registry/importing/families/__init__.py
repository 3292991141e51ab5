"""Lists of families: a row a family under its head."""
