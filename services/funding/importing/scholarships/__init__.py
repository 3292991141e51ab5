"""Lists of pupils who receive scholarships (học bổng)."""
