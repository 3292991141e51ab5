"""From the bytes of a file to its sheets, in a process of its own that may die of them."""
