"""Lists of members of an association, by chapter or not."""
