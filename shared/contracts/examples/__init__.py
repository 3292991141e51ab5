"""One event of every type that is published, as good as any."""
