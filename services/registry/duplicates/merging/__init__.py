"""What may be said of two that look alike: one is merged into the other, or they are two."""
