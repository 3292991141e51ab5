"""A reorganisation as one document."""
