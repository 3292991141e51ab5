"""Names of people as they are: Vietnamese, of the minorities, foreign; and the old encodings."""
