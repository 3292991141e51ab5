"""What the random storm is made of: a site of real processes, writers, weather, invariants."""
