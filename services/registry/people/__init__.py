"""People (người): apart from all facts, which speak of them by reference."""
